"""Polynomials in one variable as they are written out: whether a term is one, in powers of a letter, a line's slope."""

from fractions import Fraction

from symgrad.rules import drop_units
from symgrad.rules.tidying.expanding import expanded, sorted_sum
from symgrad.rules.tidying.monomial import Monomial, as_product
from symgrad.terms.build import ZERO, add, div, integer, mul, neg, power
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on


def is_polynomial(term: Term, x: Term) -> bool:
    """Whether the term is a polynomial in x that can be multiplied out here."""
    parts = expanded(term) if term.is_scalar else None
    return parts is not None and all(_is_power_of(part, x) for part in parts)


def _is_power_of(part: Monomial, x: Term) -> bool:
    """Whether x occurs as a whole power only."""
    for base, exponent in part.powers.items():
        if base is x:
            if not isinstance(exponent, Fraction) or exponent.denominator != 1 or exponent < 0:
                return False
        elif depends_on(base, x) or (isinstance(exponent, Term) and depends_on(exponent, x)):
            return False
    return True


def in_powers_of(h: Term, term: Term) -> Term:
    """The term multiplied out and collected, lowest power of h first: x^2 + 2x h + h^2; the term where it is long."""
    parts = expanded(term)
    if parts is None:
        return term
    groups: dict[Fraction, list[Monomial]] = {}
    for part in parts:
        groups.setdefault(_degree(part, h), []).append(part)
    ordered = [one for degree in sorted(groups) for one in _by_degree(groups[degree], h)]
    return add(*ordered) if ordered else ZERO


def _degree(part: Monomial, h: Term) -> Fraction:
    exponent = part.powers.get(h, Fraction(0))
    return exponent if isinstance(exponent, Fraction) else Fraction(0)


def _by_degree(parts: list[Monomial], h: Term) -> list[Term]:
    """The terms of one power of h, highest degree in the other letters first, h at the end of each."""
    without = [part._replace(powers={b: e for b, e in part.powers.items() if b is not h}) for part in parts]
    whole = sorted_sum(without)
    rest = list(whole.args) if len(parts) > 1 else [whole]
    return [_times_power(one, h, _degree(parts[0], h)) for one in rest]


def _times_power(factor: Term, h: Term, degree: Fraction) -> Term:
    if not degree:
        return factor
    raised = (
        power(h, integer(int(degree))) if degree.denominator == 1 else as_product(Monomial(Fraction(1), {h: degree}))
    )
    if factor.head is Head.NEGATION:
        return neg(_times_power(factor.args[0], h, degree))
    if factor.head is Head.QUOTIENT:
        return div(drop_units(mul(factor.args[0], raised)), factor.args[1])
    return drop_units(mul(factor, raised))


def line_slope(term: Term, x: Term) -> Term | None:
    """a of a x + b, where a and b do not depend on x; None for anything else."""
    parts = expanded(term) if term.is_scalar else None
    if parts is None or not all(_is_power_of(part, x) for part in parts):
        return None
    if any(_degree(part, x) > 1 for part in parts):
        return None
    slopes = [part for part in parts if _degree(part, x) == 1]
    return sorted_sum([part._replace(powers={b: e for b, e in part.powers.items() if b is not x}) for part in slopes])
