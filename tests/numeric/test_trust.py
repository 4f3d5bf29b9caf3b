"""Checked calls: digits that floats lose are restored and said, poles within rounding are refused."""

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

import symgrad as sg
from symgrad.deciding import prove_equal
from symgrad.errors import AccuracyWarning, DomainError, ShapeError, SymgradError
from symgrad.numeric.repeated import coefficients, repeated_factors, square_free
from symgrad.terms import build as b

X = b.name("x")
POWER = "x^7 - 7x^6 + 21x^5 - 35x^4 + 35x^3 - 21x^2 + 7x - 1"
CANCELLING = "(x+1)^5 - x^5 - 5x^4 - 10x^3 - 10x^2"


def polynomial(numbers):
    return b.add(*(b.mul(b.integer(c), b.power(X, b.integer(k))) for k, c in enumerate(numbers) if c))


def times(left, right):
    found = [0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, c in enumerate(right):
            found[i + j] += a * c
    return found


@given(st.integers(-4, 4), st.integers(-3, 3), st.integers(2, 4), st.sampled_from([1, -2, 3]))
def test_an_expanded_power_is_written_as_one(root, other, exponent, factor):
    numbers = [factor]
    for _ in range(exponent):
        numbers = times(numbers, [-root, 1])
    numbers = times(numbers, [other, 1])
    term = polynomial(numbers)
    found = repeated_factors(term)
    if coefficients(term) is None:  # fewer than three terms
        assert found is None
        return
    assert found is not None
    assert prove_equal(term, found).status == "proved"


@pytest.mark.parametrize(
    "text", ["x^2 + x + 1", "x^2 - 1", "x^3 - x", "x*y + y + 1", "x^2 + 2*x + sin(1)", "x + 1 + y"]
)
def test_what_has_no_multiple_zero_is_left_alone(text):
    assert repeated_factors(sg.parse(text).unfold()) is None


def test_factors_come_with_how_often():
    number, factors = square_free([Fraction(c) for c in (2, -2, -2, 2)])  # 2 (x - 1)^2 (x + 1)
    assert number == 2 and factors == [([1, 1], 1), ([-1, 1], 2)]


def test_an_expanded_seventh_power_keeps_its_digits_and_says_so():
    f = sg.lambdify(POWER)
    assert f(1.0001) == pytest.approx(1e-28, rel=1e-10)
    assert f.notes[0].startswith("repeated factor: ") and "computed as (x - 1)^7" in f.notes[0]
    assert sg.value_and_grad(POWER, "x")(1.0001)[1] == pytest.approx(7e-24, rel=1e-10)


def test_lost_digits_are_restored_with_a_warning():
    f = sg.lambdify(CANCELLING, checked=True)
    with pytest.warns(AccuracyWarning, match="in higher precision: it is 50001, where floats give"):
        assert f(1e4) == 50001.0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert f(2.0) == 11.0


@pytest.mark.parametrize(
    ("text", "at"), [("tan(x)", math.pi / 2), ("1/(x-1)", math.nextafter(1, 2)), ("sec(x)*x", math.pi / 2)]
)
def test_a_pole_within_the_rounding_of_the_argument_is_refused(text, at):
    for made in (sg.lambdify(text, checked=True), sg.value_and_grad(text, checked=True)):
        with pytest.raises(DomainError, match="pole within the rounding of x"):
            made(at)
    with pytest.raises(DomainError, match="pole within the rounding of x"):
        sg.descend(text, {"x": at}, steps=2)


@pytest.mark.parametrize(
    ("text", "at"),
    [("sin(x)", math.pi), ("sqrt(x-1)", math.nextafter(1, 2)), ("log(x)", math.nextafter(1, 2)), ("tan(x)", 1.57),
     ("exp(-(x-1)^2/1e-20)", 1.0), ("x^2", 1e100), ("1/x", 1e-300)],
)  # fmt: skip
def test_steep_places_and_zeros_are_not_taken_for_poles(text, at):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isfinite(sg.lambdify(text, checked=True)(at))


@pytest.mark.parametrize(("text", "at"), [("1/x", 1e-320), ("exp(x)", 800.0), ("x*1e300", 1e300)])
def test_an_infinite_result_is_explained(text, at):
    for checked in (False, True):
        with pytest.warns(AccuracyWarning, match="too large for a float"):
            assert sg.lambdify(text, checked=checked)(at) == math.inf
    with pytest.warns(AccuracyWarning, match="too large for a float"):
        sg.value_and_grad(text)(at)


def test_where_there_is_no_value_the_reason_is_told():
    with pytest.raises(DomainError, match="it is 0/0") as error:
        sg.lambdify("(x^2-1)/(x-1)", checked=True)(1.0)
    assert "its limit there is 2" in error.value.hint
    with pytest.raises(DomainError, match="no slope in x at x = 0"):
        sg.value_and_grad("sqrt(x)", checked=True)(0.0)
    with pytest.warns(AccuracyWarning, match="is a convention"):
        assert sg.value_and_grad("max(0, x)", "x", checked=True)(0.0) == (0.0, 0.0)


def test_what_overflows_on_the_way_has_its_value_all_the_same():
    with pytest.warns(AccuracyWarning, match="where floats fail"):
        assert sg.lambdify("exp(x)/exp(x)", checked=True)(1000.0) == 1.0


def test_arrays_and_other_back_ends_are_not_checked():
    with pytest.raises(ShapeError):
        sg.lambdify("x^2", checked=True)(np.array([1.0, 2.0]))
    with pytest.raises(SymgradError):
        sg.lambdify("x^2", backend="mpmath", checked=True)


BY_MPMATH = {
    "sin(x)/(1+x^2)": lambda x: mp.sin(x) / (1 + x**2),
    "exp(x) - 1 - x": lambda x: mp.exp(x) - 1 - x,
    "x^4 - 4x^3 + 6x^2 - 4x + 2": lambda x: (x - 1) ** 4 + 1,
    "1 - cos(x)": lambda x: 1 - mp.cos(x),
}


@given(st.floats(-3, 3), st.sampled_from(list(BY_MPMATH)))
def test_a_checked_value_is_right_to_nine_digits(at, text):
    with warnings.catch_warnings(), mp.workdps(1000):
        warnings.simplefilter("ignore")
        found = sg.lambdify(text, checked=True)(at)
        exact = BY_MPMATH[text](mp.mpf(at))
    assert found == pytest.approx(float(exact), rel=2e-9, abs=1e-320)
