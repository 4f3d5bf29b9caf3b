"""What a run shows that its user should know, each with the numbers it rests on."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

_RECENT = 10
"""How many steps at the end are looked at."""


class Notice(NamedTuple):
    """One observation: what kind, in words, and the numbers by name."""

    kind: str  # "diverging", "oscillating", "plateau" or "floats are off"
    says: str
    evidence: dict[str, float]


def notices(
    names: Sequence[str], points: np.ndarray, values: Sequence[float], slopes: np.ndarray
) -> tuple[Notice, ...]:
    """All notices of a run; points and slopes have one row a step."""
    to_and_fro = _oscillating(names, points)
    rest = [] if to_and_fro else [_plateau(values, slopes)]  # steps that big are not slow because the ground is flat
    return tuple(one for one in (_diverging(values), *to_and_fro, *rest) if one is not None)


def _diverging(values: Sequence[float]) -> Notice | None:
    recent = values[-_RECENT - 1 :]
    rises = sum(later > earlier for earlier, later in pairwise(recent))
    if not rises or rises < len(recent) - 1 or values[-1] <= values[0]:
        return None
    says = (
        f"The value grows: from {values[0]:.4g} to {values[-1]:.4g}, rising in each of the last {rises} steps. "
        "The learning rate is probably too big."
    )
    return Notice("diverging", says, {"first": values[0], "last": values[-1], "rises": float(rises)})


def _oscillating(names: Sequence[str], points: np.ndarray) -> list[Notice]:
    """Variables whose steps turned round almost every time."""
    steps = np.sign(np.diff(points[-_RECENT - 2 :], axis=0))
    if len(steps) < 4:
        return []
    turns = (steps[1:] * steps[:-1] < 0).sum(axis=0)
    return [_one_oscillating(name, int(turn), len(steps) - 1) for name, turn in zip(names, turns, strict=True)
            if turn >= 0.8 * (len(steps) - 1)]  # fmt: skip


def _one_oscillating(name: str, turns: int, steps: int) -> Notice:
    says = (
        f"{name} jumps to and fro: it turned round {turns} times in the last {steps} steps. "
        "A smaller learning rate goes straight."
    )
    return Notice("oscillating", says, {"turns": float(turns), "steps": float(steps)})


def _plateau(values: Sequence[float], slopes: np.ndarray) -> Notice | None:
    """The last steps changed the value by less than 1%, yet the slope is nearly what it was at the start."""
    if len(values) < _RECENT + 1:
        return None
    first, last = math.hypot(*slopes[0]), math.hypot(*slopes[-1])
    before, after = values[-_RECENT - 1], values[-1]
    if last < 0.5 * first or abs(after - before) >= 0.01 * abs(before):
        return None
    says = (
        f"Hardly any progress: the last {_RECENT} steps took the value from {before:.6g} to {after:.6g}, "
        f"while the gradient still has length {last:.3g}, after {first:.3g} at the start. "
        "The learning rate may be too small, or the function is flat here."
    )
    return Notice("plateau", says, {"before": before, "after": after, "slope": last, "slope_at_start": first})
