"""A descent as a table in text."""

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from symgrad.descent.numbers import short
from symgrad.descent.updates import METHOD

if TYPE_CHECKING:
    from symgrad.descent.trace import Trace


def table(trace: "Trace", rows: int) -> str:
    """One line a step, columns aligned; where lines are left out, a line of dots. Ends with why it stopped."""
    label = trace.objective.label.data.plain
    slope = [] if trace.method == METHOD else [f"|∇{label}|"]
    heads = ["step", *(trace.names if trace.few else ()), "length of the step" if not slope else label, *slope]
    shown = _shown(len(trace.points), max(rows, 2))
    lines = [_cells(trace, step) for step in shown]
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    text = [_aligned(cells, widths) for cells in (heads, *lines)]
    for place, (earlier, later) in reversed(list(enumerate(pairwise(shown), 2))):
        if later > earlier + 1:
            text.insert(place, _aligned(["⋮"] * len(heads), widths))
    steps = "1 step" if len(trace) == 1 else f"{len(trace)} steps"
    return "\n".join([*text, f"stopped after {steps}: {trace.stopped}", *(n.says for n in trace.notices)])


def _shown(count: int, rows: int) -> list[int]:
    if count <= rows:
        return list(range(count))
    last = max(rows // 4, 1)
    return [*range(rows - last), *range(count - last, count)]


def _cells(trace: "Trace", step: int) -> list[str]:
    slope = [] if trace.method == METHOD else [math.hypot(*trace.slopes[step].values())]
    listed = trace.entries[step].values() if trace.few else ()
    numbers = [*listed, trace.values[step], *slope]
    return [str(step), *(short(number) for number in numbers)]


def _aligned(cells: list[str], widths: list[int]) -> str:
    return "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
