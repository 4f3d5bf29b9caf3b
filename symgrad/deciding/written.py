"""How a term is written, up to the order and association of sums and products: nothing is calculated.

x*(y*z), z*y*x and (x*y)*z are written alike, and so are x/2*3, 3*x/2 and (3/2)*x, or -x*y and x*(-y); x + x and 2*x are
not, nor x - (y - z) and x - y + z, nor x^(-1) and 1/x. An equation may have its sides exchanged.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from symgrad.terms.build import ONE
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import fold

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Written(NamedTuple):
    """What stays the same when a term is reordered: what is added, or what is multiplied and divided by, as digests."""

    kind: str
    over: tuple[str, ...]
    under: tuple[str, ...] = ()
    minus: int = 0  # minus signs in front of the product or of one of its factors


_PRODUCT = "product"
_SUM = "sum"


def same_writing(left: Term, right: Term) -> bool:
    """Whether the two are written alike up to order and association."""
    return left is right or written(left) == written(right)


def written(term: Term) -> Written:
    """The writing of a term, equal for terms that differ by order and association alone."""
    return fold(term, _written)


def _written(node: Term, below: tuple[Written, ...]) -> Written:
    if node.head is Head.SUM:
        return Written(_SUM, _sorted(one for part in below for one in _terms(part)))
    if node.head is Head.NEGATION:
        inner = _as_product(below[0])
        return inner._replace(minus=inner.minus + 1)
    if node.head is Head.PRODUCT:
        return _multiplied([_as_product(part) for part in below])
    if node.head is Head.QUOTIENT:
        return _divided(node, *map(_as_product, below))
    if node.head is Head.RELATION:
        return min(_chain(node.data, below), _chain(_turned(node.data), below[::-1]))
    return Written(f"{node.head} {node.data!r} {node.shape!r}", tuple(map(_digest, below)))


def _digest(part: Written) -> str:
    return blake2b(repr(tuple(part)).encode(), digest_size=16).hexdigest()


def _sorted(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(parts))


def _terms(part: Written) -> tuple[str, ...]:
    return part.over if part.kind == _SUM else (_digest(part),)


def _as_product(part: Written) -> Written:
    return part if part.kind == _PRODUCT else Written(_PRODUCT, (_digest(part),))


def _multiplied(parts: list[Written]) -> Written:
    over = _sorted(one for part in parts for one in part.over)
    under = _sorted(one for part in parts for one in part.under)
    return Written(_PRODUCT, over, under, sum(part.minus for part in parts))


def _divided(node: Term, top: Written, bottom: Written) -> Written:
    """A product over a product; what has a fraction in its denominator keeps it as one thing."""
    over = () if node.args[0] is ONE else top.over
    if bottom.under:
        return Written(_PRODUCT, over, _sorted((*top.under, _digest(bottom))), top.minus)
    return Written(_PRODUCT, over, _sorted((*top.under, *bottom.over)), top.minus + bottom.minus)


def _chain(signs: tuple[str, ...], parts: tuple[Written, ...]) -> Written:
    return Written(f"relation {signs!r}", tuple(map(_digest, parts)))


def _turned(signs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_TURNED.get(sign, sign) for sign in reversed(signs))
