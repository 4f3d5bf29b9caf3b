"""`convexity`: whether a function bends upwards everywhere, by its second derivatives; else where and along what not.

A function with continuous second derivatives on a convex set is convex where its matrix of second derivatives is
positive semidefinite: all principal minors are nowhere negative. One direction at one point refutes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from symgrad.balls import Ball, known_ball
from symgrad.derivations import asking
from symgrad.derivations.conditions import solved, strongest
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.gradients import symbol
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary.case_lines import listed, named, same
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.equations import short
from symgrad.derivations.stationary.judging import require_numbers, sign_of
from symgrad.derivations.stationary.pieces import kinks_of
from symgrad.derivations.stationary.quadratic_forms import determinant, directions, form
from symgrad.derivations.stationary.signs import nonnegative
from symgrad.derivations.stationary.surveying import curvature
from symgrad.derivations.vector_fields import hessian
from symgrad.errors import SymgradError
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.build import ZERO, derivative, equation, integer, neg, rational, relation, tuple_of
from symgrad.terms.build import name as make_name
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

MOST_VARIABLES = 4
"""Functions of more variables have too many minors."""

_SIDES = (">", ">=", "<", "<=")
_PROBES = tuple(Fraction(n, 2) for n in (0, 2, -2, 1, -1, 4, -4, 6, -6))


_APART = "It bends one way where it is defined, but its domain may fall apart: nothing is claimed."


@dataclass(frozen=True)
class Convexity(Derivation):
    """The derivation with its `verdict`: convex, concave, both (a line or plane), neither, or undecided."""

    verdict: str = "undecided"


def convexity(f: Any, wrt: str | Sequence[str] | None = None) -> Convexity:
    """Whether f is convex or concave in the variables named (all if none), proved, or refuted along a direction.

    Raises SymgradError where f cannot be read, has no derivative that is known, or more than four variables.
    """
    graph = asking.graph_of(f)
    graph = from_term(graph.unfold(), domain=graph.domain) if len(graph.definitions) > 1 else graph
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    if not 1 <= len(names) <= MOST_VARIABLES:
        raise SymgradError(f"convexity is settled for 1 to {MOST_VARIABLES} variables, not {len(names)}")
    require_numbers([asking.body_of(graph)], names)
    second = hessian(graph, [name.data.plain for name in names])
    rows = tuple(second.result.args[i * len(names) : (i + 1) * len(names)] for i in range(len(names)))
    function = Function(asking.body_of(graph), symbol(graph), names, rows)
    return convexity_of(function, graph, second)


def convexity_of(f: Function, graph: Graph, second: Derivation) -> Convexity:
    """The same for a function whose second derivatives are derived."""
    states, verdict, said = _settled(f, _needs(second, f.body))
    opened = (State(f.body, "question", reason=("the question",)), named(f.called, f.body))
    return Convexity(
        "convexity", "", graph, (*opened, *curvature(f), *states), f.body, (*second.children, second), graph,
        (said,), current().detail, verdict,
    )  # fmt: skip


def _needs(second: Derivation, body: Term) -> tuple[Term, ...]:
    """What f and its derivatives need in order to exist."""
    calls = [node for node in postorder(body) if node.head is Head.CALL]
    own = [need for node in calls for need in function(node.data).needs(*node.args)]
    told = [one for part in (second, *second.children) for state in part.own_states for one in state.conditions]
    return strongest([*map(solved, own), *map(solved, told)])


def _has_holes(needs: tuple[Term, ...], body: Term) -> bool:
    """Whether points may be missing from the domain, or kinks lie in it: then bending upwards is not enough."""
    half_line = all(one.head is Head.RELATION and one.data[0] in _SIDES and not one.args[1].args for one in needs)
    broken = any(node.head is Head.QUOTIENT and free_names(node.args[1]) for node in postorder(body))
    return not half_line or broken or bool(kinks_of((body,)))


def _settled(f: Function, needs: tuple[Term, ...]) -> tuple[list[State], str, str]:
    up, down = _minors(f, 1, needs), _minors(f, -1, needs)
    if (up or down) and _has_holes(needs, f.body):
        return [], "undecided", _APART
    if up and down:
        return up, "both", "It is a straight line or plane: convex and concave at once."
    if up:
        return up, "convex", f"{f.called.data.plain} is convex: every critical point is a global minimum."
    if down:
        return down, "concave", f"{f.called.data.plain} is concave: every critical point is a global maximum."
    return _refuted(f)


def _minors(f: Function, side: int, needs: tuple[Term, ...]) -> list[State]:
    """All principal minors of H (of -H for side -1), nowhere negative; nothing where that is not shown."""
    rows = [[one if side == 1 else neg(one) for one in row] for row in f.second]
    states = []
    for count in range(1, len(rows) + 1):
        for kept in combinations(range(len(rows)), count):
            raw = determinant([[rows[i][j] for j in kept] for i in kept])
            minor = short(raw)
            if not nonnegative(minor, needs):
                return []
            told = f"principal minor {', '.join(str(i + 1) for i in kept)} of {'H' if side == 1 else '-H'}"
            why = told if len(rows) > 1 else f"the second derivative{'' if side == 1 else ' with its sign turned'}"
            states.append(State(relation(minor, ">=", ZERO), "follows", "convexity.minor", (why,), _signed(needs), None,
                                (same(raw, minor),)))  # fmt: skip
    return states


def _signed(needs: tuple[Term, ...]) -> tuple[Term, ...]:
    """The needs that say that a variable is positive."""
    return tuple(one for one in needs if one.data == (">",) and one.args[1] is ZERO and one.args[0].head is Head.NAME)


def _refuted(f: Function) -> tuple[list[State], str, str]:
    """Places and directions in which it bends down, and up."""
    found: dict[int, State] = {}
    for place in _places(f.names):
        if not isinstance(known_ball(substitute(f.body, place), {}), Ball):
            continue
        for u in directions(len(f.names)):
            raw = substitute(form(f.second, u), place)
            value = worked_out(raw)
            sign = sign_of(value)
            if sign and sign not in found:
                found[sign] = _bend(f, place, u, raw, value, sign)
        if len(found) == 2:
            break
    return _told(found)


def _told(found: dict[int, State]) -> tuple[list[State], str, str]:
    states = [found[sign] for sign in (-1, 1) if sign in found]
    if len(found) == 2:
        return states, "neither", "It bends down and up: neither convex nor concave."
    word = {1: "not concave", -1: "not convex"}.get(next(iter(found), 0), "")
    said = f"It is {word}; more was not decided." if word else "Nothing was decided."
    return states, "undecided", said


def _places(names: Sequence[Term]) -> Iterator[dict[Term, Term]]:
    for values in product(_PROBES[: 9 if len(names) < 3 else 4], repeat=len(names)):
        yield {name: rational(value) for name, value in zip(names, values, strict=True)}


def _bend(f: Function, place: dict[Term, Term], u: Sequence[int], raw: Term, value: Term, sign: int) -> State:
    """The second derivative along a direction at a point."""
    one = len(f.names) == 1
    left = derivative(f.called, f.names[0], f.names[0]) if one else make_name("q")
    statement = relation(left, "=", value, ">" if sign > 0 else "<", ZERO)
    at = listed((equation(name, number),) for name, number in place.items())
    along = () if one else (" along ", tuple_of(*map(integer, u)))
    why = ("the second derivative", *along, " at ", *at)
    return State(statement, "follows", "convexity.direction", why, (), None, (same(raw, value),))
