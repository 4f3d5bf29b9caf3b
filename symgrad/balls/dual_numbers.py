"""A number with its slope to the right along one direction, and the arithmetic of such pairs."""

from typing import Any, NamedTuple

from symgrad.balls import values as v
from symgrad.balls.values import Value


class Dual(NamedTuple):
    """Value at the point, slope to the right, and whether the node depends on what moves."""

    value: Value
    slope: Value
    moves: bool


class Test(NamedTuple):
    """A condition: whether it holds at the point, and whether just to the right of it."""

    here: Any
    after: Any


def times(left: Dual, right: Dual) -> Dual:
    """The product rule."""
    slope = v.add(v.multiply(left.slope, right.value), v.multiply(left.value, right.slope))
    return Dual(v.multiply(left.value, right.value), slope, left.moves or right.moves)


def over(top: Dual, bottom: Dual) -> Dual:
    """The quotient rule."""
    value = v.divide(top.value, bottom.value)
    slope = v.divide(v.subtract(top.slope, v.multiply(value, bottom.slope)), bottom.value)
    return Dual(value, slope, top.moves or bottom.moves)
