"""Whether a limit as h goes to 0 has the value that a derivation says: by continuity, or by slopes in balls.

No table of limits is consulted here. N(h)/D(h) with N(0) = D(0) = 0 tends to N'(0)/D'(0), and both slopes come from
forward differentiation in balls, which has its own table of derivatives.
"""

from fractions import Fraction
from functools import lru_cache

from symgrad.balls import Ball, Missing, ball, slope_ball
from symgrad.deciding.comparing import BITS, Outcome, compare_at, outcome_of
from symgrad.deciding.points import Point, generic_points
from symgrad.deciding.proving import ENOUGH_POINTS, prove_equal
from symgrad.deciding.verdicts import Evidence
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import ZERO, call, derivative, mul, neg, relation, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names, postorder, substitute

#: points that are tried, and how many must agree
_MOST, _ENOUGH = 24, 3

#: heads and functions that may jump: with these among what moves, the value at the point need not be the limit
_JUMPS = (Head.PIECEWISE, Head.INDICATOR, Head.LIMIT, Head.INTEGRAL, Head.APPLY)
#: ever closer to the point: h = 2^-k; and how near the value the last of them must be
_CLOSER, _SMALL = (20, 60, 120), 2.0**-25
_JUMPING = ("sign", "floor", "ceil", "step")


@lru_cache(maxsize=2048)
def limit_agrees(limit: Term, value: Term) -> Evidence:
    """Settle lim body = value: `proved` by continuity, `checked` by slopes at several points, else `undecided`.

    `failed` where the slopes say otherwise. Nothing is raised.
    """
    body, h, point = limit.args
    there = substitute(body, {h: point})
    if _is_continuous(body, h) and _has_value(there):
        found = prove_equal(there, value)
        return found._replace(route=f"the value of a continuous expression: {found.route}")
    if body.head is not Head.QUOTIENT or point is not ZERO or not all(_vanishes(part, h) for part in body.args):
        return Evidence("undecided", "no route decides this limit")
    return _by_slopes(body, h, value)


def one_sided_equal(before: Term, after: Term, h: Term, side: str) -> Evidence:
    """Settle before = after for small h on one side of 0: exactly, or in balls at points that come ever closer."""
    found = prove_equal(before, after, domain=(relation(h, ">" if side == "+" else "<", ZERO),))
    if found.status in ("proved", "checked"):
        return found
    sign = 1 if side == "+" else -1
    near = [compare_at(before, after, {h: Fraction(sign, 2**k)}).outcome for k in range(8, 8 + 3 * ENOUGH_POINTS)]
    if Outcome.DIFFER in near:
        return Evidence("failed", "ball arithmetic finds different values close to the point")
    agreeing = near.count(Outcome.AGREE)
    status = "checked" if agreeing >= ENOUGH_POINTS else "undecided"
    return Evidence(status, f"ball arithmetic agrees at {agreeing} points close by", agreeing)


def approaches(limit: Term, value: Term) -> bool | None:
    """Whether the body comes ever closer to the value (or, for infinity, grows) on the side of the limit, in balls.

    None where there are no balls, or other names than that of the limit.
    """
    body, h, _ = limit.args
    sign = -1 if limit.data == "-" else 1
    infinite = any(node.head is Head.CONSTANT and node.data == "oo" for node in postorder(value))
    distance = body if infinite else call("abs", sub(body, value))
    if infinite and value.head is Head.NEGATION:
        distance = neg(body)
    try:
        found = [ball(distance, {h: Fraction(sign, 2**k)}, BITS[1]) for k in _CLOSER]
    except SymgradError:
        return None
    if not all(isinstance(one, Ball) for one in found):
        return None
    sizes = [float(one) for one in found if isinstance(one, Ball)]
    return sizes[0] < sizes[1] < sizes[2] if infinite else sizes[2] < _SMALL


def _is_continuous(body: Term, h: Term) -> bool:
    """Whether what h moves is built of functions that are continuous wherever they have a value."""
    moving = (node for node in postorder(body) if depends_on(node, h))
    return not any(node.head in _JUMPS or (node.head is Head.CALL and node.data in _JUMPING) for node in moving)


def _has_value(term: Term) -> bool:
    """Whether the term has a value at some generic point."""
    try:
        found = (ball(term, point, BITS[0]) for point in generic_points(free_names(term), Domain(()), _MOST))
        return any(isinstance(value, Ball) for value in found)
    except SymgradError:
        return False


def _vanishes(part: Term, h: Term) -> bool:
    return prove_equal(substitute(part, {h: ZERO}), ZERO).status == "proved"


def _by_slopes(body: Term, h: Term, value: Term) -> Evidence:
    """N'(0)/D'(0) against the value, at points for the other names."""
    top, bottom = (derivative(part, h) for part in body.args)
    agreeing = 0
    try:
        for point in generic_points(tuple(n for n in free_names(body) if n is not h), Domain(()), _MOST):
            outcome = _compared(top, mul(value, bottom), {**point, h: Fraction(0)})
            if outcome is Outcome.DIFFER:
                return Evidence("failed", "slopes in balls give another limit", agreeing, counterexample=point)
            agreeing += outcome is Outcome.AGREE
            if agreeing >= _ENOUGH or not point:
                break
    except SymgradError:
        return Evidence("undecided", "no slope in balls", agreeing)
    status = "checked" if agreeing else "undecided"
    return Evidence(status, f"slopes in balls agree at {agreeing} points", agreeing)


def _compared(left: Term, right: Term, point: Point) -> Outcome:
    found: Ball | Missing = slope_ball(left, point, BITS[0])
    return outcome_of(found, slope_ball(right, point, BITS[0]))
