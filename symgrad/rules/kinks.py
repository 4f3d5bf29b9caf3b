"""The convention for the slope at a kink, where there is none: what networks are trained with.

A law gives the slope on both sides of a kink and leaves it open there. `closed` fills the gap: by the slope on the
left (`left`: 0 for ReLU), on the right (`right`: 1), or the mean of both. `usual` is what the frameworks do: the
slope on the left for ReLU and its kin, 0 for |u|. max(0, u) is ReLU. Where two arguments of another maximum tie,
there is no left and right: always the mean.
"""

from symgrad.terms.build import ONE, TRUE, TWO, ZERO, add, call, div, neg, piecewise, relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import rewrite


def closed(term: Term, convention: str = "usual") -> Term:
    """The term with every slope that is open at a kink closed by the convention."""
    return rewrite(term, lambda node: _closed(node, convention))


def as_relu(node: Term) -> Term:
    """max(0, u) as ReLU of u, which it is; any other node as it is."""
    if node.head is not Head.CALL or node.data != "max" or len(node.args) != 2 or ZERO not in node.args:
        return node
    return call("relu", node.args[1 if node.args[0] is ZERO else 0])


def is_open(node: Term) -> bool:
    """Whether this is a slope by pieces without a value at the kink between them."""
    return node.head is Head.PIECEWISE and len(node.args) == 4 and node.args[-1] is not TRUE


def _closed(node: Term, convention: str) -> Term:
    if node.head is Head.CALL and node.data == "sign" and convention in ("left", "right"):
        at_zero = ONE if convention == "right" else neg(ONE)
        u = node.args[0]
        return piecewise((ONE, relation(u, ">", ZERO)), (neg(ONE), relation(u, "<", ZERO)), (at_zero, TRUE))
    if not is_open(node):
        return node
    return make(Head.PIECEWISE, (*node.args, _at_kink(node, convention), TRUE))


def _at_kink(node: Term, convention: str) -> Term:
    left, right = sides(node)
    if left is None or right is None or convention == "mean":
        return div(add(node.args[0], node.args[2]), TWO)
    return right if convention == "right" else left


def sides(node: Term) -> tuple[Term | None, Term | None]:
    """The slopes to the left and to the right of u = 0; None where the kink is a tie of two arguments."""
    by_sign = {when.data: value for value, when in zip(node.args[0::2], node.args[1::2], strict=True)
               if when.head is Head.RELATION and when.args[1] is ZERO}  # fmt: skip
    return by_sign.get(("<",)), by_sign.get((">",))
