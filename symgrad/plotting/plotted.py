"""What a picture needs of a function: values on arrays, slopes at points, and how it is written."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from symgrad.errors import SymgradError
from symgrad.numeric import lambdify, read, value_and_grad
from symgrad.terms import Term
from symgrad.terms.build import name as name_of

Array = Any


class Plotted(NamedTuple):
    """A function to be drawn. `value` takes one array a variable; `slopes` one number each, and gives the gradient.

    `formula` is the right-hand side where there is one.
    """

    label: Term
    variables: tuple[Term, ...]
    value: Callable[..., Array]
    slopes: Callable[..., Array]
    formula: Term | None = None

    def on_grid(self, *grids: Array) -> np.ndarray:
        """Values as floats, NaN where there are none."""
        with np.errstate(all="ignore"):
            values = np.asarray(self.value(*grids), dtype=float)
        return np.broadcast_to(values, np.broadcast_shapes(*(np.shape(grid) for grid in grids)))

    def at(self, *point: float) -> float:
        """The value at one point."""
        return float(self.on_grid(*(np.array([coordinate]) for coordinate in point))[0])


def plotted(f: Any, count: int) -> Plotted:
    """A function of `count` variables from a formula or from a callable on arrays. Raises SymgradError."""
    if isinstance(f, Plotted):
        found = f
    elif callable(f) and not isinstance(f, Term):
        found = _from_callable(f)
    else:
        found = _from_formula(f)
    if len(found.variables) != count:
        names = ", ".join(one.data.plain for one in found.variables) or "none"
        raise SymgradError(f"this picture is of a function of {count} variables, not of {names}")
    return found


def _from_formula(f: Any) -> Plotted:
    graph = read(f)
    both = value_and_grad(graph)
    value = lambdify(graph, both.args, backend="numpy")
    names = {one.data.plain: one for one in graph.inputs}
    variables = tuple(names.get(arg) or name_of(arg) for arg in both.args)
    single = len(graph.definitions) == 1
    return Plotted(graph.output.name, variables, value, lambda *point: np.array(both(*point)[1]),
                   graph.output.term if single else None)  # fmt: skip


def _from_callable(f: Callable[..., Any]) -> Plotted:
    names = tuple(inspect.signature(f).parameters)
    return Plotted(name_of("f"), tuple(map(name_of, names)), f, lambda *point: _differences(f, point))


def _differences(f: Callable[..., Any], point: Sequence[float]) -> np.ndarray:
    """Central differences: good to the six or so figures that a picture needs."""
    steps = np.diag([1e-6 * max(1.0, abs(coordinate)) for coordinate in point])
    here = np.array(point, dtype=float)
    return np.array([(f(*(here + h)) - f(*(here - h))) / (2 * h.sum()) for h in steps])
