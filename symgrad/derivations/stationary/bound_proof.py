"""How a bound such as -4 <= f <= 4 on constraints is proved: the values compared again, and that extremes exist."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random

from symgrad.derivations.state import State
from symgrad.derivations.stationary import region
from symgrad.derivations.stationary.boundedness import grows, is_bounded
from symgrad.derivations.stationary.continuous import require_continuous
from symgrad.derivations.stationary.equations import Equation, as_line, short
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.periods import period_of
from symgrad.derivations.stationary.smooth import is_smooth
from symgrad.derivations.step import Step
from symgrad.errors import UnsupportedError
from symgrad.terms.build import div, neg, rational, sub, tuple_of
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

_TRIES = 300
_REACHES = (16, 48, 160, 1600)
"""Places are tried with sixteenths up to 1, 3, 10 and 100."""

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]


def bound(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The bounds are the least and greatest of the values, and there are such values."""
    values = [step.after for step in state.steps[1:]]
    ends = dict(_ends(state.statement))
    ordered = all(
        sign_of(sub(value, end)) in ((0, 1) if sign == "low" else (0, -1))
        for sign, end in ends.items()
        for value in values
    )
    reached = all(any(sign_of(sub(value, end)) == 0 for value in values) for end in ends.values())
    exists = _exist(state, set(ends))
    how = "the values compared in balls; a largest or smallest exists as the set is bounded or the function grows"
    return [("proved", how) if ordered and reached and exists else ("undecided", f"not shown: {how}")]


def _ends(statement: Term) -> list[tuple[str, Term]]:
    """low <= f <= high as its ends."""
    numbers = [part for part in statement.args if not free_names(part)]
    if len(numbers) == 2:
        return [("low", numbers[0]), ("high", numbers[1])]
    return [("low" if numbers[0] is statement.args[0] else "high", numbers[0])]


def _exist(state: State, wanted: set[str]) -> bool:
    body = state.steps[0].before
    rules = [Equation(*one.args) for one in state.conditions]
    if not all(map(is_smooth, (body, *(one.zero for one in rules)))):
        return False
    names = free_names(tuple_of(body, *(one.zero for one in rules)))
    if is_bounded(rules, names):
        return True
    if all(
        period_of(one.zero, name) or as_line(one.zero, name) for one in rules for name in free_names(one.zero)
    ) and all(period_of(body, name) for name in free_names(body)):
        return True
    sides = {"low": 1, "high": -1}
    return all(grows(body, names, sides[one]) or _bends(body, rules, names, sides[one]) for one in wanted)


def _bends(body: Term, rules: Sequence[Equation], names: Sequence[Term], side: int) -> bool:
    """Whether a function of degree 2 on lines or planes grows in every direction along them, by putting them in."""
    for one in rules:
        name = free_names(one.zero)[0]
        line = as_line(one.zero, name)
        if line is None or free_names(line.slope):
            return False
        body = short(substitute(body, {name: div(neg(line.offset), line.slope)}))
        rules = [Equation(substitute(other.zero, {name: div(neg(line.offset), line.slope)})) for other in rules[1:]]
        names = [other for other in names if other is not name]
    return grows(body, names, side)


def in_region(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The same on a region that is closed and bounded, of a function that is continuous there."""
    low, _, high = state.statement.args
    values = [step.after for step in state.steps[1:]]
    sides = tuple(map(region.side_of, state.conditions))
    body = state.steps[0].before
    names = free_names(tuple_of(body, *(one.inside for one in sides)))
    ordered = all(sign_of(sub(value, low)) in (0, 1) and sign_of(sub(high, value)) in (0, 1) for value in values)
    reached = all(any(sign_of(sub(value, end)) == 0 for value in values) for end in (low, high))
    if _exceeded(body, sides, names, (low, high)):
        return [("failed", "the function has a value beyond the bounds in the region")]
    holds = ordered and reached and region.is_bounded(sides, names) and _is_continuous(body, sides, names)
    how = "the values compared in balls; the region is closed and bounded, the function continuous there"
    return [("proved", how) if holds else ("undecided", f"not shown: {how}")]


def _exceeded(
    body: Term, sides: Sequence[region.Side], names: Sequence[Term], ends: tuple[Term, Term]
) -> bool:  # fmt: skip
    """Whether the function is certainly beyond an end at one of many points of the region, picked without a plan."""
    low, high = ends
    picked = Random(len(names))
    for _ in range(_TRIES):
        reach = picked.choice(_REACHES)
        place = {name: rational(Fraction(picked.randint(-reach, reach), 16)) for name in names}
        if not region.holds(sides, place):
            continue
        value = substitute(body, place)
        if sign_of(sub(value, low)) == -1 or sign_of(sub(high, value)) == -1:
            return True
    return False


def _is_continuous(body: Term, sides: Sequence[region.Side], names: Sequence[Term]) -> bool:
    try:
        require_continuous(body, sides, names)
    except UnsupportedError:
        return False
    return True
