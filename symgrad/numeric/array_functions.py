"""Functions of whole arrays in NumPy. Vectors have shape (n,), matrices (m, n); options are numbers.

Convolutions and pooling look at windows through `sliding_window_view`, which copies nothing.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Array = Any
Options = tuple[int, ...]


def total(x: Array) -> Array:
    """The sum of all entries."""
    return np.sum(x)


def logsumexp(x: Array) -> Array:
    """log of the sum of exp of all entries, without overflow."""
    largest = np.max(x)
    return largest + np.log(np.sum(np.exp(x - largest)))


def softmax(x: Array) -> Array:
    """Of a vector, or of each row of a matrix, without overflow."""
    powers = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def vec(x: Array) -> Array:
    """The columns one under the other."""
    return np.ravel(x, order="F")


def padded(x: Array, *widths: int) -> Array:
    """Zeros (before, after) along each side; negative widths cut off."""
    pairs = [widths[2 * i : 2 * i + 2] for i in range(x.ndim)]
    grown = np.pad(x, [(max(a, 0), max(b, 0)) for a, b in pairs])
    return grown[tuple(slice(max(-a, 0), n - max(-b, 0)) for (a, b), n in zip(pairs, grown.shape, strict=True))]


def _windows(x: Array, sides: tuple[int, ...], stride: int) -> Array:
    """All windows of these sides: shape (how many along each side..., sides...)."""
    steps = (slice(None, None, stride),) * x.ndim
    return sliding_window_view(x, sides)[steps]


def conv(x: Array, k: Array, stride: int = 1, padding: int = 0) -> Array:
    """Valid cross-correlation: the filter slides over the image and is not turned."""
    image = padded(x, *(padding,) * (2 * x.ndim))
    return np.tensordot(_windows(image, k.shape, stride), k, axes=x.ndim)


def full_conv(x: Array, k: Array) -> Array:
    """Full convolution: the turned filter slides over the image with zeros all around it."""
    widths = [n - 1 for n in k.shape for _ in range(2)]
    return conv(padded(x, *widths), rot180(k))


def rot180(x: Array) -> Array:
    """Turned by 180 degrees: the order of rows and columns reversed."""
    return np.flip(x)


def dilated(x: Array, stride: int) -> Array:
    """stride - 1 zeros between entries."""
    found = np.zeros([(n - 1) * stride + 1 for n in x.shape])
    found[(slice(None, None, stride),) * x.ndim] = x
    return found


def im2col(x: Array, width: int, stride: int = 1) -> Array:
    """Every window as a row."""
    windows = _windows(x, (width,) * x.ndim, stride)
    return windows.reshape(-1, width**x.ndim)


def col2im(columns: Array, width: int, stride: int, *sides: int) -> Array:
    """Every place gets the sum of what the windows that hold it say of it."""
    places = im2col(np.arange(int(np.prod(sides))).reshape(sides), width, stride)
    found = np.zeros(int(np.prod(sides)))
    np.add.at(found, places, columns)
    return found.reshape(sides)


def _pooled(x: Array, width: int, reduce_: Callable[..., Array]) -> Array:
    windows = _windows(x, (width,) * x.ndim, width)
    return reduce_(windows, axis=tuple(range(x.ndim, 2 * x.ndim)))


def maxpool(x: Array, width: int) -> Array:
    """The largest entry of each window; windows do not overlap."""
    return _pooled(x, width, np.max)


def avgpool(x: Array, width: int) -> Array:
    """The mean of each window; windows do not overlap."""
    return _pooled(x, width, np.mean)


def stack(*parts: Array) -> Array:
    """One under the other."""
    return np.concatenate([np.atleast_1d(part) for part in parts])


#: id -> value from the arrays and the options
ARRAY_FUNCTIONS: dict[str, Callable[[Sequence[Array], Options], Array]] = {
    "ones": lambda _, options: np.ones(options),
    "zeros": lambda _, options: np.zeros(options),
    "eye": lambda _, options: np.eye(*options),
    "sum": lambda arrays, _: total(*arrays),
    "largest": lambda arrays, _: np.max(arrays[0]),
    "smallest": lambda arrays, _: np.min(arrays[0]),
    "logsumexp": lambda arrays, _: logsumexp(*arrays),
    "softmax": lambda arrays, _: softmax(*arrays),
    "diag": lambda arrays, _: np.diag(arrays[0]),
    "diagonal": lambda arrays, _: np.diag(arrays[0]),
    "vec": lambda arrays, _: vec(*arrays),
    "kron": lambda arrays, _: reduce(np.kron, arrays),
    "conv": lambda arrays, options: conv(*arrays, *options),
    "full_conv": lambda arrays, _: full_conv(*arrays),
    "rot180": lambda arrays, _: rot180(*arrays),
    "pad": lambda arrays, options: padded(*arrays, *options),
    "dilate": lambda arrays, options: dilated(*arrays, *options),
    "im2col": lambda arrays, options: im2col(*arrays, *options),
    "col2im": lambda arrays, options: col2im(*arrays, *options),
    "maxpool": lambda arrays, options: maxpool(*arrays, *options),
    "avgpool": lambda arrays, options: avgpool(*arrays, *options),
    "stack": lambda arrays, _: stack(*arrays),
    "rows": lambda arrays, options: arrays[0][options[0] : options[1]],
}
