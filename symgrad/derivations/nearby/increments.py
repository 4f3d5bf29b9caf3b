"""What small changes do: the total differential, and the linear approximation, each beside the true value."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.directional.directions import (
    DIGITS,
    Names,
    Point,
    finished,
    gradient_at,
    gradient_of,
    point_of,
    variables_of,
)
from symgrad.derivations.gradients import symbol
from symgrad.derivations.nearby.approximations import at_the_point, linear_form, slopes_of
from symgrad.derivations.point import put_in_reason, worked_out
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.derivations.values import rounded
from symgrad.errors import SymgradError
from symgrad.rules import drop_units
from symgrad.terms.build import add, apply, derivative, equation, mul, name, relation, sub, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

#: digits of values that differ only a little
NEAR_DIGITS = 6

Steps = Mapping[str, Any] | Sequence[Any] | None


def total_differential(f: Any, wrt: Names = None, at: Point = None, steps: Steps = None) -> Derivation:
    """df = f_x dx + f_y dy; with `at` and `steps` (dx, dy) the estimate beside the true change of f.

    `.result` is df as an expression in dx, dy (names `dx`, `dy`), or its value. The `children` derive the partials.
    Raises SymgradError for steps without a point, and as `gradient`.
    """
    if steps is not None and at is None:
        raise SymgradError("steps are taken from a point", hint="give it as at={'x': 1, 'y': 2}")
    made = gradient_of(f, wrt)
    names = variables_of(made)
    point = point_of(made, names, at)
    values, _ = gradient_at(made, names, point)
    df = unary(Head.DIFFERENTIAL, symbol(made.source))
    states = [*_given(made), *_general(made, names, df)]
    if point:
        states.append(State(_summed(values, names), "follows", "differential.at", put_in_reason(point), (), df))
    if steps is not None:
        states += _estimated(made, names, point, values, asking.point_of(made.source, steps, names))
    return finished(made, "differential", states, _named(states, names))


def _given(made: Derivation) -> list[State]:
    body, f = asking.body_of(made.source), symbol(made.source)
    given = State(equation(f, body), "definition", "given", ("the function",))
    return [State(body, "question", reason=("the question",)), given]


def _general(made: Derivation, names: Sequence[Term], df: Term) -> list[State]:
    """df = df/dx dx + df/dy dy, with the partial derivatives put in."""
    f, several = symbol(made.source), len(names) > 1
    inert = _summed([derivative(f, one, partial=several) for one in names], names)
    steps: tuple[Step, ...] = tuple(step for part in made.children for state in part.states for step in state.steps)
    return [
        State(inert, "definition", "differential", ("each slope times its step",), (), df),
        State(_summed(made.result.args, names), "equal", "differential.parts",
              ("the partial derivatives",), (), None, steps),
    ]  # fmt: skip


def _summed(slopes: Sequence[Term], names: Sequence[Term]) -> Term:
    """slope dx + slope dy."""
    parts = (mul(slope, unary(Head.DIFFERENTIAL, one)) for slope, one in zip(slopes, names, strict=True))
    return drop_units(add(*parts))


def _named(states: Sequence[State], names: Sequence[Term]) -> Term:
    """The last value; where it still has dx in it, with plain names for these."""
    last = next(
        s for s in reversed(states) if s.rule in ("differential.at", "differential.parts", "differential.put-in")
    )
    value = last.statement.args[-1] if last.statement.head is Head.RELATION else last.statement
    return substitute(value, {unary(Head.DIFFERENTIAL, one): name(f"d{one.data.plain}") for one in names})


def _estimated(
    made: Derivation, names: Sequence[Term], point: Mapping[Term, Term], values: Sequence[Term], by: Mapping[Term, Term]
) -> list[State]:
    """df with the steps put in, the true change, and by how much they differ."""
    missing = [one.data.plain for one in names if one not in by or one not in point]
    body = asking.body_of(made.source)
    if missing or any(one not in point for one in free_names(body)):
        raise SymgradError("every variable needs a value and a step", hint="at={'x': 1}, steps={'x': 0.1}")
    f = symbol(made.source)
    estimate = add(*(mul(value, by[one]) for value, one in zip(values, names, strict=True)))
    moved = {**point, **{one: worked_out(add(point[one], by[one])) for one in names}}
    true = sub(substitute(body, moved), substitute(body, dict(point)))
    why = ("put in ", *_listed([equation(unary(Head.DIFFERENTIAL, one), by[one]) for one in names]))
    apart = sub(apply(f.data, *(moved[one] for one in names)), apply(f.data, *(point[one] for one in names)))
    change = mul(name("Delta"), f)
    return [
        State(_valued(unary(Head.DIFFERENTIAL, f), estimate), "follows", "differential.put-in", why),
        State(equation(change, apart), "definition", "differential.change", ("the true change",)),
        State(_valued(change, true), "follows", "differential.true", ("worked out with the function itself",)),
        State(_valued(sub(change, unary(Head.DIFFERENTIAL, f)), sub(true, estimate)), "follows",
              "differential.error", ("what the estimate misses",)),
    ]  # fmt: skip


def _listed(terms: Sequence[Term]) -> list[str | Term]:
    return [part for term in terms for part in (", ", term)][1:]


def _valued(left: Term, number: Term, digits: int = DIGITS) -> Term:
    """left = number = its exact value, or ≈ a decimal."""
    value = worked_out(number)
    exact = as_fraction(value) is not None
    about = None if exact else rounded(number, digits)
    parts: list[str | Term] = ["=", number]
    if exact and value is not number:
        parts += ["=", value]
    if about is not None:
        parts += ["≈", about]
    return relation(left, *parts)


def linear_approximation(f: Any, wrt: Names = None, at: Point = None, near: Point = None) -> Derivation:
    """The linear function L with the value and slopes of f at a point; with `near` L there beside the true value.

    `.result` is L as an expression in the variables. Raises SymgradError without a point, and as `gradient`.
    """
    if at is None:
        raise SymgradError("a linear approximation is made at a point", hint="give it as at={'x': 1, 'y': 2}")
    made = gradient_of(f, wrt)
    names = variables_of(made)
    point = point_of(made, names, at)
    body = asking.body_of(made.source)
    height, slopes = worked_out(substitute(body, point)), slopes_of(made.children, point)
    called = name(next(letter for letter in ("L", "A", "l") if letter not in {one.data.key for one in names}))
    form = linear_form(height, names, point, slopes, called)
    states = [*_given(made), *at_the_point(body, names, point, height, slopes), *form]
    if near is not None:
        states += _compared(made, names, form[-1].statement, called, asking.point_of(made.source, near, names))
    return finished(made, "differential", states, form[-1].statement)


def _compared(
    made: Derivation, names: Sequence[Term], linear: Term, called: Term, place: Mapping[Term, Term]
) -> list[State]:
    """L and f near the point, and the error."""
    body, f = asking.body_of(made.source), symbol(made.source)
    if any(one not in place for one in names) or set(free_names(body)) - set(place):
        raise SymgradError("every variable needs a value near the point", hint="near={'x': 1.1, 'y': 1.9}")
    estimate, true = substitute(linear, dict(place)), substitute(body, dict(place))
    return [
        State(_valued(called, estimate, NEAR_DIGITS), "follows", "linear.near", put_in_reason(place)),
        State(_valued(f, true, NEAR_DIGITS), "follows", "linear.true", ("the true value there",)),
        State(_valued(sub(f, called), sub(true, estimate)), "follows", "linear.error", ("the error",)),
    ]
