"""The other ways to the same derivative: each worked out when it is looked at."""

from functools import cached_property
from typing import TYPE_CHECKING

from symgrad.derivations.choices.ways import METHODS, applying
from symgrad.derivations.derivatives import of_formula
from symgrad.derivations.state import State
from symgrad.graph import Graph
from symgrad.settings import settings
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation


class Alternative:
    """One way to a derivative: `method` as `derivative(f, method=...)` takes it, and what it `says` it is."""

    def __init__(self, method: str, says: str, source: Graph, path: tuple[Term, ...], detail: str) -> None:
        self.method, self.says = method, says
        self._source, self._path, self._detail = source, path, detail

    @cached_property
    def derivation(self) -> "Derivation":
        """The derivation this way."""
        with settings(detail=self._detail):
            return of_formula(self._source, self._path, self.method)

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return sum(state.relation != "question" for state in self.derivation.states)

    def __repr__(self) -> str:
        return f"<{self.method}: {self.says}, {self.lines} line{'s' if self.lines != 1 else ''}>"


def alternatives(derivation: "Derivation") -> tuple[Alternative, ...]:
    """The ways to a first derivative of one formula, without the one that was taken; none for anything else."""
    question = derivation.question
    first_order = question.head is Head.DERIVATIVE and len(question.args) == 2
    if derivation.goal != "derivative" or not first_order or len(derivation.source.definitions) != 1:
        return ()
    rest = (derivation.source, question.args[1:], derivation.detail)
    ways = [Alternative(METHODS[0], "as a textbook does it", *rest)]
    ways += [Alternative(way.method, way.says, *rest) for way in applying(question)]
    taken = _beginning(derivation.own_states)
    return tuple(one for one in ways if _beginning(one.derivation.own_states) != taken)


def _beginning(states: tuple[State, ...]) -> tuple[Term, str] | None:
    """What tells one way from another: the first line."""
    return (states[1].statement, states[1].rule) if len(states) > 1 else None
