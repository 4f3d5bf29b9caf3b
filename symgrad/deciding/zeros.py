"""Where a term is 0, as far as its build tells: never, at one value of a name, or at two."""

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt

from symgrad.deciding.field import proved_equal
from symgrad.terms.build import ONE, TWO, ZERO, add, mul, power, rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

LARGEST_EXPONENT = 100
"""Exponents of numbers up to which powers are worked out."""


def constant_value(gap: Term) -> Fraction | None:
    """The rational number that the term is at every point, however it is written; None where it is not shown to be."""
    value = rational_value(substitute(gap, dict.fromkeys(free_names(gap), ONE)))
    return value if value is not None and proved_equal(gap, rational(value)) else None


def factors_of(gap: Term) -> Iterator[Term]:
    """What the term is a product of: it is 0 where one of them is."""
    if gap.head in (Head.PRODUCT, Head.NEGATION) or (gap.head is Head.CALL and gap.data == "abs"):
        for part in gap.args:
            yield from factors_of(part)
    else:
        yield gap


def is_natural(exponent: Term) -> bool:
    """Whether the exponent is a number 0, 1, 2, ..."""
    value = as_fraction(exponent)
    return value is not None and value >= 0 and value.denominator == 1


def is_power(term: Term) -> bool:
    """Whether the term is a power with a natural exponent, which is 0 only where its base is."""
    return term.head is Head.POWER and is_natural(term.args[1]) and as_fraction(term.args[1]) != 0


def is_positive(term: Term) -> bool:
    """Whether the term is positive by its build: a positive number, a power of e, squares with such a one added."""
    if term.head is Head.SUM:
        return any(map(is_positive, term.args)) and all(is_positive(part) or is_square(part) for part in term.args)
    value = as_fraction(term)
    return (value is not None and value > 0) or (
        term.head is Head.POWER and term.args[0].head is Head.CONSTANT and term.args[0].data == "e"
    )


def is_square(term: Term) -> bool:
    """Whether the term is a power with an even natural exponent."""
    exponent = as_fraction(term.args[1]) if term.head is Head.POWER else None
    return exponent is not None and exponent > 0 and exponent.denominator == 1 and exponent.numerator % 2 == 0


def linear_zero(gap: Term) -> tuple[Term, Fraction] | None:
    """The name and its value where a term is 0 that is a power of a linear one in that name alone, else None."""
    inner = gap.args[0] if is_power(gap) else gap
    names = free_names(inner)
    if len(names) != 1:
        return None
    start, raised = (rational_value(substitute(inner, {names[0]: value})) for value in (ZERO, ONE))
    if start is None or raised is None or start == raised:
        return None
    line = add(rational(start), mul(rational(raised - start), names[0]))
    return (names[0], start / (start - raised)) if proved_equal(inner, line) else None


def quadratic_coefficients(gap: Term) -> tuple[Fraction, Fraction, Fraction] | None:
    """(a, b, c) of a quadratic a x^2 + b x + c in one name, a not 0; None for other terms."""
    names = free_names(gap)
    if len(names) != 1:
        return None
    values = [rational_value(substitute(gap, {names[0]: rational(Fraction(k))})) for k in range(3)]
    if any(value is None for value in values):
        return None
    c, at_1, at_2 = (value for value in values if value is not None)
    a = (at_2 - 2 * at_1 + c) / 2
    b = at_1 - a - c
    x = names[0]
    same = add(mul(rational(a), power(x, TWO)), mul(rational(b), x), rational(c))
    return (a, b, c) if a and proved_equal(gap, same) else None


def quadratic_zeros(gap: Term) -> tuple[Fraction, ...] | None:
    """The two irrational zeros of a quadratic in one name to 200 bits, none where it has none; None for other terms."""
    found = quadratic_coefficients(gap)
    if found is None:
        return None
    a, b, c = found
    inside = b * b - 4 * a * c
    if inside < 0:
        return ()
    scale = 1 << 200
    side = Fraction(isqrt(inside.numerator * inside.denominator * scale * scale), inside.denominator * scale)
    return (-b - side) / (2 * a), (-b + side) / (2 * a)


def rational_value(term: Term) -> Fraction | None:
    """The value of a constant that is written with fractions and the four operations, else None."""
    if term.head is Head.SUM:
        parts = [rational_value(part) for part in term.args]
        return None if None in parts else sum((part for part in parts if part is not None), Fraction(0))
    if term.head is Head.NEGATION:
        inner = rational_value(term.args[0])
        return None if inner is None else -inner
    if term.head is Head.PRODUCT:
        found = Fraction(1)
        for part in map(rational_value, term.args):
            if part is None:
                return None
            found *= part
        return found
    if term.head is Head.QUOTIENT:
        top, bottom = map(rational_value, term.args)
        return top / bottom if top is not None and bottom else None
    if is_power(term):
        base, exponent = map(rational_value, term.args)
        return None if base is None or exponent is None or exponent > LARGEST_EXPONENT else base**exponent.numerator
    return as_fraction(term)
