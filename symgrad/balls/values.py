"""Real numbers that say how well they are known: exact fractions, balls, or nothing.

A value is an exact fraction (`fmpq`), a ball that certainly holds the real number (`arb`), UNDEFINED where there is no
real number, or UNKNOWN where more precision may tell. Fractions stay exact as long as they stay small, so that ties at
rational points (|x - 1/3| at 1/3) are seen as ties.
"""

from enum import Enum
from fractions import Fraction
from typing import Any

from flint import arb, fmpq


class Missing(Enum):
    """Why there is no number."""

    UNDEFINED = "undefined"  # certainly no real value
    UNKNOWN = "unknown"  # not decided at this precision


UNDEFINED = Missing.UNDEFINED
UNKNOWN = Missing.UNKNOWN

Value = Any
"""fmpq, arb or Missing; flint's types carry no annotations."""

SIMPLE = 10**6
"""Largest denominator of an exponent that is recognised in a ball."""

LARGEST_EXACT_BITS = 4000
"""Fractions longer than this become balls."""

ZERO = fmpq(0)
ONE = fmpq(1)


def exact(number: int | Fraction) -> Value:
    """An exact value."""
    return fmpq(number.numerator, number.denominator)


def missing(*values: Value) -> Missing | None:
    """UNDEFINED if any value is, else UNKNOWN if any is, else None."""
    found: Missing | None = None
    for value in values:  # by identity: to compare a fraction with a word takes five times as long
        if value is UNDEFINED:
            return Missing.UNDEFINED
        if value is UNKNOWN:
            found = Missing.UNKNOWN
    return found


def as_ball(value: Value) -> Any:
    """A present value as a ball."""
    return value if isinstance(value, arb) else arb(value)


def settled(value: Any) -> Value:
    """The ball, or UNKNOWN where the computation lost it."""
    return value if value.is_finite() else UNKNOWN


def sign(value: Value) -> int | None:
    """-1, 0 or 1 where it is certain, else None."""
    if value > 0:
        return 1
    if value < 0:
        return -1
    return 0 if isinstance(value, fmpq) or value.is_zero() else None


def _short(value: Any) -> Value:
    return value if value.p.bit_length() + value.q.bit_length() <= LARGEST_EXACT_BITS else arb(value)


def add(left: Value, right: Value) -> Value:
    """The sum."""
    if (gap := missing(left, right)) is not None:
        return gap
    total = left + right
    return _short(total) if isinstance(total, fmpq) else settled(total)


def subtract(left: Value, right: Value) -> Value:
    """The difference."""
    return add(left, negate(right))


def negate(value: Value) -> Value:
    """The opposite."""
    return value if isinstance(value, Missing) else -value


def multiply(left: Value, right: Value) -> Value:
    """The product."""
    if (gap := missing(left, right)) is not None:
        return gap
    product = left * right
    return _short(product) if isinstance(product, fmpq) else settled(product)


def divide(top: Value, bottom: Value) -> Value:
    """The quotient; UNDEFINED over exactly zero."""
    if (gap := missing(top, bottom)) is not None:
        return gap
    side = sign(bottom)
    if side == 0:
        return UNDEFINED
    if side is None:
        return UNKNOWN
    if isinstance(top, fmpq) and isinstance(bottom, fmpq):
        return _short(top / bottom)
    return settled(as_ball(top) / as_ball(bottom))


def exponential(value: Value) -> Value:
    """e to the value."""
    if isinstance(value, Missing):
        return value
    return ONE if value == 0 and isinstance(value, fmpq) else settled(as_ball(value).exp())


def power(base: Value, exponent: Value) -> Value:
    """base^exponent as a real number: with an odd denominator also of a negative base; 0^0 is 1."""
    if (gap := missing(base, exponent)) is not None:
        return gap
    if isinstance(exponent, fmpq):
        return _integer_power(base, int(exponent.p)) if exponent.q == 1 else _rational_power(base, exponent)
    side = sign(base)
    if side == 1:
        return settled((as_ball(exponent) * as_ball(base).log()).exp())
    if side == 0:
        return {1: ZERO, -1: UNDEFINED, 0: ONE, None: UNKNOWN}[sign(exponent)]
    return UNDEFINED if side == -1 and not _may_be_odd(as_ball(exponent)) else UNKNOWN


def _may_be_odd(exponent: Any) -> bool:
    """Whether a simple fraction with an odd denominator lies in the ball: then a negative base may have a power."""
    mantissa, scale = (int(part) for part in exponent.mid().man_exp())
    if abs(scale) > LARGEST_EXACT_BITS:
        return True
    near = (Fraction(mantissa) * Fraction(2) ** scale).limit_denominator(SIMPLE)
    return near.denominator % 2 == 1 and bool(exponent.overlaps(arb(fmpq(near.numerator, near.denominator))))


def _integer_power(base: Value, exponent: int) -> Value:
    if exponent < 0:
        return divide(ONE, _integer_power(base, -exponent))
    if isinstance(base, fmpq) and (base.p.bit_length() + base.q.bit_length()) * exponent <= LARGEST_EXACT_BITS:
        return base**exponent
    ball = as_ball(base)
    if ball.contains(0) and not ball.is_zero():  # flint goes by the logarithm here, which has no value
        return settled(_by_squaring(ball, exponent))
    return settled(ball**exponent)


def _by_squaring(ball: Value, exponent: int) -> Value:
    if exponent == 0:
        return arb(1)
    half = _by_squaring(ball, exponent // 2)
    return half * half * ball if exponent % 2 else half * half


def _rational_power(base: Value, exponent: Any) -> Value:
    side = sign(base)
    if side is None:
        return UNKNOWN
    if side == 0:
        return ZERO if exponent > 0 else UNDEFINED
    if side == -1 and exponent.q % 2 == 0:
        return UNDEFINED
    size = _exact_root(abs(base), exponent)
    if size is None:
        size = settled((as_ball(exponent) * as_ball(abs(base)).log()).exp())
    return negate(size) if side == -1 and exponent.p % 2 else size


def _exact_root(base: Value, exponent: Any) -> Value | None:
    """The power of a fraction where it is a fraction again, such as 4^(1/2)."""
    if not isinstance(base, fmpq) or exponent.q > 64:
        return None
    degree = int(exponent.q)
    top, bottom = (_whole_root(part, degree) for part in (int(base.p), int(base.q)))
    return _integer_power(fmpq(top, bottom), int(exponent.p)) if top and bottom else None


def _whole_root(number: int, degree: int) -> int | None:
    near = arb(number).root(degree)
    for candidate in {int(near.mid().floor().unique_fmpz() or 0) + i for i in (0, 1)}:
        if candidate**degree == number:
            return candidate
    return None


def root(radicand: Value, degree: Value) -> Value:
    """The real root; of a negative number only with an odd degree."""
    if (gap := missing(radicand, degree)) is not None:
        return gap
    if isinstance(degree, fmpq) and degree == 2 and isinstance(radicand, arb):
        side = sign(radicand)
        return UNKNOWN if side is None else UNDEFINED if side < 0 else settled(radicand.sqrt())
    return power(radicand, divide(ONE, degree))
