"""The slope in a direction: D_u f = grad f . u with a unit vector u, and the steepest slope |grad f|."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.engine import tidied
from symgrad.derivations.gradients import gradient, symbol
from symgrad.derivations.lines import lines
from symgrad.derivations.point import put_in_reason, worked_out
from symgrad.derivations.simplification import simplified
from symgrad.derivations.standing import require_slope
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.derivations.values import rounded
from symgrad.errors import ShapeError, SymgradError
from symgrad.graph import Graph, from_term
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import (
    TWO,
    ZERO,
    add,
    apply,
    derivative,
    div,
    equation,
    evaluated,
    matrix,
    mul,
    name,
    power,
    relation,
    root,
    tuple_of,
)
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import as_fraction, free_names, substitute

Point = Mapping[str, Any] | Sequence[Any] | None
Names = str | Sequence[str] | None

#: digits of decimals beside exact values
DIGITS = 4


def directional_derivative(f: Any, direction: Sequence[Any], wrt: Names = None, at: Point = None) -> Derivation:
    """The slope of f in a direction, which is brought to length 1 first.

    `direction` has a number for each variable. With `at` the gradient there is worked out and multiplied by the
    direction. The `children` derive the gradient.
    Raises ShapeError where the numbers do not fit, SymgradError for a direction of length 0 and as `gradient`.
    """
    made = gradient_of(f, wrt)
    names = variables_of(made)
    arrow = [asking.value_term(part) for part in direction]
    if len(arrow) != len(names):
        raise ShapeError(f"the direction has {len(arrow)} numbers for {len(names)} variables")
    length = worked_out(root(add(*(power(part, TWO) for part in arrow))))
    if length is ZERO:
        raise SymgradError("a direction cannot have length 0", hint="for example (3, 4)")
    unit = [worked_out(div(part, length)) for part in arrow]
    here = point_of(made, names, at)
    slopes, there = gradient_at(made, names, here)
    states = [
        *opening(made),
        _unit_state(arrow, unit),
        *there,
        *_product(made, slopes, unit, sloped(made, names, here), here),
    ]
    return finished(made, "direction", states, states[-1].statement)


def gradient_of(f: Any, wrt: Names) -> Derivation:
    """The gradient with a system's definitions put in, so that the page speaks of one formula."""
    graph = asking.graph_of(f)
    if len(graph.definitions) > 1:
        output = graph.output
        whole = (output._replace(term=graph.unfold(), parameters=()),)
        graph = Graph(whole, (output.name,), domain=graph.domain, notes=graph.notes)
    return gradient(graph, wrt)


def variables_of(made: Derivation) -> tuple[Term, ...]:
    """The variables of a gradient's derivation."""
    return tuple(made.own_states[0].statement.args[1:])


def point_of(made: Derivation, names: Sequence[Term], at: Point) -> dict[Term, Term]:
    """The point, empty if there is none. Raises where the gradient does not exist there."""
    if at is None:
        return {}
    point = asking.point_of(made.source, at, names)
    for part in made.children:
        require_slope(part, point)
    return point


def opening(made: Derivation) -> list[State]:
    """The function, what it is called, and its gradient."""
    body, f = asking.body_of(made.source), symbol(made.source)
    first = State(body, "question", reason=("the question",))
    return [first, State(equation(f, body), "definition", "given", ("the function",)), *made.own_states[1:3]]


def gradient_at(
    made: Derivation, names: Sequence[Term], point: Mapping[Term, Term]
) -> tuple[tuple[Term, ...], list[State]]:
    """The gradient's components at the point with the lines that find them; without a point as they are."""
    if not point:
        return made.result.args, []
    put_in = [substitute(part, dict(point)) for part in made.result.args]
    values = tuple(worked_out(part) for part in put_in)
    states = [
        State(_vector(put_in), "follows", "point.put-in", put_in_reason(point), (), nabla(_at(made, names, point)))
    ]
    if values != tuple(put_in):
        states.append(State(_vector(values), "equal", "point.value", ("work out the values",)))
    return values, states


def sloped(made: Derivation, names: Sequence[Term], point: Mapping[Term, Term], direction: str = "u") -> Term:
    """D_u f, or D_u f(1, 2)."""
    return mul(name(f"D_{direction}"), _at(made, names, point) if point else symbol(made.source))


def _at(made: Derivation, names: Sequence[Term], point: Mapping[Term, Term]) -> Term:
    """f(1, 2), with the variables that have no number as they are."""
    return apply(symbol(made.source).data, *(point.get(one, one) for one in names))


