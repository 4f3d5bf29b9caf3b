"""Forward differentiation and finite differences agree, and both see kinks."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symgrad.balls import UNDEFINED, Ball, Estimate, ball_gradient, finite_differences, measured, slopes_along
from symgrad.errors import UnsupportedError
from symgrad.terms import build as b
from symgrad.terms.functions import functions

X, Y = b.name("x"), b.name("y")
ZERO_POWER = b.power(X, b.div(b.integer(4), b.integer(3)))


def both(term, at):
    """Slopes by both routes in x."""
    return slopes_along(term, {X: 1}, {X: at}), measured(term, {X: 1}, {X: at})


def assert_concur(term, at):
    """One slope by both routes."""
    exact, seen = both(term, at)
    assert exact.differentiable and seen.differentiable
    assert abs(float(exact.right) - seen.right.value) <= 2 * seen.right.error + 1e-12 * abs(seen.right.value)


CALLS = [(record.id, record.arity[0]) for record in functions() if record.id not in ("zeta", "lerchphi")]


@pytest.mark.parametrize(("name", "count"), CALLS, ids=[name for name, _ in CALLS])
def test_every_function(name, count):
    at = Fraction(37, 20) if name in ("acosh", "asec", "acsc", "acoth") else Fraction(2, 5)
    assert_concur(b.call(name, *[b.TWO] * (count - 1), b.power(X, b.TWO)), at if at > 1 else Fraction(3, 5))


SMOOTH = [
    (b.power(X, X), 2), (b.power(b.TWO, X), -3), (b.root(X, b.integer(3)), -8), (b.div(b.call("sin", X), X), "0.001"),
    (b.call("log", X, b.integer(10)), 5), (b.apply("f", b.power(X, b.TWO)), 1), (b.mul(X, b.call("abs", X)), 0),
    (b.call("elu", X), 0), (b.call("relu", b.power(X, b.TWO)), 0), (b.bigsum(b.power(X, Y), Y, b.ONE, b.integer(4)), 2),
    (b.piecewise((b.power(X, b.TWO), b.relation(X, "<", b.ONE)), (b.sub(b.mul(b.TWO, X), b.ONE), b.TRUE)), 1),
    (b.call("log", b.add(b.ONE, b.exp(X))), 900), (b.div(b.ONE, b.add(b.ONE, b.exp(b.neg(X)))), -800), (ZERO_POWER, 0),
]  # fmt: skip


@pytest.mark.parametrize(("term", "at"), SMOOTH, ids=[repr(term) for term, _ in SMOOTH])
def test_smooth(term, at):
    assert_concur(term, at)


KINKS = [
    (b.call("abs", X), 0, (-1, 1)), (b.call("relu", X), 0, (0, 1)), (b.call("max", X, b.neg(X), b.ZERO), 0, (-1, 1)),
    (b.call("abs", b.call("sin", X)), b.PI, (-1, 1)), (b.call("leaky_relu", X), 0, (0.01, 1)),
    (b.call("abs", b.sub(X, b.div(b.ONE, b.integer(3)))), Fraction(1, 3), (-1, 1)),
    (b.call("min", X, b.power(X, b.TWO)), 1, (2, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("term", "at", "sides"), KINKS, ids=[repr(term) for term, _, _ in KINKS])
def test_kinks(term, at, sides):
    exact, seen = both(term, at)
    assert exact.differentiable is False and seen.differentiable is False
    for found in ((float(exact.left), float(exact.right)), (seen.left.value, seen.right.value)):
        assert found == pytest.approx(sides)


NO_SLOPE = [
    (b.call("sign", X), 0), (b.call("floor", X), 2), (b.call("step", X), 0), (b.root(X, b.integer(3)), 0),
    (b.root(X), 0), (b.call("log", X), -1), (b.call("asin", X), 1),
    (b.piecewise((X, b.relation(X, "<", b.ONE)), (b.TWO, b.TRUE)), 1),
]  # fmt: skip


@pytest.mark.parametrize(("term", "at"), NO_SLOPE, ids=[repr(term) for term, _ in NO_SLOPE])
def test_no_slope(term, at):
    exact, seen = both(term, at)
    assert exact.differentiable is False and seen.differentiable is False
    assert UNDEFINED in (exact.left, exact.right) and UNDEFINED in (seen.left, seen.right)


def test_slopes_alone_do_not_judge_the_root_of_a_fourth_power_at_zero():
    exact, seen = both(b.root(b.power(X, b.integer(4))), 0)
    assert exact.differentiable is None and seen.differentiable


NUMBERS = st.integers(1, 5).map(b.integer)
NAMES = st.sampled_from(["sin", "tanh", "atan", "sigmoid", "softplus", "abs", "gelu"])
TREES = st.recursive(
    st.one_of(st.just(X), st.just(Y), NUMBERS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: b.add(*p)),
        st.tuples(inner, inner).map(lambda p: b.mul(*p)),
        st.tuples(inner, inner).map(lambda p: b.div(p[0], b.add(b.ONE, b.power(p[1], b.TWO)))),
        st.tuples(NAMES, inner).map(lambda p: b.call(*p)),
    ),
    max_leaves=8,
)
POINTS = st.fractions(min_value=-3, max_value=3, max_denominator=97)


@given(TREES, POINTS, POINTS)
@settings(max_examples=60, deadline=None)
def test_random_functions(term, x, y):
    point = {X: x, Y: y}
    for exact, name in zip(ball_gradient(term, [X, Y], point), [X, Y], strict=True):
        seen = measured(term, {name: 1}, point)
        if exact.differentiable and seen.differentiable:
            assert abs(float(exact.right) - seen.right.value) <= 2 * seen.right.error + 1e-12 * abs(seen.right.value)
        else:
            assert exact.differentiable is seen.differentiable


def test_along_a_direction():
    slope = slopes_along(b.mul(X, Y), {X: 2, Y: 3}, {X: 5, Y: 7})
    assert float(slope.right) == 2 * 7 + 3 * 5


def test_rows_for_a_reader_bracket_the_slope():
    rows = finite_differences(b.power(X, b.integer(3)), X, {X: 3})
    assert [row.step for row in rows] == [0.1, 0.01, 0.001, 0.0001]
    assert all(abs(row.value - 27) <= row.error for row in rows)
    assert finite_differences(b.root(X), X, {X: 0})[0].value is None


def test_an_error_bar_reaches_the_slope_where_a_step_spans_several_waves():
    fast = b.call("sin", b.mul(b.integer(1000), X))
    slope = 1000 * math.cos(1000)
    for row in finite_differences(fast, X, {X: 1}):
        assert row.value is not None and row.error is not None
        assert abs(row.value - slope) <= row.error * (1 + 1e-9)


def test_the_slope_in_the_order_of_a_bessel_function_is_not_known():
    with pytest.raises(UnsupportedError):
        ball_gradient(b.call("besselj", X, b.TWO), [X], {X: 1})
    assert isinstance(ball_gradient(b.call("besselj", b.ONE, X), [X], {X: 1})[0].right, Ball)
    assert isinstance(measured(b.call("besselj", X, b.TWO), {X: 1}, {X: 1}).right, Estimate)
