"""A function of arrays that can only be called: its slopes along random directions, in floats.

Weaker than for a formula, and the report says so; the scheme is that of `blackbox`.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from symgrad.deciding import array_claims as arrays
from symgrad.deciding.array_claims import Claimed, Shape
from symgrad.deciding.array_reports import details, place_of, point_text, shape_component
from symgrad.deciding.blackbox import (
    DISPLAYED,
    WEAKER,
    Along,
    component_along,
    extrapolated,
    overall,
    row_along,
)
from symgrad.deciding.inputs import Given
from symgrad.deciding.reports import DISAGREES, CheckReport, Component, Row
from symgrad.errors import DataError

SEED = 20
MOST_ENTRIES = 100
"""Entries of one variable whose slopes are estimated one by one."""


class Place(NamedTuple):
    """The function and the arrays at which it is looked at."""

    function: Callable[..., Any]
    values: Mapping[str, list[float]]
    shapes: Mapping[str, Shape]

    def along(self, name: str, way: Sequence[float]) -> Along:
        """The function of one number: one array is moved along a direction."""

        def value(step: float) -> float:
            moved = {key: list(one) for key, one in self.values.items()}
            moved[name] = [one + step * weight for one, weight in zip(moved[name], way, strict=True)]
            result = arrays.called(self.function, self.as_arrays(moved), list(moved))
            return float(result.item() if hasattr(result, "item") else result)

        return value

    def as_arrays(self, values: Mapping[str, list[float]]) -> dict[str, Any]:
        """The values as arrays of their shapes."""
        return {key: arrays.as_array(one, self.shapes[key]) for key, one in values.items()}


def has_arrays(at: Any) -> bool:
    """Whether a point holds arrays."""
    return isinstance(at, Mapping) and any(arrays.shape_of(value) for value in at.values())


def judge_black_box_of_arrays(
    f: Callable[..., Any], claim: Given, wanted: Sequence[str] | None, at: Any
) -> CheckReport:
    """Judge arrays, or code that returns them, as slopes of a function of arrays; `at` maps names to arrays.

    Raises DataError without a claim.
    """
    if claim is None:
        raise DataError("a function that can only be called is checked with a claim", hint="pass it as claim=")
    values = {str(key): [float(one) for one in arrays.flat(value)] for key, value in at.items()}
    place = Place(f, values, {str(key): arrays.shape_of(value) for key, value in at.items()})
    missing = [name for name in wanted or () if name not in values]
    if missing:
        raise DataError(f"{missing[0]} has no value", hint=f"add {missing[0]} to the point")
    shapes = {name: place.shapes[name] for name in (wanted or values)}
    result = arrays.called(claim, place.as_arrays(values), list(shapes)) if callable(claim) else claim
    return _report(place, arrays.claimed(result, shapes))


def _report(place: Place, given: Mapping[str, Claimed]) -> CheckReport:
    components: list[Component] = []
    rows: list[Row] = []
    notes: list[str] = []
    generator = random.Random(SEED)
    for name, one in given.items():
        shape = place.shapes[name]
        way = [float(weight) for weight in arrays.random_direction(generator, shape)]
        if one.wrong_shape is not None:
            component, note = shape_component(name, shape, one)
        else:
            component, note, table = _judged(place, name, way, one)
            rows += table
        components.append(component)
        notes += [note] if note else []
    verdict = overall({one.verdict for one in components})
    where = point_text({key: [Fraction(one) for one in values] for key, values in place.values.items()}, place.shapes)
    return CheckReport(verdict, where, tuple(components), tuple(rows), where if verdict == DISAGREES else None,
                       notes=(*notes, WEAKER), place=place_of(place.shapes, True))  # fmt: skip


def _judged(place: Place, name: str, way: Sequence[float], given: Claimed) -> tuple[Component, str, list[Row]]:
    """One variable along its direction; where that is wrong, entry by entry."""
    along = place.along(name, way)
    total, allowed = arrays.along([Fraction(one) for one in way], given)
    component = component_along(name, total, along, lambda _: allowed)
    table = [row_along(name, along, step, total) for step in DISPLAYED]
    if component.verdict != DISAGREES or not place.shapes[name] or len(way) > MOST_ENTRIES:
        return component, "", table
    slopes = [_slope(place, name, i, len(way)) for i in range(len(way))]
    factor, note = details(name, place.shapes[name], given, slopes)
    return component._replace(factor=factor), note, table


def _slope(place: Place, name: str, entry: int, count: int) -> float:
    """The slope in one entry."""
    along = place.along(name, [float(i == entry) for i in range(count)])
    return extrapolated(along, 0, max(1.0, abs(along(0.0)))).value
