"""Balls hold the true value, fractions stay exact, and what is not real says so."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symgrad.algebra import to_sympy
from symgrad.balls import UNDEFINED, UNKNOWN, Ball, ball, evaluate, known_ball
from symgrad.errors import DomainError, UnsupportedError
from symgrad.terms import Applied, Name
from symgrad.terms import build as b
from symgrad.terms.functions import functions
from symgrad.terms.heads import Head

X, Y = b.name("x"), b.name("y")
FRACTIONS = st.fractions(min_value=-20, max_value=20, max_denominator=50)


@given(FRACTIONS, FRACTIONS)
def test_rational_arithmetic_is_exact(x, y):
    assume(y)
    term = b.add(b.div(X, Y), b.mul(b.power(X, b.integer(3)), b.neg(Y)))
    assert ball(term, {X: x, Y: y}, 64).middle == x / y - x**3 * y


@given(FRACTIONS, st.integers(1, 9), st.integers(1, 9))
def test_powers_with_odd_denominator_are_real_for_negative_numbers(x, p, q):
    assume(x)
    value = ball(b.power(X, b.div(b.integer(p), b.integer(q))), {X: x}, 128)
    exponent = Fraction(p, q)
    if x < 0 and exponent.denominator % 2 == 0:
        assert value is UNDEFINED
        return
    with mpmath.workdps(30):
        size = (abs(mpmath.mpf(x.numerator)) / x.denominator) ** (mpmath.mpf(exponent.numerator) / exponent.denominator)
        expected = -size if x < 0 and exponent.numerator % 2 else size
        assert mpmath.almosteq(mpmath.mpf(value.digits(25)), expected, 1e-22)


NOT_REAL = [
    b.call("log", b.integer(-1)), b.call("log", b.ZERO), b.div(b.ONE, b.ZERO), b.root(b.integer(-2)),
    b.power(b.ZERO, b.integer(-1)), b.call("asin", b.TWO), b.call("acosh", b.ZERO), b.call("gamma", b.integer(-1)),
    b.call("log", b.neg(b.root(b.TWO))), b.call("atanh", b.root(b.TWO)), b.call("asec", b.div(b.ONE, b.TWO)),
    b.power(b.neg(b.TWO), b.root(b.TWO)),
]  # fmt: skip


@pytest.mark.parametrize("term", NOT_REAL, ids=repr)
def test_not_real(term):
    assert ball(term, {}, 128) is UNDEFINED
    with pytest.raises(DomainError):
        evaluate(term, {})


def test_what_a_case_does_not_use_may_be_undefined():
    term = b.piecewise((b.call("log", X), b.relation(X, ">", b.ZERO)), (b.ZERO, b.TRUE))
    assert ball(term, {X: -1}, 64).is_zero


def test_zero_that_is_not_seen_is_unknown_until_the_digits_suffice():
    zero = b.call("sin", b.PI)
    assert ball(b.call("sign", zero), {}, 128) is UNKNOWN
    assert evaluate(zero, {}) == 0


VALUES = {  # pinned from the definitions
    b.call("relu", b.integer(-3)): "0", b.call("max", b.ONE, b.integer(5), b.TWO): "5", b.call("step", b.ZERO): "0.5",
    b.call("floor", b.neg(b.div(b.ONE, b.TWO))): "-1", b.root(b.integer(-8), b.integer(3)): "-2",
    b.bigsum(b.power(X, b.TWO), X, b.ONE, b.integer(10)): "385", b.bigprod(X, X, b.ONE, b.integer(5)): "120",
    b.evaluated(b.mul(X, Y), X, b.TWO, Y, b.integer(3)): "6", b.power(b.ZERO, b.ZERO): "1",
    b.unary(Head.INDICATOR, b.relation(b.ONE, "<", b.TWO, "<=", b.TWO)): "1",
}  # fmt: skip


@pytest.mark.parametrize("term", VALUES, ids=repr)
def test_values(term):
    assert evaluate(term, {}) == mpmath.mpf(VALUES[term])


ONE_ARGUMENT = [record for record in functions() if record.arity[0] == 1 and record.sympy]


@pytest.mark.parametrize("record", ONE_ARGUMENT, ids=lambda record: record.id)
@pytest.mark.parametrize("at", [Fraction(2, 5), Fraction(-3, 7), Fraction(9, 4)])
def test_functions_agree_with_sympy(record, at):
    value = known_ball(b.call(record.id, b.rational(at)), {}, 80)
    if value is UNDEFINED and record.id == "erfinv":
        return  # SymPy raises where there is no value
    expected = to_sympy(b.call(record.id, b.rational(at))).evalf(25)
    if isinstance(value, Ball):
        assert abs(complex(expected) - float(value)) <= 1e-12 * max(1, abs(complex(expected)))
    else:
        assert not expected.is_real or not expected.is_finite or at < 0  # SymPy continues some beyond the reals


TWO_ARGUMENTS = "besselj bessely besseli besselk polygamma polylog expint uppergamma lowergamma legendre hermite " \
                "laguerre chebyshevt chebyshevu beta atan2"  # fmt: skip


@pytest.mark.parametrize("name", TWO_ARGUMENTS.split())
def test_functions_of_two_arguments_agree_with_sympy(name):
    term = b.call(name, b.TWO, b.div(b.TWO, b.integer(5)))
    assert abs(float(known_ball(term, {})) - float(to_sympy(term).evalf(20))) < 1e-12


@given(st.integers(1, 60))
@settings(max_examples=20)
def test_digits_are_correct(digits):
    with mpmath.workdps(digits + 10):
        assert abs(mpmath.mpf(str(evaluate(b.PI, {}, digits=digits))) - mpmath.pi) <= mpmath.mpf(10) ** (1 - digits)


def test_floats_count_as_the_decimals_they_print():
    assert known_ball(b.mul(X, b.integer(10)), {X: 0.1}).middle == 1


def test_huge_numbers_are_no_trouble():
    tower = b.power(b.integer(9), b.power(b.integer(9), b.integer(9)))
    assert str(evaluate(tower, {}, digits=5)).endswith("e+369693099")


def test_what_has_no_number_is_refused():
    for term in (X, b.integral(X, X), b.derivative(b.power(X, b.TWO), X)):
        with pytest.raises(UnsupportedError):
            evaluate(term, {} if term is X else {X: 1})


def test_unknown_functions_have_the_derivative_of_their_partials():

    f, slope = b.apply("f", X), b.apply(Applied(Name("f"), (1,)), X)
    step = Fraction(1, 10**20)
    quotient = (evaluate(f, {X: 2 + step}, digits=60) - evaluate(f, {X: 2}, digits=60)) / mpmath.mpf("1e-20")
    assert mpmath.almosteq(quotient, evaluate(slope, {X: 2}), 1e-14)


@pytest.mark.parametrize("power", range(6))
def test_a_ball_around_zero_has_powers(power):
    tiny = b.call("softplus", b.integer(-2_000_000))
    value = ball(b.power(tiny, b.integer(power)), {}, 128)
    assert isinstance(value, Ball)
    assert abs(float(value) - (power == 0)) < 1e-30


def test_the_real_branches_of_lamberts_function():
    at = b.div(b.integer(-1), b.integer(5))
    for branch, expected in ((0, mpmath.lambertw(-0.2)), (-1, mpmath.lambertw(-0.2, -1))):
        assert abs(float(known_ball(b.call("LambertW", at, b.integer(branch)), {})) - float(expected.real)) < 1e-12
    assert ball(b.call("LambertW", at, b.TWO), {}, 128) is UNDEFINED
