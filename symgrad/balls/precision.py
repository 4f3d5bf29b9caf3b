"""The value of a term as a ball of stated accuracy, with precision raised until it is reached."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from flint import arb, ctx, fmpq

from symgrad.balls import values as v
from symgrad.balls.evaluation import evaluate_at
from symgrad.balls.values import UNKNOWN, Missing, Value
from symgrad.errors import DomainError
from symgrad.terms.build import tuple_of
from symgrad.terms.node import Term

FIRST_BITS = 128
MOST_BITS = 4096
LARGEST_EXPONENT = 20_000

Number = int | float | str | Fraction | Term
"""What a coordinate may be: exact, a decimal as typed, or a term without names such as pi/4."""


class Ball(NamedTuple):
    """A real number known to lie within a ball (an exact fraction, or flint's `arb`)."""

    value: Value

    @property
    def contains_zero(self) -> bool:
        """Whether the number may be zero."""
        return v.sign(self.value) in (0, None)

    @property
    def is_zero(self) -> bool:
        """Whether the number is certainly zero."""
        return v.sign(self.value) == 0

    @property
    def bits(self) -> int:
        """Relative accuracy in bits; a large number where the value is exact."""
        return 1 << 30 if isinstance(self.value, fmpq) else int(self.value.rel_accuracy_bits())

    @property
    def sign(self) -> int | None:
        """-1, 0 or 1 where it is certain, else None."""
        return v.sign(self.value)

    @property
    def middle(self) -> Fraction | None:
        """The middle of the ball as a fraction; None for a number too large or too small to write out."""
        if isinstance(self.value, fmpq):
            return Fraction(int(self.value.p), int(self.value.q))
        mantissa, exponent = self.value.mid().man_exp()
        if abs(int(exponent)) > LARGEST_EXPONENT:
            return None
        return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)

    def minus(self, other: "Ball") -> "Ball":
        """The difference, at the full precision of both."""
        with ctx.workprec(2 * MOST_BITS):
            return Ball(self.value - other.value)

    def over(self, divisor: Fraction) -> "Ball":
        """The quotient by an exact number other than 0."""
        with ctx.workprec(2 * MOST_BITS):
            return Ball(self.value / fmpq(divisor.numerator, divisor.denominator))

    def within(self, bits: int, *others: "Ball") -> bool:
        """Whether the number is certainly less than 2^-bits times the largest of the others (at least 2^-bits)."""
        size = arb(2) ** -bits
        for other in others:
            size = size.max(abs(v.as_ball(other.value)).upper())
        return bool(abs(v.as_ball(self.value)).upper() <= size * arb(2) ** -bits)

    def within_digits(self, digits: int, *others: "Ball") -> bool:
        """The same for decimal digits: less than 10^-digits times the largest of the others."""
        size = max((abs(v.as_ball(other.value)).upper() for other in others), key=float)
        return bool(abs(v.as_ball(self.value)).upper() * 10**digits <= size)

    def digits(self, count: int) -> str:
        """The number to so many significant digits."""
        with ctx.workprec(max(FIRST_BITS, 4 * count + 16)):
            return str(arb(self.value).str(count, radius=False))

    def __float__(self) -> float:
        return float(arb(self.value).mid())


def coordinate(number: Number, bits: int) -> Value:
    """A coordinate as a value: floats as the decimals they print, text as a decimal or fraction, a term evaluated."""
    if isinstance(number, Term):
        return evaluate_at(number, {}, bits)
    if isinstance(number, int | Fraction):
        return v.exact(number)
    try:
        return v.exact(Fraction(number) if isinstance(number, str) else Fraction(repr(float(number))))
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        raise DomainError(f"{number!r} is not a number", hint="write a decimal or a fraction such as 2/3") from error


def at_precisions(most: int = MOST_BITS) -> Iterator[int]:
    """The precisions that are tried, in bits."""
    bits = FIRST_BITS
    while bits <= most:
        yield bits
        bits *= 2


def place(values: Mapping[Term, Number], bits: int) -> dict[Term, Value]:
    """A point in balls of so many bits."""
    return {variable: coordinate(number, bits) for variable, number in values.items()}


def ball(term: Term, values: Mapping[Term, Number], bits: int) -> Ball | Missing:
    """The term's value at the point, computed with so many bits: a ball, UNDEFINED, or UNKNOWN at this precision."""
    value = evaluate_at(term, place(values, bits), bits)
    return value if isinstance(value, Missing) else Ball(value)


def known_balls(
    terms: Sequence[Term], values: Mapping[Term, Number], accuracy: int = 64, most: int = MOST_BITS
) -> tuple[Ball | Missing, ...]:
    """The values of several terms at one point, what they share computed once; see `known_ball`."""
    together = tuple_of(*terms)
    found: tuple[Ball | Missing, ...] = ()
    for bits in at_precisions(most):
        parts = evaluate_at(together, place(values, bits), bits)
        found = tuple(part if isinstance(part, Missing) else Ball(part) for part in parts)
        if all(one is v.UNDEFINED or (isinstance(one, Ball) and one.bits >= accuracy) for one in found):
            break
    return found


def known_ball(term: Term, values: Mapping[Term, Number], accuracy: int = 64, most: int = MOST_BITS) -> Ball | Missing:
    """The value with at least so many correct bits where that can be reached, else the best there is.

    A value that is exactly zero but not seen to be comes back as a small ball around zero.
    """
    best: Ball | Missing = UNKNOWN
    for bits in at_precisions(most):
        if bits < accuracy:
            continue
        best = ball(term, values, bits)
        if best is v.UNDEFINED or (isinstance(best, Ball) and best.bits >= accuracy):
            return best
    return best
