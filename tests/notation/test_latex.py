"""LaTeX: what textbook lines look like, and that no bracket is missing."""

import re

import pytest
from hypothesis import given

from symgrad.errors import LimitError
from symgrad.notation import Style, latex
from symgrad.terms.build import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    apply,
    bigsum,
    call,
    derivative,
    div,
    evaluated,
    indexed,
    integer,
    integral,
    limit,
    matmul,
    mul,
    name,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name, simple_name
from symgrad.terms.node import Term, make
from tests.notation.samples import ALPHA, EVERY_HEAD, F_NAME, INDEX, W1, Y_HAT, A, N, U, X, Y, expressions


def sin(u: Term) -> Term:
    return call("sin", u)


ARITHMETIC = [
    (add(mul(power(X, TWO), Y), sin(mul(X, Y))), r"x^{2}y + \sin\left(xy\right)"),
    (neg(add(power(X, TWO), ONE)), r"-\left(x^{2} + 1\right)"),
    (mul(add(X, Y), W1), r"\left(x + y\right)w_{1}"),
    (sub(X, sub(Y, W1)), r"x - \left(y - w_{1}\right)"),
    (neg(neg(X)), r"-\left(-x\right)"),
    (add(neg(X), neg(Y)), "-x - y"),
    (mul(integer(-2), X), r"\left(-2\right)x"),
    (mul(TWO, integer(-3)), r"2\left(-3\right)"),
    (mul(TWO, integer(3)), r"2 \cdot 3"),
    (mul(TWO, div(ONE, TWO)), r"2 \cdot \frac{1}{2}"),
    (mul(TWO, power(TWO, X)), r"2 \cdot 2^{x}"),
    (mul(X, TWO), r"x \cdot 2"),
    (power(power(X, Y), W1), r"\left(x^{y}\right)^{w_{1}}"),
    (power(X, power(Y, W1)), r"x^{y^{w_{1}}}"),
    (power(neg(X), TWO), r"\left(-x\right)^{2}"),
    (neg(power(X, TWO)), "-x^{2}"),
    (power(div(X, Y), TWO), r"\left(\frac{x}{y}\right)^{2}"),
    (div(X, div(Y, W1)), r"\frac{x}{\frac{y}{w_{1}}}"),
    (div(neg(X), Y), r"\frac{-x}{y}"),
    (neg(div(X, Y)), r"-\frac{x}{y}"),
    (mul(ALPHA, X), r"\alpha x"),
    (mul(X, add(Y, ONE)), r"x\left(y + 1\right)"),
    (mul(F_NAME, add(Y, ONE)), r"f \cdot \left(y + 1\right)"),
    (mul(power(F_NAME, TWO), add(Y, ONE)), r"f^{2} \cdot \left(y + 1\right)"),
    (mul(name("d"), X), r"d \cdot x"),
    (power(E, neg(X)), "e^{-x}"),
    (root(X, integer(3)), r"\sqrt[3]{x}"),
    (power(root(X), integer(3)), r"\left(\sqrt{x}\right)^{3}"),
]

