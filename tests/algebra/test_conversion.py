"""Terms and SymPy objects: conversion keeps the value, and a round trip through SymPy keeps the SymPy object."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symgrad as sg
from symgrad.algebra import from_sympy, to_sympy
from symgrad.errors import LimitError, UnsupportedError
from symgrad.terms import Applied, Name
from symgrad.terms import build as b
from symgrad.terms.heads import Head

X, Y = b.name("x"), b.name("y")
x, y, n, m = sp.symbols("x y n m")
F = sp.Function("f")
V, W = b.name("v", ("n",)), b.name("w", ("n",))
v, w = sp.MatrixSymbol("v", n, 1), sp.MatrixSymbol("w", n, 1)

WRITTEN = [
    (b.add(b.mul(b.power(X, b.TWO), Y), b.call("sin", b.mul(X, Y))), x**2 * y + sp.sin(x * y)),
    (b.call("sigmoid", X), 1 / (1 + sp.exp(-x))),
    (b.call("relu", X), sp.Max(0, x)),
    (b.call("silu", X), x / (1 + sp.exp(-x))),
    (b.call("leaky_relu", X), sp.Piecewise((x, x > 0), (x / 100, True))),
    (b.exp(b.neg(X)), sp.exp(-x)),
    (b.decimal("0.10"), sp.Rational(1, 10)),
    (b.root(X, b.integer(3)), sp.Pow(x, sp.Rational(1, 3))),
    (b.call("log", X, b.integer(10)), sp.log(x) / sp.log(10)),
    (b.apply("f", b.power(X, b.TWO)), F(x**2)),
    (b.apply(Applied(Name("f"), (1,)), X), F(x).diff(x)),
    (b.derivative(Y, X), sp.Derivative(y, x, evaluate=False)),
    (b.equation(X, X), sp.Eq(x, x, evaluate=False)),
    (b.relation(b.ZERO, "<", X, "<=", b.ONE), sp.And(sp.Lt(0, x), x <= 1)),
    (b.tuple_of(b.equation(X, Y), Y), sp.Tuple(sp.Eq(x, y), y)),
    (b.unary(Head.GRADIENT, b.name("f")), sp.Function("Gradient")(sp.Symbol("f"))),
    (b.evaluated(b.power(X, b.TWO), X, b.integer(3)), sp.Subs(x**2, x, 3)),
    (b.unary(Head.INDICATOR, b.relation(X, ">", b.ZERO)), sp.Piecewise((1, x > 0), (0, True))),
    (b.bigsum(b.power(X, Y), Y, b.ZERO, b.INFINITY), sp.Sum(x**y, (y, 0, sp.oo))),
    (b.matmul(b.unary(Head.TRANSPOSE, V), W), v.T * w),
    (b.mul(b.TWO, b.inner(V, W)), 2 * sp.Trace(v.T * w)),
    (b.power(b.unary(Head.NORM, V, "2"), b.TWO), sp.Trace(v.T * v)),
    (b.add(V, b.neg(W)), v - w),
    (b.matrix([[X, Y]]), sp.ImmutableMatrix([[x, y]])),
]


@pytest.mark.parametrize(("term", "expected"), WRITTEN, ids=[repr(term) for term, _ in WRITTEN])
def test_written(term, expected):
    assert to_sympy(term) == expected


def test_a_second_derivative_at_a_compound_argument_is_what_sympy_means():
    written = to_sympy(b.apply(Applied(Name("f"), (2,)), b.power(X, b.TWO)))
    assert written.subs(F, sp.Lambda(x, sp.sin(x))).doit() == -sp.sin(x**2)


READ = {
    1 - x: "(1 + -x)",
    x**2 + 2 * x + 1: "((x^2) + (2*x) + 1)",
    -(x**2) / 2: "-((x^2)/2)",
    3 * x / (2 * y): "((3*x)/(2*y))",
    x ** sp.Rational(-3, 2): "(1/(x^(3/2)))",
    sp.sqrt(x) * sp.exp(-x): "(root(x, 2)*(e^-x))",
    sp.polygamma(0, x): "digamma(x)",
    sp.besselj(0, x): "besselj(0, x)",
}


@pytest.mark.parametrize("expr", READ, ids=str)
def test_read_in_the_order_people_write(expr):
    assert repr(from_sympy(expr)) == f"<{READ[expr]}>"
    assert to_sympy(from_sympy(expr)) == expr


EXPRESSIONS = [
    F(x * y, y).diff(y), sp.Function("g")(F(x)).diff(x), sp.Max(x, y, 0), sp.atan2(y, x),
    sp.Integral(sp.sin(x), (x, 0, y)), sp.Limit(sp.sin(x) / x, x, 0), sp.Sum(x, (x, 1, n)), sp.Or(x > 0, y > 1),
    sp.Derivative(sp.sin(x * y), x, y), v.T * w, 2 * v - w, sp.ImmutableMatrix([[x, y], [1, 2]]), sp.oo,
    sp.Trace(v * w.T), sp.Piecewise((x, x > 0), (0, True)),
]  # fmt: skip


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_round_trip(expr):
    assert to_sympy(from_sympy(expr)) == expr


LEAVES = st.sampled_from([x, y, sp.Integer(2), sp.Rational(-3, 4), sp.pi, sp.E])
EXPONENTS = st.sampled_from([-2, -1, 2, sp.Rational(1, 2), sp.Rational(-3, 2)])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        st.tuples(inner, EXPONENTS).map(lambda p: p[0] ** p[1]),
        inner.map(sp.sin),
        inner.map(sp.exp),
        inner.map(sp.atan),
        inner.map(sp.tanh),
    ),
    max_leaves=6,
)


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_round_trip_of_random_expressions(expr):
    if not expr.has(sp.zoo, sp.nan, sp.oo):
        assert to_sympy(from_sympy(expr)) == expr


def test_names_come_back_as_typed():
    typed = b.name("y_hat_i")
    assert from_sympy(sp.Symbol("w") * to_sympy(typed), [typed]).args[1] is typed


def test_numbers_too_large_to_compute_are_refused():
    nine = b.integer(9)
    for huge in (b.power(nine, b.power(nine, nine)), b.call("factorial", b.integer(10**6))):
        with pytest.raises(LimitError):
            to_sympy(huge)


def test_a_thousand_layers_convert():
    term = X
    for _ in range(1000):
        term = b.call("tanh", b.add(b.mul(Y, term), b.ONE))
    rows = b.tuple_of(*(b.equation(b.name(f"a_{i}"), b.call("tanh", b.name(f"a_{i - 1}"))) for i in range(1, 1001)))
    assert len(to_sympy(rows)) == 1000
    assert to_sympy(term).func is sp.tanh


def test_what_symgrad_has_no_form_for_is_said():
    with pytest.raises(UnsupportedError, match="DiracDelta"):
        from_sympy(sp.DiracDelta(x))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("(-8)^(1/3)", -2), ("(-8)^(2/3)", 4), ("\\sqrt[3]{-8}", -2), ("(-32)^(3/5)", -8), ("8^(1/3)", 2)],
)
def test_an_odd_root_of_a_negative_number_is_the_real_one(typed: str, value: int) -> None:
    assert to_sympy(sg.parse(typed).output.term) == value
