"""The formula that holds close to a point on one side of it: bars, maxima, steps and cases resolved."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from symgrad.balls import Ball, Missing, ball
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules import drop_units
from symgrad.terms.build import ONE, ZERO, add, neg, rational, sub, unary
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, rewrite, substitute

#: how near to the point signs are looked at, and with how many bits
_NEAR = tuple(Fraction(1, 2**k) for k in (12, 24, 48))
_BITS = 256


class Side(NamedTuple):
    """x on one side of a point: `+` for larger, `-` for smaller."""

    x: Term
    point: Term
    sign: str

    def nearby(self, term: Term) -> list[Ball | Missing]:
        """The values of a term at points ever closer to the point on this side."""
        way = 1 if self.sign == "+" else -1
        places = [add(self.point, rational(way * step)) for step in _NEAR]
        return [ball(substitute(term, {self.x: place}), {}, _BITS) for place in places]

    def sign_of(self, term: Term) -> int:
        """The sign of a term close to the point. Raises UnsupportedError where it has none."""
        signs = {value.sign if isinstance(value, Ball) else None for value in self.nearby(term)}
        if len(signs) != 1 or (sign := signs.pop()) is None:
            raise UnsupportedError(f"the sign of {text(term)} near {text(self.point)} is not known here")
        return sign

    def holds(self, condition: Term) -> bool:
        """Whether a condition holds close to the point."""
        found = self.nearby(unary(Head.INDICATOR, condition))
        return all(isinstance(value, Ball) and value.sign == 1 for value in found)


def branch(f: Term, side: Side) -> Term:
    """f close to the point on that side, without bars, maxima, minima, signs and cases."""

    def change(node: Term) -> Term:
        if not depends_on(node, side.x):
            return node
        if node.head is Head.CALL and function(node.data).kinks(*node.args) and node.data not in _RESOLVED:
            return _by_definition(node, side)
        resolve = _RESOLVED.get(node.data if node.head is Head.CALL else node.head)
        return resolve(node, side) if resolve else node

    return drop_units(rewrite(f, change))


def _bars(node: Term, side: Side) -> Term:
    inside = node.args[0]
    return inside if side.sign_of(inside) >= 0 else neg(inside)


def _sign(node: Term, side: Side) -> Term:
    sign = side.sign_of(node.args[0])
    return neg(ONE) if sign < 0 else ONE if sign else ZERO


def _largest(node: Term, side: Side) -> Term:
    return _extreme(node, side, 1)


def _smallest(node: Term, side: Side) -> Term:
    return _extreme(node, side, -1)


def _extreme(node: Term, side: Side, way: int) -> Term:
    best = node.args[0]
    for other in node.args[1:]:
        if way * side.sign_of(sub(other, best)) > 0:
            best = other
    return best


def _by_definition(node: Term, side: Side) -> Term:
    """ReLU and its kind by what they mean."""
    meaning = function(node.data).definition
    return branch(meaning(*node.args), side) if meaning else node


def _cases(node: Term, side: Side) -> Term:
    for value, condition in zip(node.args[0::2], node.args[1::2], strict=True):
        if side.holds(condition):
            return value
    raise UnsupportedError(f"no case holds near {text(side.point)}")


_RESOLVED: dict[object, Callable[[Term, Side], Term]] = {
    "abs": _bars,
    "sign": _sign,
    "max": _largest,
    "min": _smallest,
    Head.PIECEWISE: _cases,
}
