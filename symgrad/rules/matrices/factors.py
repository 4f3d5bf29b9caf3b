"""A matrix expression taken apart into its number, its scalar factors and what is left, and put together again.

Every verb here gives a term of the same value: the sign and the number go to the front, and what is divided by cancels.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from symgrad.terms.build import ONE, div, mul, neg, power, rational, zeros
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

Terms = tuple[Term, ...]


class Factors(NamedTuple):
    """number * tops / bottoms * core: the scalars, and the one factor that is a vector or a matrix (None: a scalar)."""

    number: Fraction = Fraction(1)
    tops: Terms = ()
    bottoms: Terms = ()
    core: Term | None = None

    def times(self, other: "Factors") -> "Factors":
        """The product; one of the two at most has a core."""
        core = other.core if self.core is None else self.core
        return Factors(self.number * other.number, self.tops + other.tops, self.bottoms + other.bottoms, core)

    def over(self, other: "Factors") -> "Factors":
        """The quotient by a scalar that is not the number 0."""
        return self.times(Factors(1 / other.number, other.bottoms, other.tops))


def factors(term: Term) -> Factors:
    """The term taken apart."""
    value = as_fraction(term)
    if value is not None:
        return Factors(value)
    if term.head is Head.NEGATION:
        return factors(term.args[0]).times(Factors(Fraction(-1)))
    if term.head is Head.PRODUCT:
        return _product(factors(part) for part in term.args)
    if term.head is Head.QUOTIENT and not term.args[1].shape:
        below = factors(term.args[1])
        return factors(term.args[0]).over(below) if below.number else Factors(tops=(term,))
    return Factors(core=term) if term.shape else Factors(tops=(term,))


def _product(parts: Iterable[Factors]) -> Factors:
    found = Factors()
    for part in parts:
        found = found.times(part)
    return found


def written(parts: Factors) -> Term:
    """Put together: what is above and below the line cancels, and the minus sign stands in front."""
    if not parts.number:
        return zeros(parts.core.shape if parts.core is not None else ())
    tops, bottoms = _cancelled(_powers(parts.tops), _powers(parts.bottoms))
    term = _joined(abs(parts.number), tops, bottoms, parts.core)
    return neg(term) if parts.number < 0 else term


def _joined(number: Fraction, tops: Terms, bottoms: Terms, core: Term | None) -> Term:
    """X/s where nothing but X stands above the line, else s/t X."""
    if core is not None and bottoms and number == 1 and not tops:
        return div(core, mul(*bottoms))
    scalar = _ratio(number, tops, bottoms)
    return scalar if core is None else core if scalar is ONE else mul(scalar, core)


def _ratio(number: Fraction, tops: Terms, bottoms: Terms) -> Term:
    """The scalar part; a fraction in numbers alone stands before the other factors."""
    if not bottoms:
        return mul(*_unless_one(number), *tops)
    return div(mul(*_unless_one(number.numerator), *tops), mul(*_unless_one(number.denominator), *bottoms))


def _unless_one(number: Fraction | int) -> Terms:
    return () if number == 1 else (rational(Fraction(number)),)


def _powers(scalars: Terms) -> dict[Term, int]:
    """Each base with how often it occurs."""
    found: dict[Term, int] = {}
    for one in scalars:
        base, times = _base(one)
        found[base] = found.get(base, 0) + times
    return found


def _base(scalar: Term) -> tuple[Term, int]:
    exponent = as_fraction(scalar.args[1]) if scalar.head is Head.POWER else None
    if exponent is None or exponent.denominator != 1 or exponent < 0:
        return scalar, 1
    return scalar.args[0], int(exponent)


def _cancelled(tops: dict[Term, int], bottoms: dict[Term, int]) -> tuple[Terms, Terms]:
    """What is left above and below the line."""
    above = {base: times - bottoms.get(base, 0) for base, times in tops.items()}
    below = {base: times - tops.get(base, 0) for base, times in bottoms.items()}
    return _raised(above), _raised(below)


def _raised(found: dict[Term, int]) -> Terms:
    whole = ((base, rational(Fraction(times))) for base, times in found.items() if times > 0)
    return tuple(base if times is ONE else power(base, times) for base, times in whole)


def scaled(*parts: Term) -> Term:
    """The product of scalars and at most one vector or matrix; the number in front."""
    return written(_product(factors(part) for part in parts))


def over(term: Term, scalar: Term) -> Term:
    """The term divided by a scalar."""
    return written(factors(term).over(factors(scalar)))


def negated(term: Term) -> Term:
    """The term with the other sign."""
    return written(factors(term).times(Factors(Fraction(-1))))


def without_scalars(terms: Iterable[Term]) -> tuple[Factors, Terms]:
    """The scalars of all the terms together, and the cores of those that are vectors or matrices."""
    parts = [factors(term) for term in terms]
    together = _product(part._replace(core=None) for part in parts)
    return together, tuple(part.core for part in parts if part.core is not None)
