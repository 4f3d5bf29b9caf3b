"""Proof on each connected component by itself, with absolute values, signs, maxima and cases replaced by what they are.

On a component of the set where neither a break nor a tie is met, |u| is u or -u and a case is the one that holds. There
the two sides are equal if that is proved in the field, or if all their derivatives are and one of their values.
"""

from collections.abc import Sequence
from fractions import Fraction

from symgrad.algebra import locally_constant, proved_zero
from symgrad.balls import Ball, ball
from symgrad.deciding.comparing import Outcome, compare_at
from symgrad.deciding.components import Cuts, one_point_in_each
from symgrad.deciding.field import proved_equal
from symgrad.deciding.logarithms import arctangents_cancel
from symgrad.deciding.points import Point
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import ONE, ZERO, neg, rational, sub, unary
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, rewrite, substitute

BITS = 128


def proved_in_pieces(left: Term, right: Term, domain: Domain) -> bool:
    """Whether the two are proved equal on every component on which they are defined, and at the ties between."""
    cuts = Cuts(domain, ties=True)
    found = one_point_in_each(left, right, cuts)
    try:
        outcomes = [_at(left, right, point, cuts) for point in found or ()]
        ties = cuts.places if _may_jump(left) or _may_jump(right) else ()
        return True in outcomes and False not in outcomes and _at_ties(left, right, ties)
    except SymgradError:
        return False


def _at(left: Term, right: Term, point: Point, cuts: Cuts) -> bool | None:
    """Whether they are proved equal on the component of the point; None where neither is defined."""
    if compare_at(left, right, point).outcome is Outcome.NEITHER:
        return None
    ours, theirs = (rewrite(side, lambda node: _resolved(node, point)) for side in (left, right))
    facts = cuts.facts(point)
    if proved_equal(ours, theirs, facts) or proved_equal(theirs, ours, facts):
        return True
    at = {name: rational(value) for name, value in point.items()}
    words = cuts.words(point)
    return locally_constant(ours, theirs, words) and _same_number(substitute(ours, at), substitute(theirs, at))


def _same_number(left: Term, right: Term) -> bool:
    return arctangents_cancel(left, right) or bool(proved_zero(left, right))


def _resolved(node: Term, point: Point) -> Term:
    """A node that is another in other components, as it is in the component of the point."""
    if node.head is Head.PIECEWISE:
        cases = zip(node.args[0::2], node.args[1::2], strict=True)
        return next((value for value, condition in cases if _holds(condition, point)), node)
    if node.head is Head.INDICATOR:
        return ONE if _holds(node.args[0], point) else ZERO
    if node.head is not Head.CALL:
        return node
    if node.data == "abs":
        return node.args[0] if _sign(node.args[0], point) > 0 else neg(node.args[0])
    if node.data == "sign":
        return ONE if _sign(node.args[0], point) > 0 else neg(ONE)
    if node.data in ("max", "min"):
        return _extreme(node.args, 1 if node.data == "max" else -1, point)
    return node


def _extreme(args: Sequence[Term], side: int, point: Point) -> Term:
    best = args[0]
    for other in args[1:]:
        if side * _sign(sub(other, best), point) > 0:
            best = other
    return best


def _sign(term: Term, point: Point) -> int:
    value = ball(term, point, BITS)
    return (value.sign or 0) if isinstance(value, Ball) else 0


def _holds(condition: Term, point: Point) -> bool:
    value = ball(unary(Head.INDICATOR, condition), point, BITS)
    return isinstance(value, Ball) and value.sign == 1


def _may_jump(term: Term) -> bool:
    """Whether something in the term may jump where it is defined: cases, signs, steps."""
    return any(
        node.head in (Head.PIECEWISE, Head.INDICATOR)
        or (node.head is Head.CALL and bool(function(node.data).jumps(*node.args)))
        for node in postorder(term)
    )


def _at_ties(left: Term, right: Term, places: Sequence[tuple[Term, Fraction]]) -> bool:
    """Whether the two are proved equal where a name has the value of a tie, as far as both are defined there."""
    for name, place in places:
        ours, theirs = (substitute(side, {name: rational(place)}) for side in (left, right))
        if free_names(ours) or free_names(theirs):
            if not proved_equal(ours, theirs):
                return False
        elif compare_at(ours, theirs, {}).outcome is Outcome.AGREE and not proved_zero(ours, theirs):
            return False
    return True
