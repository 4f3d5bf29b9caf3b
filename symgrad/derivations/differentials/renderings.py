"""The same lines written in another way: with traces, or entry by entry with indices.

<A, B> is tr(A^T B), for vectors a^T b, and the sum over i and j of A_ij B_ij. What cannot be written with indices (an
inverse) stays in matrices.
"""

from collections.abc import Sequence

from symgrad.derivations.differentials.components import component, of_number
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason
from symgrad.errors import UnsupportedError
from symgrad.rules.matrices import scaled, times, transposed
from symgrad.rules.matrices.shaped import is_ones
from symgrad.settings import current
from symgrad.terms.build import array, derivative, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import shape_text
from symgrad.terms.traverse import postorder, rewrite

#: reasons that are said otherwise where traces or indices are written; empty: not said
_SAID: dict[str, dict[str, str]] = {
    "trace": {
        "moved across, transposed": "turn the factors round in the trace: tr(ABC) = tr(CAB)",
        "the trace is the inner product with I": "",
        "moved across": "the entrywise factor changes sides",
    },
    "components": {
        "moved across, transposed": "sum in another order",
        "the trace is the inner product with I": "",
        "the sum is the inner product with ones": "",
        "moved across": "",
    },
}


def rendered(states: Sequence[State], way: str) -> list[State]:
    """The states in the way asked for: `inner`, `trace` or `components`. Lines that become equal are one."""
    states = [with_shapes(one) for one in states] if current().shapes == "shown" else list(states)
    if way == "inner":
        return states
    change = _in_trace if way == "trace" else _in_components
    found: list[State] = []
    for state in states:
        one = change(state)
        if found and one.left is None and one.statement is found[-1].statement and state.steps:
            found[-1] = found[-1]._replace(steps=(*found[-1].steps, *state.steps))
        else:
            found.append(one)
    return found


def with_shapes(state: State) -> State:
    """The reason with the shape that both sides of each inner product have, or that a gradient has."""
    sides = [node.args[0].shape for node in postorder(state.statement) if node.head is Head.INNER]
    if sides:
        listed = ", ".join(dict.fromkeys(map(shape_text, sides)))
        return state._replace(reason=(*state.reason, f"; both sides: {listed}"))
    return state._replace(reason=(*state.reason, f"; a {shape_text(state.statement.shape)}"))


def _in_trace(state: State) -> State:
    left = None if state.left is None else with_traces(state.left)
    return state._replace(statement=with_traces(state.statement), left=left, reason=_said(state.reason, "trace"))


def _said(reason: Reason, way: str) -> Reason:
    """The reason in the words of this way; what is empty is left out with the semicolon before it."""
    kept: list[str | Term] = []
    for part in reason:
        word = _SAID[way].get(part, part) if isinstance(part, str) else part
        if word == "" and kept and kept[-1] == "; ":
            kept.pop()
        elif word != "" and not (word == "; " and not kept):
            kept.append(word)
    return tuple(kept) or reason


def with_traces(term: Term) -> Term:
    """Every inner product as the trace of a product; of vectors as a row times a column."""
    return rewrite(term, lambda node: _trace(*node.args) if node.head is Head.INNER else node)


def _trace(left: Term, right: Term) -> Term:
    """tr(A^T B); with ones for A it is the sum of the entries of B."""
    if is_ones(left):
        return array("sum", right)
    product = times(transposed(left), right)
    if not product.shape:
        return product
    return scaled(unary(Head.TRACE, product))


def _in_components(state: State) -> State:
    try:
        if state.left is not None and state.left.head is Head.GRADIENT and state.left.args[1].shape:
            return _entry_of_gradient(state, state.left)
        left = None if state.left is None else of_number(state.left)
        said = _said(state.reason, "components")
        return state._replace(statement=of_number(state.statement), left=left, reason=said)
    except UnsupportedError:
        return state


def _entry_of_gradient(state: State, gradient: Term) -> State:
    """dL/dX_ij as the entry of the gradient."""
    f, variable = gradient.args
    entry, place = component(variable)
    value, _ = component(state.statement, place)
    return state._replace(statement=value, left=derivative(f, entry, partial=True))
