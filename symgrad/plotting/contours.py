"""The contour plot of a function of two variables, with gradient arrows and the way of a descent."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from symgrad.errors import DomainError, SymgradError
from symgrad.plotting.arrows import draw_arrows, gradient_arrows
from symgrad.plotting.levels import nice_levels, shaded
from symgrad.plotting.plotted import Plotted, plotted
from symgrad.plotting.style import INK, finish, height_colours, new_figure, title_of, written

_SAMPLES = 301
Point = tuple[float, float]
Interval = tuple[float, float]


def contour(
    f: Any,
    *,
    gradient_at: Sequence[Point] = (),
    trace: Any = None,
    x: Interval | None = None,
    y: Interval | None = None,
    levels: int = 14,
    path: str | Path | None = None,
) -> Figure:
    """Level curves of f, low blue to high yellow, with the same scale on both axes so that right angles are seen.

    f is a formula of two variables or a callable on arrays. At each point of `gradient_at` the gradient is drawn as an
    arrow (all shortened by one factor, which the legend says) with the level curve through the point; `trace` adds
    the way of a descent. `x` and `y` are the intervals shown (default: around all points), `levels` about how many
    level curves; `path` saves the picture. Raises DomainError where there is nothing to draw.
    """
    function = plotted(f, 2)
    visited = _visited(trace, [one.data.plain for one in function.variables])
    arrows = gradient_arrows(function, gradient_at, _window([*gradient_at, *visited], x, y))
    window = _window([*gradient_at, *visited, *(arrow.label_end for arrow in arrows)], x, y)
    grids = np.meshgrid(*(np.linspace(low, high, _SAMPLES) for low, high in window))
    heights = np.ma.masked_invalid(function.on_grid(*grids))
    if heights.count() == 0:
        raise DomainError("the function has no value in this window", hint="choose other intervals x= and y=")
    figure, axes = new_figure(7.4, 6.6, "compressed")
    labels = _fill(figure, axes, function, grids, heights, nice_levels(heights.compressed(), levels))
    if len(visited):
        _descent(axes, visited)
    draw_arrows(axes, arrows, grids, heights)
    _hide_covered(labels, [visited, *(np.linspace(arrow.point, arrow.label_end, 9) for arrow in arrows)], window)
    _label(figure, axes, function, window)
    return finish(figure, path)


def _label(figure: Figure, axes: Axes, function: Plotted, window: tuple[Interval, Interval]) -> None:
    axes.set(xlim=window[0], ylim=window[1], aspect="equal")
    axes.set_xlabel(written(function.variables[0]), fontsize=12, color=INK)
    axes.set_ylabel(written(function.variables[1]), fontsize=12, color=INK, rotation=0, labelpad=10)
    axes.set_title(title_of(function), fontsize=13, color=INK, pad=10)
    if axes.get_legend_handles_labels()[0]:
        figure.legend(fontsize=10, frameon=False, loc="outside lower center", ncols=3, columnspacing=1.4)


def _hide_covered(labels: Sequence[Text], covered: Sequence[np.ndarray], window: tuple[Interval, Interval]) -> None:
    """Labels of level curves that an arrow or the descent would run through are not shown."""
    near = 0.05 * (window[0][1] - window[0][0])
    points = np.vstack([np.reshape(one, (-1, 2)) for one in covered])
    for label in labels:
        if len(points) and np.min(np.linalg.norm(points - label.get_position(), axis=1)) < near:
            label.set_visible(False)


def _visited(trace: Any, names: Sequence[str]) -> np.ndarray:
    """The points of a descent as rows, in the order of the axes."""
    if trace is None:
        return np.empty((0, 2))
    if set(trace.points[0]) != set(names):
        descended = ", ".join(trace.points[0])
        raise SymgradError(f"the descent is in {descended}, the picture in {', '.join(names)}", hint="use plot.loss")
    points = [[point[name] for name in names] for point in trace.points]
    return np.array([point for point in points if np.isfinite(point).all()]).reshape(-1, 2)


def _window(points: Sequence[Any], x: Interval | None, y: Interval | None) -> tuple[Interval, Interval]:
    """A square around the points and, unless they are far from it, the origin; given intervals are kept."""
    spans = np.array(points, dtype=float).reshape(-1, 2)
    if not len(spans):
        return x or (-4.0, 4.0), y or (-4.0, 4.0)
    if np.abs(spans).max() <= 4 * max(np.ptp(spans, axis=0).max(), 1.0):
        spans = np.vstack([spans, [0.0, 0.0]])
    low, high = spans.min(axis=0), spans.max(axis=0)
    half = 0.55 * max((high - low).max(), 0.5)
    first, second = ((float(c - half), float(c + half)) for c in (low + high) / 2)
    return x or first, y or second


def _fill(
    figure: Figure, axes: Axes, function: Plotted, grids: Sequence[np.ndarray], heights: Any, levels: np.ndarray
) -> Sequence[Text]:
    """Shades between the level curves, each curve labelled, and the scale beside them; the labels."""
    colours, shades = height_colours(), shaded(levels)
    extend: Literal["max", "neither"] = "max" if heights.max() > levels[-1] else "neither"
    norm = BoundaryNorm(shades, colours.N, extend=extend)
    bands = axes.contourf(*grids, heights, levels=shades, cmap=colours, norm=norm, extend=extend)
    labels = _level_curves(axes, grids, heights, levels)
    bar = figure.colorbar(bands, ax=axes, shrink=0.85, pad=0.03, aspect=28, format="%g", ticks=levels)
    bar.ax.set_title(written(function.label), fontsize=12, color=INK, pad=8)
    bar.outline.set_visible(False)
    bar.minorticks_off()
    return labels


def _level_curves(axes: Axes, grids: Sequence[np.ndarray], heights: Any, levels: np.ndarray) -> list[Text]:
    """The level curves with their labels."""
    inside = [level for level in levels if heights.min() < level < heights.max()]
    if not inside:
        return []
    lines = axes.contour(*grids, heights, levels=inside, colors=INK, linewidths=0.7, alpha=0.55,
                         negative_linestyles="solid")  # fmt: skip
    labels: list[Text] = axes.clabel(lines, fmt="%g", fontsize=9.5, inline=False, colors=INK)
    for label in labels:
        label.set_path_effects([withStroke(linewidth=2.5, foreground="white", alpha=0.7)])
    return labels


def _descent(axes: Axes, points: np.ndarray) -> None:
    """The way down: every point, joined; the start marked."""
    outline = [withStroke(linewidth=3.4, foreground=INK)]
    axes.plot(*points.T, "-", color="white", linewidth=1.6, path_effects=outline, zorder=4)
    size = 4.6 if len(points) <= 60 else 2.4
    axes.plot(*points.T, "o", color="white", markersize=size, markeredgecolor=INK, markeredgewidth=0.6, zorder=5,
              label=f"descent, {len(points) - 1} steps")  # fmt: skip
    axes.plot(*points[0], "s", color="#d55e00", markersize=8.5, markeredgecolor="white", zorder=6, label="start")
    axes.plot(*points[-1], "*", color="#d55e00", markersize=15, markeredgecolor="white", zorder=6, label="end")
