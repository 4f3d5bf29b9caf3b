"""Python's spelling against SymPy's own reading, and Python functions run with symbols."""

import math

import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from symgrad.errors import SymgradError, UnsupportedError
from symgrad.parsing import parse
from symgrad.terms.build import ONE, PI, TRUE, TWO, add, call, decimal, integer, mul, name, piecewise, power, relation

X, Y = name("x"), name("y")

LEAVES = st.sampled_from(["x", "y", "w_1", "2", "3", "0.5", "pi", "learning_rate", "Rational(3, 2)"])


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda two: f"{two[0]} + {two[1]}"),
        pair.map(lambda two: f"{two[0]} - {two[1]}"),
        pair.map(lambda two: f"{two[0]}*{two[1]}"),
        pair.map(lambda two: f"{two[0]}/(1 + {two[1]})"),
        inner.map(lambda one: f"-{one}"),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"({one})**2"),
        inner.map(lambda one: f"x**-{one}" if one.isalnum() else f"x**({one})"),
        st.tuples(st.sampled_from(["sin", "exp", "tanh", "sqrt", "Abs", "atan", "erf"]), inner).map(
            lambda two: f"{two[0]}({two[1]})"
        ),
        pair.map(lambda two: f"Max({two[0]}, {two[1]})"),
        pair.map(lambda two: f"Piecewise(({two[0]}, x > 0), ({two[1]}, True))"),
    )


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=8)
POINT = {sp.Symbol(s): sp.Rational(v, 7) for s, v in (("x", 5), ("y", 9), ("w_1", 3), ("learning_rate", 2))}


def agree(ours: sp.Expr, theirs: sp.Expr) -> bool:
    """Whether two expressions have one value at the point, as far as that is a finite number."""
    values = [sp.N(one.subs(POINT), 30) for one in (ours, theirs)]
    if not values[1].is_finite:
        return True
    left, right = map(complex, values)
    return abs(left - right) <= 1e-12 * max(1, abs(right))


@given(text=EXPRESSIONS)
def test_expressions_mean_what_sympy_reads(text: str) -> None:
    assert agree(parse(text, "python").sympy, sp.sympify(text))


@given(text=EXPRESSIONS)
def test_what_sympy_prints_in_latex_is_read(text: str) -> None:
    positive = {name: sp.Symbol(name, positive=True) for name in ("x", "y", "w_1")}  # or SymPy writes real parts
    meant = sp.sympify(text.replace("learning_rate", "w_1"), locals=positive)
    assume(not meant.has(sp.I, sp.zoo, sp.nan, sp.oo))
    plain = meant.xreplace({symbol: sp.Symbol(symbol.name) for symbol in meant.free_symbols})
    assert agree(parse(sp.latex(meant), "latex").sympy, plain)


@pytest.mark.parametrize(
    "text",
    [
        "besselj(0, x)", "polygamma(1, x)", "asin(x)", "Heaviside(x)", "sinc(x)", "log(x, 10)", "LambertW(x)",
        "zeta(x, a)", "gamma(x)", "beta(x, y)", "Min(1, x)", "atan2(y, x)", "Integral(exp(-t**2), (t, 0, x))",
        "Derivative(x**2*y, x, y)", "factorial(x)", "sign(x)", "floor(x)", "ceiling(x)", "(x > 0) & (y < 1)",
    ],
)  # fmt: skip
def test_functions_are_sympys(text: str) -> None:
    if "&" in text:
        text = f"Piecewise((x, {text}), (0, True))"
    assert parse(text, "python").sympy == sp.sympify(text)


def test_functions_are_run_with_symbols() -> None:
    def loss(w, b, rate=0.1):
        return (1 / (1 + np.exp(-(w * 2 + b))) - 1) ** 2 + np.maximum(w, 0.5) * rate

    graph = parse(loss)
    assert [one.data.plain for one in graph.inputs] == ["w", "b"]
    value = graph.sympy.subs({"w": 0.3, "b": -0.2})
    assert float(value) == pytest.approx(loss(0.3, -0.2), rel=1e-12)


def test_numpy_and_builtins_in_functions() -> None:
    assert parse(lambda x: np.tanh(x) + abs(x)).rows() == (add(call("tanh", X), call("abs", X)),)
    assert parse(lambda x, y: np.where(x > 0, x, y)).rows() == (
        piecewise((X, relation(X, ">", integer(0))), (Y, TRUE)),
    )
    assert parse(lambda x: 0.25 * x**2).rows() == (mul(decimal("0.25"), power(X, TWO)),)
    assert parse(lambda x: math.pi * x + np.float64(2.0)).rows() == (add(mul(PI, X), TWO),)
    assert parse(lambda x: np.tanh(np.array([x, x + 1]))).rows()[0].args == (
        call("tanh", X),
        call("tanh", add(X, ONE)),
    )


@pytest.mark.parametrize(
    "function",
    [
        lambda x: math.sin(x),
        lambda x: x if x > 0 else 0,
        lambda x: max(x, 0),
        lambda *several: several[0],
        lambda x: np.sum(x),
        lambda x: x.nothing,
        lambda x: 1 / 0,
        lambda x: "text",
    ],
)
def test_functions_that_one_run_does_not_show(function) -> None:
    with pytest.raises(SymgradError) as caught:
        parse(function)
    assert caught.value.hint or isinstance(caught.value, UnsupportedError)
