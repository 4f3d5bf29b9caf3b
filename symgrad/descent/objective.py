"""What is to be made small: value and gradient at a point, from a formula or from a user's own callables."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from symgrad.descent.exact import Exact
from symgrad.errors import SymgradError
from symgrad.numeric import Compiled, lambdify, read, value_and_grad
from symgrad.terms import Term, simple_name
from symgrad.terms.build import name as name_of

Array = Any


class Objective(NamedTuple):
    """A function of the variables that descend, data filled in.

    `both(point, rows)` gives (value, gradient) on some rows of the data (None: all), `value(*arrays)` values on grids.
    `label` and `variables` are how the function and its variables are written; `several` says whether the function has
    further variables, so that slopes are partial; `rows` is the number of rows of the data, None without
    columns; `formula` is what f was typed as, where that is one formula in the variables alone; `exact` judges the
    floats of `both` where there is a formula and no columns.
    """

    label: Term
    variables: tuple[Term, ...]
    both: Callable[[Array, Array | None], tuple[float, Array]]
    value: Callable[..., Array]
    several: bool
    rows: int | None = None
    formula: Term | None = None
    exact: Exact | None = None


def from_formula(f: Any, names: Sequence[str], data: Mapping[str, Any]) -> Objective:
    """The objective of text, a graph, a term or a SymPy expression; the mean over the rows of the data.

    Raises SymgradError for a variable that has neither a start nor data.
    """
    graph = read(f)
    compiled = value_and_grad(graph, tuple(names))
    if isinstance(compiled, Compiled):
        compiled.warns = False  # a descent has notices of its own
    order = [simple_name(arg).key for arg in compiled.args]
    place = {simple_name(name).key: i for i, name in enumerate(names)}
    fixed = {simple_name(key).key: _data(key, value) for key, value in data.items()}
    missing = [arg for arg, key in zip(compiled.args, order, strict=True) if key not in place and key not in fixed]
    if missing:
        hint = f"add {missing[0]} to start, or to data if it stays fixed"
        raise SymgradError(f"no start value for {missing[0]}", hint=hint)
    rows = _row_count(fixed)

    def both(point: Array, chosen: Array | None) -> tuple[float, Array]:
        part = fixed if chosen is None else {key: v[chosen] if np.ndim(v) else v for key, v in fixed.items()}
        numbers = point.tolist()
        with np.errstate(all="ignore"):
            value, slopes = compiled(*(numbers[place[key]] if key in place else part[key] for key in order))
        return (value, np.array(slopes)) if rows is None else (float(np.mean(value)), np.mean(slopes, axis=-1))

    value = _on_grid(lambdify(graph, compiled.args), order, place, fixed)
    formula = graph.output.term if len(graph.definitions) == 1 and not fixed else None
    exact = Exact(graph, names, fixed) if rows is None else None
    return Objective(graph.output.name, _terms(names), both, value, len(order) > 1, rows, formula, exact)


def from_callables(f: Callable[..., Any], gradient: Callable[..., Any], names: Sequence[str]) -> Objective:
    """The objective of a user's own code, such as two results of `sympy.lambdify`: called with one number a variable.

    A callable of one argument where there are several variables is called with an array of them.
    """
    value_at, gradient_at = _caller(f, len(names)), _caller(gradient, len(names))

    def both(point: Array, _: Array | None) -> tuple[float, Array]:
        slopes = np.ravel(np.asarray(gradient_at(point), dtype=float))
        if slopes.size != len(names):
            raise SymgradError(f"the gradient has {slopes.size} entries for {len(names)} variables")
        return float(value_at(point)), slopes

    value = np.vectorize(lambda *numbers: float(value_at(np.array(numbers))), otypes=[float])
    return Objective(name_of("f"), _terms(names), both, value, len(names) > 1)


def _caller(function: Callable[..., Any], count: int) -> Callable[[Array], Any]:
    try:
        takes_array = count > 1 and len(inspect.signature(function).parameters) == 1
    except (TypeError, ValueError):
        takes_array = False
    return function if takes_array else lambda point: function(*point.tolist())


def _terms(names: Sequence[str]) -> tuple[Term, ...]:
    return tuple(name_of(name) for name in names)


def _data(key: str, value: Any) -> Any:
    array = np.asarray(value, dtype=float)
    if not np.isfinite(array).all():
        raise SymgradError(f"the data of {key} is not finite", hint="leave out rows without a value")
    return float(array) if array.ndim == 0 else array


def _row_count(fixed: Mapping[str, Any]) -> int | None:
    lengths = {key: len(value) for key, value in fixed.items() if np.ndim(value)}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{key} {length}" for key, length in lengths.items())
        raise SymgradError(f"the columns of data differ in length: {listed}")
    return next(iter(lengths.values()), None)


def _on_grid(
    function: Callable[..., Any], order: Sequence[str], place: Mapping[str, int], fixed: Mapping[str, Any]
) -> Callable[..., Array]:
    """The value on arrays of points: the mean over the rows of the data, which run along a new last axis."""
    columns = any(np.ndim(v) for v in fixed.values())

    def value(*grids: Array) -> Array:
        points = [np.asarray(grid, dtype=float)[..., None] if columns else grid for grid in grids]
        values = function(*(points[place[key]] if key in place else fixed[key] for key in order))
        return np.mean(values, axis=-1) if columns else values

    return value
