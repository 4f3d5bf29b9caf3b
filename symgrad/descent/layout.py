"""Where the entries of vectors and matrices lie in the one list of numbers that a descent moves."""

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from symgrad.descent.start import start_point
from symgrad.errors import SymgradError

_MOST_ENTRIES = 10_000


class Layout(NamedTuple):
    """The names of a start, the shape of each, and what its entries are called in a trace: w_1, w_2."""

    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    entries: tuple[str, ...]

    @property
    def has_arrays(self) -> bool:
        """Whether something is a vector or a matrix."""
        return any(self.shapes)

    def values(self, point: Any) -> dict[str, Any]:
        """Every name with its number or array, from the list of all entries."""
        found, at = {}, 0
        for name, shape in zip(self.names, self.shapes, strict=True):
            count = math.prod(shape)
            found[name] = np.reshape(point[at : at + count], shape) if shape else float(point[at])
            at += count
        return found


def laid_out(start: Any) -> tuple[Layout, list[float]]:
    """The layout of a start and its numbers in a row. Raises SymgradError for what holds no numbers."""
    if not isinstance(start, Mapping):
        start_point(start)
    arrays = {key: shape_of(value) for key, value in start.items()}
    numbers: dict[str, Any] = {}
    for key, shape in arrays.items():
        plain = str(getattr(getattr(key, "data", key), "plain", key))
        flat = np.ravel(start[key]).tolist() if shape else [start[key]]
        if len(numbers) + len(flat) > _MOST_ENTRIES:
            raise SymgradError(f"a start of more than {_MOST_ENTRIES} numbers")
        numbers.update(zip(_entries(plain, shape), flat, strict=True))
    entries, values = start_point(numbers)
    names = tuple(str(getattr(getattr(key, "data", key), "plain", key)) for key in arrays)
    return Layout(names, tuple(arrays.values()), entries), values


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of a list or array; () for a number or its text. Raises SymgradError for a ragged list."""
    if isinstance(value, str):
        return ()
    try:
        return tuple(int(size) for size in np.shape(value))
    except ValueError:
        raise SymgradError("the rows of a matrix have different lengths") from None


def _entries(name: str, shape: tuple[int, ...]) -> Sequence[str]:
    """w_1, w_2 of a vector; W_11, W_12 of a matrix, with a comma where an index has two digits."""
    if not shape:
        return [name]
    between = "" if all(size < 10 for size in shape) else ","
    places = product(*(range(1, size + 1) for size in shape))
    return [f"{name}_{between.join(map(str, place))}" for place in places]
