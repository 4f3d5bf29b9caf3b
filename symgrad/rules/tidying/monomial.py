"""A product as a coefficient and powers of bases: what collecting numbers and combining powers work on.

Nothing is expanded and no base is looked into: (x + 1)^2*sin(x)/x has the bases x + 1, sin(x) and x.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import log10
from typing import NamedTuple

from symgrad.rules.tidying.bases import bars_below, flat_power, number_power
from symgrad.rules.tidying.ordering import Exponent, rank
from symgrad.rules.units import drop_units
from symgrad.terms.build import (
    ONE,
    ZERO,
    add,
    call,
    decimal,
    div,
    integer,
    mul,
    neg,
    power,
    rational,
    root,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

#: a number power is worked out only while the result has at most this many digits
MOST_DIGITS = 12
#: an integer is written as a decimal only while it has at most this many places
MOST_PLACES = 12


class Monomial(NamedTuple):
    """coefficient * product of base^exponent; bases in the order met."""

    coefficient: Fraction
    powers: dict[Term, Exponent]
    decimal: bool = False  # whether a decimal took part: then the coefficient is shown as one
    below: frozenset[Term] = frozenset()  # bases with a symbolic exponent that stood in a denominator
    rooted: frozenset[Term] = frozenset()  # bases that stood under a root sign

    @property
    def key(self) -> frozenset[tuple[Term, Exponent]]:
        """The same for like terms."""
        return frozenset(self.powers.items())


class _Collector:
    """Walks a product once and gathers its numbers and powers."""

    def __init__(self) -> None:
        self.coefficient = Fraction(1)
        self.powers: dict[Term, Exponent] = {}
        self.decimal = False
        self.below: set[Term] = set()
        self.rooted: set[Term] = set()

    def take(self, term: Term, times: Fraction) -> None:
        """Multiply by term^times."""
        value = as_fraction(term)
        if value is not None and self._number(value, times):
            self.decimal = self.decimal or _has_decimal(term)
        elif term.head is Head.NEGATION and times.denominator == 1:
            self.coefficient *= Fraction(-1) ** int(times)
            self.take(term.args[0], times)
        elif term.head is Head.PRODUCT and times.denominator == 1 and term.is_scalar:
            for factor in term.args:
                self.take(factor, times)
        elif term.head is Head.QUOTIENT and times.denominator == 1 and term.is_scalar:
            self.take(term.args[0], times)
            self.take(term.args[1], -times)
        elif term.head in (Head.POWER, Head.ROOT):
            self._power(term, times)
        elif (under := bars_below(term)) is not None:
            self._over(term, under, times)
        else:
            self._add(term, times)

    def _over(self, term: Term, under: Term, times: Fraction) -> None:
        """|c/u| as c/|u|, and sign(c/u) as sign(u), for a positive number c."""
        if term.data == "abs":
            self.take(term.args[0].args[0], times)
        self._add(call(term.data, under), -times if term.data == "abs" else times)

    def _number(self, value: Fraction, times: Fraction) -> bool:
        if (value == 0 and times < 0) or times.denominator != 1:
            return False
        if _digits(value) * abs(times) > MOST_DIGITS and abs(times) > 1:
            return False
        self.coefficient *= value ** int(times)
        return True

    def _power(self, term: Term, times: Fraction) -> None:
        base, second = term.args
        exponent = as_fraction(second)
        if exponent is None or (term.head is Head.ROOT and exponent == 0):
            self._symbolic(term, times)
            return
        total = times * (1 / exponent if term.head is Head.ROOT else exponent)
        base, total = flat_power(base, total)
        if term.head is Head.ROOT:
            self.rooted.add(base)
        if total.denominator == 1 and exponent.denominator == 1 and term.head is Head.POWER and abs(total) < 100:
            self.take(base, total)
        else:
            self._add(base, total)

    def _symbolic(self, term: Term, times: Fraction) -> None:
        base, exponent = term.args
        if term.head is Head.ROOT or times.denominator != 1:
            self._add(term, times)
            return
        if times < 0:
            self.below.add(base)
        scaled = exponent if times == 1 else neg(exponent) if times == -1 else mul(rational(times), exponent)
        self._add(base, drop_units(scaled))

    def _add(self, base: Term, exponent: Exponent) -> None:
        before = self.powers.pop(base, None) if base in self.powers else None
        total = exponent if before is None else _plus(before, exponent)
        if total != 0 and total is not ZERO:
            self.powers[base] = total


def _plus(left: Exponent, right: Exponent) -> Exponent:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    from symgrad.rules.tidying.light import flatten, tidy

    terms = [rational(e) if isinstance(e, Fraction) else e for e in (left, right)]
    total = tidy(flatten(add(*terms)))
    value = as_fraction(total)
    return total if value is None else value


def _digits(value: Fraction) -> float:
    return log10(max(abs(value.numerator), value.denominator, 1)) or 0.0


def _has_decimal(term: Term) -> bool:
    return term.head is Head.DECIMAL or any(_has_decimal(arg) for arg in term.args)


def monomial(term: Term) -> Monomial:
    """The term as a coefficient and powers; a sum is one base."""
    collector = _Collector()
    collector.take(term, Fraction(1))
    powers = _signs_and_bars(collector.powers)
    coefficient, powers, rooted = _number_bases(collector.coefficient, powers, frozenset(collector.rooted))
    return Monomial(coefficient, powers, collector.decimal, frozenset(collector.below), rooted)


def _number_bases(
    coefficient: Fraction, powers: dict[Term, Exponent], rooted: frozenset[Term]
) -> tuple[Fraction, dict[Term, Exponent], frozenset[Term]]:
    """Whole powers of number bases go into the coefficient: 2^(-1/2) is 2^(1/2)/2, and 2*2^(1/2)/2 is 2^(1/2)."""
    kept: dict[Term, Exponent] = {}
    met_again = False
    for base, exponent in powers.items():
        value = as_fraction(base)
        if value is None or not isinstance(exponent, Fraction) or not _is_real_power(value, exponent):
            kept[base] = exponent
            continue
        factor, left, part = number_power(value, exponent)
        coefficient *= factor
        if left == 1:
            continue
        new = rational(left)
        rooted = rooted | {new} if base in rooted else rooted
        met_again = met_again or new in kept
        kept[new] = _plus(kept[new], part) if new in kept else part
    return _number_bases(coefficient, kept, rooted) if met_again else (coefficient, kept, rooted)


def _is_real_power(value: Fraction, exponent: Fraction) -> bool:
    """Whether a number's power is real and short enough to be worked out."""
    real = value > 0 or (value < 0 and exponent.denominator % 2 == 1)
    return real and _digits(value) * abs(exponent) <= MOST_DIGITS


