"""Proof of a gradient put together: the slopes put in are those of the lines above, the rest is equal entry by entry.

Names stand for their definitions there, but a root (a standard deviation) stays a letter: what is shown holds for any.
"""

from collections.abc import Iterator, Mapping

from symgrad.deciding.matrices import prove_matrix_equal
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.together import CHECK, LENGTHS, PUT_IN, put_in
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.terms.build import array
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

Settled = tuple[str, str]
Facts = Mapping[Term, str]

_LOOSE = ("failed", "the line is not what its steps give")


def settled_together(state: State, before: State | None, whole: Derivation, facts: Facts) -> Iterator[Settled]:
    """Every step of such a line, and that the line is what they lead to."""
    lines = whole.own_states[: whole.own_states.index(state)]
    slopes = {one.left: one.statement for one in lines if one.left is not None and one.left.head is Head.GRADIENT}
    if not _hangs_together(state, before, slopes):
        yield _LOOSE
    for step in state.steps:
        yield _settled(step, slopes, whole, facts)


def _hangs_together(state: State, before: State | None, slopes: Mapping[Term, Term]) -> bool:
    """It begins at the gradient as it was found, or at the line above, and ends at what is shown."""
    first, last = state.steps[0], state.steps[-1]
    if state.rule == CHECK and state.left is not None and before is not None:
        begun = first.before is array("sum", before.statement)
        return begun and state.left.args[0] in slopes and last.after is state.statement
    begins = slopes.get(state.left) if state.left is not None else before.statement if before is not None else None
    return first.before is begins and last.after is state.statement


def _settled(step: Step, slopes: Mapping[Term, Term], whole: Derivation, facts: Facts) -> Settled:
    sides = put_in(step.before, slopes), put_in(step.after, slopes)
    if step.rule == PUT_IN:
        return ("proved", "the slopes of the lines above put in") if sides[0] is sides[1] else _LOOSE
    found = prove_matrix_equal(*_meant(sides, whole), facts)
    return found.status, found.route


def _meant(sides: tuple[Term, Term], whole: Derivation) -> tuple[Term, Term]:
    """Both sides with what the names stand for; gradients of unknown functions as letters."""
    open_ = dict.fromkeys(node for side in sides for node in postorder(side) if node.head is Head.GRADIENT)
    letters = {node: make_name(f"#{i}", node.shape) for i, node in enumerate(open_)}
    values = {one.name: one.term for one in whole.source.definitions if one.term.head not in LENGTHS}
    left, right = (_unfolded(substitute(side, letters), values) for side in sides)
    return left, right


def _unfolded(term: Term, values: Mapping[Term, Term]) -> Term:
    while any(one in values for one in free_names(term)):
        term = substitute(term, dict(values))
    return term
