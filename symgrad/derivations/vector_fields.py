"""Derivatives of several functions in several variables: Jacobian, divergence, curl, Hessian, Laplacian."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import of_formula, states_of
from symgrad.derivations.differentials.shaped import hessian_of, is_shaped, jacobian_of, one_graph
from symgrad.derivations.engine import differentiate, tidied
from symgrad.derivations.lines import lines
from symgrad.derivations.point import DIGITS, put_in_reason, rounded_state, worked_out
from symgrad.derivations.simplification import simplified
from symgrad.derivations.standing import require_slopes
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.derivations.values import rounded
from symgrad.errors import ShapeError
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.build import add, derivative, matrix, sub, tuple_of
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import as_fraction, free_names, has_head, postorder, substitute

#: a reason with more characters than this is shortened
LONG = 100

Point = Mapping[str, Any] | Sequence[Any] | None
Names = str | Sequence[str] | None


def jacobian(fs: Sequence[Any] | Graph, wrt: Names, at: Point = None) -> Derivation:
    """The matrix J[i][j] = df_i/dx_j of the functions in the variables, derived entry by entry at once.

    A graph of a vector in a vector gives dy = J dx; where one of them is a matrix, vec dY = J vec dX (columns stacked).
    `.sympy` is a Matrix. Raises SymgradError where a function cannot be read or has no derivative that is known.
    """
    whole = one_graph(fs)
    if whole is not None:
        return jacobian_of(whole, asking.variables(whole, wrt), at)
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
        told = f"a curl is of three components in three variables, not {len(bodies)} in {len(names)}"
        raise ShapeError(told, hint="a field in the plane has the third component 0: ['-y', 'x', '0'], ['x', 'y', 'z']")
    pairs = [(2, 1, 1, 2), (0, 2, 2, 0), (1, 0, 0, 1)]
    rows = [[sub(_d(bodies[a], names[b], True), _d(bodies[c], names[d], True))] for a, b, c, d in pairs]
    return _carried(_answered(source, matrix(rows), "curl"), names, at)


def hessian(f: Any, wrt: Names = None, at: Point = None) -> Derivation:
    """The matrix of second derivatives of f, by differentiating the gradient; the `children` derive all that is needed.

    Mixed derivatives are equal where they are continuous: each pair is derived once; the page says where.
    Raises SymgradError where f cannot be read or has no derivative that is known.
    """
    read = asking.graph_of(f)
    if is_shaped(read):
        return hessian_of(read, asking.variables(read, wrt), at)
    graph = _unfolded(read)
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    body, several = asking.body_of(graph), len(names) > 1
    slopes = tuple(replace(of_formula(graph, (name,)), title=name.data.plain) for name in names)
    asked = matrix([[derivative(body, a, b, partial=several) for b in names] for a in names])
    again = matrix([[_d(part.result, b, several) for b in names] for part in slopes])
    symmetric = several and is_smooth(body)
    second = _second_derivatives(again, symmetric)
    result = make(Head.MATRIX, tuple(second[node].result for node in again.args), again.data)
    states = (
        State(asked, "question", reason=("the question",)),
        State(again, "equal", "hessian.rows", ("differentiate the gradient once more",)),
        State(result, "equal", "hessian.entries", (_MIXED if symmetric else "the second derivatives",)),
    )
    derived = {id(part): part for part in second.values()}
    note = (_SYMMETRY,) if symmetric else ()
    made = Derivation("hessian", "", graph, states, result, (*slopes, *derived.values()), from_term(result), note,
                      current().detail)  # fmt: skip
    return _carried(made, names, at)


_MIXED = "mixed derivatives are equal, each pair is worked out once"
_SYMMETRY = (
    "The matrix is symmetric: the second derivatives are continuous wherever they are defined, "
    "and there the order of differentiation does not matter."
)


def _second_derivatives(again: Term, symmetric: bool) -> dict[Term, Derivation]:
    """The derivation of each entry d/db[f_a]; below the diagonal that of its mirror image, where they are equal."""
    size = again.data[0]
    found: dict[Term, Derivation] = {}
    for place, node in enumerate(again.args):
        row, column = divmod(place, size)
        mirror = again.args[column * size + row]
        if symmetric and row > column and mirror in found:
            found.setdefault(node, found[mirror])
        elif node not in found:
            body, name = node.args
            found[node] = of_formula(from_term(body), (name,)) if _same_sign(node) else _as_asked(node)
    return found


def _same_sign(node: Term) -> bool:
    """Whether the entry alone would be asked with the same sign of differentiation as in the matrix."""
    return asking.question(node.args[0], node.args[1:]) is node


def _as_asked(node: Term) -> Derivation:
    """d/dx of something without other variables, written with the sign that the matrix has."""
    states, result = states_of(node, current().detail)
    return Derivation("derivative", "", from_term(node.args[0]), tuple(states), result, (), from_term(result), (),
                      current().detail)  # fmt: skip


def is_smooth(body: Term) -> bool:
    """Whether all derivatives are continuous wherever they are defined: no kinks, jumps, cases or unknown functions."""
    for node in postorder(body):
        if node.head in (Head.PIECEWISE, Head.APPLY, Head.INDICATOR, Head.INTEGRAL):
            return False
        if node.head is Head.CALL and (function(node.data).kinks(*node.args) or function(node.data).jumps(*node.args)):
            return False
    return True


def laplacian(f: Any, wrt: Names = None, at: Point = None) -> Derivation:
    """The Laplacian of f, the sum of its second derivatives in each variable; the `children` derive them.

    Raises SymgradError where f cannot be read or has no derivative that is known.
    """
    graph = _unfolded(asking.graph_of(f))
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    body, several = asking.body_of(graph), len(names) > 1
    asked = [derivative(body, name, name, partial=several) for name in names]
    parts = tuple(_as_asked(node) for node in asked)
    total = add(*(part.result for part in parts))
    first = State(total, "equal", "laplacian.sum", ("the second derivative in each variable",))
    steps = list(_tidied(total))
    result = steps[-1].after if steps else total
    states = (State(add(*asked), "question", reason=("the question",)), first, *lines(steps, current().detail))
    made = Derivation("laplacian", "", graph, states, result, parts, from_term(result), (), current().detail)
    return _carried(made, names, at)


def _tidied(statement: Term) -> Iterator[Step]:
    for stage in (tidied, simplified):
        for step in stage(statement):
            yield step
            statement = step.after


def _d(body: Term, name: Term, several: bool) -> Term:
    return derivative(body, name, partial=several)


def _unfolded(graph: Graph) -> Graph:
    """A system as one formula."""
    return from_term(graph.unfold(), domain=graph.domain, notes=graph.notes) if len(graph.definitions) > 1 else graph


def _field(fs: Sequence[Any] | Graph, wrt: Names) -> tuple[Graph, list[Term], tuple[Term, ...]]:
    """The functions as one graph of their tuple, their formulas, and the variables."""
    bodies = [asking.graph_of(f).unfold() for f in ([fs] if isinstance(fs, Graph | str) else fs)]
    source = from_term(tuple_of(*bodies))
    names = asking.all_inputs(source) if wrt is None else asking.variables(source, wrt)
    return source, bodies, names


def _answered(source: Graph, question: Term, goal: str) -> Derivation:
    """The chain of equalities from a statement with several inert derivatives."""
    steps = list(_steps(question))
    result = steps[-1].after if steps else question
    states = (State(question, "question", reason=("the question",)), *map(_briefly, lines(steps, current().detail)))
    return Derivation(goal, "", source, states, result, (), from_term(result), (), current().detail)


def _briefly(state: State) -> State:
    """A line for many entries at once says which rules it took, and not what each entry holds constant."""
    if len(state.why) <= LONG:
        return state
    told = [
        step.reason for step in state.steps if step.rule not in ("constant", "identity") and step.weight > Weight.LIGHT
    ]
    joined = [part for reason in dict.fromkeys(told) for part in ("; ", *reason)][1:]
    return state._replace(
        reason=tuple(joined) or ("a variable by itself has the derivative 1, what is held constant 0",)
    )


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
    require_slopes(made.own_states[0].statement, point)
    put_in = substitute(made.result, point)
    value = _each(put_in)
    states = (
        *made.own_states,
        State(put_in, "follows", "point.put-in", put_in_reason(point)),
        State(value, "equal", "point.value", ("work out the values",)),
        *_decimals(value),
    )
    return replace(made, own_states=states, result=value, graph=from_term(value))


def _decimals(value: Term) -> list[State]:
    """The value in decimals, where it holds values of functions such as sin 1."""
    if not has_head(value, Head.CALL) or free_names(value):
        return []
    parts = value.args if value.head is Head.MATRIX else (value,)
    about = [part if as_fraction(part) is not None else rounded(part, DIGITS) for part in parts]
    if any(part is None for part in about):
        return []
    shown = [part for part in about if part is not None]
    decimals = make(Head.MATRIX, tuple(shown), value.data) if value.head is Head.MATRIX else shown[0]
    return [rounded_state(value, decimals, DIGITS)]


def _each(term: Term) -> Term:
    """The value of a number, or of each entry of a matrix."""
    if term.head is Head.MATRIX:
        return make(Head.MATRIX, tuple(map(worked_out, term.args)), term.data)
    return worked_out(term)
