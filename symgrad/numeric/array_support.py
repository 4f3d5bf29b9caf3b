"""What generated code for arrays may call besides NumPy."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from symgrad.numeric.scalars import Special

Array = Any


def odd_root_array(x: Array, degree: int) -> Array:
    """The real root of odd degree, entrywise."""
    return np.copysign(np.abs(x) ** (1 / degree), x)


def common_shape(*arguments: Array) -> tuple[int, ...]:
    """The shape that the arguments broadcast to. Raises ValueError where they do not."""
    return np.broadcast_shapes(*map(np.shape, arguments))


def fit(value: Array, shape: tuple[int, ...]) -> Array:
    """A value that does not depend on every argument, in the shape that all arguments have together."""
    return value if np.shape(value) == shape else np.array(np.broadcast_to(value, shape))


def _entrywise(function: Callable[..., float]) -> Callable[..., Any]:
    def or_nan(*arguments: float) -> float:
        try:
            return function(*arguments)
        except (ValueError, ZeroDivisionError):
            return math.nan

    return np.vectorize(or_nan, otypes=[float])


@cache
def array_names() -> Mapping[str, Any]:
    """The names that source for arrays uses."""
    return {
        "np": np,
        "odd_root": odd_root_array,
        "common_shape": common_shape,
        "fit": fit,
        "special": Special(_entrywise),
    }


def quietly(function: Callable[..., Any], values: Sequence[float]) -> Any:
    """The function for arrays at floats, as floats and without warnings: too large is infinite, undefined is NaN."""
    with np.errstate(all="ignore"):
        return _plain(function(*map(np.float64, values)))


def lacks_a_number(value: Any) -> bool:
    """Whether a float among these, which may be tuples of floats, is NaN."""
    return any(map(lacks_a_number, value)) if isinstance(value, tuple) else math.isnan(value)


def _plain(value: Any) -> Any:
    return tuple(map(_plain, value)) if isinstance(value, tuple) else float(value)


def as_floats(arguments: Sequence[Any]) -> list[Array]:
    """Arguments as arrays or scalars of floats (complex ones stay), since integer arrays have no negative powers."""
    arrays = [np.asarray(argument) for argument in arguments]
    return [array if array.dtype.kind in "fc" else array.astype(float) for array in arrays]
