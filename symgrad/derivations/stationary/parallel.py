"""One constraint in two variables without closed forms: where the gradients are parallel, searched on a bounded curve.

f_x g_y - f_y g_x = 0 and g = 0 hold at every extreme of f on g = 0, also where the gradient of g is 0.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from symgrad.balls import Ball
from symgrad.balls.boxes import enclosure
from symgrad.derivations.chain import solve
from symgrad.derivations.state import State
from symgrad.derivations.stationary import rough
from symgrad.derivations.stationary.boundedness import polynomial
from symgrad.derivations.stationary.case_lines import same
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.equations import short
from symgrad.derivations.stationary.results import CriticalPoint
from symgrad.derivations.stationary.roots import decimal_of
from symgrad.derivations.stationary.tangent_test import Constrained
from symgrad.errors import UnsupportedError
from symgrad.terms.build import ZERO, apply, derivative, equation, mul, rational, relation, sub
from symgrad.terms.node import Term


class Searched(NamedTuple):
    """The lines, the points with their values, and the largest and smallest of these."""

    states: tuple[State, ...]
    points: tuple[CriticalPoint, ...]
    largest: Term
    smallest: Term


def searched(problem: Constrained) -> Searched:
    """All points, in decimals. Raises UnsupportedError where the curve is not of a kind that is searched."""
    ends = _ends(problem)
    if ends is None:
        raise UnsupportedError("the points have no closed form that was found, and the constraint is not searched")
    first, second = [[part.result for part in row] for row in problem.parts]
    raw = sub(mul(first[0], second[1]), mul(first[1], second[0]))
    across = short(raw)
    slopes = [across, problem.rules[0].zero]
    rows = tuple(tuple(solve(derivative(one, name))[0] for name in problem.names) for one in slopes)
    f = Function(problem.body, problem.called, problem.names, rows)
    found = rough.searched(f, slopes, ends)
    if found.left or not found.zeros:
        raise UnsupportedError("not every point of the constraint could be made certain")
    why = ("f_x g_y - f_y g_x: where the gradients are parallel",)
    state = State(equation(across, ZERO), "follows", "lagrange.parallel", why, (), None, (same(raw, across),))
    places = [{name: decimal_of(ball) for name, ball in zero.items()} for zero in found.zeros]
    listing = rough.listing(f, slopes, places, ends, True)
    lines, points = _valued(f, slopes, places, found.zeros)
    heights = sorted((point.height for point in points), key=_size)
    return Searched((state, listing, *lines), points, heights[-1], heights[0])


def _size(height: Term) -> float:
    from symgrad.derivations.values import float_of

    return float_of(height)


def _valued(
    f: Function, slopes: Sequence[Term], places: Sequence[Mapping[Term, Term]], zeros: Sequence[Mapping[Term, Ball]]
) -> tuple[list[State], tuple[CriticalPoint, ...]]:
    """The value at each point, the largest and smallest named."""
    values = [enclosure(f.body, zero) for zero in zeros]
    heights = [decimal_of(value) if isinstance(value, Ball) else ZERO for value in values]
    low, high = min(map(_size, heights)), max(map(_size, heights))
    lines, points = [], []
    for place, height in zip(places, heights, strict=True):
        kind = "maximum" if _size(height) == high else "minimum" if _size(height) == low else "degenerate"
        said = {"maximum": "maximum: the largest value", "minimum": "minimum: the smallest value"}.get(kind, "between")
        shown = relation(apply(f.called.data, *(place[name] for name in f.names)), "≈", height)
        lines.append(State(shown, "follows", "lagrange.rough", (said,), (), None, rough.evidence(f, slopes)))
        points.append(CriticalPoint(tuple(place.items()), kind, height, False))
    return lines, tuple(points)


def _ends(problem: Constrained) -> dict[Term, tuple[Term, Term]] | None:
    """A box around a curve a x^p + b y^q + ... = c of even powers with numbers of one sign before them."""
    parts = polynomial(problem.rules[0].zero)
    if parts is None or len(problem.names) != 2 or len(problem.rules) != 1:
        return None
    side = 1 if any(c > 0 for c, powers in parts if powers) else -1
    right = -sum((side * c for c, powers in parts if not powers), Fraction(0))
    ends = {}
    for name in problem.names:
        own = [side * c for c, powers in parts if set(powers) == {name}]
        if not own:
            return None
        reach = max(Fraction(1), max(right / c for c in own if c)) + 1
        ends[name] = (rational(-reach), rational(reach))
    even = all(side * c > 0 and all(e % 2 == 0 for e in powers.values()) for c, powers in parts if powers)
    return ends if even else None