FUNCTIONS = [
    (sin(X), r"\sin x"),
    (sin(PI), r"\sin \pi"),
    (sin(power(X, TWO)), r"\sin\left(x^{2}\right)"),
    (sin(mul(TWO, X)), r"\sin\left(2x\right)"),
    (mul(TWO, X, sin(X)), r"2x\sin x"),
    (mul(sin(X), Y), r"\sin x \cdot y"),
    (mul(sin(X), add(Y, ONE)), r"\sin x \cdot \left(y + 1\right)"),
    (mul(sin(X), call("cos", Y)), r"\sin x \cos y"),
    (mul(sin(mul(TWO, X)), Y), r"\sin\left(2x\right)y"),
    (power(sin(X), TWO), r"\sin^{2} x"),
    (power(sin(mul(X, Y)), TWO), r"\sin^{2}\left(xy\right)"),
    (mul(power(sin(X), TWO), Y), r"\sin^{2} x \cdot y"),
    (power(sin(X), integer(-1)), r"\left(\sin x\right)^{-1}"),
    (power(call("log", X), TWO), r"\left(\ln x\right)^{2}"),
    (call("log", X, TWO), r"\log_{2}\left(x\right)"),
    (mul(call("log", TWO), power(TWO, X)), r"\ln 2 \cdot 2^{x}"),
    (call("abs", X), r"\left|x\right|"),
    (call("abs", U), r"\operatorname{abs}\left(u\right)"),
    (call("floor", X), r"\left\lfloor x\right\rfloor "),
    (call("max", ZERO, X), r"\max\left(0, x\right)"),
    (call("sigmoid", X), r"\sigma\left(x\right)"),
    (call("factorial", add(N, ONE)), r"\left(n + 1\right)!"),
    (call("LambertW", X), r"\operatorname{LambertW}\left(x\right)"),
    (apply("f", X, Y), r"f\left(x, y\right)"),
    (apply(Applied(simple_name("f"), (2,)), X), r"f''\left(x\right)"),
    (apply(Applied(simple_name("f"), (4,)), X), r"f^{(4)}\left(x\right)"),
    (apply(Applied(simple_name("f"), (1, 0)), X, Y), r"\partial_{1} f\left(x, y\right)"),
    (
        piecewise((X, relation(X, ">", ZERO)), (neg(X), TRUE)),
        r"\begin{cases}x & x > 0 \\ -x & \text{otherwise}\end{cases}",
    ),
    (relation(ZERO, "<", X, "<=", ONE), r"0 < x \le 1"),
    (relation(W1, "<-", X), r"w_{1} \leftarrow x"),
]

CALCULUS = [
    (derivative(power(X, TWO), X), r"\frac{d}{dx}\left[x^{2}\right]"),
    (derivative(add(power(X, TWO), Y), X, partial=True), r"\frac{\partial}{\partial x}\left[x^{2} + y\right]"),
    (derivative(Y, X), r"\frac{dy}{dx}"),
    (derivative(name("L"), W1, partial=True), r"\frac{\partial L}{\partial w_{1}}"),
    (derivative(name("L"), X, X, Y, partial=True), r"\frac{\partial^{3} L}{\partial y\,\partial x^{2}}"),
    (derivative(sin(X), X, X), r"\frac{d^{2}}{dx^{2}}\left[\sin x\right]"),
    (mul(derivative(power(X, TWO), X), sin(X)), r"\frac{d}{dx}\left[x^{2}\right] \cdot \sin x"),
    (mul(Y, derivative(Y, X)), r"y\frac{dy}{dx}"),
    (mul(derivative(Y, U), derivative(U, X)), r"\frac{dy}{du} \cdot \frac{du}{dx}"),
    (bigsum(mul(indexed(name("w"), INDEX), X), INDEX, ONE, N), r"\sum_{i=1}^{n} w_{i}x"),
    (mul(bigsum(X, INDEX, ONE, N), Y), r"\left(\sum_{i=1}^{n} x\right)y"),
    (mul(TWO, bigsum(add(X, INDEX), INDEX, ONE, N)), r"2\sum_{i=1}^{n} \left(x + i\right)"),
    (limit(div(sin(X), X), X, ZERO, "+"), r"\lim_{x \to 0^{+}} \frac{\sin x}{x}"),
    (integral(sin(X), X, ZERO, PI), r"\int_{0}^{\pi} \sin x \, dx"),
    (evaluated(power(X, TWO), X, integer(3)), r"\left. x^{2} \right|_{x=3}"),
    (mul(TWO, matmul(unary(Head.TRANSPOSE, A), sub(matmul(A, U), U))), r"2A^{\top}\left(Au - u\right)"),
    (unary(Head.NORM, U, "2"), r"\left\lVert u\right\rVert"),
    (unary(Head.NORM, A, "2"), r"\left\lVert A\right\rVert_{2}"),
    (unary(Head.TRANSPOSE, matmul(A, A)), r"\left(AA\right)^{\top}"),
]

