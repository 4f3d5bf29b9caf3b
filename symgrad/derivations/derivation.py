"""The derivation: a tree of states with a goal, a result, and everything that can be asked of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symgrad.derivations.state import State
from symgrad.graph import Graph
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

if TYPE_CHECKING:
    from symgrad.derivations.choices.other_ways import Alternative


@dataclass(frozen=True)
class Derivation:
    """A goal reached line by line.

    `states` are the lines of this derivation; `children` are derivations of their own that it rests on (the components
    of a gradient, local derivatives). `result` is the answer as a term, `graph` the answer as named definitions, and
    `source` what was asked about. `again` derives it once more, as it was asked for; None where that is not known, as
    of one that was read from a file.
    """

    goal: str
    title: str
    source: Graph
    own_states: tuple[State, ...]
    result: Term
    children: "tuple[Derivation, ...]" = ()
    graph: Graph = field(default_factory=lambda: Graph((), ()))
    notes: tuple[str, ...] = ()
    detail: str = "course"
    again: "Callable[[], Derivation] | None" = field(default=None, compare=False, repr=False, kw_only=True)

    @property
    def states(self) -> tuple[State, ...]:
        """All states in the order shown: this derivation's own, its children's where they are rested on."""
        if self.goal != "gradient":
            return self.own_states
        below = tuple(state for child in self.children for state in child.states)
        return (*self.own_states[:1], *below, *self.own_states[1:])

    @property
    def question(self) -> Term:
        """What was asked, with inert derivatives."""
        return self.own_states[0].statement

    @property
    def sympy(self) -> Any:
        """The result as a SymPy object: an Expr, or a Matrix for several components. Raises LimitError when huge."""
        from symgrad.algebra import to_sympy
        from symgrad.terms.build import matrix

        result = self.source_result()
        if result.head is Head.TUPLE:
            return to_sympy(matrix([[part] for part in result.args]))
        return to_sympy(result)

    def source_result(self) -> Term:
        """The result in terms of the inputs alone: every definition put in."""
        from symgrad.terms.traverse import substitute

        values: dict[Term, Term] = {}
        for one in self.graph.definitions:
            values[one.name] = substitute(one.term, values)
        return substitute(self.result, values)

    def evaluate(self, **values: Any) -> Any:
        """The result at these numbers, as NumPy (a float, or an array of the components)."""
        from symgrad.derivations.evaluation import evaluate_result

        return evaluate_result(self, values)

    def code(self, kind: str = "numpy", name: str | None = None) -> str:
        """Code to paste: the result as a NumPy function, or the function with its slopes for PyTorch.

        `kind` is "numpy" or "torch" (a `torch.autograd.Function` with a slope for every input); `name` is what the
        function or class is called. Vectors have shape (n,), matrices (m, n). Raises UnsupportedError for what has no
        spelling there.
        """
        from symgrad.derivations.pasting import code_of

        return code_of(self, kind, name)

    def latex(self, document: bool = False) -> str:
        """The derivation in LaTeX: a fragment to paste, or a complete document that compiles."""
        from symgrad.notation import document_latex

        return document_latex(self.document(), document, _style())

    def text(self) -> str:
        """The derivation for a terminal, with two-dimensional fractions."""
        from symgrad.notation import document_text

        return document_text(self.document())

    def markdown(self) -> str:
        """The derivation as Markdown with LaTeX mathematics."""
        from symgrad.notation import document_markdown

        return document_markdown(self.document(), _style())

    def html(self) -> str:
        """The derivation as one self-contained HTML page with MathML."""
        from symgrad.notation import document_html

        return document_html(self.document())

    def document(self) -> Any:
        """The derivation as a Document, for any writer."""
        from symgrad.derivations.pages import page

        return page(self)

    def json(self) -> dict[str, Any]:
        """The derivation as plain data; `from_json` reads it back."""
        from symgrad.derivations.saved.saving import to_data

        return to_data(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "Derivation":
        """The derivation that `json` wrote. Raises DataError for anything else."""
        from symgrad.derivations.saved.saving import from_data

        return from_data(data)

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """The JSON Schema (draft 2020-12) of what `json` writes."""
        from symgrad.derivations.saved.schema import json_schema

        return json_schema()

    def fold(self, known: Collection[str] = ()) -> "Derivation":
        """The derivation without the lines that rest on what the reader knows.

        `known` holds ids of rules ("product"), of functions ("sin") or families ("basics", "powers", "trigonometry",
        "algebra"...). What was folded stays in the `children` of a line. Raises SymgradError for an unknown word.
        """
        from symgrad.derivations.choices.folding import folded
        from symgrad.derivations.replaying import changed

        return changed(self, lambda made: folded(made, known))

    def unfold(self) -> "Derivation":
        """The derivation with every line that `fold` took together opened again."""
        from symgrad.derivations.choices.folding import unfolded
        from symgrad.derivations.replaying import changed

        return changed(self, unfolded)

    def alternatives(self) -> "tuple[Alternative, ...]":
        """The other ways to the same derivative that apply, with their lengths; see `derivative(f, method=...)`."""
        from symgrad.derivations.choices.other_ways import alternatives

        return alternatives(self)

    def in_form(self, form: str) -> "Derivation":
        """The derivation with lines added until the answer is "factored", "expanded" or over a "common denominator".

        Raises UnsupportedError for another form, or one that is not reached.
        """
        from symgrad.derivations.choices.forms import in_form
        from symgrad.derivations.replaying import changed

        return changed(self, lambda made: in_form(made, form))

    def prove(self) -> Any:
        """Every state proved or checked: a report with the route of each, `derivations.proving.proof.Report`."""
        from symgrad.derivations.proving.proof import prove

        return prove(self)

    def _repr_latex_(self) -> str:
        from symgrad.derivations.rows import rows
        from symgrad.notation import Align, align_latex

        return "$$" + align_latex(Align(rows(self.own_states)), _style()) + "$$"

    def _repr_html_(self) -> str:
        from symgrad.notation import cell_html

        return cell_html(self.document())

    def __repr__(self) -> str:
        count = sum(state.relation != "question" for state in self.states)
        return f"<Derivation: {self.own_states[0].text}, {count} line{'s' if count != 1 else ''}>"

    def __str__(self) -> str:
        return self.text()


def _style() -> Any:
    """How derivatives are written, by the settings."""
    from symgrad.notation import Style
    from symgrad.settings import current

    return Style(derivative=current().notation)
