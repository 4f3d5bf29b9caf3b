"""How the lines about a kink are proved: by slopes in balls, which know no rules, to each side."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from symgrad.balls import Ball, evaluate
from symgrad.balls.gradient import slopes_along
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.errors import SymgradError
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]
Point = dict[Term, Fraction]

#: what parameters such as alpha are tried at, and the steps of the central difference
_TRIED, _STEPS = (Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 7), Fraction(1), Fraction(5, 2))


def _side(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The limit of the slope from one side is the slope measured to that side."""
    bound, value = state.statement.args
    body, x = bound.args[0].args[:2]
    return [_judged(_slope(body, x, point, bound.data), value, point) for point in _points(body, x)]


def _points(body: Term, x: Term) -> Iterator[dict[Term, Fraction]]:
    others = [one for one in free_names(body) if one is not x]
    for tried in _TRIED if others else _TRIED[:1]:
        yield dict.fromkeys(others, tried) | {x: Fraction(0)}


def _slope(body: Term, x: Term, point: dict[Term, Fraction], side: str) -> Any:
    slopes = slopes_along(body, {x: 1}, point)
    return slopes.left if side == "-" else slopes.right


def _judged(found: Any, value: Term, point: dict[Term, Fraction]) -> Settled:
    if not isinstance(found, Ball) or found.middle is None:
        return "undecided", "no slope in balls"
    here = {one: number for one, number in point.items() if one in free_names(value)}
    if abs(float(evaluate(value, here)) - float(found.middle)) >= 1e-12:
        return "failed", "the slope to that side is another one"
    return "checked" if free_names(value) else "proved", "the slope to that side in balls"


def _second(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The second derivative close to 0 on that side, with the step halved."""
    bound, value = state.statement.args
    body, x = bound.args[0].args[:2]
    sign = -1 if bound.data == "-" else 1
    h = Fraction(sign, 10**6)
    slopes = [_slope(body, x, {x: place}, "+") for place in (h, 2 * h)]
    if not all(isinstance(one, Ball) and one.middle is not None for one in slopes):
        return [("undecided", "no slope in balls")]
    second = (slopes[1].middle - slopes[0].middle) / h
    near = abs(float(second) - float(evaluate(value, {}))) < 1e-4
    return [("checked", "slopes in balls next to 0")] if near else [("failed", "another second derivative")]


def _central(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The quotient at several steps and parameters."""
    quotient, mean = state.statement.args
    others = [one for one in free_names(quotient) if one in free_names(mean)]
    h = next(one for one in free_names(quotient) if one not in others)
    found = []
    for step in _STEPS:
        for tried in _TRIED:
            point = {h: step} | dict.fromkeys(others, tried)
            here = dict.fromkeys(others, tried)
            close = abs(float(evaluate(quotient, point)) - float(evaluate(mean, here))) < 1e-12
            found.append(("checked", "balls at several steps") if close else ("failed", "another mean"))
    return found


def _compared(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Two numbers that differ; with a parameter it is a condition, not a claim."""
    left, right = state.statement.args
    if state.statement.data != ("!=",):
        return [("proved", "what a derivative needs, with the slopes above")]
    return [("proved", "exact numbers") if as_fraction(left) != as_fraction(right) else ("failed", "they are equal")]


def _meets(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Both sides have the value that is stated."""
    bar, value = state.statement.args
    body, x = bar.args[0].args[:2]
    try:
        return [_judged(_slope(body, x, {x: Fraction(0)}, side), value, {}) for side in "-+"]
    except SymgradError:
        return [("undecided", "no slope in balls")]


def _between(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The sides in order, for parameters between 0 and 1."""
    lower, _, upper = state.statement.args
    names = dict.fromkeys((*free_names(lower), *free_names(upper)))
    pairs = [[float(evaluate(side, dict.fromkeys(free_names(side), tried))) for side in (lower, upper)]
             for tried in (_TRIED if names else _TRIED[:1])]  # fmt: skip
    return [("checked" if names else "proved", "numbers in order") if a <= b else ("failed", "not in order")
            for a, b in pairs]  # fmt: skip


def _convention(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """What is taken where there is no derivative."""
    return [("proved", "a convention, said to be one")]


#: rule of a state -> its route
ROUTES = {
    "kinks.side": _side,
    "kinks.compared": _compared,
    "kinks.between": _between,
    "kinks.convention": _convention,
    "kinks.central": _central,
    "kinks.meet": _meets,
    "kinks.second": _second,
}
