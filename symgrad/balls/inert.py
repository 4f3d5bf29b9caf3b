"""Values of terms with inert derivatives in them: each stands for the slope of its body, by forward differentiation.

So a law applied to d/dx[body] can be judged on the very line where it was used: both sides are numbers, and neither
rests on the rules.
"""

from collections.abc import Mapping

from flint import ctx

from symgrad.balls import values as v
from symgrad.balls.dual import Walk
from symgrad.balls.dual_numbers import Dual
from symgrad.balls.evaluation import run
from symgrad.balls.precision import Ball, Number, place
from symgrad.balls.unrolling import unrolled
from symgrad.balls.values import UNKNOWN, Missing, Value
from symgrad.errors import UnsupportedError
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder


def slope_ball(term: Term, values: Mapping[Term, Number], bits: int) -> Ball | Missing:
    """The term's value at the point where every inert first derivative is the true slope; UNKNOWN at kinks.

    Raises UnsupportedError for higher derivatives and for heads and functions that are not differentiated in balls.
    """
    with ctx.workprec(bits):
        point = place(values, bits)
        flat = unrolled(term, point)
        inert = [node for node in postorder(flat) if node.head is Head.DERIVATIVE]
        value = run(flat, {**point, **{node: _slope(node, point) for node in inert}})
    return value if isinstance(value, Missing) else Ball(value)


def _slope(node: Term, point: Mapping[Term, Value]) -> Value:
    body, *variables = node.args
    if len(variables) != 1:
        raise UnsupportedError("a higher derivative has no slope in balls")
    walk, moving = Walk(), variables[0]
    start = {name: Dual(at, v.ONE if name is moving else v.ZERO, name is moving) for name, at in point.items()}
    slope: Value = walk.run(body, start).slope
    return UNKNOWN if walk.tied else slope
