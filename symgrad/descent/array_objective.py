"""What is to be made small where the variables are vectors and matrices: their entries in one row, by the layout."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from symgrad.descent.layout import Layout
from symgrad.descent.objective import Objective
from symgrad.errors import SymgradError
from symgrad.numeric import read, value_and_grad
from symgrad.terms.build import name as name_of

Array = Any


def from_arrays(f: Any, layout: Layout, data: Mapping[str, Any]) -> Objective:
    """The objective of a matrix formula; text takes the shapes of the start and the data.

    The rows of the data are the first sides of its arrays, where these are equal; a batch takes some of them, for which
    the number of rows in the formula must be a letter. Raises SymgradError for what is missing or does not fit.
    """
    arrays = {key: np.asarray(value, dtype=float) for key, value in data.items()}
    shapes = {**dict(zip(layout.names, layout.shapes, strict=True)), **{key: a.shape for key, a in arrays.items()}}
    graph = read(f) if not isinstance(f, str) else _parsed(f, shapes)
    compiled = value_and_grad(graph, layout.names)
    rows = _rows(arrays)

    def both(point: Array, chosen: Array | None) -> tuple[float, Array]:
        part = arrays if chosen is None else {key: a[chosen] if a.ndim else a for key, a in arrays.items()}
        with np.errstate(all="ignore"):
            value, slopes = compiled(**part, **layout.values(point))
        return float(value), np.concatenate([np.ravel(slope) for slope in slopes])

    variables = tuple(name_of(one) for one in layout.entries)
    return Objective(graph.output.name, variables, both, _no_grid, True, rows)


def _parsed(text: str, shapes: Mapping[str, tuple[int, ...]]) -> Any:
    from symgrad.parsing import parse

    return parse(text, shapes=dict(shapes))


def _rows(arrays: Mapping[str, Array]) -> int | None:
    lengths = {a.shape[0] for a in arrays.values() if a.ndim}
    return lengths.pop() if len(lengths) == 1 else None


def _no_grid(*_: Array) -> Array:
    raise SymgradError("a function of vectors and matrices has no contour plot", hint="use plot.loss")
