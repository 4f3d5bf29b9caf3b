"""Functions of whole arrays in NumPy. Every array has two sides: a vector is a column, of shape (n, 1).

They stand in the source that is generated for matrix formulas, so each says all it needs by itself.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Array = Any


def ones(rows: int) -> Array:
    """A column of ones."""
    return np.ones((rows, 1))


def zeros(rows: int, columns: int = 1) -> Array:
    """Zeros of this shape."""
    return np.zeros((rows, columns))


def total(x: Array) -> Array:
    """The sum of all entries."""
    return np.sum(x)


def logsumexp(x: Array) -> Array:
    """log of the sum of exp of all entries, without overflow."""
    largest = np.max(x)
    return largest + np.log(np.sum(np.exp(x - largest)))


def softmax(x: Array) -> Array:
    """Of a column, or of each row of a matrix, without overflow."""
    axis = 0 if x.shape[1] == 1 else 1
    powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)


def diag(x: Array) -> Array:
    """The matrix with this column on its diagonal."""
    return np.diag(x[:, 0])


def diagonal(x: Array) -> Array:
    """The diagonal as a column."""
    return np.diag(x)[:, None]


def vec(x: Array) -> Array:
    """The columns one under the other."""
    return np.reshape(x, (-1, 1), order="F")


def pad(x: Array, *widths: int) -> Array:
    """Zeros around, (top, bottom, left, right) or so many on every side; negative widths cut off."""
    if len(widths) == 1:
        widths *= 4 if x.shape[1] > 1 else 2
    top, bottom, left, right = (*widths, 0, 0)[:4]
    grown = np.pad(x, [(max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))])
    rows, columns = grown.shape
    return grown[max(-top, 0) : rows - max(-bottom, 0), max(-left, 0) : columns - max(-right, 0)]


def windows(x: Array, rows: int, columns: int, stride: int) -> Array:
    """All windows of this size as an array of four sides: where the window stands, then the place in it."""
    return sliding_window_view(x, (rows, columns))[::stride, ::stride]


def conv(x: Array, k: Array, stride: int = 1, padding: int = 0) -> Array:
    """Valid cross-correlation: the filter slides over the image and is not turned."""
    across = padding if x.shape[1] > 1 else 0
    image = pad(x, padding, padding, across, across)
    return np.tensordot(windows(image, k.shape[0], k.shape[1], stride), k, axes=2)


def rot180(x: Array) -> Array:
    """Turned by 180 degrees: the order of rows and columns reversed."""
    return x[::-1, ::-1]


def full_conv(x: Array, k: Array) -> Array:
    """Full convolution: the turned filter slides over the image with zeros all around it."""
    rows, columns = k.shape[0] - 1, k.shape[1] - 1
    return np.tensordot(windows(pad(x, rows, rows, columns, columns), rows + 1, columns + 1, 1), rot180(k), axes=2)


def dilate(x: Array, stride: int) -> Array:
    """stride - 1 zeros between entries."""
    rows, columns = x.shape
    found = np.zeros(((rows - 1) * stride + 1, (columns - 1) * stride + 1))
    found[::stride, ::stride] = x
    return found


def im2col(x: Array, width: int, stride: int = 1) -> Array:
    """Every window as a row."""
    across = width if x.shape[1] > 1 else 1
    return windows(x, width, across, stride).reshape(-1, width * across)


def col2im(x: Array, width: int, stride: int, rows: int, columns: int = 1) -> Array:
    """Every place gets the sum of what the windows that hold it say of it."""
    places = im2col(np.arange(rows * columns).reshape(rows, columns), width, stride)
    found = np.zeros(rows * columns)
    np.add.at(found, places, x)
    return found.reshape(rows, columns)


def maxpool(x: Array, width: int) -> Array:
    """The largest entry of each window; windows do not overlap."""
    return np.max(windows(x, width, width if x.shape[1] > 1 else 1, width), axis=(2, 3))


def avgpool(x: Array, width: int) -> Array:
    """The mean of each window; windows do not overlap."""
    return np.mean(windows(x, width, width if x.shape[1] > 1 else 1, width), axis=(2, 3))


def rows(x: Array, start: int, stop: int) -> Array:
    """The rows from start up to stop, counted from 0."""
    return x[start:stop]


def stack(*parts: Array) -> Array:
    """One under the other."""
    return np.concatenate([np.atleast_2d(part) for part in parts])


def unvec(x: Array, rows: int, columns: int) -> Array:
    """A vector cut into columns of this length, put side by side."""
    return x.reshape((rows, columns), order="F")


def identity(size: int) -> Array:
    """The identity matrix."""
    return np.eye(size)


def largest(x: Array) -> Array:
    """The largest entry."""
    return np.max(x)


def smallest(x: Array) -> Array:
    """The smallest entry."""
    return np.min(x)


def kron(a: Array, b: Array) -> Array:
    """The Kronecker product."""
    return np.kron(a, b)


#: id -> function of the arrays and then the options
ARRAY_FUNCTIONS: dict[str, Callable[..., Array]] = {
    "eye": identity,
    "sum": total,
    **{
        one.__name__: one
        for one in (
            ones, zeros, largest, smallest, logsumexp, softmax, diag, diagonal, vec, kron, conv, full_conv, rot180, pad,
            dilate, im2col, col2im, maxpool, avgpool, stack, rows, unvec,
        )
    },
}  # fmt: skip
