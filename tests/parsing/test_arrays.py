"""Matrix formulas as they are typed: NumPy's spelling, a textbook's, and that of matrixcalculus.org."""

from typing import Any

import pytest

import symgrad as sg
from symgrad.errors import ParseError, ShapeError, SymgradError, UnsupportedError
from symgrad.notation import text
from symgrad.terms import Head

SHAPES = {"A": ("m", "n"), "x": ("n",), "y": ("n",), "b": ("m",), "X": ("m", "n"), "W": ("n", "k"), "c": ("k",),
          "Q": ("n", "n"), "F": (5, 4), "v": (4,), "s": ()}  # fmt: skip


def read(formula: str, syntax: str = "python", shapes: dict[str, Any] | None = None) -> str:
    """The formula as it was read, in text."""
    return text(sg.parse(formula, syntax, shapes=SHAPES if shapes is None else shapes).rows()[0])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("np.linalg.norm(A @ x - b)**2", "norm(A @ x - b)^2"),
        ("np.linalg.norm(x, ord=1)", "norm(x, 1)"),
        ("np.sum((A @ x - b)**2)/len(b)", "sum((A @ x - b)^2)/m"),
        ("A.mean()", "sum(A)/(m*n)"),
        ("A.sum(axis=0)", "A.T @ ones(m)"),
        ("A.sum(axis=-1)", "A @ ones(n)"),
        ("F.mean(axis=0)", "(F.T @ ones(5))/5"),
        ("A.T.dot(b)", "A.T @ b"),
        ("x.dot(y)", "inner(x, y)"),
        ("x @ y", "x.T @ y"),
        ("b @ A", "A.T @ b"),
        ("X @ W + c", "X @ W + ones(m) @ c.T"),
        ("X @ W + 1", "X @ W + 1"),
        ("A * b", "A ⊙ (b @ ones(n).T)"),
        ("np.maximum(0, A @ x)", "max(0, A @ x)"),
        ("np.max(x)", "largest(x)"),
        ("X**2", "X^2"),
        ("Q**2", "Q.^2"),
        ("np.linalg.matrix_power(Q, 2)", "Q^2"),
        ("np.square(Q)", "Q.^2"),
        ("1/(1 + np.exp(-x))", "1/(1 + exp(-x))"),
        ("np.where(x > 0, x, 0)", "Piecewise((x, x > 0), (0, True))"),
        ("(x > 0)*y", "[x > 0] ⊙ y"),
        ("np.ones((m, n)) - A", "ones(m) @ ones(n).T - A"),
        ("np.eye(n) + Q", "eye(n) + Q"),
        ("np.outer(b, x)", "b @ x.T"),
        ("log_softmax(x)", "log(softmax(x))"),
        ("np.diag(Q)", "diagonal(Q)"),
        ("np.linalg.inv(Q) @ x", "inv(Q) @ x"),
    ],
)
def test_numpy(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"\lVert Ax-b\rVert^2", "norm(A @ x - b)^2"),
        (r"\|A^\top A\|_F", "norm(A.T @ A)"),
        (r"x^\top Q x", "x.T @ Q @ x"),
        (r"\mathbf{x}^T Q \mathbf{x}", "x.T @ Q @ x"),
        (r"Q^{-\top}x", "inv(Q).T @ x"),
        (r"\operatorname{tr}(Q^2)", "tr(Q^2)"),
        (r"y\odot Qx", "y ⊙ (Q @ x)"),
        (r"-y \odot Q x \odot x", "-y ⊙ (Q @ x) ⊙ x"),
        (r"X^{\odot 2}", "X^2"),
        (r"Q^{\odot 2}", "Q.^2"),
        (r"e^{x}", "exp(x)"),
        (r"e^{\odot X}", "exp(X)"),
        (r"\mathbf 1^\top x", "ones(n).T @ x"),
        (r"XW + \mathbf 1 c^\top", "X @ W + ones(m) @ c.T"),
        (r"X^\top X + s I", "X.T @ X + s*eye(n)"),
        (r"I_n - Q", "eye(n) - Q"),
        (r"\mathbf{1}_{n} - x", "ones(n) - x"),
        (r"X \oslash X", "X/X"),
        (r"Q \oslash Q", "Q ⊘ Q"),
        (r"\langle A, X\rangle", "inner(A, X)"),
        (r"\mathbb{1}[A>0]", "[A > 0]"),
        (r"\operatorname{Diag}(x)Q", "diag(x) @ Q"),
        (r"\max(x)", "largest(x)"),
        (r"F \star F", "conv(F, F)"),
        (r"F \star_{2,1} F", "conv(F, F, 2, 1)"),
        (r"F *_{\text{full}} F", "full_conv(F, F)"),
        (r"F \otimes F", "kron(F, F)"),
        (r"\operatorname{maxpool}_{2}(F)", "maxpool(F, 2)"),
    ],
)
def test_textbook(typed: str, meant: str) -> None:
    assert read(typed, "latex") == meant


def test_ones_take_their_length_from_what_an_equation_says() -> None:
    assert read(r"\nabla_X f = \mathbf 1\mathbf 1^\top", "latex") == "∇_X f = ones(m) @ ones(n).T"


def test_names_have_the_shape_of_their_definition_in_any_order() -> None:
    forward = sg.parse("h = tanh(A@x); L = norm(A.T@h - x)**2", "python", shapes=SHAPES)
    backward = sg.parse("L = norm(A.T@h - x)**2; h = tanh(A@x)", "python", shapes=SHAPES)
    assert forward.definitions == backward.definitions
    assert forward.definitions[0].name.shape == ("m",)


