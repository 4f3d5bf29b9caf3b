"""The interpreter of matrix formulas against NumPy itself."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from symgrad.errors import ShapeError, SymgradError
from symgrad.numeric import lambdify
from symgrad.numeric.arrays import evaluate_arrays
from symgrad.terms import Head, Term
from symgrad.terms.build import (
    ONE,
    TWO,
    add,
    bigsum,
    call,
    div,
    hadamard,
    indexed,
    inner,
    integer,
    matmul,
    matrix,
    mul,
    name,
    power,
    sub,
    unary,
)

RANDOM = np.random.default_rng(5)
A, S, x, b = name("A", (3, "n")), name("S", (3, 3)), name("x", ("n",)), name("b", (3,))
VALUES: dict[str, Any] = {
    "A": RANDOM.normal(size=(3, 4)),
    "S": RANDOM.normal(size=(3, 3)),
    "x": RANDOM.normal(size=4),
    "b": RANDOM.normal(size=3),
}


def t(term: Term) -> Term:
    return unary(Head.TRANSPOSE, term)


i, n = name("i"), name("n")

CASES: list[tuple[Term, Callable[..., Any]]] = [
    (sub(matmul(A, x), b), lambda A, S, x, b: A @ x - b),
    (power(unary(Head.NORM, sub(matmul(A, x), b), "2"), TWO), lambda A, S, x, b: ((A @ x - b) ** 2).sum()),
    (unary(Head.NORM, A, "F"), lambda A, S, x, b: np.linalg.norm(A)),
    (unary(Head.NORM, x, "1"), lambda A, S, x, b: np.abs(x).sum()),
    (unary(Head.NORM, x, "inf"), lambda A, S, x, b: np.abs(x).max()),
    (matmul(t(b), S, b), lambda A, S, x, b: b @ S @ b),
    (matmul(b, t(b)), lambda A, S, x, b: np.outer(b, b)),
    (unary(Head.TRACE, matmul(A, t(A))), lambda A, S, x, b: (A**2).sum()),
    (unary(Head.DETERMINANT, S), lambda A, S, x, b: np.linalg.det(S)),
    (matmul(unary(Head.INVERSE, S), b), lambda A, S, x, b: np.linalg.solve(S, b)),
    (power(S, TWO), lambda A, S, x, b: S @ S),
    (hadamard(b, call("tanh", b)), lambda A, S, x, b: b * np.tanh(b)),
    (inner(b, matmul(A, x)), lambda A, S, x, b: b @ A @ x),
    (mul(integer(3), div(x, TWO)), lambda A, S, x, b: 1.5 * x),
    (bigsum(mul(i, indexed(x, i)), i, ONE, n), lambda A, S, x, b: (np.arange(1, 5) * x).sum()),
    (call("gelu", x), lambda A, S, x, b: lambdify(call("gelu", name("u")))(x)),
    (matrix([[ONE, TWO], [indexed(x, ONE), unary(Head.TRACE, S)]]),
     lambda A, S, x, b: np.array([[1, 2], [x[0], np.trace(S)]])),
]  # fmt: skip


@pytest.mark.parametrize(("term", "by_numpy"), CASES)
def test_values_are_those_of_numpy(term: Term, by_numpy: Callable[..., Any]) -> None:
    np.testing.assert_allclose(evaluate_arrays(term, VALUES), by_numpy(**VALUES), rtol=1e-12)


def test_a_column_is_taken_for_a_vector() -> None:
    columns = VALUES | {"x": VALUES["x"].reshape(-1, 1)}
    assert evaluate_arrays(matmul(A, x), columns).shape == (3,)


def test_lambdify_of_a_matrix_formula() -> None:
    f = lambdify(add(matmul(A, x), b), "A x b")
    np.testing.assert_allclose(f(VALUES["A"], VALUES["x"], VALUES["b"]), VALUES["A"] @ VALUES["x"] + VALUES["b"])


def test_shapes_are_checked() -> None:
    with pytest.raises(ShapeError, match="x is declared a vector of length n"):
        evaluate_arrays(matmul(A, x), VALUES | {"x": np.ones(3)})
    with pytest.raises(SymgradError, match="no value for x"):
        evaluate_arrays(matmul(A, x), {"A": VALUES["A"]})
    with pytest.raises(SymgradError, match="Singular"):
        evaluate_arrays(unary(Head.INVERSE, S), {"S": np.zeros((3, 3))})
