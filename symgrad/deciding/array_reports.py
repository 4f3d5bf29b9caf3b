"""What is said of slopes in vectors and matrices: how many entries are off, by which factor, and what it looks like."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from symgrad.deciding.array_claims import Claimed, Shape, nested
from symgrad.deciding.reports import DISAGREES, Component, short

SAME = 1e-5
"""Relative difference up to which two factors or two slopes are the same."""

Slopes = Sequence[float | None]


def shape_component(name: str, shape: Shape, given: Claimed) -> tuple[Component, str]:
    """The verdict on an array of another shape, and the note that says so."""
    hint = "; it may be transposed" if given.wrong_shape == shape[::-1] else ""
    note = f"{name}: the claim has shape {given.wrong_shape}, {name} has shape {shape}{hint}."
    return Component(name, DISAGREES, None, None, None), note


def details(name: str, shape: Shape, given: Claimed, slopes: Slopes) -> tuple[float | None, str]:
    """The factor by which all entries are off, if there is one, and a sentence on the entries that are."""
    pairs = list(zip(given.entries, slopes, strict=True))
    wrong = [i for i, pair in enumerate(pairs) if not _same(*pair)]
    if not wrong:
        return None, ""
    factor = _factor(pairs)
    told = f"{name}: {len(wrong)} of {len(pairs)} entries are off"
    if factor is not None:
        return factor, f"{told}, all by the factor {short(factor)}."
    if _is_transposed(given, slopes, shape):
        return None, f"{told}; the claim is the transpose of the slope."
    claim, slope = pairs[wrong[0]]
    where = ", ".join(str(one + 1) for one in _place(wrong[0], shape))
    return None, f"{told}; entry ({where}): claimed {_shown(claim)}, the slope is {_shown(slope)}."


def _same(claim: float | None, slope: float | None) -> bool:
    if claim is None or slope is None:
        return claim is slope
    return abs(claim - slope) <= SAME * max(abs(claim), abs(slope), SAME)


def _factor(pairs: Sequence[tuple[float | None, float | None]]) -> float | None:
    """claim / slope, where it is the same for all entries."""
    ratios = [claim / slope for claim, slope in pairs if claim is not None and slope]
    even = len(ratios) == len(pairs) and all(_same(one, ratios[0]) for one in ratios)
    return ratios[0] if even and math.isfinite(ratios[0]) else None


def _is_transposed(given: Claimed, slopes: Slopes, shape: Shape) -> bool:
    if len(shape) != 2 or shape[0] != shape[1]:
        return False
    rows = nested(list(given.entries), shape)
    turned = [row[j] for j in range(shape[1]) for row in rows]
    return all(_same(*pair) for pair in zip(turned, slopes, strict=True))


def _place(index: int, shape: Shape) -> tuple[int, ...]:
    return divmod(index, shape[1]) if len(shape) == 2 else (index,)


def _shown(value: float | None) -> str:
    return "nothing" if value is None else short(value)


def point_text(values: Mapping[str, Sequence[Fraction]], shapes: Mapping[str, Shape]) -> dict[str, str]:
    """The point in text, arrays as nested lists: it can be given as `at` again."""
    return {name: str(nested([float(value) for value in one], shapes[name])) for name, one in values.items()}


def place_of(shapes: Mapping[str, Shape], is_given: bool) -> str:
    """What the point is called: its numbers are too many for a line."""
    if is_given:
        return "the given point"
    listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
    return f"a random point with the shapes {listed}"
