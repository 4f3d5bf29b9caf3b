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
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.errors import ShapeError, SymgradError
from symgrad.graph import from_term
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import TWO, ZERO, add, div, inner, matrix, mul, name, power, relation, root, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import substitute

Point = Mapping[str, Any] | Sequence[Any] | None


def directional_derivative(
    f: Any, direction: Sequence[Any], wrt: str | Sequence[str] | None = None, at: Point = None
) -> Derivation:
    """The slope of f in a direction, which is brought to length 1 first.

    `direction` has a number for each variable. With `at` the numbers are put in. The `children` derive the gradient.
    Raises ShapeError where the numbers do not fit, SymgradError for a direction of length 0 and as `gradient`.
    """
    made = gradient(f, wrt)
    names = tuple(state for state in made.own_states[0].statement.args[1:])
    arrow = [asking.value_term(part) for part in direction]
    if len(arrow) != len(names):
        raise ShapeError(f"the direction has {len(arrow)} numbers for {len(names)} variables")
    length = worked_out(root(add(*(power(part, TWO) for part in arrow))))
    if length is ZERO:
        raise SymgradError("a direction cannot have length 0", hint="for example (3, 4)")
    unit = [worked_out(div(part, length)) for part in arrow]
    states = [*made.own_states, _unit_state(arrow, unit), *_product(made, unit)]
    result = states[-1].statement
    whole = replace(made, own_states=tuple(states), result=result, graph=from_term(result))
    return whole if at is None else _put_in(whole, asking.point_of(made.source, at, names))


def _unit_state(arrow: Sequence[Term], unit: Sequence[Term]) -> State:
    """u = (3, 4)/|(3, 4)| = (3/5, 4/5)."""
    column = matrix([[part] for part in arrow])
    raw = div(column, make(Head.NORM, (column,), "2"))
    statement = relation(name("u"), "=", raw, "=", matrix([[part] for part in unit]))
    length = root(add(*(power(part, TWO) for part in arrow)))
    parts = tuple_of(*(div(part, length) for part in arrow))
    step = Step("point.value", Weight.HEAVY, parts, tuple_of(*unit), ("work out the values",))
    return State(statement, "follows", "direction.unit", ("a direction has length 1",), steps=(step,))


def _product(made: Derivation, unit: Sequence[Term]) -> list[State]:
    """grad f . u, written out and shortened."""
    product = add(*(mul(part, along) for part, along in zip(made.result.args, unit, strict=True)))
    first = State(product, "follows", "direction.product", ("the gradient times the direction",), (),
                  inner(nabla(symbol(made.source)), name("u")))  # fmt: skip
    steps = list(tidied(product))
    steps += simplified(steps[-1].after if steps else product)
    return [first, *lines(steps, current().detail)]


def _put_in(made: Derivation, point: Mapping[Term, Term]) -> Derivation:
    put_in = substitute(made.result, dict(point))
    value = worked_out(put_in)
    step = Step("point.value", Weight.HEAVY, put_in, value, ("work out the value",))
    states = (
        *made.own_states,
        State(put_in, "follows", "point.put-in", put_in_reason(point)),
        State(value, "equal", "point.value", step.reason, (), None, (step,)),
    )
    return replace(made, own_states=states, result=value, graph=from_term(value))


def steepest_slope(f: Any, wrt: str | Sequence[str] | None = None, at: Point = None) -> Derivation:
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
