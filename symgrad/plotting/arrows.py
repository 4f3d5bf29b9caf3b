"""Gradients as arrows at right angles to the level curves."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from symgrad.errors import DomainError
from symgrad.plotting.plotted import Plotted
from symgrad.plotting.style import INK

Window = tuple[tuple[float, float], tuple[float, float]]

_LONGEST = 0.24
"""The longest arrow, as part of the window."""
_ARROW = "#c1121f"


class Arrow(NamedTuple):
    """A gradient at a point; `tip` is where its arrow ends, `label_end` how far its numbers reach about."""

    point: np.ndarray
    gradient: np.ndarray
    tip: np.ndarray
    height: float
    factor: float
    size: float

    @property
    def direction(self) -> np.ndarray:
        """The gradient as a vector of length 1; upwards where it is 0."""
        length = float(np.linalg.norm(self.gradient))
        return np.array([0.0, 1.0]) if length == 0 else np.array(self.gradient / length)

    @property
    def label_end(self) -> np.ndarray:
        """Beyond the tip by about the size of the numbers."""
        width = 0.03 + 0.017 * len(self.numbers)
        return np.array(self.tip + self.size * np.sign(np.round(self.direction, 9)) * np.array([width, 0.08]))

    @property
    def numbers(self) -> str:
        """The gradient's entries, as written beside the tip."""
        return f"[{self.gradient[0]:.3g}, {self.gradient[1]:.3g}]"


def gradient_arrows(function: Plotted, points: Sequence[tuple[float, float]], window: Window) -> list[Arrow]:
    """One arrow a point, all shortened (or lengthened) by one factor so that the longest fits the window."""
    if not points:
        return []
    gradients = [_gradient(function, point) for point in points]
    size = min(high - low for low, high in window)
    factor = _shortening(max(float(np.linalg.norm(g)) for g in gradients), _LONGEST * size)
    places = [np.array(point, dtype=float) for point in points]
    return [Arrow(place, gradient, place + factor * gradient, function.at(*place), factor, size)
            for place, gradient in zip(places, gradients, strict=True)]  # fmt: skip


def draw_arrows(axes: Axes, arrows: Sequence[Arrow], grids: Sequence[np.ndarray], heights: np.ndarray) -> None:
    """Each arrow with its numbers, the level curve through its point, and the right angle between them."""
    if not arrows:
        return
    passed = sorted({arrow.height for arrow in arrows if heights.min() < arrow.height < heights.max()})
    if passed:
        axes.contour(*grids, heights, levels=passed, colors=INK, linewidths=1.8, linestyles="--", zorder=3)
    for arrow in arrows:
        _draw(axes, arrow)
    factor = arrows[0].factor
    scale = "" if factor == 1 else f" (length × {factor:g})"
    axes.plot([], [], color=_ARROW, linewidth=2.2, marker=">", label=f"gradient{scale}")
    axes.plot([], [], color=INK, linewidth=1.8, linestyle="--", label="its level curve")


def _gradient(function: Plotted, point: tuple[float, float]) -> np.ndarray:
    gradient = np.asarray(function.slopes(*map(float, point)), dtype=float)
    if not np.isfinite(gradient).all():
        raise DomainError(f"there is no gradient at ({point[0]:g}, {point[1]:g})")
    return gradient


def _shortening(longest: float, room: float) -> float:
    """One factor for all arrows, a round one: 1, 0.5, 0.2, 0.1..., or 2, 5, 10... for very short ones."""
    if longest == 0:
        return 1.0
    wanted = room / longest
    power = 10.0 ** np.floor(np.log10(wanted))
    factor = max(digit for digit in (1, 2, 5) if digit * power <= wanted * 1.0001) * power
    return 1.0 if 1 <= factor < 2 else float(f"{factor:.6g}")


def _draw(axes: Axes, arrow: Arrow) -> None:
    axes.plot(*arrow.point, "o", color=_ARROW, markersize=7, markeredgecolor="white", zorder=8)
    if np.any(arrow.gradient):
        axes.annotate("", tuple(arrow.tip), tuple(arrow.point), zorder=7,
                      arrowprops={"arrowstyle": "-|>,head_width=0.32,head_length=0.6", "color": _ARROW,
                                  "linewidth": 2.4, "shrinkA": 0, "shrinkB": 0})  # fmt: skip
        _right_angle(axes, arrow.point, arrow.direction, 0.03 * arrow.size)
    across, along = arrow.direction
    x, y = arrow.tip + 0.02 * arrow.size * arrow.direction
    label = axes.text(x, y, arrow.numbers, color=_ARROW, fontsize=11, fontweight="bold", zorder=9, clip_on=True,
                      ha=_side(across, "left", "right"), va=_side(along, "bottom", "top"))  # fmt: skip
    label.set_path_effects([withStroke(linewidth=3, foreground="white", alpha=0.9)])


def _side(component: float, forward: str, backward: str) -> str:
    if abs(component) < 0.1:
        return "center"
    return forward if component > 0 else backward


def _right_angle(axes: Axes, point: np.ndarray, direction: np.ndarray, side: float) -> None:
    """The small square in the corner between the arrow and the level curve."""
    across = np.array([-direction[1], direction[0]])
    corner = np.array([point + side * across, point + side * (across + direction), point + side * direction])
    axes.plot(*corner.T, color=_ARROW, linewidth=1.2, zorder=7)
