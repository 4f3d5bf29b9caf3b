"""Operands: what one step of a program may use. A name, a number, a constant, a truth value, or the negation of one.

Signs are kept outside the steps: `-x` costs nothing until somebody has to write it down.
"""

from fractions import Fraction

from symgrad.terms import Head, Term, make
from symgrad.terms.build import ZERO, neg, rational
from symgrad.terms.traverse import as_fraction

NAN = make(Head.CONSTANT, data="nan")
"""The value of a piecewise function where none of its conditions holds."""

_ATOMS = (Head.NAME, Head.INTEGER, Head.DECIMAL, Head.CONSTANT, Head.TRUTH)
_LARGEST = 2**64
"""Numbers beyond this are not combined ahead of time: 9^9^9 would be computed while the program is built."""


def is_operand(term: Term) -> bool:
    """Whether a step may use the term as it stands."""
    return signed(term)[1].head in _ATOMS or as_fraction(term) is not None


def signed(term: Term) -> tuple[int, Term]:
    """Sign and what it stands in front of."""
    sign = 1
    while term.head is Head.NEGATION:
        sign, term = -sign, term.args[0]
    return sign, term


def with_sign(sign: int, term: Term) -> Term:
    """The term with this sign in front of it; never two signs, and no minus zero."""
    inner, core = signed(term)
    return core if sign * inner > 0 or core is ZERO else neg(core)


def literal(term: Term) -> Fraction | None:
    """The exact value of an operand that is a number of moderate size, else None."""
    if term.head is Head.NAME:
        return None
    value = as_fraction(term)
    return value if value is not None and is_moderate(value) else None


def is_moderate(value: Fraction) -> bool:
    """Whether numerator and denominator are small enough to compute with while building."""
    return abs(value.numerator) < _LARGEST and value.denominator < _LARGEST


def number(value: Fraction | int) -> Term:
    """The operand with this exact value."""
    return rational(Fraction(value))
