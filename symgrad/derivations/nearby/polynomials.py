"""Taylor polynomials in one and several variables: the derivatives at a point, the coefficients, the remainder."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from math import factorial, prod
from typing import Any, NamedTuple

from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.nearby.remainders import bound_states, remainder_state, several_remainder
from symgrad.derivations.point import worked_out
from symgrad.derivations.standing import require_slopes
from symgrad.derivations.state import State
from symgrad.errors import LimitError, SymgradError
from symgrad.graph import Graph, from_term
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import (
    ONE,
    TWO,
    ZERO,
    add,
    derivative,
    div,
    equation,
    evaluated,
    integer,
    matmul,
    matrix,
    mul,
    name,
    power,
    sub,
)
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

#: more terms than this are not written out
MOST_TERMS = 120


class Coefficient(NamedTuple):
    """One partial derivative at the point: how often by each variable, its value, the coefficient value / k!."""

    path: tuple[Term, ...]
    value: Term

    @property
    def divisor(self) -> int:
        """k! in one variable, j! k! in two."""
        return prod(factorial(self.path.count(one)) for one in set(self.path))


def taylor(f: Any, x: Any, at: Any, order: int, within: Any = None) -> Derivation:
    """The Taylor polynomial of f about a point, up to the given order, with its derivatives and the remainder.

    `x` is a variable and `at` one value; or `x` several variables and `at` a point in them, then up to the second order
    the polynomial is also written with the gradient and the Hessian matrix. `within` (one variable) is a distance from
    the point: the remainder is bounded there, with certainty.
    Raises SymgradError for a negative order and as `derivative`; LimitError for too many terms.
    """
    if order < 0:
        raise SymgradError("the order of a Taylor polynomial is 0 or more")
    graph = _one(f)
    names = (asking.variable(graph, x),) if isinstance(x, str | Term) else asking.variables(graph, list(x))
    if len(names) == 1 and not isinstance(at, Mapping | list | tuple):
        at = [at]
    point = {one: value for one, value in asking.point_of(graph, at, names).items() if one in names}
    if len(point) < len(names):
        raise SymgradError("the point has no value for every variable", hint="at={'x': 1, 'y': 0}")
    body = asking.body_of(graph)
    for path in _paths(names, min(order, MOST_TERMS)):
        require_slopes(_asked(body, names, path) if path else body, point)
    found = _coefficients(body, names, point, order)
    total = _polynomial(found, point)
    states = [
        State(body, "question", reason=("the question",)),
        *_facts(body, names, point, found),
        *_matrix_form(found, names, point, order),
        _form(total, names, order),
        *_rest(body, names, point, order, within),
    ]
    return Derivation("taylor", "", graph, tuple(states), total, (), from_term(total), (), current().detail)


def _one(f: Any) -> Graph:
    graph = asking.graph_of(f)
    return from_term(graph.unfold()) if len(graph.definitions) > 1 else graph


def _paths(names: Sequence[Term], order: int) -> Iterator[tuple[Term, ...]]:
    """Every set of variables to differentiate by, up to the order: (), x, y, xx, xy, yy, ..."""
    for k in range(order + 1):
        yield from combinations_with_replacement(names, k)


def _coefficients(body: Term, names: Sequence[Term], point: Mapping[Term, Term], order: int) -> list[Coefficient]:
    paths = list(_paths(names, order)) if order < MOST_TERMS else []
    if not 0 < len(paths) <= MOST_TERMS:
        raise LimitError(f"this polynomial has more than {MOST_TERMS} terms", hint="ask for a lower order")
    return [Coefficient(path, _value(body, names, path, point)) for path in paths]


def _value(body: Term, names: Sequence[Term], path: tuple[Term, ...], point: Mapping[Term, Term]) -> Term:
    found = solve(_asked(body, names, path))[0] if path else body
    return worked_out(substitute(found, dict(point)))


def _asked(body: Term, names: Sequence[Term], path: tuple[Term, ...]) -> Term:
    return asking.question(body, path) if len(names) == 1 else derivative(body, *path, partial=True)


def _facts(
    body: Term, names: Sequence[Term], point: Mapping[Term, Term], found: Sequence[Coefficient]
) -> Iterator[State]:
    """The value of each derivative at the point."""
    bindings = [part for pair in point.items() for part in pair]
    for one in found:
        asked = _asked(body, names, one.path) if one.path else body
        why = (f"order {len(one.path)}",)
        yield State(equation(evaluated(asked, *bindings), one.value), "follows", "taylor.fact", why)


def _polynomial(found: Sequence[Coefficient], point: Mapping[Term, Term]) -> Term:
    terms = [_term(one, point) for one in found if one.value is not ZERO]
    return add(*terms) if terms else ZERO


def _term(one: Coefficient, point: Mapping[Term, Term]) -> Term:
    """value/k! * (x - a)^j * (y - b)^k."""
    if not one.path:
        return one.value
    powers = [power(tidy(sub(v, point[v])), integer(one.path.count(v))) for v in dict.fromkeys(one.path)]
    return tidy(div(mul(one.value, *powers), integer(one.divisor)))


def _form(total: Term, names: Sequence[Term], order: int) -> State:
    why = (
        "each value over k!, times the k-th power"
        if len(names) == 1
        else "each value over its factorials, times the powers"
    )
    return State(total, "follows", "taylor.form", (why,), (), name(f"T_{order}"))


def _matrix_form(
    found: Sequence[Coefficient], names: Sequence[Term], point: Mapping[Term, Term], order: int
) -> list[State]:
    """T_2 = f(a) + grad f . h + 1/2 h^T H h, with h the step from the point."""
    if order != 2 or len(names) < 2:
        return []
    value = {frozenset((v, one.path.count(v)) for v in set(one.path)): one.value for one in found}
    step = matrix([[tidy(sub(one, point[one]))] for one in names])
    slopes = matrix([[value[frozenset({(one, 1)})] for one in names]])
    rows = [[value[frozenset({(a, 2)} if a is b else {(a, 1), (b, 1)})] for b in names] for a in names]
    square = mul(div(ONE, TWO), matmul(matrix([list(step.args)]), matrix(rows), step))
    total = add(value[frozenset()], matmul(slopes, step), square)
    why = ("the value, the gradient times the step, half the Hessian matrix between the steps",)
    return [State(drop_units(total), "follows", "taylor.matrix", why, (), name("T_2"))]


def _rest(body: Term, names: Sequence[Term], point: Mapping[Term, Term], order: int, within: Any) -> list[State]:
    """The remainder, and its bound where that is asked for."""
    if len(names) > 1:
        if within is not None:
            raise SymgradError("a bound of the remainder is worked out for one variable")
        return several_remainder(body, names, point, order)
    (variable, about), *_ = point.items()
    rest = remainder_state(body, variable, about, order)
    if rest is None:
        if within is not None:
            raise SymgradError("the next derivative is not known, so the remainder has no bound here")
        return []
    return [rest, *([] if within is None else bound_states(body, variable, about, order, asking.value_term(within)))]
