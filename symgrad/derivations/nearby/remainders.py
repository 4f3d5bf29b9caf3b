"""What a Taylor polynomial leaves out: Lagrange's form of the remainder, and a certain bound of it near the point."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial, prod

from symgrad.balls import Ball, ball, sign_on
from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.engine import tidied
from symgrad.derivations.proving.evidence import Equal, Settle, Settled, holds, steps_only
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.terms.build import (
    ZERO,
    add,
    call,
    decimal,
    derivative,
    div,
    integer,
    mul,
    name,
    neg,
    power,
    rational,
    relation,
    sub,
    tuple_of,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

#: significant digits of a bound
BOUND_DIGITS = 2
#: characters of a fraction that is given as it is
SHORT_FRACTION = 6
#: terms of a remainder in several variables that are written out at most
MOST_TERMS = 12
#: digits after the point of a bound
MOST_PLACES = 400
#: how much an interval is widened
WIDER = Fraction(1, 10**30)
#: pieces at whose ends a bound is looked for; that it is one is shown by intervals afterwards
PIECES = 64


def remainder_state(body: Term, variable: Term, about: Term, order: int) -> State | None:
    """R_n = f^(n+1)(c)/(n+1)! (x - a)^(n+1), with c between a and x; None where that derivative is not known."""
    question = asking.question(body, [variable] * (order + 1))
    try:
        slope, steps = solve(question)
    except SymgradError:
        return None
    between = _between(body, variable)
    away = power(tidy(sub(variable, about)), integer(order + 1))
    raw = div(substitute(slope, {variable: between}), _factorial(order + 1))
    factor = _shorter(raw)
    steps += [Step("taylor.remainder", Weight.HEAVY, raw, factor, ("over the factorial",))]
    statement = tidy(mul(factor, away)) if not free_names(slope) else _times(factor, away)
    why = ("the remainder: the next derivative at some ", between, " between ", about, " and ", variable)
    return State(statement, "follows", "taylor.remainder", why, (), name(f"R_{order}"), tuple(steps))


def _times(factor: Term, away: Term) -> Term:
    """The product, with the sign in front."""
    if factor.head is Head.NEGATION:
        return neg(drop_units(mul(factor.args[0], away)))
    return drop_units(mul(factor, away))


def _shorter(term: Term) -> Term:
    """Tidied up, and simplified where that helps."""
    for stage in (tidied, simplified):
        for step in stage(term):
            term = step.after
    return term


def _between(body: Term, variable: Term) -> Term:
    taken = {one.data.key for one in (*free_names(body), variable)}
    return name(next(letter for letter in ("c", "xi", "theta", "s") if letter not in taken))


def _factorial(k: int) -> Term:
    return integer(factorial(k))


def several_remainder(body: Term, names: Sequence[Term], point: Mapping[Term, Term], order: int) -> list[State]:
    """The next derivatives at a point of the segment from a to x, each over its factorials, times the powers."""
    paths = list(combinations_with_replacement(names, order + 1))
    questions = [derivative(body, *path, partial=True) for path in paths]
    if len(paths) > MOST_TERMS:
        return []
    try:
        solved = [solve(question) for question in questions]
    except SymgradError:
        return []
    taken = {one.data.key for one in (*free_names(body), *names)}
    letter = next(one for one in ("c", "xi", "theta", "s") if one not in taken)
    between = {one: name(f"{letter}_{i}") for i, one in enumerate(names, 1)}
    parts = [_part(slope, path, point, between) for (slope, _), path in zip(solved, paths, strict=True)]
    total = add(*(part for part in parts if part is not ZERO))
    if total is ZERO:
        told: Reason = ("nothing is left out: the next derivatives are all 0",)
        return [State(ZERO, "follows", "taylor.remainder", told, (), name(f"R_{order}"), _steps(solved))]
    why = ("the remainder: the next derivatives at some point ", tuple_of(*between.values()),
           " on the segment from ", tuple_of(*point.values()), " to ", tuple_of(*names))  # fmt: skip
    return [State(total, "follows", "taylor.remainder", why, (), name(f"R_{order}"), _steps(solved))]


def _steps(solved: Sequence[tuple[Term, Sequence[Step]]]) -> tuple[Step, ...]:
    return tuple(step for _, found in solved for step in found)


def _part(slope: Term, path: tuple[Term, ...], point: Mapping[Term, Term], between: Mapping[Term, Term]) -> Term:
    """slope(c)/(j! k!) (x - a)^j (y - b)^k."""
    powers = [power(tidy(sub(one, point[one])), integer(path.count(one))) for one in dict.fromkeys(path)]
    divisor = prod(factorial(path.count(one)) for one in set(path))
    return tidy(div(mul(substitute(slope, dict(between)), *powers), integer(divisor)))


def bound_states(body: Term, variable: Term, about: Term, order: int, within: Term) -> list[State]:
    """|f^(n+1)| <= M for |x - a| <= r, so |R_n| <= M r^(n+1)/(n+1)!."""
    radius = as_fraction(within)
    if radius is None or radius <= 0:
        raise SymgradError("the distance from the point is a positive number", hint="within=0.5")
    question = derivative(body, *[variable] * (order + 1))
    slope = solve(question)[0]
    most = _largest(slope, variable, *_ends(about, radius))
    near = relation(call("abs", tidy(sub(variable, about))), "<=", within)
    raw = div(mul(_number(most), power(within, integer(order + 1))), _factorial(order + 1))
    total = as_fraction(tidy(raw)) or Fraction(0)
    short = len(str(total)) <= SHORT_FRACTION
    end: list[str | Term] = ["=", rational(total)] if short else ["<=", _number(_up(total))]
    return [
        State(relation(call("abs", question), "<=", _number(most)), "bound", "taylor.slope-bound",
              ("the largest the next derivative can be",), (near,)),
        State(relation(call("abs", name(f"R_{order}")), "<=", raw, *end), "bound", "taylor.bound",
              ("the remainder is at most this",), (near,)),
    ]  # fmt: skip


def _number(value: Fraction) -> Term:
    """An integer as such, anything else as a decimal: bounds are rounded up to a few digits."""
    if value.denominator == 1:
        return rational(value)
    places = next(k for k in range(MOST_PLACES) if (value * 10**k).denominator == 1)
    digits = f"{value.numerator * 10**places // value.denominator:0{places + 1}d}"
    return decimal(f"{digits[:-places]}.{digits[-places:]}")


def _ends(about: Term, radius: Fraction) -> tuple[Fraction, Fraction]:
    """The interval around the point, a little wider where its middle is no fraction."""
    exact = as_fraction(about)
    if exact is not None:
        return exact - radius, exact + radius
    found = ball(about, {}, 128)
    middle = found.middle if isinstance(found, Ball) else None
    if middle is None:
        raise UnsupportedError("the point is not a number that is known well enough")
    return middle - radius - WIDER, middle + radius + WIDER


def _largest(slope: Term, variable: Term, low: Fraction, high: Fraction) -> Fraction:
    """A number that |slope| certainly does not exceed on the interval, near the least. Raises UnsupportedError."""
    exact = as_fraction(slope)
    if exact is not None:
        return abs(exact)
    seen = Fraction(0)
    for i in range(PIECES + 1):
        value = ball(call("abs", slope), {variable: low + (high - low) * Fraction(i, PIECES)}, 64)
        seen = max(seen, (value.middle if isinstance(value, Ball) else None) or Fraction(0))
    for factor in (Fraction(1), Fraction(101, 100), Fraction(11, 10), Fraction(3, 2), Fraction(3)):
        most = _up(seen * factor) if seen else Fraction(0)
        if is_bound(slope, variable, low, high, most):
            return most
    raise UnsupportedError("no bound of the next derivative is found there", hint="take a smaller distance")


def _up(value: Fraction) -> Fraction:
    """The number rounded up to two significant digits."""
    unit = Fraction(1)
    while value and value / unit >= 10**BOUND_DIGITS:
        unit *= 10
    while value and value / unit < 10 ** (BOUND_DIGITS - 1):
        unit /= 10
    return -(-value // unit) * unit


def is_bound(slope: Term, variable: Term, low: Fraction, high: Fraction, most: Fraction) -> bool:
    """Whether |slope| <= most on the whole interval: by interval arithmetic, or as a number."""
    gap = sub(rational(most), call("abs", slope))
    if not free_names(slope):
        return holds(call("abs", slope), "<=", rational(most))[0] == "proved"
    return sign_on(gap, {variable: (low, high)}) == 1


def slope_bound(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The derivative derived again, and intervals that show that it stays below the bound."""
    (inside, most), (near,) = state.statement.args, state.conditions
    slope, steps = solve(inside.args[0])
    variable = inside.args[0].args[1]
    center = tidy(neg(substitute(near.args[0].args[0], {variable: ZERO})))
    radius, limit = as_fraction(near.args[1]), as_fraction(most)
    if radius is None or limit is None:
        return [("undecided", "the bound is no number")]
    good = is_bound(slope, variable, *_ends(center, radius), limit)
    return [
        *map(settle, steps),
        ("proved", "interval arithmetic") if good else ("undecided", "intervals do not show it"),
    ]


def remainder_bound(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """M r^(n+1)/(n+1)! with the bound M of the line before, rounded up."""
    _, raw, total = state.statement.args
    if before is None or raw.args[0].args[0] is not before.statement.args[1]:
        return [("undecided", "nothing to compare with")]
    return [holds(raw, "<=", total) if state.statement.data[1] == "<=" else equal(raw, total)]


ROUTES = {
    "taylor.remainder": steps_only,
    "taylor.slope-bound": slope_bound,
    "taylor.bound": remainder_bound,
}
"""Rule of a state -> its route of proof."""