def _signs_and_bars(powers: dict[Term, Exponent]) -> dict[Term, Exponent]:
    """sign(u)*|u| is u, sign(u)/|u| is 1/u, |u|/u^2 is 1/|u|, and even powers of |u| need no bars."""
    out = dict(powers)
    for base in list(powers):
        if base.head is Head.CALL and base.data == "sign" and out.get(base) == 1:
            bars = call("abs", base.args[0])
            size = out.get(bars)
            if isinstance(size, Fraction) and size.denominator == 1 and size % 2:
                del out[base], out[bars]
                out = _times(out, base.args[0], size)
    for base in [base for base in out if base.head is Head.CALL and base.data == "abs"]:
        size, inside = out[base], out.get(base.args[0])
        if not isinstance(size, Fraction):
            continue
        if isinstance(inside, Fraction) and inside % 2 == 0 and (size > 0) != (inside > 0):
            size = out[base] = size + inside
            del out[base.args[0]]
        if size % 2 == 0:
            del out[base]
            out = _times(out, base.args[0], size)
    return out


def _times(powers: dict[Term, Exponent], base: Term, exponent: Fraction) -> dict[Term, Exponent]:
    before = powers.get(base, Fraction(0))
    total = _plus(before, exponent)
    rest = {b: e for b, e in powers.items() if b is not base}
    return rest if total == 0 else {**rest, base: total}


def as_product(m: Monomial, order: bool = False) -> Term:
    """The monomial written out: numerator over denominator, the sign in front."""
    if m.coefficient == 0:
        return ZERO
    above, below = _split(m)
    if order:
        above, below = sorted(above, key=rank), sorted(below, key=rank)
    size = abs(m.coefficient)
    top, bottom = (
        (size, Fraction(1)) if m.decimal and _places(size) else (Fraction(size.numerator), Fraction(size.denominator))
    )
    numerator = _side(top, above, m)
    denominator = _side(bottom, below, m)
    written = numerator if denominator is ONE else div(numerator, denominator)
    return neg(written) if m.coefficient < 0 else written


def _places(value: Fraction) -> bool:
    """Whether the number has a short decimal."""
    return bool(10**MOST_PLACES % value.denominator == 0)


def _side(number: Fraction, factors: Iterable[tuple[Term, Exponent]], m: Monomial) -> Term:
    written = [_written(base, exponent, base in m.rooted) for base, exponent in factors]
    if number == 1:
        return mul(*written)
    return mul(_number(number, m.decimal), *written)


def _number(value: Fraction, as_decimal: bool) -> Term:
    if not as_decimal or value.denominator == 1:
        return rational(value)
    places = next(k for k in range(1, MOST_PLACES + 1) if (value * 10**k).denominator == 1)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return decimal(f"{digits[:-places]}.{digits[-places:]}")


def _split(m: Monomial) -> tuple[list[tuple[Term, Exponent]], list[tuple[Term, Exponent]]]:
    above: list[tuple[Term, Exponent]] = []
    below: list[tuple[Term, Exponent]] = []
    for base, exponent in m.powers.items():
        if isinstance(exponent, Fraction):
            (above if exponent > 0 else below).append((base, abs(exponent)))
        elif base in m.below and exponent.head is Head.NEGATION:
            below.append((base, exponent.args[0]))
        else:
            above.append((base, exponent))
    return _numbers_first(above), _numbers_first(below)


def _numbers_first(side: list[tuple[Term, Exponent]]) -> list[tuple[Term, Exponent]]:
    """sqrt(10)*x*sin(t): roots of numbers stand with the number in front."""
    return sorted(side, key=lambda factor: as_fraction(factor[0]) is None)


def _written(base: Term, exponent: Exponent, rooted: bool) -> Term:
    if isinstance(exponent, Term):
        return power(base, exponent)
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2) or (rooted and exponent.numerator == 1):
        return root(base, integer(exponent.denominator))
    return power(base, rational(exponent))
