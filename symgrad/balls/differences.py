"""Slopes measured by finite differences, each with an error bar: the route that shares nothing with differentiation.

The measurement itself takes steps of 10^-40 in ball arithmetic with as many digits as it needs, to both sides; the rows
for a reader take steps of 0.1 to 0.0001 and carry the error bar that halving the step suggests (Richardson), or how far
they are off the measured slope where that is more.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from flint import ctx, fmpq

from symgrad.balls import values as v
from symgrad.balls.evaluation import evaluate_at
from symgrad.balls.precision import MOST_BITS, Number, place
from symgrad.balls.values import UNDEFINED, UNKNOWN, Missing, Value
from symgrad.terms.node import Term

STEP = Fraction(1, 10**40)
FIRST_BITS = 512
GOOD = 1e-20
"""Relative width of a measured slope at which no more digits are asked for."""
SETTLED = 1e-6
"""Relative change from one step to a ten times smaller one above which a slope has no limit yet."""
VANISHING = 1e-6
"""Quotients below this that shrink with the step have the limit 0."""

ROUNDING = 1e-12
"""Relative difference of two floats that is not worth showing."""

DISPLAYED = tuple(Fraction(1, 10**k) for k in (1, 2, 3, 4))
"""Steps of the rows shown to a reader."""


class Estimate(NamedTuple):
    """A slope measured from one side, with its error bar."""

    value: float
    error: float


class Quotient(NamedTuple):
    """A central difference quotient with step h; None where the function is not defined at x - h or x + h."""

    step: float
    value: float | None
    error: float | None


class Measured(NamedTuple):
    """One-sided slopes: an estimate, UNDEFINED (no value there, or no bound on the slope) or UNKNOWN (not settled)."""

    left: Estimate | Missing
    right: Estimate | Missing

    @property
    def differentiable(self) -> bool | None:
        """Whether both sides have one slope, within the error bars; None where that is not decided."""
        if UNDEFINED in (self.left, self.right):
            return False
        if isinstance(self.left, Missing) or isinstance(self.right, Missing):
            return None
        gap = abs(self.left.value - self.right.value)
        size = max(abs(self.left.value), abs(self.right.value))
        return gap <= self.left.error + self.right.error + 1e-12 * size


Along = Callable[[Fraction, int], Value]
"""The function at this signed step along the direction, in so many bits."""


def along(term: Term, direction: Mapping[Term, Number], values: Mapping[Term, Number]) -> Along:
    """The term as a function of the step from a point in a direction."""

    @cache
    def at(step: Fraction, bits: int) -> Value:
        with ctx.workprec(bits):
            point = place(values, bits)
            for name, part in place(direction, bits).items():
                point[name] = v.add(point[name], v.multiply(part, v.exact(step)))
            return evaluate_at(term, point, bits)

    return at


def measured(term: Term, direction: Mapping[Term, Number], values: Mapping[Term, Number]) -> Measured:
    """The slopes of the term along a direction, to the left and to the right, by finite differences."""
    return _measured(term, tuple(direction.items()), tuple(values.items()))


Coordinates = tuple[tuple[Term, Number], ...]


@lru_cache(maxsize=64)
def _measured(term: Term, direction: Coordinates, values: Coordinates) -> Measured:
    """Remembered, since the judge and the table it prints ask for the same."""
    function = along(term, dict(direction), dict(values))
    return Measured(_one_side(function, -1), _one_side(function, 1))


def _one_side(function: Along, way: int) -> Estimate | Missing:
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        with ctx.workprec(bits):
            quotients = [_quotient(function, way * step, bits) for step in (STEP, STEP / 10)]
            if UNDEFINED in quotients:
                return UNDEFINED
            if UNKNOWN not in quotients and _narrow(quotients):
                return _limit(*quotients)
        bits *= 2
    return UNKNOWN


def _quotient(function: Along, step: Fraction, bits: int) -> Value:
    rise = v.subtract(function(step, bits), function(Fraction(0), bits))
    return v.divide(rise, v.exact(step))


def _narrow(quotients: Sequence[Value]) -> bool:
    return all(_width(value) <= max(GOOD * abs(_middle(value)), 1e-300) for value in quotients)


def _width(value: Value) -> float:
    return 0.0 if isinstance(value, fmpq) else 2 * float(value.rad())


def _middle(value: Value) -> float:
    return float(v.as_ball(value).mid())


def _limit(first: Value, second: Value) -> Estimate | Missing:
    """The limit of quotients q(h), q(h/10): extrapolated, or UNDEFINED where they grow without settling."""
    change = abs(_middle(v.subtract(second, first)))
    size = max(abs(_middle(first)), abs(_middle(second)))
    if size < VANISHING and abs(_middle(second)) < 0.9 * abs(_middle(first)):
        return Estimate(0.0, size)
    if change > SETTLED * size:
        return UNDEFINED if abs(_middle(second)) > 1.5 * abs(_middle(first)) else UNKNOWN
    best = v.subtract(second, v.divide(v.subtract(first, second), v.exact(9)))
    return Estimate(_middle(best), change + _width(best))


def finite_differences(
    term: Term, name: Term, values: Mapping[Term, Number], steps: Sequence[Fraction] = DISPLAYED
) -> tuple[Quotient, ...]:
    """Central difference quotients of the term in a name, for steps as a reader would take them, with error bars."""
    function = along(term, {name: 1}, values)
    rows = tuple(_row(function, step) for step in steps)
    sides = measured(term, {name: 1}, values)
    if not sides.differentiable or not isinstance(sides.right, Estimate):
        return rows
    slope = sides.right.value
    return tuple(_at_least_off(row, slope) for row in rows)


def _at_least_off(row: Quotient, slope: float) -> Quotient:
    """The row with an error bar that reaches the slope: a step over several waves deceives its own half as well."""
    if row.value is None or row.error is None:
        return row
    off = abs(row.value - slope)
    return row._replace(error=max(row.error, off)) if off > ROUNDING * abs(slope) else row


def _row(function: Along, step: Fraction) -> Quotient:
    whole, half = _central(function, step), _central(function, step / 2)
    if isinstance(whole, Missing):
        return Quotient(float(step), None, None)
    with ctx.workprec(FIRST_BITS):
        error = None if isinstance(half, Missing) else 2 * abs(_middle(v.subtract(whole, half)))
    return Quotient(float(step), _middle(whole), error)


def _central(function: Along, step: Fraction) -> Value:
    with ctx.workprec(FIRST_BITS):
        rise = v.subtract(function(step, FIRST_BITS), function(-step, FIRST_BITS))
        return v.divide(rise, v.exact(2 * step))
