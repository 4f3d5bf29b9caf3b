"""The matrix of a linear expression: M with vec(E) = M vec(dx), where E holds one differential of x.

A dX B is (B^T ⊗ A) vec dX; for vectors vec is nothing and A dx has the matrix A (numerator layout).
"""

from collections.abc import Callable

from symgrad.derivations.differentials.pairings import is_open
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules.matrices import entrywise, negated, plus, scaled, times, transposed
from symgrad.rules.matrices.factors import over
from symgrad.rules.matrices.shaped import ones_in
from symgrad.terms.build import ONE, array, div, eye, matmul, zeros
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size, as_matrix
from symgrad.terms.sizes import times as size_times


def stacked(term: Term) -> Term:
    """vec of the term; a vector or a number is its own."""
    return array("vec", term) if as_matrix(term.shape)[1] != 1 else term


def matrix_of(change: Term, variable: Term) -> Term:
    """M with vec(change) = M vec(d variable). Raises UnsupportedError where a transpose of a matrix is in the way."""
    if not is_open(change):
        return zeros((_length(change), _length(variable)))
    if change.head is Head.SUM:
        return plus(*(matrix_of(part, variable) for part in change.args))
    if change.head is Head.DIFFERENTIAL:
        return eye(_length(change))
    place = next(i for i, part in enumerate(change.args) if is_open(part))
    maker = _MATRICES.get(change.head if change.head is not Head.ARRAY else change.data[0])
    if maker is None:
        raise UnsupportedError(f"the matrix of {text(change)} has no form of its own here")
    return maker(change, place, matrix_of(change.args[place], variable))


def _length(term: Term) -> Size:
    return size_times(*as_matrix(term.shape))


def _matmul(node: Term, i: int, inside: Term) -> Term:
    """L dU R is (R^T ⊗ L) vec dU; with nothing on the right it is L."""
    left, right = node.args[:i], node.args[i + 1 :]
    middle = node.args[i]
    if not right and as_matrix(middle.shape)[1] == 1:
        return times(*left, inside)
    if not left and as_matrix(middle.shape)[0] == 1:  # a row times a matrix, as a column
        return times(transposed(times(*right)), inside)
    rows, columns = as_matrix(middle.shape)
    across = transposed(times(*right)) if right else eye(columns)
    along = times(*left) if left else eye(rows)
    return times(_kron(across, along), inside)


def _kron(a: Term, b: Term) -> Term:
    if not a.shape or not b.shape:
        return scaled(a, b)
    row_or_column = as_matrix(a.shape)[0] == 1 and as_matrix(b.shape)[1] == 1
    return matmul(b, a) if row_or_column else array("kron", a, b)


def _hadamard(node: Term, i: int, inside: Term) -> Term:
    return times(array("diag", stacked(entrywise(*node.args[:i], *node.args[i + 1 :]))), inside)


def _quotient(node: Term, i: int, inside: Term) -> Term:
    bottom = node.args[1]
    return times(array("diag", stacked(div(ONE, bottom))), inside) if bottom.shape else over(inside, bottom)


def _product(node: Term, i: int, inside: Term) -> Term:
    rest = node.args[:i] + node.args[i + 1 :]
    core = next((part for part in rest if part.shape), None)
    if core is None:
        return scaled(*rest, inside)
    return scaled(*(part for part in rest if part is not core), times(stacked(core), inside))


def _transpose(node: Term, i: int, inside: Term) -> Term:
    """A vector and its transpose have the same entries in the same order."""
    if 1 in as_matrix(node.shape):
        return inside
    raise UnsupportedError("the matrix of a transposed differential is a permutation, which is not written here")


def _row(values: Term, inside: Term) -> Term:
    return times(transposed(stacked(values)), inside)


_MATRICES: dict[object, Callable[[Term, int, Term], Term]] = {
    Head.NEGATION: lambda node, i, inside: negated(inside),
    Head.QUOTIENT: _quotient,
    Head.PRODUCT: _product,
    Head.MATMUL: _matmul,
    Head.HADAMARD: _hadamard,
    Head.TRANSPOSE: _transpose,
    Head.INNER: lambda node, i, inside: _row(node.args[1 - i], inside),
    Head.TRACE: lambda node, i, inside: _row(eye(node.args[0].shape[0]), inside),
    "sum": lambda node, i, inside: _row(ones_in(node.args[0].shape), inside),
}
