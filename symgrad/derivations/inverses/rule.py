"""`inverse_derivative`: (f^-1)'(y) = 1/f'(x) where f(x) = y."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from symgrad.balls import Ball, ball
from symgrad.deciding import prove_equal
from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.conditions import positive, strongest
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.inverses.formula import of_formula
from symgrad.derivations.inverses.table import inverse_of
from symgrad.derivations.limits.definition import is_zero
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import DomainError, UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.notation import text
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import (
    ONE,
    PI,
    E,
    apply,
    call,
    derivative,
    div,
    equation,
    integer,
    mul,
    neg,
    power,
    rational,
    relation,
)
from symgrad.terms.names import Applied, Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

#: numerators and denominators of the fractions that are tried as solutions of f(x) = y
MOST, BELOW = 20, (1, 2, 3, 4)


def inverse_derivative(f: Any, wrt: str | None = None, *, at: Mapping[str, Any] | Any = None) -> Derivation:
    """The derivative of the inverse of f, by the inverse function rule.

    Without `at`, as a formula, for a function whose inverse has a name (sin, cos, tan, sinh, cosh, tanh, exp, log,
    powers). With `at=2`, at the value y = 2 of f: x with f(x) = 2 is found where it is a short exact number. With
    `at={"x": 1}`, at the value that f has for x = 1. Raises UnsupportedError where the inverse has no name or x is
    not found, DomainError where f'(x) = 0: the inverse has no slope there.
    """
    graph = asking.graph_of(f)
    (x,) = asking.variables(graph, wrt)
    body = graph.unfold()
    if free_names(body) != (x,):
        raise UnsupportedError("an inverse is taken of a function of one variable", hint="put numbers for the others")
    if at is not None:
        return _at(graph, body, x, at)
    row = inverse_of(body, x)
    if row is None:
        raise UnsupportedError(f"the inverse of {text(body)} has no name here", hint="ask at a value: at=2")
    return of_formula(graph, body, x, row)


def _at(graph: Graph, f: Term, x: Term, at: Any) -> Derivation:
    if isinstance(at, Mapping):
        place = asking.point_of(graph, at, (x,))[x]
        value = worked_out(substitute(f, {x: place}))
    else:
        value = asking.value_term(at)
        place = _solution(f, x, value)
    slope, steps = solve(derivative(f, x))
    there = worked_out(substitute(slope, {x: place}))
    if is_zero(there):
        raise DomainError(f"f'({text(place)}) = 0, so the inverse has no slope at {text(value)}")
    names = _Names(f)
    result = tidy(div(ONE, there))
    states = (
        State(names.asked(value), "question", reason=("the question",)),
        State(equation(names.f(x), f), "definition", "inverse.function", (names.g(x), " is the inverse")),
        _value(names, f, x, place, value),
        State(slope, "follows", "inverse.slope", _told(steps), strongest(c for s in steps for c in s.conditions),
              names.slope(x), tuple(steps)),
        State(there, "equal", "inverse.there", ("put in ", equation(x, place), _only(slope)), (),
              names.slope(place), (Step("point.value", Weight.HEAVY, substitute(slope, {x: place}), there, ()),)),
        State(relation(names.asked(value), "=", div(ONE, names.slope(place)), "=", result), "follows", "inverse.rule",
              ("inverse function rule",), (), None,
              (Step("point.value", Weight.HEAVY, div(ONE, there), result, ()),)),
    )  # fmt: skip
    return Derivation("inverse", "", graph, states, result, (), from_term(result), (), current().detail)


class _Names:
    """f and g as names that the function does not use."""

    def __init__(self, body: Term) -> None:
        taken = {n.data.key for n in free_names(body)}
        free = [Name(letter) for letter in ("f", "g", "F", "G", "p", "q") if letter not in taken]
        self._f, self._g = free[:2]

    def f(self, u: Term) -> Term:
        """f(u)."""
        return apply(Applied(self._f), u)

    def slope(self, u: Term) -> Term:
        """f'(u)."""
        return apply(Applied(self._f, (1,)), u)

    def g(self, u: Term) -> Term:
        """g(u)."""
        return apply(Applied(self._g), u)

    def asked(self, y: Term) -> Term:
        """g'(y)."""
        return apply(Applied(self._g, (1,)), y)


def _value(names: _Names, f: Term, x: Term, place: Term, value: Term) -> State:
    """f(1) = 1^3 + 1 = 2."""
    put_in = substitute(f, {x: place})
    more = ("=", value) if put_in is not value else ()
    why: Reason = ("so ", equation(names.g(value), place))
    return State(relation(names.f(place), "=", put_in, *more), "follows", "inverse.value", why)


def _told(steps: list[Step]) -> Reason:
    return ("differentiate",) if steps else ()


def _only(slope: Term) -> str:
    """Whether x is the only one: f grows, or falls, everywhere."""
    if positive(slope):
        return "; f grows everywhere, so there is no other"
    return "; f falls everywhere, so there is no other" if positive(tidy(neg(slope))) else ""


def _solution(f: Term, x: Term, value: Term) -> Term:
    """The x with f(x) = y, a short exact number. Raises UnsupportedError where none, or more than one, is found."""
    found = [one for one in _candidates() if _is_solution(f, x, one, value)]
    if len(found) == 1:
        return found[0]
    if not found:
        why = f"no short exact x with {text(f)} = {text(value)} was found"
    else:
        why = f"{text(f)} = {text(value)} for several x: {', '.join(map(text, found[:3]))}"
    raise UnsupportedError(why, hint=f"name the point: at={{{x.data.plain!r}: ...}}")


def _is_solution(f: Term, x: Term, place: Term, value: Term) -> bool:
    there, wanted = ball(substitute(f, {x: place}), {}, 128), ball(value, {}, 128)
    if not isinstance(there, Ball) or not isinstance(wanted, Ball) or not there.minus(wanted).contains_zero:
        return False
    return prove_equal(substitute(f, {x: place}), value).status in ("proved", "checked")


def _candidates() -> Iterator[Term]:
    """Short fractions, fractions of pi, whole powers of e and logarithms of whole numbers."""
    fractions = sorted({Fraction(p, q) for p in range(-MOST, MOST + 1) for q in BELOW}, key=lambda v: (abs(v), -v))
    yield from map(rational, fractions)
    yield from (tidy(mul(rational(Fraction(p, 12)), PI)) for p in range(-24, 25) if p)
    yield from (E if k == 1 else power(E, rational(Fraction(k))) for k in (-2, -1, 1, 2))
    yield from (call("log", integer(k)) for k in range(2, 11))
