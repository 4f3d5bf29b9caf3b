"""One variable on an interval, with kinks: the pieces solved apart, the kinks and places without a slope beside them.

A largest or smallest value lies where the slope is 0, where there is none, or at an end (Fermat's theorem).
"""

from collections.abc import Iterator
from typing import NamedTuple

from symgrad.balls import Ball, ball_gradient, known_ball
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.case_lines import same
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.missing import places_without_slope
from symgrad.derivations.stationary.pieces import Piece, kinks_of, pieces
from symgrad.derivations.stationary.places import Limits, gathered
from symgrad.derivations.stationary.roots import real_roots
from symgrad.derivations.stationary.sharp import opened, outside
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ZERO, add, equation, integer, mul
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

Place = dict[Term, Term]

MOST_KINKS = 40
"""More kinks than this in one interval are not looked at one by one."""


class OnInterval(NamedTuple):
    """The lines, the points with slope 0, and the points that have no slope."""

    states: list[State]
    stationary: list[Place]
    sharp: list[Place]


def on_interval(body: Term, called: Term, name: Term, slope: Term, limits: Limits) -> OnInterval | None:
    """The candidates inside an interval; None for a function that has a slope everywhere.

    Raises UnsupportedError where a piece or a kink is not found in closed form.
    """
    kinks = kinks_of((body, slope))
    meetings = [(place, base) for base in kinks for place in _roots(base, name, limits)]
    level = [place for place, _ in meetings if _is_smooth(body, name, place)]
    places = [(place, base, "a kink: there is no slope") for place, base in meetings if place not in level]
    places += [(place, base, "the formula of the slope divides by 0")
               for place, base in places_without_slope((slope,), (name,), limits)]  # fmt: skip
    if not places and not kinks:
        return None
    function = Function(body, called, (name,), ((ZERO,),))
    parts = pieces(body, (slope,)) if kinks else (Piece((), (slope,)),)
    if parts is None:
        raise UnsupportedError("the pieces between the kinks are not told apart", hint="take the pieces one by one")
    states, points = [], []
    for piece in parts:
        lines, found = _on_piece(function, piece, slope, limits)
        states += lines
        points += found
    states += [_told(place, base, "where the pieces meet") for place, base in meetings if place in level]
    states += [_told(place, base, why) for place, base, why in places]
    points += [place for place in level if place not in points]
    return OnInterval(states, points, [place for place, _, _ in places])


def _is_smooth(body: Term, name: Term, place: Place) -> bool:
    """Whether there is a slope after all: x |x| has one at 0."""
    (slope,) = ball_gradient(body, (name,), place)
    return slope.differentiable is True


def _on_piece(f: Function, piece: Piece, slope: Term, limits: Limits) -> tuple[list[State], list[Place]]:
    """The points of one piece at which its slope is 0."""
    lines = [opened(f, piece, (slope,))] if piece.conditions else []
    if piece.is_flat:
        return lines, []
    solver = Solver([Equation(one) for one in piece.slopes], f.names)
    solver.run()
    found = gathered(solver, limits)
    if found.rough or found.families:
        raise UnsupportedError("a point of a piece has no closed form")
    elsewhere = [place for place in found.points if not piece.holds(place)]
    lines += [*solver.states, *(outside(piece, place) for place in elsewhere)]
    return lines, [place for place in found.points if place not in elsewhere]


def _roots(kink: Term, name: Term, limits: Limits) -> Iterator[Place]:
    """Where the kinks are, those of a periodic one in the interval."""
    roots = real_roots(kink, name)
    if roots is None or any(not root.exact for root in roots.found):
        raise UnsupportedError(f"where {text(kink)} is 0 has no closed form")
    for root in roots.found:
        values = [root.value] if roots.period is None else _repeated(root.value, roots.period, limits.ends[name])
        yield from ({name: value} for value in values if limits.hold({name: value}))


def _repeated(value: Term, period: Term, ends: tuple[Term, Term]) -> list[Term]:
    """The value and what whole periods make of it, between the ends and a little beyond."""
    size = _float(period)
    first, last = (int((_float(end) - _float(value)) // size) + side for end, side in zip(ends, (0, 1), strict=True))
    if last - first > MOST_KINKS:
        raise UnsupportedError("there are too many kinks in the interval", hint="choose a shorter one")
    return [worked_out(add(value, mul(integer(k), period))) for k in range(first, last + 1)]


def _float(number: Term) -> float:
    found = known_ball(number, {})
    return float(found) if isinstance(found, Ball) else 0.0


def _told(place: Place, base: Term, why: str) -> State:
    """x = 1, a kink; what is 0 there is shown to be."""
    ((name, value),) = place.items()
    statement, zero = equation(name, value), equation(tidy(base), ZERO)
    reason = (why,) if zero is statement else (why, ", as ", zero)
    return State(statement, "case", "extrema.sharp", reason, (), None, (same(substitute(base, place), ZERO),))
