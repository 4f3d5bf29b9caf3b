"""Shapes of terms: () a scalar, (n,) a column vector, (m, n) a matrix; sizes are integers or names such as "n".

A vector counts as a matrix of one column in products. Every rule is a row of a table.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from symgrad.errors import ShapeError
from symgrad.terms.heads import Head

if TYPE_CHECKING:
    from symgrad.terms.node import Term

Size = int | str
Shape = tuple[Size, ...]


def shape_text(shape: Shape) -> str:
    """A shape in words: `scalar`, `vector of length n`, `m x n matrix`."""
    if not shape:
        return "scalar"
    return f"vector of length {shape[0]}" if len(shape) == 1 else f"{shape[0]} x {shape[1]} matrix"


def as_matrix(shape: Shape) -> tuple[Size, Size]:
    """The shape as (rows, columns)."""
    return (1, 1) if not shape else (shape[0], 1) if len(shape) == 1 else (shape[0], shape[1])


def from_matrix(rows: Size, columns: Size) -> Shape:
    """The shape of a matrix with these sides: one column is a vector, 1 x 1 a scalar."""
    if columns == 1:
        return () if rows == 1 else (rows,)
    return (rows, columns)


def _same(args: "tuple[Term, ...]", what: str) -> Shape:
    first = args[0].shape
    for arg in args[1:]:
        if arg.shape != first:
            raise ShapeError(
                f"{what} needs terms of one shape, here a {shape_text(first)} and a {shape_text(arg.shape)}"
            )
    return first


def _product(args: "tuple[Term, ...]") -> Shape:
    shaped = [arg.shape for arg in args if arg.shape]
    if len(shaped) > 1:
        raise ShapeError(f"a {shape_text(shaped[0])} times a {shape_text(shaped[1])} is a matrix or entrywise product")
    return shaped[0] if shaped else ()


def _matmul(args: "tuple[Term, ...]") -> Shape:
    rows, columns = as_matrix(args[0].shape)
    for arg in args[1:]:
        inner, last = as_matrix(arg.shape)
        if inner != columns:
            raise ShapeError(f"a matrix product needs equal inner sizes: {rows} x {columns} times {inner} x {last}")
        columns = last
    return from_matrix(rows, columns)


def _square(args: "tuple[Term, ...]", what: str) -> Shape:
    rows, columns = as_matrix(args[0].shape)
    if rows != columns:
        raise ShapeError(f"{what} needs a square matrix, here {rows} x {columns}")
    return args[0].shape


def _transpose(args: "tuple[Term, ...]") -> Shape:
    rows, columns = as_matrix(args[0].shape)
    return from_matrix(columns, rows)


def _gradient(args: "tuple[Term, ...]") -> Shape:
    names = args[1:]
    return () if not names else names[0].shape if len(names) == 1 else (len(names),)


#: head -> shape from (children, data); heads not listed are scalars
_RULES: "dict[Head, Callable[[tuple[Term, ...], Any], Shape]]" = {
    Head.SUM: lambda a, _: _same(a, "a sum"),
    Head.NEGATION: lambda a, _: a[0].shape,
    Head.PRODUCT: lambda a, _: _product(a),
    Head.QUOTIENT: lambda a, _: a[0].shape,
    Head.POWER: lambda a, _: a[0].shape,
    Head.ROOT: lambda a, _: a[0].shape,
    Head.CALL: lambda a, _: a[0].shape,
    Head.PIECEWISE: lambda a, _: a[0].shape,
    Head.MATRIX: lambda a, d: from_matrix(*d),
    Head.TRANSPOSE: lambda a, _: _transpose(a),
    Head.TRACE: lambda a, _: _square(a, "a trace") and (),
    Head.DETERMINANT: lambda a, _: _square(a, "a determinant") and (),
    Head.INVERSE: lambda a, _: _square(a, "an inverse"),
    Head.HADAMARD: lambda a, _: _same(a, "an entrywise product"),
    Head.MATMUL: lambda a, _: _matmul(a),
    Head.INNER: lambda a, _: _same(a, "an inner product") and (),
    Head.BIGSUM: lambda a, _: a[0].shape,
    Head.BIGPROD: lambda a, _: a[0].shape,
    Head.LIMIT: lambda a, _: a[0].shape,
    Head.INTEGRAL: lambda a, _: a[0].shape,
    Head.DERIVATIVE: lambda a, _: a[0].shape,
    Head.GRADIENT: lambda a, _: _gradient(a),
    Head.DIFFERENTIAL: lambda a, _: a[0].shape,
    Head.EVALUATED: lambda a, _: a[0].shape,
}


def infer_shape(head: Head, args: "tuple[Term, ...]", data: Any) -> Shape:
    """The shape that follows from the children. Raises ShapeError where they do not fit."""
    rule = _RULES.get(head)
    return rule(args, data) if rule else ()
