"""Functions of whole arrays entry by entry, straight from their definitions: one row a function.

Grids are matrices; of a vector's grid only the first column is there. Nothing here knows a derivative.
"""

from collections.abc import Callable, Sequence
from typing import Any

from symgrad.terms.build import ONE, ZERO, call, div, exp, integer
from symgrad.terms.grid import Grid, entry_by_entry, grid_of, identity, product, single, total, turned
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, as_matrix

Build = Callable[[Sequence[Grid], tuple[Any, ...], Shape], Grid]


def _softmax(grids: Sequence[Grid], _: tuple[Any, ...], shape: Shape) -> Grid:
    """exp(z_i) over the sum of exp(z_k): in each row, or in the one column of a vector."""
    if len(shape) < 2:
        return turned(_softmax((turned(grids[0]),), (), (1, shape[0])))
    powers = entry_by_entry(grids, exp)
    sums = [total(powers.row(i)) for i in range(powers.rows)]
    return grid_of(powers.rows, powers.columns, lambda i, j: div(powers.at(i, j), sums[i]))


def _vec(grid: Grid) -> Grid:
    return Grid(len(grid.entries), 1, turned(grid).entries)


def _kron(left: Grid, right: Grid) -> Grid:
    def entry(i: int, j: int) -> Term:
        return product(left.at(i // right.rows, j // right.columns), right.at(i % right.rows, j % right.columns))

    return grid_of(left.rows * right.rows, left.columns * right.columns, entry)


def padded(grid: Grid, widths: tuple[int, ...]) -> Grid:
    """Zeros (top, bottom[, left, right]) around the grid; negative widths cut off."""
    top, bottom, left, right = (*widths, 0, 0)[:4]

    def entry(i: int, j: int) -> Term:
        row, column = i - top, j - left
        inside = 0 <= row < grid.rows and 0 <= column < grid.columns
        return grid.at(row, column) if inside else ZERO

    return grid_of(grid.rows + top + bottom, grid.columns + left + right, entry)


def _conv(grids: Sequence[Grid], options: tuple[Any, ...], shape: Shape) -> Grid:
    """Y_ij = sum over u, v of X_{is+u, js+v} K_uv."""
    stride, padding = options
    image, filter_ = padded(grids[0], (padding,) * (4 if grids[0].columns > 1 else 2)), grids[1]

    def entry(i: int, j: int) -> Term:
        return total(
            product(image.at(i * stride + u, j * stride + v), filter_.at(u, v))
            for u in range(filter_.rows)
            for v in range(filter_.columns)
        )

    return grid_of(*_sides(image, filter_, stride), entry)


def _sides(image: Grid, filter_: Grid, stride: int) -> tuple[int, int]:
    return (image.rows - filter_.rows) // stride + 1, (image.columns - filter_.columns) // stride + 1


def _full(grids: Sequence[Grid], _: tuple[Any, ...], shape: Shape) -> Grid:
    """Y_ij = sum over u, v of G_{i-u, j-v} K_uv, where the entry exists."""
    image, filter_ = grids

    def entry(i: int, j: int) -> Term:
        return total(
            product(image.at(i - u, j - v), filter_.at(u, v))
            for u in range(filter_.rows)
            for v in range(filter_.columns)
            if 0 <= i - u < image.rows and 0 <= j - v < image.columns
        )

    return grid_of(image.rows + filter_.rows - 1, image.columns + filter_.columns - 1, entry)


def _dilated(grid: Grid, stride: int) -> Grid:
    def entry(i: int, j: int) -> Term:
        return ZERO if i % stride or j % stride else grid.at(i // stride, j // stride)

    return grid_of((grid.rows - 1) * stride + 1, (grid.columns - 1) * stride + 1, entry)


def _windows(shape: Sequence[int], width: int, stride: int) -> list[list[tuple[int, int]]]:
    """The places (row, column) in each window, windows and places row by row."""
    rows, columns = shape[0], shape[1] if len(shape) == 2 else 1
    across = width if len(shape) == 2 else 1
    return [
        [(i + u, j + v) for u in range(width) for v in range(across)]
        for i in range(0, rows - width + 1, stride)
        for j in range(0, columns - across + 1, stride)
    ]


def _lengths(grid: Grid) -> tuple[int, ...]:
    """The sides; one of a vector."""
    return (grid.rows, grid.columns) if grid.columns > 1 else (grid.rows,)


def _im2col(grids: Sequence[Grid], options: tuple[Any, ...], shape: Shape) -> Grid:
    width, stride = options
    image = grids[0]
    windows = _windows(_lengths(image), width, stride)
    return Grid(len(windows), len(windows[0]), tuple(image.at(*place) for window in windows for place in window))


def _col2im(grids: Sequence[Grid], options: tuple[Any, ...], shape: Shape) -> Grid:
    """Every place gets the sum of what the windows that hold it say of it."""
    width, stride, *sides = options
    found: dict[tuple[int, int], list[Term]] = {}
    for i, window in enumerate(_windows(sides, width, stride)):
        for j, place in enumerate(window):
            found.setdefault(place, []).append(grids[0].at(i, j))
    rows, columns = (*sides, 1)[:2]
    return grid_of(rows, columns, lambda i, j: total(found.get((i, j), ())))


def _pooled(combine: Callable[..., Term]) -> Build:
    def pool(grids: Sequence[Grid], options: tuple[Any, ...], shape: Shape) -> Grid:
        (width,) = options
        image = grids[0]
        windows = _windows(_lengths(image), width, width)
        values = tuple(combine(*(image.at(*place) for place in window)) for window in windows)
        rows, columns = (int(size) for size in as_matrix(shape))
        return Grid(rows, columns, values)

    return pool


def _mean(*parts: Term) -> Term:
    return div(total(parts), integer(len(parts)))


def _largest(*parts: Term) -> Term:
    return call("max", *parts) if len(parts) > 1 else parts[0]


def _smallest(*parts: Term) -> Term:
    return call("min", *parts) if len(parts) > 1 else parts[0]


def _filled(value: Term) -> Build:
    def build(_: Sequence[Grid], __: tuple[Any, ...], shape: Shape) -> Grid:
        rows, columns = (int(size) for size in as_matrix(shape))
        return Grid(rows, columns, (value,) * (rows * columns))

    return build


#: id -> entries from those of the arguments, the options and the shape of the result
BUILD: dict[str, Build] = {
    "ones": _filled(ONE),
    "zeros": _filled(ZERO),
    "eye": lambda _, options, __: identity(options[0]),
    "sum": lambda grids, _, __: single(total(grids[0].entries)),
    "largest": lambda grids, _, __: single(_largest(*grids[0].entries)),
    "smallest": lambda grids, _, __: single(_smallest(*grids[0].entries)),
    "logsumexp": lambda grids, _, __: single(call("log", total(map(exp, grids[0].entries)))),
    "softmax": _softmax,
    "diag": lambda grids, _, __: grid_of(
        grids[0].rows, grids[0].rows, lambda i, j: grids[0].at(i, 0) if i == j else ZERO
    ),
    "diagonal": lambda grids, _, __: grid_of(grids[0].rows, 1, lambda i, _j: grids[0].at(i, i)),
    "vec": lambda grids, _, __: _vec(grids[0]),
    "unvec": lambda grids, options, __: grid_of(
        options[0], options[1], lambda i, j: grids[0].entries[j * options[0] + i]
    ),
    "kron": lambda grids, _, __: _kron(*grids),
    "conv": _conv,
    "full_conv": _full,
    "rot180": lambda grids, _, __: grids[0]._replace(entries=grids[0].entries[::-1]),
    "pad": lambda grids, options, __: padded(grids[0], options),
    "dilate": lambda grids, options, __: _dilated(grids[0], options[0]),
    "im2col": _im2col,
    "col2im": _col2im,
    "maxpool": _pooled(_largest),
    "avgpool": _pooled(_mean),
    "stack": lambda grids, _, __: Grid(
        sum(grid.rows for grid in grids), grids[0].columns, tuple(entry for grid in grids for entry in grid.entries)
    ),
    "rows": lambda grids, options, __: Grid(
        options[1] - options[0],
        grids[0].columns,
        grids[0].entries[options[0] * grids[0].columns : options[1] * grids[0].columns],
    ),
}
