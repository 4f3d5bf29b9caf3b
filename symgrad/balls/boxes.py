"""Values of terms over whole boxes: what is certain for every point of a box at once."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flint import arb, arb_mat, ctx

from symgrad.balls import values as v
from symgrad.balls.evaluation import evaluate_at
from symgrad.balls.precision import Ball
from symgrad.balls.values import Missing
from symgrad.terms.build import tuple_of
from symgrad.terms.node import Term

BITS = 160
"""Precision of the arithmetic on boxes."""

Sides = Mapping[Term, tuple[Fraction, Fraction]]
"""The two ends of a box in each name."""

Box = dict[Term, Any]
"""A box as one flint ball a name."""


def between(low: Fraction, high: Fraction) -> Any:
    """The ball from one number to another."""
    return v.as_ball(v.exact(low)).union(v.as_ball(v.exact(high)))


def as_box(sides: Sides) -> Box:
    """The box as balls."""
    with ctx.workprec(BITS):
        return {name: between(low, high) for name, (low, high) in sides.items()}


def over(terms: Sequence[Term], box: Mapping[Term, Any]) -> list[Any]:
    """The values of the terms over the box: balls that hold every value, or why there is none."""
    return [part if isinstance(part, Missing) else v.as_ball(part) for part in evaluate_at(tuple_of(*terms), box, BITS)]


def enclosure(term: Term, place: Mapping[Term, Ball]) -> Ball | Missing:
    """The value of a term where each name lies in a ball: a ball that holds it, or why there is none."""
    value = evaluate_at(term, {name: ball.value for name, ball in place.items()}, BITS)
    return value if isinstance(value, Missing) else Ball(value)


def meets(one: Ball, other: Ball) -> bool:
    """Whether two numbers known to lie in these balls may be equal."""
    return one.minus(other).contains_zero


def joined(one: Ball, other: Ball) -> Ball:
    """A ball that holds both numbers and all between them."""
    with ctx.workprec(BITS):
        return Ball(v.as_ball(one.value).union(v.as_ball(other.value)))


def matrix(rows: Sequence[Sequence[Any]]) -> Any:
    """The rows as flint's matrix of balls."""
    return arb_mat([list(row) for row in rows])


def middle(ball: Any) -> Any:
    """The middle of a ball as a ball without radius."""
    return arb(ball.mid())
