"""A state of a derivation: a statement, how it relates to what came before, the rule, the reason, the conditions."""

from typing import Any, NamedTuple

from symgrad.derivations.step import Reason, Step
from symgrad.terms.node import Term

#: how a state may relate to what came before
RELATIONS = ("question", "equal", "equivalent", "follows", "case", "definition", "assumption", "bound")


class State(NamedTuple):
    """One line. `statement` is the right-hand side of a chain of equalities, or a whole relation.

    `left` starts a new chain (what the statement is equal to); `steps` are the finest steps that the line folds;
    `braces` are labels under the summands (or the factors) of the statement, in order; empty for none.
    `children` are the lines that this one stands for, where lines were folded because the reader knows them.
    """

    statement: Term
    relation: str
    rule: str = ""
    reason: Reason = ()
    conditions: tuple[Term, ...] = ()
    left: Term | None = None
    steps: tuple[Step, ...] = ()
    marks: tuple[str, ...] = ()
    braces: tuple[Reason, ...] = ()
    children: "tuple[State, ...]" = ()

    @property
    def why(self) -> str:
        """The reason in text."""
        from symgrad.notation import text

        return "".join(part if isinstance(part, str) else text(part) for part in self.reason)

    @property
    def latex(self) -> str:
        """The statement in LaTeX, without alignment marks."""
        from symgrad.notation import latex

        return latex(self.statement)

    @property
    def text(self) -> str:
        """The statement on one line of text."""
        from symgrad.notation import text

        return text(self.statement)

    @property
    def sympy(self) -> Any:
        """The statement as a SymPy object with inert derivatives; None for a relation and for what SymPy cannot say."""
        from symgrad.algebra import to_sympy
        from symgrad.errors import UnsupportedError
        from symgrad.terms.heads import Head

        try:
            return None if self.statement.head is Head.RELATION else to_sympy(self.statement)
        except UnsupportedError:
            return None