def _vector(parts: Sequence[Term]) -> Term:
    """A row or a column, as the settings say."""
    rows = (1, len(parts)) if current().layout == "row" else (len(parts), 1)
    return make(Head.MATRIX, tuple(parts), rows)


def column(parts: Sequence[Term]) -> Term:
    """A column."""
    return matrix([[part] for part in parts])


def _unit_state(arrow: Sequence[Term], unit: Sequence[Term]) -> State:
    """u = (3, 4)/|(3, 4)| = (3/5, 4/5)."""
    raw = div(column(arrow), make(Head.NORM, (column(arrow),), "2"))
    statement = relation(name("u"), "=", raw, "=", column(unit))
    length = root(add(*(power(part, TWO) for part in arrow)))
    parts = tuple_of(*(div(part, length) for part in arrow))
    step = Step("point.value", Weight.HEAVY, parts, tuple_of(*unit), ("work out the values",))
    return State(statement, "follows", "direction.unit", ("a direction has length 1",), steps=(step,))


def _product(
    made: Derivation, slopes: Sequence[Term], unit: Sequence[Term], left: Term, point: Mapping[Term, Term]
) -> list[State]:
    """grad f . u, written out and shortened, with a decimal where the value is no plain number."""
    product = add(*(mul(part, along) for part, along in zip(slopes, unit, strict=True)))
    why = ("the gradient times the direction",)
    step = Step("direction.product", Weight.HEAVY, _by_definition(made, unit, point), product, why)
    first = State(product, "follows", "direction.product", why, (), left, (step,))
    if not free_names(product):
        return [first, *valued(product)]
    steps = list(tidied(product))
    steps += simplified(steps[-1].after if steps else product)
    return [first, *lines(steps, current().detail)]


def _by_definition(made: Derivation, unit: Sequence[Term], point: Mapping[Term, Term]) -> Term:
    """d/dh of f(x + h u) at h = 0, by which the product is proved."""
    names = variables_of(made)
    taken = {one.data.key for one in (*made.source.inputs, symbol(made.source))}
    h = name(next(letter for letter in ("h", "k", "s", "eta") if letter not in taken))
    moved = {one: add(point.get(one, one), mul(h, along)) for one, along in zip(names, unit, strict=True)}
    line = substitute(asking.body_of(made.source), {**point, **moved})
    return evaluated(derivative(line, h, partial=bool(free_names(line)[1:])), h, ZERO)


def valued(number: Term) -> list[State]:
    """What a number comes to: exactly, and as a decimal where it is not a plain fraction."""
    value = worked_out(number)
    step = Step("point.value", Weight.HEAVY, number, value, ("work out the value",))
    exact = [] if value is number else [State(value, "equal", "point.value", step.reason, (), None, (step,))]
    return [*exact, *approximated(value)]


def approximated(value: Term) -> list[State]:
    """The value as a decimal, unless it is a plain fraction."""
    about = None if as_fraction(value) is not None else rounded(value, DIGITS)
    if about is None:
        return []
    step = Step("point.rounded", Weight.HEAVY, value, about, (f"rounded to {DIGITS} digits",))
    return [State(about, "follows", "value.rounded", step.reason, (), None, (step,), ("approx",))]


def finished(
    made: Derivation, goal: str, states: Sequence[State], result: Term, notes: tuple[str, ...] = ()
) -> Derivation:
    """The derivation with these lines; its result is the last exact one where a decimal comes after it."""
    exact = states[-2].statement if "approx" in states[-1].marks and result is states[-1].statement else result
    return replace(made, goal=goal, own_states=tuple(states), result=exact, graph=from_term(exact), notes=notes)


def steepest_slope(f: Any, wrt: Names = None, at: Point = None) -> Derivation:
    """The largest slope in any direction, the length of the gradient; with `at` at that point.

    Raises SymgradError as `gradient`.
    """
    made = gradient(f, wrt, at)
    parts = made.result.args
    written = root(add(*(power(part, TWO) for part in parts)))
    exact = worked_out(root(tidy(written.args[0])))
    why = ("the steepest slope is the length of the gradient",)
    left = make(Head.NORM, (nabla(symbol(made.source)),), "2")
    step = Step("point.value", Weight.HEAVY, written, exact, why)
    state = State(exact, "follows", "gradient.length", why, (), left, (step,))
    return replace(made, own_states=(*made.own_states, state), result=exact, graph=from_term(exact))
