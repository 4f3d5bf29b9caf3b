"""Jacobians in numerator layout, Hessians, and derivatives of a matrix by a matrix as linear maps."""

from collections.abc import Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.forward import Forward
from symgrad.derivations.differentials.grouping import grouped
from symgrad.derivations.differentials.growth import growth
from symgrad.derivations.differentials.maps import matrix_of, stacked
from symgrad.derivations.differentials.pairings import d
from symgrad.derivations.differentials.renderings import rendered
from symgrad.derivations.differentials.solving import answer_graph, declared, matrix_gradient
from symgrad.derivations.state import State
from symgrad.errors import ShapeError, UnsupportedError
from symgrad.graph import Graph
from symgrad.rules.matrices import times
from symgrad.rules.matrices.cleaning import CLEANINGS, Cleaning
from symgrad.rules.matrices.facts import facts_as_cleanings
from symgrad.settings import current
from symgrad.terms.build import derivative, matmul, name
from symgrad.terms.node import Term


def matrix_jacobian(graph: Graph, variable: Term) -> Derivation:
    """dy = J dx for a vector (or a number) y in a vector x; J[i][j] = dy_i/dx_j.

    Where y or x is a matrix the result is the matrix of the linear map in vec form: vec dY = (B^T ⊗ A) vec dX.
    """
    output = graph.output
    body = output.term if output.anonymous else output.name
    question = State(derivative(body, variable, partial=len(graph.inputs) > 1), "question", reason=("the question",))
    states, result = _linear_map(graph, body, variable, "J")
    if states[-1].left is not None:
        states += growth(result, states[-1].left, {one.name: one.term for one in graph.definitions})
    return Derivation("differentials", "", graph, (question, *states), result, (), answer_graph(graph, result), (),
                      current().detail)  # fmt: skip


def matrix_hessian(graph: Graph, variable: Term) -> Derivation:
    """The Hessian in a vector: the Jacobian of the gradient, which is derived first."""
    if len(variable.shape) > 1:
        raise ShapeError(f"{variable.data.plain} is a matrix: second derivatives by it have four indices",
                         hint="take the hessian in a vector, or in vec of the matrix")  # fmt: skip
    first = matrix_gradient(graph, (variable,))
    slope = first.own_states[-1].left
    states, result = _linear_map(graph, first.result, variable, "H")
    opened = states[0]._replace(left=d(slope)) if slope is not None else states[0]
    return Derivation("differentials", "", graph, (*first.own_states, opened, *states[1:]), result, (),
                      answer_graph(graph, result), (), current().detail)  # fmt: skip


def _facts(graph: Graph, variable: Term) -> tuple[Cleaning, ...]:
    return facts_as_cleanings(declared(graph, (variable,)))


def _linear_map(graph: Graph, body: Term, variable: Term, letter: str) -> tuple[list[State], Term]:
    """The lines from d body to its matrix, and the matrix; the change itself where its matrix has no form here."""
    walk = Forward(body, (variable,), {one.name: one.term for one in graph.definitions})
    change = walk.run()
    states = grouped(walk.steps, current().detail) if walk.steps else []
    states = states or [State(change, "equal", "differential.variable", ("the variable itself",))]
    states[0] = states[0]._replace(left=d(body))
    found = _matrix(change, variable)
    if found is None:
        return states, change
    gathered = matmul(found, stacked(d(variable)))
    if gathered is not change and times(found, stacked(d(variable))) is not change:
        states.append(_gathered(body, variable, gathered))
    why = ("read off the matrix",)
    states.append(State(found, "follows", "differential.matrix", why, (), _letter(letter, graph.inputs)))
    cleaned = _cleaned(found, (*_facts(graph, variable), *CLEANINGS))
    return rendered([*states, *cleaned], "inner"), cleaned[-1].statement if cleaned else found


def _cleaned(found: Term, cleanings: Sequence[Cleaning]) -> list[State]:
    """One line for each simplification that applies."""
    states = []
    for cleaning in cleanings:
        after = cleaning.change(found)
        if after is not found:
            states.append(State(after, "equal", cleaning.id, (cleaning.says,)))
            found = after
    return states


def _matrix(change: Term, variable: Term) -> Term | None:
    try:
        return matrix_of(change, variable)
    except UnsupportedError:
        return None


def _gathered(body: Term, variable: Term, gathered: Term) -> State:
    """The line dy = J dx, or with the columns stacked vec dY = J vec dX."""
    is_stacked = stacked(body) is not body
    why = "stack the columns: vec(A U B) = (B^T ⊗ A) vec U" if is_stacked or len(variable.shape) > 1 else ""
    left = stacked(d(body)) if is_stacked else None
    return State(
        gathered, "equal", "differential.gather", (why or "one matrix in front of the differential",), (), left
    )


def _letter(letter: str, taken: Sequence[Term]) -> Term:
    """J or H, with a number where the reader has that letter."""
    keys = {one.data.key for one in taken}
    free = (letter, *(f"{letter}_{k}" for k in range(1, len(keys) + 2)))
    return name(next(one for one in free if name(one).data.key not in keys))
