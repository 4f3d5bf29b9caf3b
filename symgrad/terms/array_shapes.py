"""Shapes of functions of whole arrays, one row a function: from the shapes of the arguments and the options.

Sizes that only make sense as numbers (a stride above 1, the sides of a filter) must be numbers.
"""

from collections.abc import Callable

from symgrad.errors import ShapeError
from symgrad.terms.shapes import Shape, Size, as_matrix, from_matrix, shape_text
from symgrad.terms.sizes import shifted, times

Option = int | str
Options = tuple[Option, ...]
Rule = Callable[[tuple[Shape, ...], Options], Shape]


def _whole(size: Size, what: str) -> int:
    if isinstance(size, int):
        return size
    raise ShapeError(f"{what} needs sizes in numbers, here {size}", hint="declare the shape in numbers")


def _vector(shape: Shape, what: str) -> Size:
    if len(shape) == 1:
        return shape[0]
    raise ShapeError(f"{what} needs a vector, here a {shape_text(shape)}")


def _diagonal(shape: Shape) -> Shape:
    rows, columns = as_matrix(shape)
    if rows != columns:
        raise ShapeError(f"the diagonal needs a square matrix, here {rows} x {columns}")
    return from_matrix(rows, 1)


def _kron(left: Shape, right: Shape) -> Shape:
    sides = zip(as_matrix(left), as_matrix(right), strict=True)
    rows, columns = (times(a, b) for a, b in sides)
    return from_matrix(rows, columns)


def _each(shapes: tuple[Shape, ...], what: str) -> tuple[tuple[Size, ...], ...]:
    """The sides of image and filter, side by side; both are vectors or both are matrices."""
    if len({len(shape) for shape in shapes}) > 1 or not shapes[0]:
        raise ShapeError(f"{what} needs two vectors or two matrices, here {' and '.join(map(_a, shapes))}")
    return tuple(zip(*shapes, strict=True))


def _a(shape: Shape) -> str:
    return f"a {shape_text(shape)}"


def _windows(length: Size, width: Size, stride: int, padding: int, what: str) -> Size:
    """How many windows of a width fit: floor((n + 2p - k) / s) + 1."""
    k = _whole(width, what)
    if stride == 1 and isinstance(length, str):
        return shifted(length, 2 * padding - k + 1)
    count = (_whole(length, what) + 2 * padding - k) // stride + 1
    if count < 1:
        raise ShapeError(f"{what}: a window of {k} does not fit in {length}", hint="take a smaller filter or padding")
    return count


def _conv(shapes: tuple[Shape, ...], options: Options) -> Shape:
    stride, padding = _numbers(options)
    sides = _each(shapes, "a convolution")
    return _shape(tuple(_windows(n, k, stride, padding, "a convolution") for n, k in sides))


def _full(shapes: tuple[Shape, ...], _: Options) -> Shape:
    sides = _each(shapes, "a full convolution")
    return _shape(tuple(shifted(n, _whole(k, "a full convolution") - 1) for n, k in sides))


def _shape(sides: tuple[Size, ...]) -> Shape:
    return from_matrix(sides[0], sides[1] if len(sides) == 2 else 1)


def _numbers(options: Options) -> tuple[int, ...]:
    return tuple(int(option) for option in options)


def _pad(shapes: tuple[Shape, ...], options: Options) -> Shape:
    """Zeros before and after along each side; a negative number cuts off."""
    widths = _numbers(options)
    if len(widths) != 2 * len(shapes[0]):
        raise ShapeError(f"padding of a {shape_text(shapes[0])} needs {2 * len(shapes[0])} widths, not {len(widths)}")
    return _shape(tuple(shifted(n, widths[2 * i] + widths[2 * i + 1]) for i, n in enumerate(shapes[0])))


def _dilate(shapes: tuple[Shape, ...], options: Options) -> Shape:
    (stride,) = _numbers(options)
    return _shape(tuple(n if stride == 1 else (_whole(n, "dilation") - 1) * stride + 1 for n in shapes[0]))


def _im2col(shapes: tuple[Shape, ...], options: Options) -> Shape:
    width, stride = _numbers(options)
    counts = [_windows(n, width, stride, 0, "im2col") for n in shapes[0]]
    if len(counts) == 1:
        return (counts[0], width)
    return (times(counts[0], counts[1]), width * width)


def _pool(shapes: tuple[Shape, ...], options: Options) -> Shape:
    (width,) = _numbers(options)
    return _shape(tuple(_windows(n, width, width, 0, "pooling") for n in shapes[0]))


def _stack(shapes: tuple[Shape, ...], _: Options) -> Shape:
    """One under the other."""
    sides = [as_matrix(shape) for shape in shapes]
    if len({columns for _, columns in sides}) > 1:
        raise ShapeError(f"stacking needs equally many columns, here {' and '.join(map(_a, shapes))}")
    total: Size = sides[0][0]
    for rows, _columns in sides[1:]:
        total = (
            shifted(total, rows)
            if isinstance(rows, int)
            else shifted(rows, total)
            if isinstance(total, int)
            else f"{total}+{rows}"
        )
    return from_matrix(total, sides[0][1])


def _rows(shapes: tuple[Shape, ...], options: Options) -> Shape:
    """The rows start + 1 to stop."""
    start, stop = _numbers(options)
    rows, columns = as_matrix(shapes[0])
    if not 0 <= start < stop or (isinstance(rows, int) and stop > rows):
        raise ShapeError(f"the rows {start + 1} to {stop} are not in a {shape_text(shapes[0])}")
    return from_matrix(stop - start, columns)


def _unvec(shapes: tuple[Shape, ...], options: Options) -> Shape:
    """A vector cut into columns, the undoing of vec."""
    rows, columns = options
    length = times(*as_matrix(shapes[0]))
    if length != times(rows, columns):
        raise ShapeError(f"{length} entries do not fill a {shape_text((rows, columns))}")
    return from_matrix(rows, columns)


#: id -> shape from the shapes of the arguments and the options
SHAPES: dict[str, Rule] = {
    "ones": lambda _, options: from_matrix(options[0], 1),
    "zeros": lambda _, options: from_matrix(options[0], options[1] if len(options) > 1 else 1),
    "eye": lambda _, options: from_matrix(options[0], options[0]),
    "sum": lambda _, __: (),
    "largest": lambda _, __: (),
    "smallest": lambda _, __: (),
    "logsumexp": lambda _, __: (),
    "softmax": lambda shapes, _: shapes[0],
    "diag": lambda shapes, _: from_matrix(*[_vector(shapes[0], "Diag")] * 2),
    "diagonal": lambda shapes, _: _diagonal(shapes[0]),
    "vec": lambda shapes, _: from_matrix(times(*as_matrix(shapes[0])), 1),
    "unvec": _unvec,
    "kron": lambda shapes, _: _kron(*shapes),
    "conv": _conv,
    "full_conv": _full,
    "rot180": lambda shapes, _: shapes[0],
    "pad": _pad,
    "dilate": _dilate,
    "im2col": _im2col,
    "col2im": lambda _, options: _shape(options[2:]),
    "maxpool": _pool,
    "avgpool": _pool,
    "stack": _stack,
    "rows": _rows,
}
