"""From the solutions of a system to the points asked for: within the box, each once, in order; families beside them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from symgrad.balls import Ball, known_ball
from symgrad.derivations import asking
from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.cases import Solution
from symgrad.errors import LimitError, SymgradError
from symgrad.graph import Graph
from symgrad.terms.build import add, integer, mul, sub
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

MOST_POINTS = 200
"""Points of periodic families that are listed in a box."""

_ACCURACY = 80


class Limits(NamedTuple):
    """The box that points are looked for in: two ends for each variable that has them."""

    ends: dict[Term, tuple[Term, Term]]

    @classmethod
    def of(cls, graph: Graph, names: Sequence[Term], box: Mapping[str, Sequence[Any]] | None) -> "Limits":
        """The box as typed. Raises SymgradError where it is none."""
        ends = {}
        for key, pair in (box or {}).items():
            name = asking.variable(graph, key)
            if name not in names or isinstance(pair, str) or len(pair) != 2:
                raise SymgradError(f"{key} has no two ends in the box", hint='for example box={"x": (-1, 1)}')
            ends[name] = (asking.value_term(pair[0]), asking.value_term(pair[1]))
            if not _at_least(ends[name][1], ends[name][0]):
                raise SymgradError(f"the ends of {key} are not in order", hint="the smaller one comes first")
        return cls(ends)

    def hold(self, place: Mapping[Term, Term]) -> bool:
        """Whether a place lies in the box, its edge included."""
        return all(
            _at_least(place[name], low) and _at_least(high, place[name]) for name, (low, high) in self.ends.items()
        )


class Found(NamedTuple):
    """Points by variable, and families."""

    points: list[dict[Term, Term]]
    families: list[dict[Term, Term]]
    rough: list[dict[Term, Term]]


def gathered(solver: Solver, limits: Limits, hidden: Sequence[Term] = ()) -> Found:
    """The solutions as points, as families, and as points in decimals, in the variables that are not hidden."""
    names = [name for name in solver.unknowns if name not in hidden]
    found = Found([], [], [])
    for solution in solver.solutions:
        open_ = any(name not in solution.values or free_names(solution.values[name]) for name in names)
        kept = found.families if open_ else found.rough if solution.rough else found.points
        kept += (
            [{name: solution.values.get(name, name) for name in names}] if open_ else _turned(solution, names, limits)
        )
    return Found(_distinct(found.points, limits), found.families, _distinct(found.rough, limits))


def _distinct(places: Sequence[dict[Term, Term]], limits: Limits) -> list[dict[Term, Term]]:
    """The places in the box, each once, in ascending order."""
    kept: list[dict[Term, Term]] = []
    for place in places:
        if limits.hold(place) and not any(_same_place(place, other) for other in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: [_float(value) for value in place.values()])


def _turned(solution: Solution, names: Sequence[Term], limits: Limits) -> list[dict[Term, Term]]:
    """The place, and those that its turns bring into the box."""
    here = {name: solution.values[name] for name in names}
    places = [here]
    for turn in solution.turns:
        bounded = [name for name in turn if name in limits.ends]
        if bounded:
            places = [moved for place in places for moved in _moves(place, turn, bounded[0], limits)]
    if len(places) > MOST_POINTS:
        raise LimitError(f"the box holds more than {MOST_POINTS} points", hint="choose a smaller box")
    return places


def _moves(
    place: dict[Term, Term], turn: Mapping[Term, Term], name: Term, limits: Limits
) -> list[dict[Term, Term]]:  # fmt: skip
    low, high = (_float(end) for end in limits.ends[name])
    start, step = _float(place[name]), _float(turn[name])
    ends = sorted(((low - start) / step, (high - start) / step))
    if ends[1] - ends[0] > MOST_POINTS:
        raise LimitError(f"the box holds more than {MOST_POINTS} points", hint="choose a smaller box")
    counts = range(int(ends[0]) - 1, int(ends[1]) + 2)
    return [_moved(place, turn, count) for count in counts]


def _moved(place: Mapping[Term, Term], turn: Mapping[Term, Term], count: int) -> dict[Term, Term]:
    if count == 0:
        return dict(place)
    return {n: worked_out(add(v, mul(integer(count), turn[n]))) if n in turn else v for n, v in place.items()}


def _same_place(one: Mapping[Term, Term], other: Mapping[Term, Term]) -> bool:
    return all(_at_least(one[name], other[name]) and _at_least(other[name], one[name]) for name in one)


def _at_least(value: Term, other: Term) -> bool:
    found = known_ball(sub(value, other), {}, _ACCURACY)
    return isinstance(found, Ball) and found.sign != -1


def _float(value: Term) -> float:
    found = known_ball(value, {}, _ACCURACY)
    return float(found) if isinstance(found, Ball) else 0.0
