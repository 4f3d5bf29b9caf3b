"""Matrix heads as SymPy's matrix expressions. A vector is a matrix of one column; a 1 x 1 product is its trace.

SymPy does not mix scalars with 1 x 1 matrices, so a product that is a scalar is written Trace(...), which is one.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, as_matrix

Parts = tuple[Any, ...]


def sides(shape: Shape) -> tuple[Any, Any]:
    """Rows and columns; a named size is a symbol."""
    rows, columns = as_matrix(shape)
    return _size(rows), _size(columns)


def _size(size: int | str) -> Any:
    return sp.Integer(size) if isinstance(size, int) else sp.Symbol(size)


def _matmul(node: Term, parts: Parts) -> Any:
    product = sp.MatMul(*parts).doit(deep=False)
    return sp.Trace(product) if node.is_scalar and getattr(product, "is_Matrix", False) else product


def _inner(_: Term, parts: Parts) -> Any:
    return sp.Trace(sp.MatMul(sp.Transpose(parts[0]), parts[1]).doit(deep=False))


def _power(node: Term, parts: Parts) -> Any:
    rows, columns = as_matrix(node.args[0].shape)
    return sp.MatPow(*parts) if rows == columns else sp.HadamardPower(*parts)


def _norm(node: Term, parts: Parts) -> Any:
    if node.data in ("2", "F"):
        return sp.sqrt(sp.Trace(sp.MatMul(sp.Transpose(parts[0]), parts[0])))
    return sp.Function(f"norm_{node.data}")(parts[0])


def _differential(_: Term, parts: Parts) -> Any:
    return sp.MatrixSymbol(f"d{parts[0]}", *parts[0].shape)


WRITERS: Mapping[Head, Callable[[Term, Parts], Any]] = {
    Head.SUM: lambda _, parts: sp.MatAdd(*parts).doit(deep=False),
    Head.NEGATION: lambda _, parts: -parts[0],
    Head.PRODUCT: lambda _, parts: sp.MatMul(*sorted(parts, key=lambda part: bool(part.is_Matrix))).doit(deep=False),
    Head.QUOTIENT: lambda _, parts: parts[0] / parts[1],
    Head.POWER: _power,
    Head.MATMUL: _matmul,
    Head.HADAMARD: lambda _, parts: sp.HadamardProduct(*parts),
    Head.INNER: _inner,
    Head.TRANSPOSE: lambda _, parts: sp.Transpose(parts[0]).doit(deep=False),
    Head.TRACE: lambda _, parts: sp.Trace(parts[0]),
    Head.DETERMINANT: lambda _, parts: sp.Determinant(parts[0]),
    Head.INVERSE: lambda _, parts: sp.Inverse(parts[0]),
    Head.NORM: _norm,
    Head.DIFFERENTIAL: _differential,
}
"""head -> SymPy object from the node and its children's objects."""
