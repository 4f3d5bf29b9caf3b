"""From a gradient to its zeros and their kinds: solved by cases where that goes, else searched in a box."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from symgrad.balls import ball_gradient
from symgrad.derivations.state import State
from symgrad.derivations.stationary import rough
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.case_lines import same
from symgrad.derivations.stationary.classifying import Function, judged, judged_along, line_of
from symgrad.derivations.stationary.equations import Equation, short
from symgrad.derivations.stationary.missing import without_slope
from symgrad.derivations.stationary.pieces import pieces
from symgrad.derivations.stationary.places import Found, Limits, gathered
from symgrad.derivations.stationary.quadratic_forms import determinant
from symgrad.derivations.stationary.repeating import families
from symgrad.derivations.stationary.results import CriticalPoint, Family
from symgrad.derivations.stationary.roots import decimal_of
from symgrad.derivations.stationary.sharp import Pieced, by_pieces
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.terms.build import ZERO, derivative, equation, integer, logic, neg, tuple_of, unary
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import substitute

ON_A_LINE = 3
"""Points that are listed on one line."""

REACH = 10
"""Without a box, what has no closed form is searched for between -10 and 10."""


class Survey(NamedTuple):
    """The lines, the points with their kinds, the families, whether these are all, and what else is to be said."""

    states: tuple[State, ...]
    points: tuple[CriticalPoint, ...]
    families: tuple[Family, ...]
    complete: bool
    notes: tuple[str, ...]


def survey(f: Function, slopes: Sequence[Term], limits: Limits) -> Survey:
    """The zeros of the gradient. Raises UnsupportedError where it can be neither solved nor searched."""
    parts = pieces(f.body, slopes)
    if parts is not None:
        return _in_pieces(f, slopes, by_pieces(f, slopes, parts, limits))
    solver = Solver([Equation(slope) for slope in slopes], f.names)
    try:
        solver.run()
    except UnsupportedError:
        return _searched(f, slopes, limits)
    found, kinks = smooth(f, gathered(solver, limits))
    states = [*solver.states, *_listed(f, slopes, found.points), *_curvature(f, found)]
    lines, points = _classified(f, slopes, found)
    along, curves = _curves(f, slopes, found)
    repeated = families(solver.solutions, f.names, lambda place: judged(f, place).kind)
    every = (*repeated, *curves)
    told = (*kinks, *without_slope(f, slopes, limits))
    return Survey((*states, *lines, *along), points, every, True, (*told, *_notes(points, every, limits)))


def _in_pieces(f: Function, slopes: Sequence[Term], found: Pieced) -> Survey:
    """The points of all pieces, the plateaus and what is to be said of the kinks."""
    lines, points = _classified(f, slopes, found.found)
    states = (*found.states, *_curvature(f, found.found), *lines)
    told = tuple(f"Plateau: {one.text}." for one in found.plateaus)
    inside = "" if len(f.names) == 1 else " inside the pieces"
    none = () if points or found.plateaus else (f"There is no critical point{inside}.",)
    return Survey(states, points, found.plateaus, len(f.names) == 1, (*found.notes, *told, *none))


def smooth(f: Function, found: Found) -> tuple[Found, tuple[str, ...]]:
    """What is found without places at which f has no gradient, and a sentence for each of those."""
    sharp = [place for place in found.points if _is_sharp(f, place)]
    told = tuple(f"At {_shown(place)} there is a kink: no derivative there." for place in sharp)
    return found._replace(points=[place for place in found.points if place not in sharp]), told


def _is_sharp(f: Function, place: Mapping[Term, Term]) -> bool:
    slopes = ball_gradient(f.body, f.names, dict(place))
    return any(one.differentiable is False for one in slopes)


def _shown(place: Mapping[Term, Term]) -> str:
    return ", ".join(f"{name.data.plain} = {text(value)}" for name, value in place.items())


def _classified(f: Function, slopes: Sequence[Term], found: Found) -> tuple[list[State], tuple[CriticalPoint, ...]]:
    """Each point with its line."""
    lines, points = [], []
    for place in found.points:
        settled = judged(f, place)
        lines.append(line_of(f, place, settled))
        points.append(CriticalPoint(tuple(place.items()), settled.kind, lines[-1].statement.args[1]))
    for place in found.rough:
        balls = rough.pinned(f, slopes, place)
        if balls is None:
            raise UnsupportedError("a point without a closed form could not be made certain")
        place = {name: decimal_of(ball) for name, ball in balls.items()}
        line, kind = rough.rough_line(f, slopes, place, balls)
        lines.append(line)
        points.append(CriticalPoint(tuple(place.items()), kind, line.statement.args[1], False))
    return lines, tuple(points)


def _searched(f: Function, slopes: Sequence[Term], limits: Limits) -> Survey:
    """The zeros within a box, by enclosures."""
    reach = (neg(integer(REACH)), integer(REACH))
    ends = {name: limits.ends.get(name, reach) for name in f.names}
    search = rough.searched(f, slopes, ends)
    places = [rough.as_place(slopes, zero) for zero in search.zeros]
    inside = [(place, exact) for place, exact in places if Limits(ends).hold(place)]
    exact = [place for place, is_exact in inside if is_exact]
    others = [place for place, is_exact in inside if not is_exact]
    whole = not search.left
    found, kinks = smooth(f, Found(exact, [], others))
    inside = [(place, is_exact) for place, is_exact in inside if place in (*found.points, *found.rough)]
    states = []
    if inside:
        states.append(rough.listing(f, slopes, [place for place, _ in inside], ends, whole))
    lines, points = _classified(f, slopes, found)
    notes = (*kinks, _box_note(limits, whole, bool(inside)))
    return Survey((*states, *_curvature(f, found), *lines), points, (), whole, notes)


def _box_note(limits: Limits, whole: bool, some: bool) -> str:
    where = "in the box" if limits.ends else f"where every variable is between -{REACH} and {REACH}"
    if not whole:
        return f"Whether there are other critical points {where} was not decided."
    return f"These are all critical points {where}." if some else f"There is no critical point {where}."


def _listed(f: Function, slopes: Sequence[Term], places: Sequence[Mapping[Term, Term]]) -> list[State]:
    """The points, a few on a line."""
    if len(f.names) == 1 or not places:
        return []
    where = tuple_of(*f.names)
    states = []
    for start in range(0, len(places), ON_A_LINE):
        some = places[start : start + ON_A_LINE]
        told = [equation(where, tuple_of(*(place[name] for name in f.names))) for place in some]
        steps = tuple(same(substitute(one, dict(place)), ZERO) for place in some for one in slopes)
        count = "one critical point" if len(places) == 1 else f"{len(places)} critical points"
        why = (count if start == 0 else "and",)
        states.append(State(logic("or", *told), "follows", "critical.points", why, (), None, steps))
    return states


def _curvature(f: Function, found: Found) -> list[State]:
    """The second derivatives, where there is a point to judge."""
    return curvature(f) if found.points or found.rough or found.families else []


def curvature(f: Function) -> list[State]:
    """The second derivatives, and the determinant of two by two."""
    if len(f.names) == 1:
        left = derivative(f.called, f.names[0], f.names[0])
        return [State(f.second[0][0], "follows", "critical.second", ("differentiate once more",), (), left)]
    flat = tuple(entry for row in f.second for entry in row)
    matrix = make(Head.MATRIX, flat, (len(f.names), len(f.names)))
    h = make_name("H")
    states = [State(matrix, "follows", "critical.second", ("the second derivatives",), (), h)]
    if len(f.names) == 2:
        det = determinant(f.second)
        value = short(det)
        why = ("the determinant of H",)
        left = unary(Head.DETERMINANT, h)
        states.append(State(value, "follows", "critical.determinant", why, (), left, (same(det, value),)))
    return states


def _curves(f: Function, slopes: Sequence[Term], found: Found) -> tuple[list[State], tuple[Family, ...]]:
    """Whole curves of critical points, each with a line for what they are."""
    states, curves = [], []
    where = tuple_of(*f.names) if len(f.names) > 1 else f.names[0]
    for place in found.families:
        free = tuple(name for name, value in place.items() if value is name)
        here = tuple_of(*place.values()) if len(f.names) > 1 else f.names[0]
        steps = tuple(same(substitute(one, place), ZERO) for one in slopes)
        settled = judged_along(f, place)
        if where is not here:
            why = ("every such point is critical",)
            states.append(State(equation(where, here), "follows", "critical.points", why, (), None, steps))
        states.append(line_of(f, place, settled))
        curves.append(Family(tuple(place.items()), settled.kind, free, False))
    return states, tuple(curves)


def _notes(points: Sequence[CriticalPoint], found: Sequence[Family], limits: Limits) -> tuple[str, ...]:
    told = tuple(f"{_called(family)}: {family.text}." for family in found)
    none_inside = bool(limits.ends) and not points and all(family.whole for family in found)
    none = "There is no critical point in the box." if none_inside and found else "There is no critical point."
    return (*told, none) if none_inside or not (points or found) else told


def _called(family: Family) -> str:
    """The kind in words: what neither rises nor falls along a line is a point of inflection, not a saddle."""
    if family.kind == "degenerate":
        return "Critical"
    return "Point of inflection" if family.kind == "saddle" and len(family.place) == 1 else family.kind.capitalize()
