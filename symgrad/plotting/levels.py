"""Heights of the level curves: round numbers, evenly spaced, or 1, 2, 5, 10... where the function rises steeply."""

import numpy as np
from matplotlib.ticker import MaxNLocator

_STEEP = 30
"""A function whose highest value is this many times further above its lowest than the middle one is steep."""


def nice_levels(values: np.ndarray, count: int) -> np.ndarray:
    """About `count` round numbers between the lowest and the highest value, at least two."""
    low, middle, high = np.quantile(values, [0.0, 0.5, 1.0])
    if high == low:
        return np.array([low - 1.0, low + 1.0])
    if high - low > _STEEP * (middle - low):
        high = float(np.quantile(values, 0.9))
    if high - low > _STEEP * (np.quantile(values, 0.1) - low) and middle > low:
        return _steep_levels(float(low), float(high), count)
    return np.asarray(MaxNLocator(count, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high))


def _steep_levels(low: float, high: float, count: int) -> np.ndarray:
    """Steps up from the lowest value that grow: 1, 2, 5, 10, 20, 50... times a power of ten."""
    top = np.floor(np.log10(high - low))
    decades = np.arange(top - max(count // 3, 2) + 1, top + 1)
    steps = np.array([digit * 10.0**power for power in decades for digit in (1, 2, 5)])
    base = np.floor(low / steps[0]) * steps[0]
    return np.array([level for level in (base, *(base + steps)) if level <= 1.05 * high])


def shaded(levels: np.ndarray, shades: int = 8) -> np.ndarray:
    """The levels with others between them, so that the colour between two level curves changes smoothly."""
    places = np.linspace(0, len(levels) - 1, shades * (len(levels) - 1) + 1)
    return np.array(np.interp(places, np.arange(len(levels)), levels))
