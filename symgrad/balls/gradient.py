"""Slopes of a term at a point in balls: to the right and to the left in each variable, precision raised as needed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flint import arb, ctx

from symgrad.balls import values as v
from symgrad.balls.dual import Walk
from symgrad.balls.dual_numbers import Dual
from symgrad.balls.precision import MOST_BITS, Ball, Number, at_precisions, place
from symgrad.balls.unrolling import unrolled
from symgrad.balls.values import UNDEFINED, UNKNOWN, Missing, Value
from symgrad.terms.node import Term

GOOD_BITS = 53
"""Relative accuracy asked of every slope."""


class Slopes(NamedTuple):
    """What a function does along one direction: slope to the left and to the right, and whether a kink was met there.

    `left` and `right` are balls, UNDEFINED (no slope: a jump, an upright tangent, outside the domain) or UNKNOWN.
    """

    value: Ball | Missing
    left: Ball | Missing
    right: Ball | Missing
    tied: bool = False

    @property
    def differentiable(self) -> bool | None:
        """Whether left and right are one slope; None where that is not decided."""
        if UNDEFINED in (self.left, self.right, self.value):
            return False
        if not isinstance(self.left, Ball) or not isinstance(self.right, Ball):
            return None
        if not self.tied:
            return True
        with ctx.workprec(MOST_BITS):
            gap = v.subtract(self.left.value, self.right.value)
        side = v.sign(gap)
        return side == 0 or (side is None and _tiny(gap)) or (None if side is None else False)


def _tiny(value: Value) -> bool:
    return bool(abs(value).upper() < arb(2) ** -100)


def ball_gradient(
    term: Term, names: Sequence[Term], values: Mapping[Term, Number], most: int = MOST_BITS
) -> tuple[Slopes, ...]:
    """The slopes of the term in each of the names at the point.

    Raises UnsupportedError for heads and functions that are not differentiated in balls.
    """
    return tuple(slopes_along(term, {name: 1}, values, most) for name in names)


def slopes_along(
    term: Term, direction: Mapping[Term, Number], values: Mapping[Term, Number], most: int = MOST_BITS
) -> Slopes:
    """The slopes along a direction, each to at least 53 bits where that can be reached."""
    for bits in at_precisions(most):
        found = _at(term, direction, values, bits, assume=bits * 2 > most)
        if found.value is UNDEFINED or (_good(found.left) and _good(found.right)):
            break
    return found


def _good(slope: Ball | Missing) -> bool:
    return slope is UNDEFINED or (isinstance(slope, Ball) and slope.bits >= GOOD_BITS)


def _at(term: Term, direction: Mapping[Term, Number], values: Mapping[Term, Number], bits: int, assume: bool) -> Slopes:
    with ctx.workprec(bits):
        point, steps = place(values, bits), place(direction, bits)
        flat = unrolled(term, point)
        right, tied = _pass(flat, point, steps, assume)
        if not tied:
            return Slopes(_known(right.value), _known(right.slope), _known(right.slope))
        back = {name: -step for name, step in steps.items()}
        left, _ = _pass(flat, point, back, assume)
        return Slopes(_known(right.value), _known(v.negate(left.slope)), _known(right.slope), True)


def _pass(term: Term, point: Mapping[Term, Value], steps: Mapping[Term, Value], assume: bool) -> tuple[Dual, bool]:
    walk = Walk(assume)
    start = {name: Dual(value, steps.get(name, v.ZERO), name in steps) for name, value in point.items()}
    return walk.run(term, start), walk.tied


def _known(value: Value) -> Ball | Missing:
    return value if value is UNKNOWN or value is UNDEFINED else Ball(value)
