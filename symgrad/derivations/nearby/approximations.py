"""The tangent line or plane: a function near a point by its value and slopes there."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import of_formula
from symgrad.derivations.engine import tidied
from symgrad.derivations.gradients import symbol
from symgrad.derivations.lines import lines
from symgrad.derivations.point import put_in_reason, worked_out
from symgrad.derivations.simplification import simplified
from symgrad.derivations.standing import require_slope
from symgrad.derivations.state import State
from symgrad.errors import NotDifferentiableError, SymgradError
from symgrad.graph import Graph, from_term
from symgrad.notation import text
from symgrad.parsing import parse
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import (
    ZERO,
    add,
    apply,
    derivative,
    div,
    equation,
    evaluated,
    mul,
    name,
    sub,
    tuple_of,
)
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

Point = Mapping[str, Any] | Sequence[Any] | Any


def tangent(f: Any, wrt: str | Sequence[str], at: Point, form: str = "explicit") -> Derivation:
    """The tangent line or plane of f at a point.

    explicit: the graph's, as the right-hand side f(a) + f_x(a)(x - a) + ...; implicit: that of the level set through
    the point, or of an equation's curve or surface, as the linear form that is 0; a pair of functions of one variable:
    the curve's, y in terms of `x`.
    Raises SymgradError for another form, for a curve that stands upright there, and as `derivative`.
    """
    if form not in ("explicit", "implicit"):
        raise SymgradError(f"{form!r} is not a form of a tangent", hint="explicit or implicit")
    if isinstance(f, list | tuple):
        return _of_curve(f, wrt, at)
    curve = _equation(f)
    if curve is not None and form == "explicit":
        raise SymgradError("an equation has its tangent as an equation", hint="ask for form='implicit'")
    graph = _one(f) if curve is None else curve
    names = asking.variables(graph, wrt)
    point = asking.point_of(graph, at, names)
    if curve is not None:
        _require_on(graph, point)
    parts = tuple(of_formula(graph, (one,)) for one in names)
    for part in parts:
        require_slope(part, point)
    slopes = slopes_of(parts, point)
    if form == "implicit" and all(slope is ZERO for slope in slopes):
        raise NotDifferentiableError("the gradient is 0 there, and gives the level set no tangent")
    body = asking.body_of(graph)
    height = worked_out(substitute(body, point)) if form == "explicit" else ZERO
    states = [
        State(body, "question", reason=("the question",)),
        *(_shape(graph, names, point) if form == "explicit" else []),
        *at_the_point(body, names, point, height, slopes, form),
        *linear_form(height, names, point, slopes, ZERO if form == "implicit" else _height_name(names)),
    ]
    return _made("tangent", graph, states, parts)


def _equation(f: Any) -> Graph | None:
    """left - right of an equation typed as text or read already; None for anything else."""
    graph = parse(f) if isinstance(f, str) else f
    if not isinstance(graph, Graph) or len(graph.equations) != 1 or graph.equations[0].data != ("=",):
        return None
    return from_term(sub(*graph.equations[0].args), domain=graph.domain)


def _require_on(graph: Graph, point: Mapping[Term, Term]) -> None:
    """Raise SymgradError for a point that does not solve the equation."""
    value = worked_out(substitute(asking.body_of(graph), dict(point)))
    if value is not ZERO and not free_names(value):
        shown = ", ".join(f"{one.data.plain} = {text(at)}" for one, at in point.items())
        told = f"the left side less the right side is {text(value)} there"
        raise SymgradError(f"the point {shown} does not solve the equation", hint=told)


def _one(f: Any) -> Graph:
    graph = asking.graph_of(f)
    return from_term(graph.unfold()) if len(graph.definitions) > 1 else graph


def _shape(graph: Graph, names: Sequence[Term], point: Mapping[Term, Term]) -> list[State]:
    """z = f(1, 1) + f_x(1, 1)(x - 1) + f_y(1, 1)(y - 1), where the names of the slopes can be written so."""
    f = symbol(graph)
    if any(one.data.sub or one.data.sup for one in (*names, f)) or any(one not in point for one in names):
        return []
    place = [point[one] for one in names]
    slopes = [Applied(f.data, (1,))] if len(names) == 1 else [f.data._replace(sub=one.data.base) for one in names]
    parts = [mul(apply(slope, *place), tidy(sub(one, point[one]))) for slope, one in zip(slopes, names, strict=True)]
    kind = "line" if len(names) == 1 else "plane"
    statement = add(apply(f.data, *place), *parts)
    return [State(statement, "definition", "tangent.shape", (f"the tangent {kind}",), (), _height_name(names))]


def slopes_of(parts: Sequence[Derivation], point: Mapping[Term, Term]) -> list[Term]:
    """The values of derivatives at the point."""
    return [worked_out(substitute(part.result, dict(point))) for part in parts]


def at_the_point(
    body: Term,
    names: Sequence[Term],
    point: Mapping[Term, Term],
    height: Term,
    slopes: Sequence[Term],
    form: str = "explicit",
) -> list[State]:
    """The value and the slopes at the point."""
    bindings = [part for pair in point.items() for part in pair]
    found = [] if form == "implicit" else [equation(evaluated(body, *bindings), height)]
    found += [
        equation(evaluated(derivative(body, one, partial=len(names) > 1), *bindings), slope)
        for one, slope in zip(names, slopes, strict=True)
    ]
    return [State(fact, "follows", "tangent.fact", put_in_reason(point)) for fact in found]


def _height_name(names: Sequence[Term]) -> Term:
    """y over one variable, z over two, or a letter that is not one of them."""
    taken = {one.data.key for one in names}
    return name(next(c for c in ("y" if len(names) == 1 else "z", "h", "w", "u", "v", "q") if c not in taken))


def linear_form(
    height: Term, names: Sequence[Term], point: Mapping[Term, Term], slopes: Sequence[Term], left: Term
) -> list[State]:
    """height + sum of slope (x - a), then multiplied out."""
    steps_away = [tidy(mul(slope, tidy(sub(one, point[one])))) for one, slope in zip(names, slopes, strict=True)]
    shape = drop_units(add(*([] if height is ZERO else [height]), *steps_away))
    why = ("the linear function with this value and these slopes",)
    first = State(shape, "follows", "tangent.form", why, (), left)
    steps = list(tidied(shape))
    steps += simplified(steps[-1].after if steps else shape)
    return [first, *lines(steps, current().detail)]


def _made(goal: str, graph: Graph, states: Sequence[State], parts: Sequence[Derivation]) -> Derivation:
    result = states[-1].statement
    return Derivation(goal, "", graph, tuple(states), result, tuple(parts), from_term(result), (), current().detail)


def _of_curve(fs: Sequence[Any], wrt: str | Sequence[str], at: Point) -> Derivation:
    """The tangent of (x(t), y(t)): slope y'(t)/x'(t) through the point."""
    if len(fs) != 2:
        raise SymgradError(f"a curve in the plane has two coordinates, not {len(fs)}")
    graphs = [_one(f) for f in fs]
    parameter = asking.variables(graphs[0], wrt)[0]
    point = asking.point_of(graphs[0], at, (parameter,))
    parts = tuple(of_formula(graph, (parameter,)) for graph in graphs)
    for part in parts:
        require_slope(part, point)
    place = [worked_out(substitute(asking.body_of(graph), point)) for graph in graphs]
    slopes = slopes_of(parts, point)
    if slopes[0] is ZERO and slopes[1] is ZERO:
        raise NotDifferentiableError("both derivatives are 0 there, and give the curve no direction")
    if slopes[0] is ZERO:
        raise SymgradError("the curve stands upright there: its tangent is not a function of x")
    slope, x = worked_out(div(slopes[1], slopes[0])), name("x")
    states = [
        State(tuple_of(*map(asking.body_of, graphs)), "question", reason=("the question",)),
        *(_slope_fact(graph, parameter, point, one) for graph, one in zip(graphs, slopes, strict=True)),
        *linear_form(place[1], (x,), {x: place[0]}, [slope], name("y")),
    ]
    return _made("tangent", graphs[1], states, parts)


def _slope_fact(graph: Graph, parameter: Term, point: Mapping[Term, Term], slope: Term) -> State:
    asked = evaluated(derivative(asking.body_of(graph), parameter), parameter, point[parameter])
    return State(equation(asked, slope), "follows", "tangent.fact", put_in_reason(point))
