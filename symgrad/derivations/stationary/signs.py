"""Terms that are nowhere negative: plain to see, factor by factor, or by the real roots of a polynomial."""

from fractions import Fraction
from itertools import pairwise

from symgrad.algebra.solving import factors
from symgrad.balls.roots import real_root_balls
from symgrad.derivations.conditions import nonnegative as plainly
from symgrad.derivations.stationary.equations import coefficients, short
from symgrad.derivations.stationary.judging import sign_of
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ZERO, exp, neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute


def nonnegative(term: Term, conditions: tuple[Term, ...] = ()) -> bool:
    """Whether a term is shown to be 0 or more wherever it is defined and the conditions hold (x > 0 as x = e^t)."""
    positive = [one.args[0] for one in conditions if one.data == (">",) and one.args[1] is ZERO]
    term = substitute(term, {name: exp(name) for name in positive if name.head is Head.NAME})
    if not free_names(term):
        return sign_of(term) in (0, 1)
    return plainly(term) or plainly(short(term)) or _polynomial(term) or _by_factors(term)


def _by_factors(term: Term) -> bool:
    """Factors to odd powers that are each nowhere negative, or nowhere positive in pairs."""
    found = factors(term)
    if found is None:
        return False
    odd = [one for one, power in (*found.top, *found.bottom) if power % 2]
    if odd == [term] or odd == [tidy(neg(term))]:
        return False
    signs = [1 if _alone(one) else -1 if _alone(tidy(neg(one))) else 0 for one in odd]
    total = sign_of(found.number) or 0
    for sign in signs:
        total *= sign
    return total == 1


def _alone(factor: Term) -> bool:
    exponent = as_fraction(factor.args[1]) if factor.head is Head.POWER else None
    if exponent is not None and exponent.denominator % 2 == 0:
        return True  # an even root, which is nowhere negative where it is real
    return plainly(factor) or plainly(short(factor)) or _polynomial(factor)


def _polynomial(term: Term) -> bool:
    """A polynomial in one name: its sign at a point between any two roots, and beyond them."""
    names = free_names(term)
    listed = coefficients(term, names[0]) if len(names) == 1 else None
    if listed is None:
        return False
    middles = [root.middle or Fraction(0) for root in real_root_balls(listed)] if any(listed) else []
    probes = [Fraction(0)] if not middles else [middles[0] - 1, middles[-1] + 1]
    probes += [(a + b) / 2 for a, b in pairwise(middles)]
    return all(sum(c * at**k for k, c in enumerate(listed)) >= 0 for at in probes)
