"""The record of a descent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from symgrad.descent.layout import Layout
from symgrad.descent.notices import Notice
from symgrad.descent.objective import Objective

if TYPE_CHECKING:
    from symgrad.plotting import Figure, Plotted


_FEW = 8
"""More variables than this are not written out in tables."""


@dataclass
class Run:
    """Points, values and gradients as they come, and why they ended."""

    points: list[np.ndarray]
    values: list[float]
    gradients: list[np.ndarray]
    stopped: str

    def record(self, point: np.ndarray, value: float, gradient: np.ndarray) -> None:
        """Add one step."""
        self.points.append(point)
        self.values.append(value)
        self.gradients.append(gradient)


class Trace:
    """A descent step by step: `points` (index 0 is the start), `values` and `gradients` there, why it `stopped`.

    Points and gradients are dictionaries from the names of the variables to numbers or arrays; `entries` and `slopes`
    the same with every entry of an array by itself. `notices` say what is remarkable (diverging, oscillating, plateau),
    each with the numbers it rests on.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        run: Run,
        notices: tuple[Notice, ...],
        method: str,
        learning_rate: float,
        momentum: float,
        objective: Objective,
        layout: Layout | None = None,
    ) -> None:
        self.names = names
        self.entries = [dict(zip(names, point.tolist(), strict=True)) for point in run.points]
        self.slopes = [dict(zip(names, slopes.tolist(), strict=True)) for slopes in run.gradients]
        shaped = layout is not None and layout.has_arrays
        self.points = [layout.values(one) for one in run.points] if layout and shaped else self.entries
        self.gradients = [layout.values(one) for one in run.gradients] if layout and shaped else self.slopes
        self.values = [float(value) for value in run.values]
        self.stopped = run.stopped
        self.notices = notices
        self.method = method
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.objective = objective

    def __len__(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    def __repr__(self) -> str:
        at = ", ".join(f"{name} = {value:.6g}" for name, value in self.entries[-1].items()) if self.few else "the end"
        return f"<Trace: {len(self)} steps of {self.method} to {at}, value {self.values[-1]:.6g}; {self.stopped}>"

    @property
    def few(self) -> bool:
        """Whether the variables are few enough to be listed."""
        return len(self.names) <= _FEW

    def table(self, rows: int = 12) -> str:
        """The steps as a table in text; of a long run the first and the last, `rows` in all."""
        from symgrad.descent.table import table

        return table(self, rows)

    def latex(self, first: int = 3) -> str:
        """The first updates written out with numbers, as LaTeX to stand in display mathematics."""
        from symgrad.descent.written import latex

        return latex(self, first)

    def words(self, first: int = 1) -> list[str]:
        """What each of the first updates does, one sentence a step."""
        from symgrad.descent.written import sentence

        return [sentence(self, step) for step in range(min(first, len(self)))]

    def plot(self, path: str | None = None, **options: Any) -> "Figure":
        """The way down: on the curve for one variable, on the contour plot for two, else the value step by step.

        `path` saves the picture as svg, png or pdf. Options are those of the plotting functions.
        """
        from symgrad import plotting

        if len(self.names) == 1:
            return plotting.curve(self._plotted(), trace=self, path=path, **options)
        if len(self.names) == 2:
            return plotting.contour(self._plotted(), trace=self, path=path, **options)
        return plotting.loss(self, path=path, **options)

    def _plotted(self) -> "Plotted":
        from symgrad.plotting import Plotted

        def slopes(*point: float) -> Any:
            return self.objective.both(np.array(point), None)[1]

        about = self.objective
        return Plotted(about.label, about.variables, about.value, slopes, about.formula)
