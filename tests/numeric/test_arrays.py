"""The interpreter of matrix formulas against NumPy itself."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from symgrad.errors import ShapeError, SymgradError, UnsupportedError
from symgrad.numeric import lambdify
from symgrad.numeric.arrays import evaluate_arrays
from symgrad.terms import Head, Term
from symgrad.terms.build import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    add,
    apply,
    bigprod,
    bigsum,
    call,
    decimal,
    div,
    evaluated,
    hadamard,
    indexed,
    inner,
    integer,
    logic,
    matmul,
    matrix,
    mul,
    name,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
    tuple_of,
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
    (power(x, integer(-1)), lambda A, S, x, b: 1 / x),
    (power(x, div(TWO, integer(3))), lambda A, S, x, b: np.cbrt(x) ** 2),
    (root(x, integer(3)), lambda A, S, x, b: np.cbrt(x)),
    (root(hadamard(x, x)), lambda A, S, x, b: np.abs(x)),
    (bigprod(indexed(x, i), i, ONE, n), lambda A, S, x, b: np.prod(x)),
    (evaluated(mul(i, indexed(x, ONE)), i, integer(7)), lambda A, S, x, b: 7 * x[0]),
    (bigsum(unary(Head.INDICATOR, relation(ZERO, "<", indexed(x, i), "<=", ONE)), i, ONE, n),
     lambda A, S, x, b: ((x > 0) & (x <= 1)).sum()),
    (bigsum(piecewise((indexed(x, i), logic("not", relation(indexed(x, i), "<", ZERO))), (neg(PI), TRUE)), i, ONE, n),
     lambda A, S, x, b: np.where(x >= 0, x, -np.pi).sum()),
    (tuple_of(unary(Head.TRACE, S), decimal("0.5")), lambda A, S, x, b: (np.trace(S), 0.5)),
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
    with pytest.raises(ShapeError, match="no entry"):
        evaluate_arrays(indexed(x, integer(9)), VALUES)
    with pytest.raises(UnsupportedError, match="no numerical value"):
        evaluate_arrays(matmul(A, apply("f", x, shape=("n",))), VALUES)
    with pytest.raises(SymgradError, match="no value for x, b"):
        lambdify(add(matmul(A, x), b))(1)
    with pytest.raises(SymgradError, match="Singular"):
        evaluate_arrays(unary(Head.INVERSE, S), {"S": np.zeros((3, 3))})
