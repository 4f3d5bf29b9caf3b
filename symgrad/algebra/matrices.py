"""Matrix heads as SymPy's matrix expressions. A vector is a matrix of one column; a 1 x 1 product is its trace.

SymPy does not mix scalars with 1 x 1 matrices, so a product that is a scalar is written Trace(...), which is one.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symgrad.errors import UnsupportedError
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


def _sum(node: Term, parts: Parts) -> Any:
    """SymPy adds no number to a matrix: it is that many ones."""
    spread = (part if part.is_Matrix else part * sp.OneMatrix(*sides(node.shape)) for part in parts)
    return sp.MatAdd(*spread).doit(deep=False)


def _quotient(node: Term, parts: Parts) -> Any:
    """By a number, or entry by entry."""
    top, bottom = parts
    if not node.args[1].shape:
        return top / bottom
    inverse = sp.HadamardPower(bottom, -1)
    return sp.HadamardProduct(top, inverse) if node.args[0].shape else top * inverse


def _entrywise_power(node: Term, parts: Parts) -> Any:
    if node.args[0].shape and not node.args[1].shape:
        return sp.HadamardPower(*parts)
    raise UnsupportedError("SymPy has no form for a power whose exponent is a matrix")


def _total(x: Any) -> Any:
    """The sum of all entries, 1^T X 1."""
    rows, columns = x.shape
    return sp.Trace(sp.OneMatrix(1, rows) * x * sp.OneMatrix(columns, 1))


def array_function(node: Term, parts: Parts) -> Any:
    """A function of whole arrays, where SymPy has it. Raises UnsupportedError."""
    build = _FUNCTIONS.get(node.data[0])
    if build is None:
        raise UnsupportedError(f"SymPy has no form for {node.data[0]}")
    return build(parts, sides(node.shape))


#: id -> SymPy object from the arguments and the two sides of the result
_FUNCTIONS: Mapping[str, Callable[[Parts, tuple[Any, Any]], Any]] = {
    "ones": lambda _, shape: sp.OneMatrix(*shape),
    "zeros": lambda _, shape: sp.ZeroMatrix(*shape),
    "eye": lambda _, shape: sp.Identity(shape[0]),
    "sum": lambda parts, _: _total(parts[0]),
    "diag": lambda parts, _: sp.DiagMatrix(parts[0]),
    "diagonal": lambda parts, _: sp.DiagonalOf(parts[0]),
    "kron": lambda parts, _: sp.KroneckerProduct(*parts),
}


def _norm(node: Term, parts: Parts) -> Any:
    if node.data in ("2", "F"):
        return sp.sqrt(sp.Trace(sp.MatMul(sp.Transpose(parts[0]), parts[0])))
    return sp.Function(f"norm_{node.data}")(parts[0])


def _differential(_: Term, parts: Parts) -> Any:
    return sp.MatrixSymbol(f"d{parts[0]}", *parts[0].shape)


WRITERS: Mapping[Head, Callable[[Term, Parts], Any]] = {
    Head.SUM: _sum,
    Head.NEGATION: lambda _, parts: -parts[0],
    Head.PRODUCT: lambda _, parts: sp.MatMul(*sorted(parts, key=lambda part: bool(part.is_Matrix))).doit(deep=False),
    Head.QUOTIENT: _quotient,
    Head.POWER: lambda _, parts: sp.MatPow(*parts),
    Head.ENTRYWISE_POWER: _entrywise_power,
    Head.ROOT: lambda _, parts: sp.HadamardPower(parts[0], 1 / parts[1]),
    Head.ARRAY: array_function,
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
