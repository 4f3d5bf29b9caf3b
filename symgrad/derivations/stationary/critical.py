"""`critical_points`: where the gradient is zero, found case by case and each point classified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import of_formula
from symgrad.derivations.gradients import symbol
from symgrad.derivations.state import State
from symgrad.derivations.stationary.case_lines import named
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.convex import MOST_VARIABLES, convexity_of
from symgrad.derivations.stationary.judging import require_numbers
from symgrad.derivations.stationary.places import Limits
from symgrad.derivations.stationary.results import CriticalPoint, Family
from symgrad.derivations.stationary.surveying import survey
from symgrad.derivations.vector_fields import hessian
from symgrad.errors import SymgradError
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.build import derivative, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import make

Ends = Mapping[str, Sequence[Any]] | None


@dataclass(frozen=True)
class CriticalPoints(Derivation):
    """The derivation with what it found: `points` that stand alone, `families` of others; `complete`: these are all."""

    points: tuple[CriticalPoint, ...] = ()
    families: tuple[Family, ...] = ()
    complete: bool = True


def critical_points(f: Any, wrt: str | Sequence[str] | None = None, *, box: Ends = None) -> CriticalPoints:
    """The critical points of f in the variables named (all if none), each with its kind and value.

    `box` limits the search: {"x": (-1, 1)}; ends may be numbers or text, and belong to it. Points are exact where there
    is a closed form, else certain to ten digits; periodic ones are listed within the box, and without a box once a
    period, with their `families`. Raises SymgradError where f cannot be read, has no derivative that is known, or
    where the system can neither be solved nor searched.
    """
    graph = _one(f)
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    if not names:
        raise SymgradError("there is no variable", hint="a constant has no critical points of its own")
    require_numbers([asking.body_of(graph)], names)
    parts = tuple(replace(of_formula(graph, (name,)), title=name.data.plain) for name in names)
    second = hessian(graph, [name.data.plain for name in names])
    rows = tuple(second.result.args[i * len(names) : (i + 1) * len(names)] for i in range(len(names)))
    function = Function(asking.body_of(graph), symbol(graph), names, rows)
    found = survey(function, [part.result for part in parts], Limits.of(graph, names, box))
    opened = (State(function.body, "question", reason=("the question",)), named(function.called, function.body))
    states = (*opened, _slopes(function, parts), *found.states)
    bent = convexity_of(function, graph, second) if box is None and _worth_asking(found.points) else None
    is_global = bent is not None and bent.verdict in ("convex", "concave")
    more = (bent,) if bent is not None and is_global else ()
    notes = (*found.notes, *(bent.notes if bent is not None and is_global else ()))
    result = tuple_of(*(tuple_of(*(value for _, value in one.place)) for one in found.points))
    return CriticalPoints(
        "critical points", "", graph, states, result, (*parts, second, *more), from_term(result), notes,
        current().detail, found.points, found.families, found.complete,
    )  # fmt: skip


def _worth_asking(points: Sequence[CriticalPoint]) -> bool:
    """Whether a minimum or maximum could be a global one: all points are of that kind."""
    return (
        bool(points)
        and {one.kind for one in points} in ({"minimum"}, {"maximum"})
        and len(points[0].place) <= MOST_VARIABLES
    )


def _one(f: Any) -> Graph:
    graph = asking.graph_of(f)
    return from_term(graph.unfold(), domain=graph.domain) if len(graph.definitions) > 1 else graph


def _slopes(f: Function, parts: Sequence[Derivation]) -> State:
    """nabla f = [f_x, f_y], which is to be 0."""
    why = ("at a critical point every partial derivative is 0",)
    if len(parts) == 1:
        left = derivative(f.called, f.names[0])
        return State(parts[0].result, "follows", "critical.slopes", ("at a critical point this is 0",), (), left)
    row = make(Head.MATRIX, tuple(part.result for part in parts), (1, len(parts)))
    return State(row, "follows", "critical.slopes", why, (), nabla(f.called))
