"""A function that can only be called: finite differences in floats, with an error estimated by Richardson's scheme.

Weaker than the other routes, and the report says so: floats carry about 16 digits, a step can straddle a kink, and an
error bar is an estimate. Source of the scheme: Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", 1982.
"""

import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from symgrad.balls import Ball, evaluate
from symgrad.deciding.claims import call_with, read_claims
from symgrad.deciding.inputs import Given, as_term
from symgrad.deciding.reports import AGREES, DISAGREES, NOT_DIFFERENTIABLE, UNDECIDED, CheckReport, Component, Row
from symgrad.errors import DataError, SymgradError
from symgrad.terms.build import name as name_term

SHRINK = 1.4
STEPS = 14
FIRST_STEP = 1e-2
DISPLAYED = (1e-1, 1e-2, 1e-3, 1e-4)
EPSILON = 2.0**-52

WEAKER = "The function can only be called, so its slopes are estimated in floats: weaker than for a formula."


class Estimate(NamedTuple):
    """A slope with its estimated error."""

    value: float
    error: float


Along = Callable[[float], float]


def judge_black_box(
    f: Callable[..., Any], claim: Given, wrt: Sequence[str] | None, at: Mapping[str, Any] | Sequence[Any] | None
) -> CheckReport:
    """Judge claims about a function of floats at a point. Raises DataError without a claim or a point."""
    if claim is None or at is None:
        raise DataError("a function that can only be called is checked with a claim and at a point")
    point = _point(f, at)
    names = [name_term(one) for one in (wrt or point)]
    values = {name_term(key): repr(value) for key, value in point.items()}
    claims = read_claims(claim, names, "auto", None)
    components, rows = [], []
    for name, one in zip(names, claims, strict=True):
        claimed = one.value_at(values)
        number = float(claimed) if isinstance(claimed, Ball | float) else None
        along = _along(f, point, name.data.plain)
        components.append(component_along(name.data.plain, number, along, one.tolerance))
        rows += [row_along(name.data.plain, along, step, number) for step in DISPLAYED]
    where = {key: f"{value:g}" for key, value in point.items()}
    verdict = overall({component.verdict for component in components})
    return CheckReport(verdict, where, tuple(components), tuple(rows), where if verdict == DISAGREES else None,
                       notes=(WEAKER,))  # fmt: skip


def overall(verdicts: set[str]) -> str:
    """The verdict on a gradient from those on its components."""
    return next((v for v in (NOT_DIFFERENTIABLE, DISAGREES, UNDECIDED) if v in verdicts), AGREES)


def _point(f: Callable[..., Any], at: Mapping[str, Any] | Sequence[Any]) -> dict[str, float]:
    if not isinstance(at, Mapping):
        at = dict(zip(_parameters(f, len(at)), at, strict=True))
    return {str(key): float(evaluate(as_term(value), {})) for key, value in at.items()}


def _parameters(f: Callable[..., Any], count: int) -> list[str]:
    try:
        found = list(inspect.signature(f).parameters)
    except ValueError:
        found = []
    return found if len(found) == count else [f"x{i}" for i in range(1, count + 1)]


def _along(f: Callable[..., Any], point: Mapping[str, float], name: str) -> Along:
    def at(step: float) -> float:
        moved = [value + step if key == name else value for key, value in point.items()]
        try:
            result = call_with(f, moved)
            return float(result.item() if hasattr(result, "item") else result)
        except (SymgradError, TypeError, ValueError):
            return math.nan

    return at


def component_along(name: str, claim: float | None, along: Along, tolerance: Callable[[float], float]) -> Component:
    """A claimed slope beside the slopes to both sides at step 0."""
    scale = max(1.0, abs(along(0.0)))
    left, right, both = (extrapolated(along, way, scale) for way in (-1, 1, 0))
    verdict = _verdict(claim, left, right, both, tolerance)
    slope = both.value
    factor = claim / slope if verdict == DISAGREES and claim is not None and slope else None
    kinked = verdict == NOT_DIFFERENTIABLE
    return Component(name, verdict, claim, left.value if kinked else slope, right.value if kinked else slope, factor)


def _verdict(
    claim: float | None, left: Estimate, right: Estimate, both: Estimate, tolerance: Callable[[float], float]
) -> str:
    if any(math.isnan(one.value) for one in (left, right, both)):
        return UNDECIDED
    size = max(abs(left.value), abs(right.value), 1e-8)
    if abs(left.value - right.value) > 20 * (left.error + right.error) + 1e-3 * size:
        return NOT_DIFFERENTIABLE
    if claim is None:
        return DISAGREES
    gap, bar = abs(claim - both.value), 10 * both.error + 1e-9 * abs(both.value)
    if gap <= max(bar, tolerance(both.value)):
        return AGREES if both.error <= 1e-3 * size else UNDECIDED
    return DISAGREES if gap > 3 * bar else UNDECIDED


def extrapolated(along: Along, way: int, scale: float) -> Estimate:
    """Ridders' table: quotients with shrinking steps, extrapolated to step 0; the least error seen is kept."""
    best = Estimate(math.nan, math.inf)
    previous: list[float] = []
    for k in range(STEPS):
        step = FIRST_STEP / SHRINK**k
        row = [_quotient(along, way, step)]
        for j, before in enumerate(previous):
            factor = SHRINK ** ((j + 1) * (1 if way else 2))
            row.append(row[j] + (row[j] - before) / (factor - 1))
        if previous:
            rounding = 4 * EPSILON * scale / step
            error = max(abs(row[-1] - row[-2]), abs(row[-1] - previous[-1])) + rounding
            best = Estimate(row[-1], error) if error < best.error else best
        previous = row
    return best


def _quotient(along: Along, way: int, step: float) -> float:
    if way:
        return (along(way * step) - along(0.0)) / (way * step)
    return (along(step) - along(-step)) / (2 * step)


def row_along(name: str, along: Along, step: float, claim: float | None) -> Row:
    """A central difference with its error bar."""
    whole, half = _quotient(along, 0, step), _quotient(along, 0, step / 2)
    if math.isnan(whole):
        return Row(name, step, None, None, claim)
    return Row(name, step, whole, 2 * abs(whole - half), claim)
