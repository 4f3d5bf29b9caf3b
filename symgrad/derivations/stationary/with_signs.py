"""A term where conditions such as x > 2 hold: |x - 1| is x - 1 there. For the proof of what is said of a piece."""

from collections.abc import Sequence

from symgrad.deciding import prove_equal
from symgrad.derivations.stationary.equations import short
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ZERO, integer, mul, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, rewrite

#: which signs of left - right make a condition true
_TRUE = {">": (1,), ">=": (1, 0), "<": (-1,), "<=": (-1, 0), "=": (0,), "!=": (1, -1)}


def with_signs(term: Term, conditions: Sequence[Term]) -> Term:
    """The term without the absolute values, signs, larger and smaller ones and cases that the conditions settle."""
    positive = [tidy(sub(*one.args) if one.data == (">",) else sub(*reversed(one.args))) for one in conditions]
    return rewrite(term, lambda node: _settled(node, positive))


def _settled(node: Term, positive: Sequence[Term]) -> Term:
    if node.head is Head.PIECEWISE:
        return _case(node, positive)
    if node.head is not Head.CALL or node.data not in ("sign", "abs", "relu", "max", "min"):
        return node
    several = len(node.args) == 2
    sign = _sign(sub(*node.args) if several else node.args[0], positive)
    if sign is None:
        return node
    first, last = node.args[0], node.args[-1]
    chosen = {
        "sign": integer(sign),
        "abs": mul(integer(sign), first),
        "relu": first if sign > 0 else ZERO,
        "max": first if sign > 0 else last,
        "min": last if sign > 0 else first,
    }
    return chosen[str(node.data)]


def _case(node: Term, positive: Sequence[Term]) -> Term:
    """The case that holds; the node itself where that is not settled."""
    for value, condition in zip(node.args[0::2], node.args[1::2], strict=True):
        if condition.head is Head.TRUTH and condition.data:
            return value
        simple = condition.head is Head.RELATION and len(condition.args) == 2
        sign = _sign(sub(*condition.args), positive) if simple else None
        if sign is None:
            return node
        if sign in _TRUE.get(condition.data[0], ()):
            return value
    return node


def _sign(term: Term, positive: Sequence[Term]) -> int | None:
    """The sign of a term where these are positive: it is one of them, or its opposite, and more by a number."""
    return next((side for one in positive for side in (1, -1) if _has_sign(term, one, side)), None)


def _has_sign(term: Term, positive: Term, side: int) -> bool:
    signed = mul(integer(side), term)
    beyond = as_fraction(short(sub(signed, positive)))
    return (beyond is not None and beyond >= 0) or prove_equal(signed, positive).status == "proved"