@pytest.mark.parametrize(
    ("typed", "syntax", "reason", "hint", "column"),
    [
        ("1 + A@b", "python", "'@' of a m x n matrix and a vector of length m: n is not m", "transpose the left", 6),
        ("A b", "latex", "a product of a m x n matrix and a vector of length m", "transpose the left", 3),
        ("XW + c", "latex", "a sum of a m x k matrix and a vector of length k", "\\mathbf{1} b^\\top", 4),
        ("x + b", "python", "a sum of a vector of length n and a vector of length m", "shapes=", 3),
        ("2*inv(A)", "python", "an inverse needs a square matrix", "", 3),
        ("conv2(A, Q)", "python", "needs sizes in numbers", "declare the shape", 1),
        ("x.T * y", "python", "'*' of a 1 x n matrix and a vector of length n", "", 5),
    ],
)
def test_shapes_that_do_not_fit(typed: str, syntax: str, reason: str, hint: str, column: int) -> None:
    with pytest.raises(ShapeError) as caught:
        read(typed, syntax)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("A.sum(axis=2)", "there is no axis 2"),
        ("softmax(A, foo=1)", "softmax has no option foo"),
        ("conv2(F, F, speed=1)", "conv2 has no option speed"),
        ("sum(3)", "the sum of a number"),
        ("ones(2.5)", "ones needs a whole number"),
        ("im2col(v)", "takes 2 numbers behind the arrays"),
        ("kron(A)", "kron takes 2 arguments, not 1"),
    ],
)
def test_what_is_no_call(typed: str, reason: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(typed)
    assert reason in caught.value.reason


def test_a_quotient_by_a_square_matrix_is_refused_where_it_could_be_an_inverse() -> None:
    with pytest.raises(SymgradError, match="division by a n x n matrix"):
        read("\\frac{x}{Q}", "latex")
    with pytest.raises(UnsupportedError, match="multiplies matrices"):
        read("s @ s")


def test_repeated_rows_are_said() -> None:
    assert sg.parse("X @ W + c", "python", shapes=SHAPES).notes == ("c goes with every row of the matrix",)


@pytest.mark.parametrize(
    ("typed", "meant", "shapes"),
    [
        ("norm2(A*x - h)^2", "norm(A @ x - h)^2", {"A": ("m", "n"), "x": ("n",), "h": ("m",)}),
        ("norm1(x)", "norm(x, 1)", {"x": ("n",)}),
        ("x'*A*x/2", "(x.T @ A @ x)/2", {"A": ("n", "n"), "x": ("n",)}),
        ("a*x.*y", "(a*x) ⊙ y", {"a": (), "x": ("n",), "y": ("n",)}),
        ("tr(X'*X)", "tr(X.T @ X)", {"X": ("m", "n")}),
        ("logdet(A) + det(inv(A))", "log(det(A)) + det(inv(A))", {"A": ("n", "n")}),
        ("sum(exp(X*w) + vector(1))", "sum(exp(X @ w) + ones(m))", {"X": ("m", "n"), "w": ("n",)}),
        ("X + matrix(2)", "X + 2*(ones(m) @ ones(n).T)", {"X": ("m", "n")}),
        ("A.^2./B", "A^2/B", {"A": ("m", "n"), "B": ("m", "n")}),
        ("diag(x)*A", "diag(x) @ A", {"x": ("m",), "A": ("m", "n")}),
    ],
)
def test_matrixcalculus(typed: str, meant: str, shapes: dict[str, Any]) -> None:
    graph = sg.parse(typed, "matrixcalculus")
    assert text(graph.rows()[0]) == meant
    assert {one.data.plain: one.shape for one in graph.inputs} == shapes


def test_declared_shapes_come_first_in_matrixcalculus() -> None:
    graph = sg.parse("A*x", "matrixcalculus", shapes={"A": (3, 2)})
    assert [one.shape for one in graph.inputs] == [(3, 2), (2,)]
    assert graph.output.term.head is Head.MATMUL
    assert graph.notes == ("x is a vector of length 2",)


@pytest.mark.parametrize("typed", ["norm2(A*x", "x'*", "*", "((", "x''y", "'"])
def test_matrixcalculus_refuses_with_a_place(typed: str) -> None:
    with pytest.raises(SymgradError) as caught:
        sg.parse(typed, "matrixcalculus")
    assert caught.value.column


@pytest.mark.parametrize("typed", ["norm(X, 'fro')", 'np.linalg.norm(X, ord="fro")', "np.linalg.norm(X)"])
def test_the_norm_of_a_matrix_is_that_of_frobenius(typed: str) -> None:
    assert sg.parse(typed, "python", shapes={"X": (2, 3)}).output.term.data == "F"


@pytest.mark.parametrize("typed", ["norm(X, 2)", "norm(X, 1)", "x[0]**2 + x[1]", "X[0, 1]", "h = 2*x; h[0]"])
def test_what_would_mean_something_else_is_refused(typed: str) -> None:
    with pytest.raises(sg.UnsupportedError):
        sg.parse(typed, "python", shapes={"X": (2, 3), "x": (3,)})


def test_a_row_taken_from_every_row_keeps_its_minus_sign() -> None:
    graph = sg.parse("X - c", "python", shapes={"X": ("m", "n"), "c": ("n",)})
    assert text(graph.output.term) == "X - ones(m) @ c.T"


@pytest.mark.parametrize(
    "typed",
    [
        r"\left(X^{\top} \otimes I + I \otimes X\right)\operatorname{vec}\left(X\right)",
        r"\left[X = Q \otimes \mathbf{1}\mathbf{1}^{\top}\right]",
    ],
)
def test_ones_and_identities_in_a_kronecker_product_get_their_size(typed: str) -> None:
    graph = sg.parse(typed, "latex", shapes={"X": (6, 6), "Q": (3, 2)})
    assert "?" not in text(graph.output.term)
