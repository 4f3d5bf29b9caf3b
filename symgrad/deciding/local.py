"""Whether a rule of differentiation told the truth where it was used: d/dx[body] = result, in balls at points.

The slopes of the body and of what the result leaves inert come from forward differentiation in balls, which has its own
table of derivatives. A law that is wrong is found out by the first line that rests on it.
"""

from fractions import Fraction
from functools import lru_cache

from symgrad.balls import UNKNOWN, Ball, Missing, slope_ball, slopes_match
from symgrad.deciding.comparing import BITS, Outcome, outcome_of
from symgrad.deciding.points import Point, generic_points
from symgrad.deciding.sizes import at_sizes, is_general
from symgrad.deciding.verdicts import Evidence
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head

ENOUGH = 3
"""Agreeing points at which a law is taken to have been used rightly: it is tested at many more by itself."""

_MOST = 40


@lru_cache(maxsize=4096)
def slope_agrees(target: Term, result: Term) -> Evidence:
    """Compare an inert derivative with what a rule made of it: `checked`, `failed` with the point, or `undecided`.

    Undecided is what has no slope in balls, as indefinite integrals. Definite ones are computed by quadrature.
    A line with sums to a general n is compared at sizes. Nothing is raised.
    """
    if is_general(target, result):
        return at_sizes((target, result), slope_agrees_at_points)
    return slope_agrees_at_points(target, result)


def slope_agrees_at_points(target: Term, result: Term) -> Evidence:
    """The same where no name stands for a size or an index: [u <= 0] compares numbers."""
    if has_head(target, Head.INTEGRAL):
        return _by_quadrature(target, result)
    agreeing = 0
    names = tuple(dict.fromkeys(free_names(target) + free_names(result)))
    try:
        for point in generic_points(names, Domain(()), _MOST):
            outcome = _compared(target, result, point)
            if outcome is Outcome.DIFFER:
                return Evidence("failed", "the rule gives another slope", agreeing, counterexample=point)
            agreeing += outcome is Outcome.AGREE
            if agreeing >= ENOUGH:
                break
    except SymgradError:
        return Evidence("undecided", "no slope in balls", agreeing)
    if agreeing:
        return Evidence("checked", f"its slope agrees in balls at {agreeing} points", agreeing)
    return Evidence("undecided", "no slope at any of the points", agreeing)


_QUADRATURES = 1
"""Points at which integrals are worth computing: agreement to 20 digits is no chance."""
_TRIED = 6
_LEAST = Fraction(1, 3)
"""Names are put between this and two more: quadrature knows no waves by the hundred."""


def _by_quadrature(target: Term, result: Term) -> Evidence:
    """Integrals by quadrature, and their slope by differences."""
    agreeing = 0
    names = tuple(dict.fromkeys(free_names(target) + free_names(result)))
    for point in generic_points(names, Domain(()), _TRIED):
        try:
            same = slopes_match(target, result, {name: abs(at) % 2 + _LEAST for name, at in point.items()})
        except SymgradError:
            continue
        if same is False:
            return Evidence("failed", "the rule gives another slope", agreeing, counterexample=point)
        agreeing += same is True
        if agreeing >= _QUADRATURES:
            break
    if agreeing:
        return Evidence("checked", "its slope agrees by quadrature to 20 digits", agreeing)
    return Evidence("undecided", "no slope in balls", agreeing)


def _compared(target: Term, result: Term, point: Point) -> Outcome:
    left: Ball | Missing = UNKNOWN
    for bits in BITS[:2]:
        left = slope_ball(target, point, bits)
        found = outcome_of(left, slope_ball(result, point, bits)) if isinstance(left, Ball) else Outcome.NEITHER
        if found is not Outcome.UNKNOWN:
            return found
    return Outcome.UNKNOWN
