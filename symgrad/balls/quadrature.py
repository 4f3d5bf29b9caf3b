"""Integrals as numbers, and the slope of what holds them by differences: a route that knows no law of integrals.

Tanh-sinh quadrature (Takahasi and Mori 1974; mpmath's `quad`) of an integrand whose values come from balls; the slope
is a difference of five points. Both are accurate far beyond what they are compared to, without a certain bound.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from mpmath import mp

from symgrad.balls.inert import slope_ball
from symgrad.balls.precision import Ball
from symgrad.errors import DomainError, UnsupportedError
from symgrad.terms.build import name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, postorder, substitute

DIGITS = 45
BITS = 220
STEP = Fraction(1, 10**9)
"""Step of the differences: their error is its fourth power."""

AGREE, DIFFER = 1e-20, 1e-4
"""Relative differences up to which two slopes count as one, and from which they count as two."""

Place = Mapping[Term, Fraction]


def slopes_match(target: Term, result: Term, place: Place) -> bool | None:
    """Whether the derivative of an expression with integrals is what is claimed; None where that is not clear.

    Raises UnsupportedError for what has no number, DomainError where there is no value at the point.
    """
    with mp.workdps(DIGITS):
        claimed = value(result, place)
        off = abs(_slope(target, place) - claimed) / max(1, abs(claimed))
    return True if off <= AGREE else False if off >= DIFFER else None


def _slope(node: Term, place: Place) -> Any:
    """An inert first derivative by differences."""
    body, variable, *more = node.args
    if more:
        raise UnsupportedError("a higher derivative is not measured")
    at = (value(body, {**place, variable: place[variable] + k * STEP}) for k in (-2, -1, 1, 2))
    far_left, left, right, far_right = at
    return (far_left - 8 * left + 8 * right - far_right) * STEP.denominator / 12


def value(term: Term, place: Place) -> Any:
    """The value of a term with definite integrals in it, as an mpmath number. Raises as `slopes_match`."""
    found: dict[Term, Fraction] = {}
    for head, measure in _MEASURED.items():
        nodes = [node for node in postorder(term) if node.head is head and has_head(node, Head.INTEGRAL)]
        outer = [node for node in nodes if not any(node is not other and _holds(other, node) for other in nodes)]
        names = {node: name(f"#{head.value}{i}") for i, node in enumerate(outer)}
        found |= {new: _fraction(measure(node, place)) for node, new in names.items()}
        term = substitute(term, dict(names))
    return _plain(term, {**place, **found})


def _holds(outer: Term, inner: Term) -> bool:
    return any(node is inner for node in postorder(outer))


def _integral(node: Term, place: Place) -> Any:
    if len(node.args) != 4:
        raise UnsupportedError("an integral without limits has no number")
    body, variable, lower, upper = node.args
    ends = [_end(lower, place), _end(upper, place)]
    return mp.quad(lambda t: value(body, {**place, variable: _fraction(t)}), ends)


def _end(term: Term, place: Place) -> Any:
    inner = term.args[0] if term.head is Head.NEGATION else term
    if inner.head is Head.CONSTANT and inner.data == "oo":
        return mp.inf if inner is term else -mp.inf
    return value(term, place)


def _plain(term: Term, place: Place) -> Any:
    known = {one: at for one, at in place.items() if one in free_names(term)}
    found = slope_ball(term, known, BITS)
    if not isinstance(found, Ball):
        raise DomainError("no value at this point")
    return mp.mpf(found.digits(DIGITS))


def _fraction(number: Any) -> Fraction:
    sign, mantissa, exponent, _ = number._mpf_
    size = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -size if sign else size


#: inert derivatives of integrals before the integrals that are left
_MEASURED = {Head.DERIVATIVE: _slope, Head.INTEGRAL: _integral}
