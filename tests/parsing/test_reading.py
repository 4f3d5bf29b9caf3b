"""The rules of reading, row by row: what is typed, in which syntax, and the term that is meant."""

from typing import Any

import pytest

from symgrad.parsing import parse
from symgrad.terms.build import (
    ONE,
    PI,
    TRUE,
    TWO,
    E,
    add,
    apply,
    bigsum,
    call,
    decimal,
    derivative,
    div,
    evaluated,
    gradient,
    indexed,
    inner,
    integer,
    integral,
    limit,
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
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name, simple_name
from symgrad.terms.node import Term

A, B, C, W, X, Y, Z, T = (name(letter) for letter in "abcwxyzt")
THREE, TEN = integer(3), integer(10)
HAT = name(Name("y", ("hat",)))


def read(text: str, syntax: str = "auto", **declared: Any) -> Term:
    """The one row that is read."""
    (row,) = parse(text, syntax, **declared).rows()
    return row


def sin(u: Term) -> Term:
    return call("sin", u)


def prime(letter: str, order: int) -> Applied:
    return Applied(simple_name(letter), (order,))


RUNS = [
    ("2xy", "latex", mul(TWO, X, Y)),
    ("2xy", "text", mul(TWO, X, Y)),
    ("xyz", "text", mul(X, Y, Z)),
    ("rate", "text", name("rate")),
    ("xy", "python", name("xy")),
    ("learning_rate*loss", "text", mul(name("learning_rate"), name("loss"))),
    ("w1x1", "text", mul(name("w1"), name("x1"))),
    ("x_1y", "text", mul(name("x_1"), Y)),
    ("\\text{loss}+\\mathrm{loss}", "latex", add(name("loss"), name("loss"))),
    ("alpha*x", "text", mul(name("alpha"), X)),
    ("alphax", "text", name("alphax")),
    ("lambda*x", "python", mul(name("lambda"), X)),
    ("S*x + N*Q", "python", add(mul(name("S"), X), mul(name("N"), name("Q")))),
]

NAMES = [
    ("x_{12}", "latex", name("x_12")),
    ("w_{ij}^{(1)}", "latex", name(Name("w", sub="ij", sup="(1)"))),
    ("z^{[2]}", "latex", name(Name("z", sup="[2]"))),
    ("w^*", "latex", name(Name("w", sup="*"))),
    ("\\hat{y}", "latex", HAT),
    ("\\hat y", "latex", HAT),
    ("ŷ", "text", HAT),
    ("\\hat{y}_i", "latex", name(Name("y", ("hat",), "i"))),
    ("\\hat{y_i}", "latex", name(Name("y", ("hat",), "i"))),
    ("\\bar x", "latex", name(Name("x", ("bar",)))),
    ("x_{1}^{2}", "latex", power(name(Name("x", sub="1")), TWO)),
    ("x^2_1", "latex", power(name(Name("x", sub="1")), TWO)),
    ("n_{\\text{in}}", "latex", name(Name("n", sub="in"))),
    ("n_{max}", "latex", name(Name("n", sub="max"))),
    ("{g}_{k}", "latex", name(Name("g", sub="k"))),
    ("\\mathbf{w}", "latex", name(Name("w", style="bf"))),
    ("x₁", "text", name(Name("x", sub="1"))),
]

CALLS = [
    ("f(x)", "latex", apply("f", X)),
    ("\\phi(x, y)", "latex", apply("phi", X, Y)),
    ("x(y+1)", "latex", mul(X, add(Y, ONE))),
    ("2(x+y)", "text", mul(TWO, add(X, Y))),
    ("\\sigma(z)", "latex", call("sigmoid", Z)),
    ("σ(z)", "text", call("sigmoid", Z)),
    ("sigma(z)", "python", call("sigmoid", Z)),
    ("gamma(x)", "text", call("gamma", X)),
    ("\\Gamma(x)", "latex", call("gamma", X)),
    ("\\operatorname{ReLU}(z)", "latex", call("relu", Z)),
    ("\\max\\{0,z\\}", "latex", call("max", integer(0), Z)),
    ("u(x)", "python", apply("u", X)),
    ("f^2(x)", "text", power(apply("f", X), TWO)),
]

CONSTANTS = [
    ("e^x", "latex", power(E, X)),
    ("e", "text", E),
    ("\\pi r^2", "latex", mul(PI, power(name("r"), TWO))),
    ("πr²", "text", mul(PI, power(name("r"), TWO))),
    ("E*I", "text", mul(name("E"), name("I"))),
    ("E**x", "python", power(E, X)),
    ("exp(x)", "text", power(E, X)),
    ("e_1", "latex", name(Name("e", sub="1"))),
]

POWERS = [
    ("2^3^2", "text", power(TWO, power(THREE, TWO))),
    ("x**2**3", "python", power(X, power(TWO, THREE))),
    ("-x^2", "text", neg(power(X, TWO))),
    ("2**-x**2", "python", power(TWO, neg(power(X, TWO)))),
    ("(-x)^2", "text", power(neg(X), TWO)),
    ("\\sin^2 x", "latex", power(sin(X), TWO)),
    ("sin²(x)", "text", power(sin(X), TWO)),
    ("\\sin(x)^2", "latex", power(sin(X), TWO)),
    ("\\sin^{-1} x", "latex", call("asin", X)),
    ("sin^-1(x)", "text", call("asin", X)),
    ("x^-1", "text", power(X, neg(ONE))),
    ("x^10", "latex", power(X, TEN)),
    ("x^{1/3}", "latex", power(X, div(ONE, THREE))),
    ("\\sqrt[3]{x}", "latex", root(X, THREE)),
    ("\\sqrt2", "latex", root(TWO)),
    ("√(x+1)", "text", root(add(X, ONE))),
]

DIVISION = [
    ("a/bc", "latex", mul(div(A, B), C)),
    ("a/bc", "text", mul(div(A, B), C)),
    ("1/2x", "text", mul(div(ONE, TWO), X)),
    ("3/2*x", "python", mul(div(THREE, TWO), X)),
    ("a/b/c", "python", div(div(A, B), C)),
    ("\\frac12 x", "latex", mul(div(ONE, TWO), X)),
    ("\\frac xy", "latex", div(X, Y)),
    ("2\\frac12", "latex", mul(TWO, div(ONE, TWO))),
    ("½x", "text", mul(div(ONE, TWO), X)),
]

BARE = [
    ("\\sin 2x \\cos y", "latex", mul(sin(mul(TWO, X)), call("cos", Y))),
    ("sin x cos y", "text", mul(sin(X), call("cos", Y))),
    ("\\sin x / y", "latex", div(sin(X), Y)),
    ("\\sin x^2", "latex", sin(power(X, TWO))),
    ("\\ln te^t", "latex", mul(call("log", T), power(E, T))),
    ("\\sin x \\cdot y", "latex", mul(sin(X), Y)),
    ("\\sin(x)y", "latex", mul(sin(X), Y)),
    ("\\ln|x|", "latex", call("log", call("abs", X))),
    ("\\cos 2\\sqrt{x}", "latex", call("cos", mul(TWO, root(X)))),
    ("\\tan^{-1}\\frac{x}{3}", "latex", call("atan", div(X, THREE))),
]

LOGARITHMS = [
    ("\\log x", "latex", call("log", X)),
    ("\\log_2 x", "latex", call("log", X, TWO)),
    ("log_2(x)", "text", call("log", X, TWO)),
    ("log(x, 10)", "python", call("log", X, TEN)),
    ("log10(x)", "text", call("log", X, TEN)),
    ("\\lg x", "latex", call("log", X, TEN)),
    ("np.log1p(x)", "python", call("log", add(ONE, X))),
]

NUMBERS = [
    ("0.10", "text", decimal("0.10")),
    (".5", "python", decimal("0.5")),
    ("1{,}000", "latex", integer(1000)),
    ("1_000", "python", integer(1000)),
    ("1e-3", "python", decimal("0.001")),
    ("2.5e3", "python", integer(2500)),
    ("1e-320", "python", power(TEN, neg(integer(320)))),
    ("5!", "text", call("factorial", integer(5))),
]

DERIVATIVES = [
    ("\\frac{dy}{dx}", "latex", derivative(Y, X)),
    ("dy/dx", "text", derivative(Y, X)),
    ("\\frac{\\mathrm{d}y}{\\mathrm{d}x}", "latex", derivative(Y, X)),
    ("\\frac{\\partial L}{\\partial w}", "latex", derivative(name("L"), W, partial=True)),
    ("∂L/∂w", "text", derivative(name("L"), W, partial=True)),
    ("d/dx x^2 + 1", "text", add(derivative(power(X, TWO), X), ONE)),
    ("d/dx[x^2] sin x", "text", mul(derivative(power(X, TWO), X), sin(X))),
    ("\\frac{d}{dx}\\left[x^{2}\\right] \\sin x", "latex", mul(derivative(power(X, TWO), X), sin(X))),
    ("\\frac{d^2y}{dx^2}", "latex", derivative(Y, X, X)),
    ("d^2y/dx^2", "text", derivative(Y, X, X)),
    ("\\frac{\\partial^2 z}{\\partial x\\partial y}", "latex", derivative(Z, Y, X, partial=True)),
    ("f'(x)", "latex", apply(prime("f", 1), X)),
    ("f^{(4)}(x)", "latex", apply(prime("f", 4), X)),
    ("\\partial_{1} f(u, v)", "latex", apply(Applied(simple_name("f"), (1, 0)), name("u"), name("v"))),
    ("\\nabla L", "latex", gradient(name("L"))),
    ("y' + x", "text", add(derivative(Y, X), X)),
    ("(x^2)'", "latex", derivative(power(X, TWO), X)),
    ("\\sin'(x)", "latex", derivative(sin(X), X)),
    ("\\left. x^2 \\right|_{x=3}", "latex", evaluated(power(X, TWO), X, THREE)),
]

BINDERS = [
    (
        "\\sum_{i=1}^{n} w_i x_i",
        "latex",
        bigsum(mul(indexed(W, name("i")), indexed(X, name("i"))), name("i"), ONE, name("n")),
    ),
    ("\\sum_{k=0}^{3} x_{k+1}", "latex", bigsum(indexed(X, add(name("k"), ONE)), name("k"), integer(0), THREE)),
    ("\\int_0^1 x^2 \\, dx", "latex", integral(power(X, TWO), X, integer(0), ONE)),
    ("\\int x \\, dx", "latex", integral(X, X)),
    ("\\lim_{x \\to 0^{+}} x", "latex", limit(X, X, integer(0), "+")),
    ("Integral(x, (x, 0, 1))", "python", integral(X, X, integer(0), ONE)),
    ("Limit(x, x, 0)", "python", limit(X, X, integer(0))),
]

CASES = [
    (
        "\\begin{cases} x^2, & x \\ge 0, \\\\ -x, & \\text{otherwise}. \\end{cases}",
        "latex",
        piecewise((power(X, TWO), relation(X, ">=", integer(0))), (neg(X), TRUE)),
    ),
    ("x if x > 0 else 0", "text", piecewise((X, relation(X, ">", integer(0))), (integer(0), TRUE))),
    ("Piecewise((x, x > 0), (0, True))", "python", piecewise((X, relation(X, ">", integer(0))), (integer(0), TRUE))),
    ("where(x > 0, x, 0)", "python", piecewise((X, relation(X, ">", integer(0))), (integer(0), TRUE))),
    ("[x > 0]", "text", unary(Head.INDICATOR, relation(X, ">", integer(0)))),
    ("\\begin{bmatrix} 1 & 2 \\\\ x & y \\end{bmatrix}", "latex", matrix([[ONE, TWO], [X, Y]])),
    ("[x, y]", "text", matrix([[X], [Y]])),
    ("0 < x \\le 1", "latex", relation(integer(0), "<", X, "<=", ONE)),
    ("|x-1|", "text", call("abs", sub(X, ONE))),
    ("|x|y|z|", "text", mul(call("abs", X), Y, call("abs", Z))),
    ("\\lfloor x \\rfloor", "latex", call("floor", X)),
]

TYPESETTING = [
    ("$x^2$", "latex", power(X, TWO)),
    ("\\[x^2\\]", "latex", power(X, TWO)),
    ("x\\quad+\\,1.", "latex", add(X, ONE)),
    ("\\bigl(x+1\\bigr)/\\left(x-1\\right)", "latex", div(add(X, ONE), sub(X, ONE))),
    ("y = x \\tag{3}", "latex", relation(Y, "=", X)),
    ("x − 1", "text", sub(X, ONE)),
    ("2·x×y", "text", mul(TWO, X, Y)),
    ("x^2\n + 1", "latex", add(power(X, TWO), ONE)),
]

FORMS = [
    (
        "logdet(A) + tr(A)",
        "python",
        add(call("log", unary(Head.DETERMINANT, name("A"))), unary(Head.TRACE, name("A"))),
    ),
    (
        "1 if x > y and not y > 1 else 2",
        "text",
        piecewise((ONE, logic("and", relation(X, ">", Y), logic("not", relation(Y, ">", ONE)))), (TWO, TRUE)),
    ),
    ("cbrt(x) + root(x, 3) + sqrt(x)", "python", add(root(X, THREE), root(X, THREE), root(X))),
    ("pow(x, 2) + square(x)", "python", add(power(X, TWO), power(X, TWO))),
    ("log2(x) + expm1(x)", "python", add(call("log", X, TWO), power(E, X), neg(ONE))),
    ("reciprocal(x)*negative(y)", "python", mul(div(ONE, X), neg(Y))),
    ("np.divide(np.subtract(x, y), np.add(x, y))", "python", div(sub(X, Y), add(X, Y))),
    ("Rational(-3, 2)*Integer(2)", "python", mul(neg(div(THREE, TWO)), TWO)),
    ("diff(x**2, x, 2)", "python", derivative(power(X, TWO), X, X)),
    ("Derivative(x*y, (x, 2), y)", "python", derivative(mul(X, Y), X, X, Y)),
    ("Subs(x**2, x, 3)", "python", evaluated(power(X, TWO), X, THREE)),
    ("Subs(Derivative(f(t), t), t, 3)", "python", apply(prime("f", 1), THREE)),
    ("Gradient(x*y, x, y)", "python", gradient(mul(X, Y), X, Y)),
    ("Sum(k, (k, 1, 3)) + 1", "python", add(bigsum(name("k"), name("k"), ONE, THREE), ONE)),
    ("Eq(x, 1)", "python", relation(X, "=", ONE)),
    ("\\det A", "latex", unary(Head.DETERMINANT, name("A"))),
    ("\\begin{vmatrix} a & b \\\\ c & x \\end{vmatrix}", "latex", unary(Head.DETERMINANT, matrix([[A, B], [C, X]]))),
    ("[[a, b], [c, x]]", "python", matrix([[A, B], [C, X]])),
    ("\\boxed{x} + \\underbrace{y}_{\\text{slope}}", "latex", add(X, Y)),
    ("\\langle a, b \\rangle", "latex", matrix([[A], [B]])),
    ("(a, b)", "text", tuple_of(A, B)),
    ("f{\\left(x,y \\right)}", "latex", apply("f", X, Y)),
    ("\\sin^{2}{\\left(x \\right)}", "latex", power(sin(X), TWO)),
    ("\\operatorname{polygamma}{\\left(1,x \\right)}", "latex", call("polygamma", ONE, X)),
    ("||x|| + \\|y\\|_1", "latex", add(unary(Head.NORM, X, "2"), unary(Head.NORM, Y, "1"))),
    ("\\lVert x \\rVert_{\\infty}", "latex", unary(Head.NORM, X, "inf")),
    (
        "\\left\\{\\begin{array}{ll} x & x>1 \\\\ y & \\text{else} \\end{array}\\right.",
        "latex",
        piecewise((X, relation(X, ">", ONE)), (Y, TRUE)),
    ),
    ("\\mathbf{1}(x > 1)", "latex", unary(Head.INDICATOR, relation(X, ">", ONE))),
    ("\\mathrm{e}^{x} + \\mathrm{d}y", "latex", add(power(E, X), unary(Head.DIFFERENTIAL, Y))),
    ("f^{\\prime}(x) + f^\\prime(x)", "latex", add(apply(prime("f", 1), X), apply(prime("f", 1), X))),
    ("y''_1", "latex", derivative(name("y_1"), X, X)),
    ("\\nabla_{x,y} z", "latex", gradient(Z, X, Y)),
    ("\\nabla L(x, y)", "latex", gradient(apply("L", X, Y))),
    ("\\frac{dy(x)}{dx}", "latex", derivative(apply("y", X), X)),
    ("d^2z/dxdy", "text", derivative(Z, Y, X)),
    ("\\int_0^1 \\, dx", "latex", integral(ONE, X, integer(0), ONE)),
    ("Limit(x, x, 0+)", "text", limit(X, X, integer(0), "+")),
    ("lambda x, y: x*y", "python", mul(X, Y)),
    ("y = x if x > 1 else 2", "text", relation(Y, "=", piecewise((X, relation(X, ">", ONE)), (TWO, TRUE)))),
    ("n_{\\max}", "latex", name(Name("n", sub="max"))),
    ("sum_(i=1)^3 x_i", "text", bigsum(indexed(X, name("i")), name("i"), ONE, THREE)),
    ("int_0^1 x^2 dx", "text", integral(power(X, TWO), X, integer(0), ONE)),
    ("int x dx", "text", integral(X, X)),
    ("lim_(x->0) x", "text", limit(X, X, integer(0))),
    ("∑_(k=1)^3 k", "text", bigsum(name("k"), name("k"), ONE, THREE)),
    ("(x^2)|_{x = 3}", "text", evaluated(power(X, TWO), X, THREE)),
    ("x.T", "python", unary(Head.TRANSPOSE, X)),
    ("xᵀ", "text", unary(Head.TRANSPOSE, X)),
    ("\\mathbf{x}^T", "latex", unary(Head.TRANSPOSE, X)),
    ("z^[2] + w^*", "text", add(name(Name("z", sup="[2]")), name(Name("w", sup="*")))),
    ("y\u0302", "text", HAT),
    ("\\operatorname{Ai}'(x)", "latex", call("airyaiprime", X)),
    ("J(x, y)", "latex", call("besselj", X, Y)),
]

EVERY = [
    *RUNS, *NAMES, *CALLS, *CONSTANTS, *POWERS, *DIVISION, *BARE, *LOGARITHMS, *NUMBERS, *BINDERS, *CASES, *TYPESETTING,
    *FORMS,
    *DERIVATIVES,
]  # fmt: skip


@pytest.mark.parametrize(("text", "syntax", "meant"), EVERY, ids=lambda value: value if isinstance(value, str) else "")
def test_row(text: str, syntax: str, meant: Term) -> None:
    term = read(text, syntax)
    # the spelling typed first is kept for printing, so names are compared by key
    assert by_key(term) is by_key(meant)


def by_key(term: Term) -> Term:
    """The term with every name in its plainest spelling."""
    from symgrad.terms.traverse import rewrite

    def change(node: Term) -> Term:
        return name(node.data._replace(typed="", style="")) if node.head is Head.NAME else node

    return rewrite(term, change)


NOTED = [
    "xy", "x(y+1)", "sigma(z)", "log x", "sin^-1 x", "a/bc", "1/2x", "\\sin x / y", "2\\frac12", "x^10 \\cdot \\pi",
    "w = w - 1", "w \\leftarrow w - 1", "y' + x", "rate", "e^2x",
]  # fmt: skip
CLEAR = ["x^2y+\\sin(xy)", "x(x+1)", "2(x+1)", "\\frac{a}{b}c", "f(x)", "ln x", "3x^2 - 2x + 1", "\\sin 2x"]


@pytest.mark.parametrize("text", NOTED)
def test_what_is_ambiguous_is_said(text: str) -> None:
    assert parse(text).notes


@pytest.mark.parametrize("text", CLEAR)
def test_what_is_clear_is_not_noted(text: str) -> None:
    assert parse(text).notes == ()
    assert parse(text, strict=True).rows() == parse(text).rows()


def test_auto_is_latex_by_its_signs() -> None:
    assert read("x_{1}") is read("x_{1}", "latex")
    assert read("e^{x}y") is mul(power(E, X), Y)
    assert read("loss") is name("loss")


def test_one_name_keeps_its_first_spelling() -> None:
    graph = parse("w1 + w_1 + alpha + α", "text")
    assert [one.data.plain for one in graph.inputs] == ["w1", "alpha"]


def test_declarations_win() -> None:
    assert read("loss^2", "latex", symbols=["loss"]) is power(name("loss"), TWO)
    assert read("xy", "text", symbols="xy") is name("xy")
    assert read("L(w, b)", "latex", functions=["L"]) is apply("L", W, B)
    assert read("\\sigma(x)", "latex", functions=["sigma"]) is apply("sigma", X)
    assert read("f(x+1)", "text", symbols=["f"]) is mul(name("f"), add(X, ONE))
    assert read("e^x", "text", symbols=["e"]) is power(name("e"), X)


def test_shapes_make_products_of_matrices() -> None:
    shapes = {"A": (3, 2), "x": (2,), "y": (2,)}
    a, x, y = name("A", (3, 2)), name("x", (2,)), name("y", (2,))
    assert read("Ax", "latex", shapes=shapes) is matmul(a, x)
    assert read("A@x", "python", shapes=shapes) is matmul(a, x)
    assert read("2Ax", "latex", shapes=shapes) is mul(TWO, matmul(a, x))
    assert read("x \\cdot y", "latex", shapes=shapes) is inner(x, y)
    assert read("x^\\top y", "latex", shapes=shapes) is matmul(unary(Head.TRANSPOSE, x), y)
    assert read("x.T@y", "python", shapes=shapes) is matmul(unary(Head.TRANSPOSE, x), y)
    assert read("\\lVert x-y \\rVert_2^2", "latex", shapes=shapes) is power(unary(Head.NORM, sub(x, y), "2"), TWO)


def test_the_base_of_log_is_a_setting() -> None:
    from symgrad.settings import settings

    with settings(log_base="10"):
        assert read("\\log x", "latex") is call("log", X, TEN)
        assert read("\\ln x", "latex") is call("log", X)
