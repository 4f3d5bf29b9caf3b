"""Local slopes: the laws of `symgrad.rules` on placeholder names, ready to be lowered many times."""

from functools import cache
from typing import NamedTuple

from symgrad.errors import UnsupportedError
from symgrad.rules import drop_units, fallback, rule_of
from symgrad.rules.kinks import closed
from symgrad.terms import Head, Name, Term, make
from symgrad.terms.build import ONE, TRUE, TWO, ZERO, add, div
from symgrad.terms.traverse import postorder, rewrite

#: functions of several arguments that share the slope equally where two are tied, as JAX and PyTorch do
_SHARED_AT_TIES = ("max", "min")


class Slope(NamedTuple):
    """The slope of one operation in one argument, on placeholders; `nodes` lists its nodes, children first."""

    inputs: tuple[Term, ...]
    output: Term
    nodes: tuple[Term, ...]


@cache
def slope(operation: str, arity: int, position: int, kink: str = "usual") -> Slope:
    """The slope of a head or of a known function in the argument at this position, counted from 0.

    `kink` is the convention of the settings where there is no slope.

    Raises UnsupportedError where no law is known.
    """
    rule = rule_of(operation) or fallback(operation, arity)
    if rule is None:
        raise UnsupportedError(f"there is no rule for the derivative of {operation}")
    inputs = tuple(_placeholder(str(i)) for i in range(arity))
    output = _placeholder("y")
    unit = tuple(ONE if i == position else ZERO for i in range(arity))
    shared = operation in _SHARED_AT_TIES
    opened = drop_units(rule.law(inputs, unit, output))
    usual = kink == "usual"
    term = rewrite(opened, lambda node: _closed(node, shared)) if usual else closed(opened, kink)
    return Slope(inputs, output, tuple(postorder(term)))


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
