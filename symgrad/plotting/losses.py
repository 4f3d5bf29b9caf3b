"""The value step by step, for one descent or for several side by side."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from symgrad.plotting.style import INK, SERIES, finish, new_figure, written


def loss(trace: Any, *, path: str | Path | None = None) -> Figure:
    """The value at each step of a descent; `{"eta = 0.1": trace, ...}` draws several.

    The scale is logarithmic where all values are positive and span more than a factor of 100. `path` saves the picture.
    """
    runs: Mapping[str, Any] = trace if isinstance(trace, Mapping) else {"": trace}
    figure, axes = new_figure(7, 4.4)
    for (name, run), colour in zip(runs.items(), SERIES * (1 + len(runs) // len(SERIES)), strict=False):
        values = np.where(np.isfinite(run.values), run.values, np.nan)
        marker = "o" if len(values) <= 40 else ""
        axes.plot(range(len(values)), values, color=colour, linewidth=2, marker=marker, markersize=4, label=name)
    everything = np.concatenate([np.asarray(run.values, dtype=float) for run in runs.values()])
    finite = everything[np.isfinite(everything)]
    if finite.size and finite.min() > 0 and finite.max() > 100 * finite.min():
        axes.set_yscale("log")
    axes.set_xlabel("step", fontsize=12, color=INK)
    axes.set_ylabel(written(next(iter(runs.values())).objective.label), fontsize=12, color=INK)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(alpha=0.25)
    if len(runs) > 1:
        axes.legend(fontsize=10.5, frameon=False)
    return finish(figure, path)
