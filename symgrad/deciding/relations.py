"""Simple relations: what an equation, an inequality or a chain such as 0 < x < 1 says of differences and 0."""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from symgrad.algebra import proved_zero
from symgrad.balls import UNDEFINED, Ball, Missing, ball
from symgrad.deciding.field import proved_equal
from symgrad.deciding.points import Point
from symgrad.errors import SymgradError
from symgrad.terms.build import ONE, ZERO, add, mul, neg, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

BITS = 128
MANY_BITS = 1024

#: sign -> whether it is turned, and the sign of `... < 0` or `... <= 0` that remains
_SIGNS = {"=": (False, "="), "!=": (False, "!="), "<": (False, "<"), "<=": (False, "<="), ">": (True, "<"),
          ">=": (True, "<=")}  # fmt: skip


class Claim(NamedTuple):
    """What a simple relation says: gap = 0, gap < 0, gap <= 0 or gap != 0."""

    gap: Term
    sign: str

    def holds(self, point: Point) -> bool | None:
        """Whether it holds at the point; None where that is not certain. It does not where it is not defined."""
        value = value_at(self.gap, point)
        if value is UNDEFINED:
            return False
        if not isinstance(value, Ball) or value.sign is None:
            return None
        return self._told_by(value.sign)

    def holds_at(self, name: Term, number: Term) -> bool | None:
        """The same at a number such as sqrt(2), with the sign 0 where the gap is proved to be 0 there."""
        there = substitute(self.gap, {name: number})
        value = value_at(there, {}, MANY_BITS)
        if value is UNDEFINED:
            return False
        if not isinstance(value, Ball):
            return None
        side = 0 if value.sign is None and (proved_equal(there, ZERO) or proved_zero(there, ZERO)) else value.sign
        return None if side is None else self._told_by(side)

    def _told_by(self, side: int) -> bool:
        return {"=": side == 0, "!=": side != 0, "<": side < 0, "<=": side <= 0}[self.sign]


def claims(relation: Term) -> tuple[Claim, ...]:
    """The simple relations of a chain; none where a sign is not known."""
    if any(sign not in _SIGNS for sign in relation.data):
        return ()
    pairs = zip(relation.args, relation.data, relation.args[1:], strict=False)
    return tuple(_claim(a, sign, b) for a, sign, b in pairs)


def _claim(left: Term, sign: str, right: Term) -> Claim:
    turned, kept = _SIGNS[sign]
    first, second = (right, left) if turned else (left, right)
    gap = first if second is ZERO else neg(second) if first is ZERO else sub(first, second)
    return Claim(gap, kept)


def over_common(term: Term) -> tuple[Term, Term]:
    """Top and bottom of the term as one quotient; nothing is cancelled."""
    if term.head is Head.NEGATION:
        top, bottom = over_common(term.args[0])
        return neg(top), bottom
    if term.head is Head.SUM:
        return reduce(_added, map(over_common, term.args))
    if term.head is Head.PRODUCT:
        return reduce(_multiplied, map(over_common, term.args))
    if term.head is Head.QUOTIENT:
        above, below = map(over_common, term.args)
        return _multiplied(above, below[::-1])
    return term, ONE


Quotient = tuple[Term, Term]


def _added(left: Quotient, right: Quotient) -> Quotient:
    if left[1] is right[1]:
        return add(left[0], right[0]), left[1]
    return add(_times(left[0], right[1]), _times(right[0], left[1])), _times(left[1], right[1])


def _multiplied(left: Quotient, right: Quotient) -> Quotient:
    return _times(left[0], right[0]), _times(left[1], right[1])


def _times(left: Term, right: Term) -> Term:
    return right if left is ONE else left if right is ONE else mul(left, right)


def value_at(term: Term, point: Mapping[Term, Fraction], bits: int = BITS) -> Ball | Missing | None:
    """The value in so many bits; None where the term has no number."""
    try:
        return ball(term, point, bits)
    except SymgradError:
        return None
