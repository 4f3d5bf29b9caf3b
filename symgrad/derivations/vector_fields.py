"""Derivatives of several functions in several variables: Jacobian, Hessian, divergence, curl."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import of_formula
from symgrad.derivations.engine import differentiate, tidied
from symgrad.derivations.lines import lines
from symgrad.derivations.point import put_in_reason, worked_out
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.errors import ShapeError
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.build import add, derivative, matrix, sub, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import substitute

Point = Mapping[str, Any] | Sequence[Any] | None
Names = str | Sequence[str] | None


def jacobian(fs: Sequence[Any], wrt: Names, at: Point = None) -> Derivation:
    """The matrix J[i][j] = df_i/dx_j of the functions in the variables, derived entry by entry at once.

    `.sympy` is a Matrix. Raises SymgradError where a function cannot be read or has no derivative that is known.
    """
    source, bodies, names = _field(fs, wrt)
    question = matrix([[_d(body, name, len(names) > 1) for name in names] for body in bodies])
    return _carried(_answered(source, question, "jacobian"), names, at)


def divergence(fs: Sequence[Any], wrt: Names, at: Point = None) -> Derivation:
    """The divergence dF_1/dx_1 + ... + dF_n/dx_n of a vector field with as many components as variables.

    Raises ShapeError where the numbers differ, SymgradError as `jacobian`.
    """
    source, bodies, names = _field(fs, wrt)
    if len(bodies) != len(names):
        raise ShapeError(f"a divergence needs a component for each variable: {len(bodies)} for {len(names)}")
    question = add(*(_d(body, name, len(names) > 1) for body, name in zip(bodies, names, strict=True)))
    return _carried(_answered(source, question, "divergence"), names, at)


def curl(fs: Sequence[Any], wrt: Names, at: Point = None) -> Derivation:
    """The curl of a field with three components in three variables, as a column.

    Raises ShapeError for another number of either, SymgradError as `jacobian`.
    """
    source, bodies, names = _field(fs, wrt)
    if len(bodies) != 3 or len(names) != 3:
        raise ShapeError(f"a curl is of three components in three variables, not {len(bodies)} in {len(names)}")
    pairs = [(2, 1, 1, 2), (0, 2, 2, 0), (1, 0, 0, 1)]
    rows = [[sub(_d(bodies[a], names[b], True), _d(bodies[c], names[d], True))] for a, b, c, d in pairs]
    return _carried(_answered(source, matrix(rows), "curl"), names, at)


def hessian(f: Any, wrt: Names = None, at: Point = None) -> Derivation:
    """The matrix of second derivatives of f, by differentiating the gradient; the `children` derive the gradient.

    Mixed derivatives are equal where they are continuous, so the matrix is symmetric there.
    Raises SymgradError where f cannot be read or has no derivative that is known.
    """
    graph = _unfolded(asking.graph_of(f))
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    body, several = asking.body_of(graph), len(names) > 1
    parts = tuple(replace(of_formula(graph, (name,)), title=name.data.plain) for name in names)
    asked = matrix([[derivative(body, a, b, partial=several) for b in names] for a in names])
    again = matrix([[_d(part.result, b, several) for b in names] for part in parts])
    second = State(again, "equal", "hessian.rows", ("differentiate the gradient once more",))
    made = _answered(graph, again, "hessian")
    states = (State(asked, "question", reason=("the question",)), second, *made.own_states[1:])
    note = ("It is symmetric: where mixed derivatives are continuous, the order does not matter.",) if several else ()
    return _carried(replace(made, own_states=states, children=parts, notes=note), names, at)


def _d(body: Term, name: Term, several: bool) -> Term:
    return derivative(body, name, partial=several)


def _unfolded(graph: Graph) -> Graph:
    """A system as one formula."""
    return from_term(graph.unfold(), domain=graph.domain, notes=graph.notes) if len(graph.definitions) > 1 else graph


def _field(fs: Sequence[Any], wrt: Names) -> tuple[Graph, list[Term], tuple[Term, ...]]:
    """The functions as one graph of their tuple, their formulas, and the variables."""
    bodies = [asking.graph_of(f).unfold() for f in fs]
    source = from_term(tuple_of(*bodies))
    names = asking.all_inputs(source) if wrt is None else asking.variables(source, wrt)
    return source, bodies, names


def _answered(source: Graph, question: Term, goal: str) -> Derivation:
    """The chain of equalities from a statement with several inert derivatives."""
    steps = list(_steps(question))
    result = steps[-1].after if steps else question
    states = (State(question, "question", reason=("the question",)), *lines(steps, current().detail))
    return Derivation(goal, "", source, states, result, (), from_term(result), (), current().detail)


def _steps(statement: Term) -> Iterator[Step]:
    for stage in (differentiate, tidied, simplified):
        for step in stage(statement):
            yield step
            statement = step.after


def _carried(made: Derivation, names: tuple[Term, ...], at: Point) -> Derivation:
    """The derivation with the numbers of the point put in and worked out."""
    if at is None:
        return made
    point = asking.point_of(made.source, at, names)
    put_in = substitute(made.result, point)
    value = _each(put_in)
    states = (
        *made.own_states,
        State(put_in, "follows", "point.put-in", put_in_reason(point)),
        State(value, "equal", "point.value", ("work out the values",)),
    )
    return replace(made, own_states=states, result=value, graph=from_term(value))


def _each(term: Term) -> Term:
    """The value of a number, or of each entry of a matrix."""
    if term.head is Head.MATRIX:
        return make(Head.MATRIX, tuple(map(worked_out, term.args)), term.data)
    return worked_out(term)
