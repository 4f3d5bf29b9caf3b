"""Programs compute what the formula says, and their gradients are what SymPy differentiates."""

import math
from collections.abc import Callable

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symgrad.algebra import to_sympy
from symgrad.numeric import value_and_grad
from symgrad.numeric.flatten import flatten, gradient_program
from symgrad.numeric.reading import read
from symgrad.terms import Term
from symgrad.terms.build import ONE, TWO, add, call, decimal, div, exp, integer, mul, name, neg, power, root, sub
from tests.numeric.samples import cube, product_of, tanh_network

X, Y = name("x"), name("y")
LEAVES = [X, Y, TWO, integer(3), decimal("0.5")]
POINT = {"x": 0.7, "y": 1.3}

Grow = Callable[[st.SearchStrategy[Term]], st.SearchStrategy[Term]]


def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    """Formulas that are real and smooth at the sample point."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: add(*p)),
        pair.map(lambda p: sub(*p)),
        pair.map(lambda p: mul(*p)),
        inner.map(neg),
        pair.map(lambda p: div(p[0], add(ONE, power(p[1], TWO)))),
        inner.map(lambda u: root(add(TWO, call("sin", u)))),
        inner.map(lambda u: call("log", add(TWO, call("cos", u)))),
        st.tuples(inner, st.integers(0, 5)).map(lambda p: power(p[0], integer(p[1]))),
        st.tuples(st.sampled_from(["sin", "cos", "tanh", "atan", "sigmoid", "softplus", "erf"]), inner).map(
            lambda p: call(p[0], p[1])
        ),
        inner.map(lambda u: exp(call("sin", u))),
    )


terms = st.recursive(st.sampled_from(LEAVES), grow, max_leaves=8)


@settings(max_examples=60, deadline=None)
@given(terms)
def test_value_and_gradient_agree_with_sympy(term: Term) -> None:
    compiled = value_and_grad(term)
    value, slopes = compiled(*(POINT[spelled] for spelled in compiled.args))
    expression = to_sympy(term)
    point = {sp.Symbol(spelled): sp.Rational(str(number)) for spelled, number in POINT.items()}
    assert value == pytest.approx(float(expression.subs(point).evalf(30)), rel=1e-9, abs=1e-9)
    for spelled, slope in zip(compiled.args, slopes, strict=True):
        wanted = float(expression.diff(sp.Symbol(spelled)).subs(point).evalf(30))
        assert slope == pytest.approx(wanted, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize(
    ("term", "at", "slopes"),
    [
        (add(mul(power(X, TWO), Y), call("sin", mul(X, Y))), (3.0, 1.0), (6 + math.cos(3), 9 + 3 * math.cos(3))),
        (div(X, Y), (3.0, 2.0), (0.5, -0.75)),
        (power(X, Y), (2.0, 3.0), (12.0, 8 * math.log(2))),
        (cube(X), (-8.0,), (1 / 12,)),
        (root(X, integer(3)), (-8.0,), (1 / 12,)),
        (call("log", X, integer(10)), (2.0,), (1 / (2 * math.log(10)),)),
    ],
)
def test_slopes_worked_by_hand(term: Term, at: tuple[float, ...], slopes: tuple[float, ...]) -> None:
    assert value_and_grad(term)(*at)[1] == pytest.approx(slopes)


def ratio(graph_or_term: object) -> float:
    """Operations of value and gradient together, over those of the value."""
    flat = flatten(read(graph_or_term))
    return gradient_program(flat, flat.inputs).operations / flat.program.operations


@pytest.mark.parametrize("depth", [1, 10, 50])
@pytest.mark.parametrize("width", [1, 4])
def test_a_gradient_costs_a_small_multiple_of_the_value(depth: int, width: int) -> None:
    assert ratio(tanh_network(depth, width)) <= 3.3


@pytest.mark.parametrize("factors", [2, 10, 100])
def test_the_gradient_of_a_product_is_linear_in_its_length(factors: int) -> None:
    assert ratio(product_of(factors)) <= 3.0


def test_the_gradient_of_a_quotient_uses_the_quotient() -> None:
    assert ratio(div(call("sin", X), call("cos", Y))) <= 3.0


def test_common_parts_are_computed_once() -> None:
    shared = call("sin", mul(X, Y))
    assert flatten(read(add(shared, power(shared, TWO)))).program.operations == 4


def test_nested_functions_a_thousand_deep() -> None:
    term: Term = X
    for _ in range(1000):
        term = call("sin", term)
    value, (slope,) = value_and_grad(term)(0.5)
    assert 0 < slope < value < 0.5