NAMES = [
    (Y_HAT, r"\hat{y}"),
    (name("w_ij^(1)"), "w_{ij}^{(1)}"),
    (power(name("w_ij^(1)"), TWO), r"\left(w_{ij}^{(1)}\right)^{2}"),
    (power(W1, TWO), "w_{1}^{2}"),
    (name("loss"), r"\mathrm{loss}"),
    (name("learning_rate"), r"\mathrm{learning\_rate}"),
    (name("alpha_2"), r"\alpha_{2}"),
    (name("y_hat_i"), r"\hat{y}_{i}"),
    (name(Name("w", style="bf")), r"\mathbf{w}"),
    (name(Name("theta", style="bf")), r"\boldsymbol{\theta}"),
    (name(Name("L", style="cal")), r"\mathcal{L}"),
    (name(Name("n", sub="in")), "n_{in}"),
    (name(Name("f", sup="'")), "f'"),
    (name(Name("é")), "\\text{é}"),
    (name(Name("x", sub="alpha")), "x_{\\alpha}"),
    (name(Name("x", sub="max")), r"x_{\mathrm{max}}"),
]


@pytest.mark.parametrize(("term", "expected"), [*ARITHMETIC, *FUNCTIONS, *CALCULUS, *NAMES])
def test_spelling(term: Term, expected: str) -> None:
    assert latex(term) == expected


@pytest.mark.parametrize("term", EVERY_HEAD)
def test_every_head_has_a_writer(term: Term) -> None:
    _check_groups(latex(term))


@given(expressions)
def test_braces_and_brackets_pair_up(term: Term) -> None:
    _check_groups(latex(term))


def _check_groups(text: str) -> None:
    assert text.count("{") == text.count("}")
    assert len(re.findall(r"\\left(?![a-z])", text)) == len(re.findall(r"\\right(?![a-z])", text))
    assert "+ -" not in text and "--" not in text


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Style("prime"), r"\left[x^{2}\right]'"),
        (Style("subscript"), r"\left[x^{2}\right]_{x}"),
        (Style("operator"), r"D_{x}\left[x^{2}\right]"),
        (Style(brackets="plain"), r"\frac{d}{dx}[x^{2}]"),
    ],
)
def test_style_of_derivatives(style: Style, expected: str) -> None:
    assert latex(derivative(power(X, TWO), X), style) == expected


def test_style_of_names_and_products() -> None:
    assert latex(derivative(Y, X), Style("prime")) == "y'"
    assert latex(derivative(name("L"), X, Y, partial=True), Style("subscript")) == "L_{xy}"
    assert latex(mul(TWO, X), Style(multiplication="times")) == r"2 \times x"
    assert latex(mul(X, add(Y, ONE)), Style(brackets="plain")) == "x(y + 1)"


def test_a_thousand_nested_calls_print() -> None:
    term = X
    for _ in range(1000):
        term = sin(term)
    assert latex(term).count(r"\sin") == 1000


def test_a_function_whose_letter_is_taken_is_called_by_name() -> None:
    assert latex(mul(name("sigma"), call("sigmoid", X))) == r"\sigma\operatorname{sigmoid}\left(x\right)"
    assert latex(mul(apply("sigma", X), call("sigmoid", X))).endswith(r"\operatorname{sigmoid}\left(x\right)")


def test_a_quotient_of_differentials_is_no_derivative() -> None:
    dx, dy = unary(Head.DIFFERENTIAL, X), unary(Head.DIFFERENTIAL, Y)
    assert latex(div(dy, dx)) == r"\frac{\mathrm{d}y}{\left(\mathrm{d}x\right)}"


def test_a_sum_over_an_index_does_not_swallow_what_follows() -> None:
    product = make(Head.PRODUCT, (TWO, bigsum(X, INDEX, ONE, N)))
    assert latex(make(Head.PRODUCT, (product, Y))) == r"\left(2\sum_{i=1}^{n} x\right)y"


def test_a_shared_term_too_long_to_write_out_is_refused() -> None:
    term = X
    for _ in range(200):
        term = power(term, term)
    with pytest.raises(LimitError):
        latex(term)
