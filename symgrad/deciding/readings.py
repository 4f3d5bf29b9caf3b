"""Whether two readings of one input mean the same, row by row and side by side."""

from collections.abc import Iterable

from symgrad.deciding.equality import equal_terms
from symgrad.deciding.verdicts import Verdict
from symgrad.errors import SymgradError
from symgrad.graph import Domain, Graph
from symgrad.notation import text
from symgrad.terms.build import name
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rewrite, substitute

_OTHER_FORM = Verdict("different", notes=("the two are not of one form",))


def same_reading(first: Graph, second: Graph) -> Verdict:
    """Judge two readings of one input on the domain of the first; `different` where no row corresponds to another.

    Stricter than `equal`: both sides of an equation have to agree, for the two are meant to be one spelling.
    """
    ours, theirs = first.rows(), second.rows()
    if len(ours) != len(theirs):
        return _OTHER_FORM
    names = {node.data.key: node for row in ours for node in postorder(row) if node.head is Head.NAME}
    try:
        aligned = [rewrite(row, lambda node: _as_in_first(node, names)) for row in theirs]
    except SymgradError:
        return _OTHER_FORM
    return _worst(_compared(a, b, first.domain) for a, b in zip(ours, aligned, strict=True))


def _as_in_first(node: Term, names: dict[str, Term]) -> Term:
    """A name as the first reader spells it: w1 and w_{1} are one."""
    known = names.get(node.data.key) if node.head is Head.NAME else None
    return node if known is None or known.shape != node.shape else known


def _compared(left: Term, right: Term, domain: Domain) -> Verdict:
    if left is right:
        return Verdict("equal", "they are the same expression")
    if Head.RELATION not in (left.head, right.head):
        return equal_terms(*_with_inert_named(left, right), domain)
    if (left.head, left.data, len(left.args)) != (right.head, right.data, len(right.args)):
        return _OTHER_FORM
    return _worst(_compared(a, b, domain) for a, b in zip(left.args, right.args, strict=True))


def _with_inert_named(left: Term, right: Term) -> tuple[Term, Term]:
    """Derivatives that nobody took have no numbers: where both sides hold the same ones, each becomes a name."""
    ours, theirs = _inert(left), _inert(right)
    if not ours or set(ours) != set(theirs):
        return left, right
    names = {node: name(Name(text(node))) for node in ours}
    return substitute(left, names), substitute(right, names)


def _inert(term: Term) -> list[Term]:
    return [node for node in postorder(term) if node.head is Head.DERIVATIVE]


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on the whole: one difference decides, then one open question."""
    found = list(verdicts)
    for wanted in ("different", "undecided"):
        for verdict in found:
            if verdict.verdict == wanted:
                return verdict
    return Verdict("equal", "; ".join(dict.fromkeys(verdict.proof for verdict in found)))
