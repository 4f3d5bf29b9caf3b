"""Functions that generated code for matrices calls by the names of printed Python. Every array has two sides."""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = Any


def norm(x: Array, kind: float = 2) -> Array:
    """The norm of all entries: the root of their squares (2), the sum of their sizes (1), the largest of them (oo)."""
    sizes = np.abs(x)
    if kind == 1:
        return np.sum(sizes)
    return np.max(sizes) if kind == np.inf else np.sqrt(np.sum(sizes**2))


def inner(x: Array, y: Array) -> Array:
    """The sum of the products of entries."""
    return np.sum(x * y)


def tr(x: Array) -> Array:
    """The trace."""
    return np.trace(x)


def det(x: Array) -> Array:
    """The determinant."""
    return np.linalg.det(x)


def inv(x: Array) -> Array:
    """The inverse. Raises LinAlgError where there is none."""
    return np.linalg.inv(x)


def matrix_power(x: Array, exponent: int) -> Array:
    """The product of so many equal factors."""
    return np.linalg.matrix_power(x, exponent)


def sqrt(x: Array) -> Array:
    """The square root of every entry."""
    return np.sqrt(x)


def root(x: Array, degree: int) -> Array:
    """The real root of every entry."""
    size = np.abs(x) ** (1 / degree)
    return np.copysign(size, x) if degree % 2 else np.where(x < 0, np.nan, size)


def exp(x: Array) -> Array:
    """exp of every entry."""
    return np.exp(x)


def Indicator(condition: Array) -> Array:  # the name it has in printed Python
    """1 where the condition holds, else 0."""
    return np.where(condition, 1.0, 0.0)


NOTATION: dict[str, Callable[..., Array]] = {
    one.__name__: one for one in (norm, inner, tr, det, inv, matrix_power, sqrt, root, exp, Indicator)
}
"""The functions by name."""

CONSTANTS = {"E": np.e, "pi": np.pi, "oo": np.inf}
