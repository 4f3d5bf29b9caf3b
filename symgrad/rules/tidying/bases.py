"""What becomes of a single power in a product: powers under odd roots, bars around quotients, numbers under roots."""

from fractions import Fraction

from symgrad.terms.build import E
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


def bars_below(term: Term) -> Term | None:
    """u of |c/u| or sign(c/u) with a positive number c; None for anything else."""
    if term.head is not Head.CALL or term.data not in ("abs", "sign") or term.args[0].head is not Head.QUOTIENT:
        return None
    top, bottom = term.args[0].args
    value = as_fraction(top)
    return bottom if value is not None and value > 0 else None


def flat_power(base: Term, exponent: Fraction) -> tuple[Term, Fraction]:
    """The third root of x^2 as x^(2/3): a root of odd degree is the real one, so powers in it multiply."""
    inner = as_fraction(base.args[1]) if base.head is Head.POWER and base.args[0] is not E else None
    if inner is None or inner.denominator != 1 or exponent.denominator == 1 or exponent.denominator % 2 == 0:
        return base, exponent
    return base.args[0], inner * exponent


def number_power(value: Fraction, exponent: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """value^exponent as factor * base^part with 0 <= part < 1; an odd root of a negative number is the real one.

    sqrt(40) is 2 sqrt(10), and the third root of -16 is -2 times that of 2: the largest power (of a number up to 100)
    leaves the root.
    """
    sign = -1 if value < 0 and exponent.numerator % 2 else 1
    size = abs(value)
    whole = exponent.numerator // exponent.denominator
    factor, part = sign * size**whole, exponent - whole
    if part == 0:
        return factor, Fraction(1), part
    outside = Fraction(_outside(size.numerator, part.denominator), _outside(size.denominator, part.denominator))
    return factor * outside**part.numerator, size / outside**part.denominator, part


def _outside(number: int, degree: int) -> int:
    """The largest whole number up to 100 whose power of this degree divides the number."""
    return next(s for s in range(100, 0, -1) if number % s**degree == 0)
