"""Local slopes: the laws of `symgrad.rules` on placeholder names, ready to be lowered many times."""

from functools import cache
from typing import NamedTuple

from symgrad.rules import partials
from symgrad.terms import Head, Name, Term, make
from symgrad.terms.build import TRUE, TWO, add, div
from symgrad.terms.traverse import postorder, rewrite

#: functions of several arguments that share the slope equally where two are tied, as JAX and PyTorch do
_SHARED_AT_TIES = ("max", "min")


class Law(NamedTuple):
    """The slopes of one operation. `slopes[i]` lists the nodes of the i-th slope, children first."""

    inputs: tuple[Term, ...]
    output: Term
    slopes: tuple[tuple[Term, ...], ...]


@cache
def law(operation: str, arity: int) -> Law:
    """The law of a head or of a known function. Raises UnsupportedError where there is none."""
    inputs = tuple(_placeholder(str(i)) for i in range(arity))
    output = _placeholder("y")
    shared = operation in _SHARED_AT_TIES
    slopes = (rewrite(slope, lambda node: _closed(node, shared)) for slope in partials(operation, inputs, output))
    return Law(inputs, output, tuple(tuple(postorder(slope)) for slope in slopes))


def _placeholder(index: str) -> Term:
    return make(Head.NAME, data=Name("u", sub=index, style="placeholder"), shape=())


def _closed(node: Term, shared: bool) -> Term:
    """A slope that is open at a kink, closed: there the last piece holds (ReLU: 0), or the mean of the pieces."""
    if node.head is not Head.PIECEWISE or node.args[-1] is TRUE:
        return node
    if shared:
        mean = div(add(node.args[0], node.args[2]), TWO)
        return make(Head.PIECEWISE, (*node.args, mean, TRUE))
    return make(Head.PIECEWISE, (*node.args[:-1], TRUE))
