"""The curve of a function of one variable, with tangents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from symgrad.errors import DomainError
from symgrad.plotting.plotted import Plotted, plotted
from symgrad.plotting.style import CURVE, INK, SERIES, finish, new_figure, title_of, written

_SAMPLES = 801
Interval = tuple[float, float]


def curve(
    f: Any,
    at: Sequence[float] = (),
    *,
    domain: Interval | None = None,
    trace: Any = None,
    path: str | Path | None = None,
) -> Figure:
    """The curve of f, with the tangent and its slope at each point of `at`.

    f is a formula of one variable or a callable on arrays; `domain` is the interval shown (default: around the
    points); `trace` adds the points of a descent; `path` saves the picture. Raises DomainError where f has no value
    or slope at a point of `at`.
    """
    function = plotted(f, 1)
    visited = [float(next(iter(point.values()))) for point in trace.points] if trace is not None else []
    seen = [x for x in visited if np.isfinite(x)]
    lower, upper = domain or (_around([*at, *seen], 0.35, 0.0) if seen else _around(at, 0.8, 0.6))
    xs = np.linspace(lower, upper, _SAMPLES)
    ys = function.on_grid(xs)
    figure, axes = new_figure(7, 4.8)
    low, high = _heights(ys, [function.at(x) for x in at])
    axes.plot(xs, _broken(ys, high - low), color=CURVE, linewidth=2.6, zorder=3)
    for x, colour in zip(at, SERIES * (1 + len(at) // len(SERIES)), strict=False):
        _tangent(axes, function, float(x), upper - lower, colour)
    if visited:
        _visits(axes, function, visited)
    axes.set(xlim=(lower, upper), ylim=(low, high))
    _label(axes, function)
    return finish(figure, path)


def _around(points: Sequence[float], of_width: float, of_place: float) -> Interval:
    """The points with room on both sides: parts of the width they take and of their distance from 0, at least 1/2."""
    if not points:
        return -4.0, 4.0
    low, high = min(points), max(points)
    room = max(of_width * (high - low), of_place * max(abs(low), abs(high)), 0.5)
    return low - room, high + room


def _heights(ys: np.ndarray, wanted: Sequence[float]) -> Interval:
    """Limits that show the curve but not the height of its poles."""
    finite = ys[np.isfinite(ys)]
    if not finite.size:
        raise DomainError("the function has no value in this interval", hint="choose another domain=")
    low, high = np.quantile(finite, [0.02, 0.98])
    full = finite.max() - finite.min()
    if high - low > 0.2 * full:
        low, high = finite.min(), finite.max()
    low, high = min([low, *wanted]), max([high, *wanted])
    room = 0.08 * (high - low) or 1.0
    return float(low - room), float(high + room)


def _broken(ys: np.ndarray, height: float) -> np.ndarray:
    """The values with a gap where the curve jumps by more than the picture is high: a pole is no vertical line."""
    jumps = np.abs(np.diff(ys, prepend=ys[:1])) > height
    return np.where(jumps, np.nan, ys)


def _tangent(axes: Axes, function: Plotted, x: float, width: float, colour: str) -> None:
    y, slope = function.at(x), float(np.ravel(function.slopes(x))[0])
    if not (np.isfinite(y) and np.isfinite(slope)):
        raise DomainError(f"there is no tangent at {x:g}", hint="the function needs a value and a slope there")
    ends = np.array([x - width, x + width])
    name = written(function.variables[0])
    axes.plot(ends, y + slope * (ends - x), color=colour, linewidth=1.6, zorder=4,
              label=f"tangent at {name} = {x:g}: slope {slope:.4g}")  # fmt: skip
    axes.plot([x], [y], "o", color=colour, markersize=7, markeredgecolor="white", zorder=5)


def _visits(axes: Axes, function: Plotted, xs: Sequence[float]) -> None:
    """The points of a descent on the curve, joined in order."""
    ys = [function.at(x) for x in xs]
    axes.plot(xs, ys, "-o", color=SERIES[0], linewidth=1, markersize=4.5, markeredgecolor="white",
              markeredgewidth=0.6, zorder=5, label=f"descent, {len(xs) - 1} steps")  # fmt: skip
    axes.plot(xs[:1], ys[:1], "o", color=INK, markersize=8, zorder=6, label=f"start at {xs[0]:g}")


def _label(axes: Axes, function: Plotted) -> None:
    axes.set_xlabel(written(function.variables[0]), fontsize=12, color=INK)
    axes.set_title(title_of(function), fontsize=13, color=INK)
    axes.axhline(0, color=INK, linewidth=0.8, alpha=0.5, zorder=1)
    axes.grid(alpha=0.25)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(fontsize=10.5, frameon=True, framealpha=0.92, edgecolor="none")
