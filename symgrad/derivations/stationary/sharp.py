"""Critical points of a function in pieces: each piece solved apart, plateaus named, borders looked at by slopes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from symgrad.balls import Ball, ball_gradient
from symgrad.derivations.state import State
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.pieces import Piece, kinks_of
from symgrad.derivations.stationary.places import Found, Limits, gathered
from symgrad.derivations.stationary.results import Family
from symgrad.derivations.stationary.roots import real_roots
from symgrad.derivations.step import Step, Weight
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.terms.build import derivative, equation, logic, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import free_names

Place = dict[Term, Term]


class Pieced(NamedTuple):
    """Lines, points, plateaus, and sentences on the borders."""

    states: list[State]
    found: Found
    plateaus: tuple[Family, ...]
    notes: tuple[str, ...]


def by_pieces(f: Function, slopes: Sequence[Term], parts: Sequence[Piece], limits: Limits) -> Pieced:
    """All pieces in turn. Raises UnsupportedError where one cannot be solved."""
    states: list[State] = []
    points: list[Place] = []
    plateaus: list[Family] = []
    for piece in parts:
        states.append(opened(f, piece, slopes))
        if piece.is_flat:
            plateaus.append(
                Family(tuple((name, name) for name in f.names), "degenerate", f.names, False, piece.conditions)
            )
            continue
        solver = Solver([Equation(slope) for slope in piece.slopes], f.names)
        solver.run()
        found = gathered(solver, limits)
        if found.families or found.rough or any(one.turns for one in solver.solutions):
            raise UnsupportedError("the pieces are not solved in closed form")
        states += solver.states
        elsewhere = [place for place in found.points if not piece.holds(place)]
        states += [outside(piece, place) for place in elsewhere]
        points += [place for place in found.points if place not in elsewhere]
    border, notes = _borders(f, slopes, limits)
    return Pieced(states, Found([*points, *border], [], []), tuple(plateaus), notes)


def opened(f: Function, piece: Piece, slopes: Sequence[Term]) -> State:
    """Where the piece lies, and what the gradient is there."""
    where = piece.conditions[0] if len(piece.conditions) == 1 else logic("and", *piece.conditions)
    steps = tuple(Step("piece.slope", Weight.LIGHT, a, b, ()) for a, b in zip(slopes, piece.slopes, strict=True))
    why = ("where ", where, ": a plateau, every point is critical" if piece.is_flat else "")
    one = len(f.names) == 1
    left = derivative(f.called, f.names[0]) if one else nabla(f.called)
    shown = piece.slopes[0] if one else make(Head.MATRIX, piece.slopes, (1, len(f.names)))
    return State(shown, "case", "critical.piece", why, piece.conditions, left, steps)


def outside(piece: Piece, place: Mapping[Term, Term]) -> State:
    """A solution that does not lie in the piece."""
    names, values = tuple(place), tuple(place.values())
    told = equation(names[0], values[0]) if len(names) == 1 else equation(tuple_of(*names), tuple_of(*values))
    where = piece.conditions[0] if len(piece.conditions) == 1 else logic("and", *piece.conditions)
    return State(told, "case", "solve.case", ("left out: not where ", where))


def _borders(f: Function, slopes: Sequence[Term], limits: Limits) -> tuple[list[Place], tuple[str, ...]]:
    """One variable: the points between pieces, critical where the slope is 0, told where there is none."""
    if len(f.names) > 1:
        told = ", ".join(f"{text(one)} = 0" for one in kinks_of((f.body, *slopes)))
        return [], (f"Where {told} there may be kinks; points there are not examined.",)
    points, notes = [], []
    for kink in kinks_of((f.body, *slopes)):
        roots = real_roots(kink, f.names[0]) if free_names(kink) == f.names else None
        for root in () if roots is None else roots.found:
            place = {f.names[0]: root.value}
            if root.exact and limits.hold(place):
                critical, said = _at_border(f, place)
                points += [place] if critical else []
                notes += [said] if said else []
    return points, tuple(dict.fromkeys(notes))


def _at_border(f: Function, place: Place) -> tuple[bool, str]:
    """Whether a border point is critical, and what is to be said of a kink."""
    (slope,) = ball_gradient(f.body, f.names, place)
    shown = text(next(iter(place.values())))
    name = f.names[0].data.plain
    if slope.differentiable:
        return isinstance(slope.left, Ball) and slope.left.is_zero, ""
    if slope.differentiable is None or not (isinstance(slope.left, Ball) and isinstance(slope.right, Ball)):
        return False, ""
    left, right = float(slope.left), float(slope.right)
    kind = " It is a minimum." if left < 0 < right else " It is a maximum." if left > 0 > right else ""
    return False, (f"At {name} = {shown} there is a kink, so no derivative: the slope is {left:g} on the left and "
                   f"{right:g} on the right.{kind}")  # fmt: skip
