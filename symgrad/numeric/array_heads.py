"""What each head means for arrays: one row a head, from the node and its children's values."""

import math
import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from symgrad.errors import UnsupportedError
from symgrad.numeric.array_functions import ARRAY_FUNCTIONS
from symgrad.terms import Head, Term
from symgrad.terms.shapes import Shape
from symgrad.terms.traverse import as_fraction

Array = Any
Parts = Sequence[Array]

_CONSTANTS = {"e": math.e, "pi": math.pi, "oo": math.inf}
_COMPARE: dict[str, Callable[[Array, Array], Array]] = {
    "=": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip
_LOGIC: dict[str, Callable[..., Array]] = {"and": np.logical_and, "or": np.logical_or}


def _matrix(child: Term, value: Array) -> Array:
    """The value as a matrix: a vector is a column, a scalar 1 x 1."""
    if not child.shape:
        return np.reshape(value, (1, 1))
    return np.reshape(value, (-1, 1)) if len(child.shape) == 1 else value


def _shaped(value: Array, shape: Shape) -> Array:
    """A matrix as what its term is: one column a vector, 1 x 1 a number."""
    return value if len(shape) == 2 else value.reshape(-1) if shape else value.reshape(-1)[0]


def _matmul(node: Term, parts: Parts) -> Array:
    matrices = [_matrix(child, value) for child, value in zip(node.args, parts, strict=True)]
    return _shaped(reduce(operator.matmul, matrices), node.shape)


def _transpose(node: Term, parts: Parts) -> Array:
    return _shaped(_matrix(node.args[0], parts[0]).T, node.shape)


def _inverse(node: Term, parts: Parts) -> Array:
    return _shaped(np.linalg.inv(_matrix(node.args[0], parts[0])), node.shape)


def _determinant(node: Term, parts: Parts) -> Array:
    return np.linalg.det(_matrix(node.args[0], parts[0]))


def _trace(node: Term, parts: Parts) -> Array:
    return np.trace(_matrix(node.args[0], parts[0]))


def _norm(node: Term, parts: Parts) -> Array:
    """The norm of all entries: 2 and Frobenius are the same, 1 their sum, inf the largest."""
    entries = np.abs(np.ravel(parts[0]))
    if node.data == "1":
        return entries.sum()
    return entries.max() if node.data == "inf" else np.sqrt((entries**2).sum())


def _power(node: Term, parts: Parts) -> Array:
    """The power of a square matrix is a product of matrices; a number's as usual."""
    if not node.shape:
        return _raised(node, parts)
    if float(parts[1]) != round(float(parts[1])):
        raise UnsupportedError("a matrix is raised to whole numbers only", hint="write the entrywise power X.^p")
    return np.linalg.matrix_power(parts[0], round(float(parts[1])))


def _raised(node: Term, parts: Parts) -> Array:
    """Every entry raised; with an odd root where the exponent is a fraction that has one."""
    exponent = as_fraction(node.args[1])
    if exponent is not None and exponent.denominator % 2 and exponent.denominator > 1:
        return _odd_root(parts[0], exponent.denominator) ** exponent.numerator
    return np.power(parts[0], parts[1])


def _odd_root(value: Array, degree: int) -> Array:
    return np.copysign(np.abs(value) ** (1 / degree), value)


def _root(node: Term, parts: Parts) -> Array:
    degree = as_fraction(node.args[1])
    if degree is not None and degree.denominator == 1 and degree.numerator % 2:
        return _odd_root(parts[0], degree.numerator)
    return np.sqrt(parts[0]) if degree == 2 else np.power(parts[0], 1 / parts[1])


def _literal_matrix(node: Term, parts: Parts) -> Array:
    return _shaped(np.array(parts, dtype=float).reshape(node.data), node.shape)


def _relation(node: Term, parts: Parts) -> Array:
    links = [_COMPARE[sign](a, b) for sign, a, b in zip(node.data, parts, parts[1:], strict=False)]
    return reduce(np.logical_and, links)


def _logic(node: Term, parts: Parts) -> Array:
    return np.logical_not(parts[0]) if node.data == "not" else reduce(_LOGIC[node.data], parts)


def _piecewise(_: Term, parts: Parts) -> Array:
    value: Array = math.nan
    for case, condition in reversed(list(zip(parts[0::2], parts[1::2], strict=True))):
        value = np.where(condition, case, value)[()]
    return value


def array_function(node: Term, parts: Parts, options: tuple[int, ...]) -> Array:
    """A function of whole arrays; its options are numbers by now."""
    arrays = [_matrix(child, value) for child, value in zip(node.args, parts, strict=True)]
    return _shaped(np.asarray(ARRAY_FUNCTIONS[node.data[0]](*arrays, *options)), node.shape)


RULES: dict[Head, Callable[[Term, Parts], Array]] = {
    Head.INTEGER: lambda node, _: float(node.data),
    Head.DECIMAL: lambda node, _: float(node.data),
    Head.CONSTANT: lambda node, _: _CONSTANTS[node.data],
    Head.TRUTH: lambda node, _: node.data,
    Head.SUM: lambda _, parts: reduce(operator.add, parts),
    Head.NEGATION: lambda _, parts: -parts[0],
    Head.PRODUCT: lambda _, parts: reduce(operator.mul, parts),
    Head.HADAMARD: lambda _, parts: reduce(operator.mul, parts),
    Head.QUOTIENT: lambda _, parts: np.divide(parts[0], parts[1]),
    Head.POWER: _power,
    Head.ENTRYWISE_POWER: _raised,
    Head.ROOT: _root,
    Head.MATMUL: _matmul,
    Head.INNER: lambda _, parts: np.sum(parts[0] * parts[1]),
    Head.TRANSPOSE: _transpose,
    Head.TRACE: _trace,
    Head.DETERMINANT: _determinant,
    Head.INVERSE: _inverse,
    Head.NORM: _norm,
    Head.MATRIX: _literal_matrix,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.PIECEWISE: _piecewise,
    Head.INDICATOR: lambda _, parts: np.where(parts[0], 1.0, 0.0)[()],
    Head.TUPLE: lambda _, parts: tuple(parts),
}
