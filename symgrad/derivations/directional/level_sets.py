"""Why the gradient stands at right angles to the level sets: f is constant along a curve in one, so its slope is 0."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.directional.directions import (
    Names,
    Point,
    column,
    finished,
    gradient_at,
    gradient_of,
    opening,
    point_of,
    variables_of,
)
from symgrad.derivations.engine import differentiate, tidied
from symgrad.derivations.gradients import symbol
from symgrad.derivations.point import put_in_reason, worked_out
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.errors import SymgradError
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ZERO, add, apply, derivative, equation, matmul, matrix, mul, name, neg, relation, sub
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

_NOTE = (
    "The gradient times the direction of the curve is 0, for every curve in the level set: "
    "the gradient stands at right angles to the level set."
)


def level_set(f: Any, wrt: Names = None, at: Point = None) -> Derivation:
    """The gradient is at right angles to the level sets of f, derived; with `at` the level and the tangent there.

    Along a curve with f = c both sides are differentiated: the chain rule gives the gradient times the curve's
    direction, and that is 0. `.result` is the gradient (at the point). Raises SymgradError as `gradient`.
    """
    made = gradient_of(f, wrt)
    names = variables_of(made)
    if len(names) < 2:
        raise SymgradError("the level sets of one variable are points", hint="name two or more: wrt=['x', 'y']")
    point = point_of(made, names, at)
    states = [*opening(made), *_along_a_curve(made, names)]
    values, there = gradient_at(made, names, point)
    if point and not any(free_names(value) for value in values):
        states += [_level(made, point), *there, *_tangent(names, point, values)]
    result = values if point else made.result.args
    return finished(made, "level set", states, column(result), (_NOTE,))


def _along_a_curve(made: Derivation, names: Sequence[Term]) -> list[State]:
    """f = c on the curve; differentiated; as a product of two arrows."""
    body, taken = asking.body_of(made.source), {one.data.key for one in (*made.source.inputs, symbol(made.source))}
    constant = name(next(letter for letter in ("c", "k", "C") if letter not in taken))
    parameter = name(next(letter for letter in ("t", "s", "tau") if letter not in taken))
    moved = [derivative(one, parameter) for one in names]
    slopes = made.result.args
    total = add(*(mul(slope, speed) for slope, speed in zip(slopes, moved, strict=True)))
    why = ("a curve in the level set: ", *_listed(names), " depend on ", parameter)
    steps = _differentiated(body, names, parameter, slopes)
    product = matmul(matrix([list(slopes)]), column(moved))
    return [
        State(equation(body, constant), "assumption", "level.curve", why),
        State(equation(drop_units(total), ZERO), "follows", "level.differentiate",
              ("differentiate both sides: the chain rule on the left; a constant does not change",), (), None, steps),
        State(equation(product, ZERO), "follows", "level.product", ("the gradient times the direction of the curve",)),
    ]  # fmt: skip


def _differentiated(body: Term, names: Sequence[Term], parameter: Term, slopes: Sequence[Term]) -> tuple[Step, ...]:
    """The derivative of f(x(t), y(t)) by the engine, and from there to the sum of slope times speed."""
    curve = {one: apply(one.data, parameter) for one in names}
    question = derivative(substitute(body, curve), parameter)
    steps = list(differentiate(question))
    steps += tidied(steps[-1].after if steps else question)
    speeds = [apply(Applied(one.data, (1,)), parameter) for one in names]
    total = add(*(mul(substitute(slope, curve), speed) for slope, speed in zip(slopes, speeds, strict=True)))
    before = steps[-1].after if steps else question
    if before is not total:
        steps.append(Step("level.collect", Weight.HEAVY, before, total, ("a term for each variable",)))
    return tuple(steps)


def _listed(names: Sequence[Term]) -> list[str | Term]:
    """x, y and z."""
    parts: list[str | Term] = [names[0]]
    for one in names[1:-1]:
        parts += [", ", one]
    return [*parts, " and ", names[-1]]


def _level(made: Derivation, point: Mapping[Term, Term]) -> State:
    """c = f(1, 2) = 2."""
    body = asking.body_of(made.source)
    put_in = substitute(body, dict(point))
    value = worked_out(put_in)
    taken = {one.data.key for one in (*made.source.inputs, symbol(made.source))}
    constant = name(next(letter for letter in ("c", "k", "C") if letter not in taken))
    parts: list[str | Term] = ["=", put_in]
    if value is not put_in:
        parts += ["=", value]
    return State(relation(constant, *parts), "follows", "level.value", ("the level at ", *put_in_reason(point)[1:]))


def _tangent(names: Sequence[Term], point: Mapping[Term, Term], values: Sequence[Term]) -> list[State]:
    """An arrow at right angles to the gradient, in the plane, and the equation of the tangent line or plane."""
    found: list[State] = []
    if all(value is ZERO for value in values):
        return found
    if len(values) == 2:
        along = [worked_out(neg(values[1])), values[0]]
        product = add(*(mul(part, way) for part, way in zip(values, along, strict=True)))
        across = ("along the level curve, at right angles to the gradient: ", column(along))
        found.append(State(relation(product, "=", ZERO), "follows", "level.across", across))
    steps_away = [mul(value, _away(one, point)) for one, value in zip(names, values, strict=True)]
    linear = drop_units(add(*(part for part, value in zip(steps_away, values, strict=True) if value is not ZERO)))
    kind = "line" if len(values) == 2 else "plane"
    why = (f"the tangent {kind} of the level set: all points at right angles to the gradient",)
    return [*found, State(equation(linear, ZERO), "definition", "level.tangent", why)]


def _away(one: Term, point: Mapping[Term, Term]) -> Term:
    return tidy(sub(one, point[one])) if point[one].head is not Head.NAME else sub(one, point[one])
