"""The shape of a term from its head and children. Every rule is a row of a table.

Where an operation goes entry by entry, a scalar goes with every entry: `1 + v` adds 1 to all of them. Rows or columns
are not repeated silently: `X + 1 b^T` is written with its ones.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from symgrad.errors import ShapeError
from symgrad.terms.array_shapes import SHAPES
from symgrad.terms.heads import Head
from symgrad.terms.shapes import Shape, as_matrix, from_matrix, shape_text

if TYPE_CHECKING:
    from symgrad.terms.node import Term


def _same(args: "tuple[Term, ...]", what: str) -> Shape:
    first = args[0].shape
    for arg in args[1:]:
        if arg.shape != first:
            raise ShapeError(
                f"{what} needs terms of one shape, here a {shape_text(first)} and a {shape_text(arg.shape)}"
            )
    return first


def _entrywise(args: "tuple[Term, ...]", what: str) -> Shape:
    """The shape of all that are not scalars."""
    shaped = tuple(arg for arg in args if arg.shape)
    return _same(shaped, what) if shaped else ()


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


def _power(args: "tuple[Term, ...]") -> Shape:
    base, exponent = args
    if exponent.shape:
        raise ShapeError(f"an exponent is a number, here a {shape_text(exponent.shape)}")
    return _square(args, "a power") if base.shape else ()


def _indicator(args: "tuple[Term, ...]") -> Shape:
    condition = args[0]
    sides = condition.args if condition.head is Head.RELATION else ()
    if condition.head is Head.LOGIC:
        sides = tuple(side for part in condition.args for side in part.args)
    return _entrywise(sides, "a condition")


def _array(args: "tuple[Term, ...]", data: Any) -> Shape:
    return SHAPES[data[0]](tuple(arg.shape for arg in args), data[1:])


def _gradient(args: "tuple[Term, ...]") -> Shape:
    names = args[1:]
    return () if not names else names[0].shape if len(names) == 1 else (len(names),)


#: head -> shape from (children, data); heads not listed are scalars
_RULES: "dict[Head, Callable[[tuple[Term, ...], Any], Shape]]" = {
    Head.SUM: lambda a, _: _entrywise(a, "a sum"),
    Head.NEGATION: lambda a, _: a[0].shape,
    Head.PRODUCT: lambda a, _: _product(a),
    Head.QUOTIENT: lambda a, _: _entrywise(a, "an entrywise quotient"),
    Head.POWER: lambda a, _: _power(a),
    Head.ROOT: lambda a, _: a[0].shape,
    Head.CALL: lambda a, _: _entrywise(a, "a function entry by entry"),
    Head.PIECEWISE: lambda a, _: a[0].shape,
    Head.MATRIX: lambda a, d: from_matrix(*d),
    Head.TRANSPOSE: lambda a, _: _transpose(a),
    Head.TRACE: lambda a, _: _square(a, "a trace") and (),
    Head.DETERMINANT: lambda a, _: _square(a, "a determinant") and (),
    Head.INVERSE: lambda a, _: _square(a, "an inverse"),
    Head.HADAMARD: lambda a, _: _same(a, "an entrywise product"),
    Head.ENTRYWISE_POWER: lambda a, _: _entrywise(a, "an entrywise power"),
    Head.ARRAY: _array,
    Head.INDICATOR: lambda a, _: _indicator(a),
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
