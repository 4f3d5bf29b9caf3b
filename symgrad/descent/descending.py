"""`descend`: from a start, step by step, to where the gradient is 0."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from symgrad.descent.array_objective import from_arrays
from symgrad.descent.batches import batches, steps_of
from symgrad.descent.layout import Layout, laid_out
from symgrad.descent.methods import METHODS, Options, optimiser, rate_of
from symgrad.descent.notices import notices
from symgrad.descent.objective import Objective, from_callables, from_formula
from symgrad.descent.optim import Transform
from symgrad.descent.trace import Run, Trace
from symgrad.descent.updates import follow, read_updates
from symgrad.descent.watch import Watch
from symgrad.errors import DomainError, SymgradError

Callback = Callable[[int, dict[str, float], float], Any]

_NOT_FINITE = "the value is not finite: the learning rate is probably too big"


def descend(
    f: Any,
    start: Mapping[str, Any] | None = None,
    *,
    gradient: Callable[..., Any] | None = None,
    method: str | Transform = "gradient_descent",
    learning_rate: float | None = None,
    momentum: float = 0.9,
    steps: int = 100,
    epochs: int | None = None,
    tolerance: float = 1e-9,
    data: Mapping[str, Any] | None = None,
    batch_size: int | None = None,
    callback: Callback | None = None,
    seed: int = 0,
    check_every: int = 0,
) -> Trace:
    """Follow the gradient of f downhill from `start`, {"x": 3, "y": 1}, and record every step.

    f is a formula (text, graph, SymPy expression, Python function; of vectors and matrices where the start holds
    arrays), or an update such as w <- w - 0.1*2w, which is
    followed as it stands; with `gradient=` any callable, such as a result of `sympy.lambdify`. What stays fixed gets
    its value in `data`, a number or a column: over rows their mean descends, `batch_size` rows at a time. `method` is
    one of `METHODS` or a chain of `optim`; `learning_rate` is 0.1, or 1 where the method finds its step by itself.
    `Trace.stopped` says why it stopped: a gradient shorter than `tolerance` (0: never), `steps` (or `epochs` through
    the data) done, `callback(step, point, value)` true, no finite value. At the start and every `check_every` steps
    floats are compared with ball arithmetic, which goes on alone where they are off, with a notice.
    Raises SymgradError for input that makes no sense, DomainError where f has no value at the start.
    """
    _check(steps, epochs, tolerance)
    layout, entries = laid_out(start)
    if gradient is None and (updates := read_updates(f, start or {}, data or {})):
        return follow(updates, layout, entries, data or {}, steps=steps, tolerance=tolerance, callback=callback)
    names, numbers = layout.entries, entries
    objective = _objective(f, gradient, layout, data or {})
    options = Options(learning_rate, momentum)
    transform = optimiser(method, options)
    rows = batches(objective.rows, batch_size, seed)
    limit = steps if epochs is None else steps_of(epochs, objective.rows, batch_size)
    to_root = isinstance(method, str) and METHODS[method].to_root
    watch = Watch(objective, check_every)
    run = _Walk(watch, transform, rows, tolerance, callback, to_root).run(np.array(numbers), limit)
    found = (*watch.found, *notices(names, np.array(run.points), run.values, np.array(run.gradients)))
    named = method if isinstance(method, str) else "chain"
    return Trace(names, run, found, named, rate_of(method, options), momentum, objective, layout)


def _check(steps: int, epochs: int | None, tolerance: float) -> None:
    _require(steps, epochs, tolerance)


def _require(steps: int, epochs: int | None, tolerance: float) -> None:
    if steps < 0 or (epochs is not None and epochs < 0):
        raise SymgradError("the number of steps cannot be negative", hint="steps=100")
    if not tolerance >= 0:
        raise SymgradError(f"tolerance must be 0 or positive, not {tolerance}", hint="tolerance=1e-9")


def _objective(f: Any, gradient: Any, layout: Layout, data: Mapping[str, Any]) -> Objective:
    if gradient is None:
        return from_arrays(f, layout, data) if layout.has_arrays else from_formula(f, layout.entries, data)
    if not callable(gradient) or not callable(f):
        raise SymgradError("with gradient= both f and the gradient must be callables", hint="leave gradient= out")
    if data:
        raise SymgradError("data goes with a formula, not with callables", hint="let the callables hold their data")
    return from_callables(f, gradient, layout.entries)


class _Walk:
    """One descent under way."""

    def __init__(
        self,
        objective: Watch,
        transform: Transform,
        rows: Iterator[np.ndarray | None],
        tolerance: float,
        callback: Callback | None,
        to_root: bool,
    ) -> None:
        self.objective = objective
        self.transform = transform
        self.rows = rows
        self.tolerance = tolerance
        self.callback = callback
        self.to_root = to_root
        self.batch: np.ndarray | None = None
        self.names = objective.names

    def run(self, point: np.ndarray, steps: int) -> Run:
        """All steps. Raises DomainError where there is no value at the start."""
        value, gradient, slope = self.objective.checked(0, point, self._at(point))
        run = Run([point], [value], [gradient], "")
        state = self.transform.init(point)
        for step in range(steps):
            run.stopped = self._reason(step, point, value, gradient)
            if run.stopped:
                return run
            try:
                change, state = self.transform.update(slope, state, point, self._elsewhere)
                value, gradient, slope = self._at(point + change)
            except DomainError as error:
                run.stopped = f"there is no next point: {error.reason}"
                return run
            point = point + change
            value, gradient, slope = self.objective.checked(step + 1, point, (value, gradient, slope))
            run.record(point, value, gradient)
            if self.tolerance and not change.any():
                run.stopped = "the point no longer moves"
                return run
        run.stopped = self._reason(steps, point, value, gradient) or "all steps used"
        return run

    def _at(self, point: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Value and gradient on all rows, and the gradient that the next step goes by."""
        self.batch = next(self.rows)
        value, gradient = self.objective.both(point, None)
        return value, gradient, gradient if self.batch is None else self._elsewhere(point)[1]

    def _elsewhere(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        """Value and gradient on the rows of this step."""
        return self.objective.both(point, self.batch)

    def _reason(self, step: int, point: np.ndarray, value: float, gradient: np.ndarray) -> str:
        """Why to stop here, or nothing."""
        if not (np.isfinite(value) and np.isfinite(gradient).all()):
            return _NOT_FINITE if step else "the value or its gradient at the start is too large for a float"
        if self.to_root and abs(value) < self.tolerance:
            return f"the value is 0 to within {self.tolerance:g}"
        if not self.to_root and math.hypot(*gradient) < self.tolerance:
            return f"the gradient is 0 to within {self.tolerance:g}"
        named = dict(zip(self.names, point.tolist(), strict=True))
        return "the callback asked to stop" if self.callback and self.callback(step, named, value) is True else ""
