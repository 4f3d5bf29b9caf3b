"""The period of a term in one of its names, where it holds that name within sines, cosines and the like only."""

from fractions import Fraction
from math import gcd, lcm

from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.equations import as_line
from symgrad.rules.tidying import tidy
from symgrad.terms.build import PI, ZERO, div, mul, rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, postorder, substitute

#: the period of a function of u, as a multiple of pi
_PERIODS = {"sin": 2, "cos": 2, "tan": 1, "cot": 1, "sec": 2, "csc": 2}


def period_of(term: Term, name: Term) -> Term | None:
    """A period in the name of a term that holds it only within sines, cosines, ... of lines in it; else None."""
    found: list[Fraction] = []
    with_pi = []
    inside = {node for node in postorder(term) if node.head is Head.CALL and node.data in _PERIODS}
    if depends_on(substitute(term, dict.fromkeys(inside, ZERO)), name):
        return None
    for node in inside:
        if not depends_on(node, name):
            continue
        line = as_line(node.args[0], name)
        slope = None if line is None else as_fraction(line.slope)
        by_pi = None if line is None else as_fraction(worked_out(div(line.slope, PI)))
        if slope is None and by_pi is None:
            return None
        speed = slope if slope is not None else by_pi
        if not speed:
            return None
        with_pi.append(slope is None)
        found.append(abs(Fraction(_PERIODS[node.data]) / speed))
    if not found or len(set(with_pi)) > 1:
        return None
    whole = _common_multiple(found)
    return rational(whole) if with_pi[0] else tidy(mul(rational(whole), PI))


def _common_multiple(periods: list[Fraction]) -> Fraction:
    top, bottom = 1, 0
    for one in periods:
        top, bottom = lcm(top, one.numerator), gcd(bottom, one.denominator)
    return Fraction(top, bottom)
