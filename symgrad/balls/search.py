"""All zeros of a system in a box: each certified to be there and alone, the rest of the box shown to hold none.

Branch and prune: a box over which some function keeps away from 0 holds no zero; where Krawczyk's operator
K(X) = m - A f(m) + (1 - A f'(X))(X - m), with A near the inverse of f'(m), maps a box into its inside, there is exactly
one zero in it (R. Krawczyk 1969; A. Neumaier, Interval Methods for Systems of Equations, 5.1). A box that is neither is
cut in two. Zeros where the derivative is singular can be neither: the boxes left around them are given back.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flint import arb, ctx

from symgrad.balls import values as v
from symgrad.balls.boxes import BITS, Box, Sides, as_box, matrix, middle, over
from symgrad.balls.precision import Ball
from symgrad.balls.values import UNDEFINED, Missing
from symgrad.terms.node import Term

MOST_BOXES = 3000
"""Boxes looked at before the search gives up."""

SMALLEST = 2.0**-14
"""The width, as a share of the whole, below which a box is not cut again."""

_CUT = 0.4863  # not in the middle, where zeros like to be
_WIDER = 1.125
_POLISHINGS = 10


class System(NamedTuple):
    """Functions, their derivatives (rows) in the names, and the names."""

    functions: tuple[Term, ...]
    slopes: tuple[tuple[Term, ...], ...]
    names: tuple[Term, ...]


class Search(NamedTuple):
    """The zeros that are certain, and the boxes that may hold others (none: the zeros are all there are)."""

    zeros: tuple[dict[Term, Ball], ...]
    left: tuple[dict[Term, Ball], ...]


def zeros_in(system: System, sides: Sides, most: int = MOST_BOXES) -> Search:
    """The zeros in the closed box. A zero on its edge may be found or left open."""
    with ctx.workprec(BITS):
        return _search(system, as_box(sides), most)


def certified(system: System, place: Mapping[Term, Ball], reach: float = 2.0**-20) -> dict[Term, Ball] | None:
    """The one zero close to a place, in balls of some thirty digits; None where that cannot be shown."""
    with ctx.workprec(BITS):
        box = {name: arb(middle(v.as_ball(ball.value)), reach) for name, ball in place.items()}
        found = _zero(system, box)
        return None if found is None else {name: Ball(ball) for name, ball in found.items()}


def _search(system: System, whole: Box, most: int) -> Search:
    boxes, left, zeros = [whole], [], []
    sure: list[Box] = []
    least = {name: float(ball.rad()) * 2 * SMALLEST for name, ball in whole.items()}
    while boxes and most:
        most -= 1
        box = boxes.pop()
        if _is_empty(system, box) or any(_inside(box, known) for known in sure):
            continue
        wider = {name: arb(middle(ball), ball.rad() * _WIDER) for name, ball in box.items()}
        zero = _zero(system, wider)
        if zero is not None:
            sure.append(wider)
            zeros.append(zero)
        elif all(2 * float(ball.rad()) <= least[name] for name, ball in box.items()):
            left.append(box)
        else:
            boxes += _halves(box, whole)
    kept = _distinct([zero for zero in zeros if all(zero[name].overlaps(whole[name]) for name in whole)])
    return Search(tuple(map(_balls, kept)), tuple(map(_balls, left + boxes)))


def _balls(box: Box) -> dict[Term, Ball]:
    return {name: Ball(ball) for name, ball in box.items()}


def _is_empty(system: System, box: Box) -> bool:
    """Whether some function is not 0, or not defined, all over the box."""
    values = over(system.functions, box)
    return any(value is UNDEFINED or (not isinstance(value, Missing) and not value.contains(0)) for value in values)


def _zero(system: System, box: Box) -> Box | None:
    """The one zero in the box, enclosed narrowly; None where it is not shown that there is exactly one."""
    mapped = _krawczyk(system, box)
    if mapped is None or not all(_well_inside(mapped[name], box[name]) for name in box):
        return None
    for _ in range(_POLISHINGS):
        again = _krawczyk(system, mapped)
        if again is None:
            break
        mapped = {name: mapped[name].intersection(again[name]) for name in box}
    return mapped


def _well_inside(image: Any, ball: Any) -> bool:
    """Whether the image lies in the inside, and is so much smaller that repeating it soon makes it tiny."""
    return bool(ball.contains_interior(image)) and 2 * float(image.rad()) <= float(ball.rad())


def _krawczyk(system: System, box: Box) -> Box | None:
    """The image of the box; None where a value or an inverse is missing."""
    names, size = system.names, len(system.names)
    centre = {**box, **{name: middle(box[name]) for name in names}}
    here = over(system.functions, centre)
    flat = over([one for row in system.slopes for one in row], box)
    if any(isinstance(value, Missing) for value in (*here, *flat)):
        return None
    slopes = matrix([flat[i * size : (i + 1) * size] for i in range(size)])
    try:
        inverse = matrix([[middle(slopes[i, j]) for j in range(size)] for i in range(size)]).inv()
    except ZeroDivisionError:
        return None
    inverse = matrix([[middle(inverse[i, j]) for j in range(size)] for i in range(size)])
    error = matrix([[arb(i == j) for j in range(size)] for i in range(size)]) - inverse * slopes
    away = matrix([[box[name] - centre[name]] for name in names])
    image = matrix([[centre[name]] for name in names]) - inverse * matrix([[value] for value in here]) + error * away
    return {name: image[i, 0] for i, name in enumerate(names)}


def _inside(box: Box, known: Box) -> bool:
    return all(known[name].contains(ball) for name, ball in box.items())


def _halves(box: Box, whole: Box) -> list[Box]:
    """The box cut across the side that is longest for its size."""
    name = max(box, key=lambda one: float(box[one].rad()) / max(float(whole[one].rad()), 1e-300))
    low, high = box[name].lower(), box[name].upper()
    cut = arb(low + (high - low) * _CUT).mid()
    return [{**box, name: arb(low).union(arb(cut))}, {**box, name: arb(cut).union(arb(high))}]


def _distinct(zeros: Sequence[Box]) -> list[Box]:
    """Each zero once, in ascending order: balls that meet belong to one zero, as each is the only one near."""
    kept: list[Box] = []
    for zero in zeros:
        if not any(all(zero[name].overlaps(other[name]) for name in zero) for other in kept):
            kept.append(zero)
    return sorted(kept, key=lambda zero: [float(ball.mid()) for ball in zero.values()])
