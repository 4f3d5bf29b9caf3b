"""The inverse function rule: formulas of the inverses that have a name, numbers for those that have none."""

import pytest
import sympy

import symgrad as sg

X = sympy.Symbol("x", positive=True)

NAMED = {
    "sin(x)": sympy.asin(X),
    "cos(x)": sympy.acos(X),
    "tan(x)": sympy.atan(X),
    "sinh(x)": sympy.asinh(X),
    "cosh(x)": sympy.acosh(X),
    "tanh(x)": sympy.atanh(X),
    "ln(x)": sympy.exp(X),
    "exp(x)": sympy.log(X),
    "x^3": X ** sympy.Rational(1, 3),
}


@pytest.mark.parametrize("formula", NAMED)
def test_the_derivative_of_a_named_inverse(formula: str) -> None:
    made = sg.inverse_derivative(formula)
    found = sympy.sympify(made.sympy).subs(sympy.Symbol("x"), X)
    at = 2 if formula == "cosh(x)" else sympy.Rational(2, 5)
    assert abs(sympy.N((found - NAMED[formula].diff(X)).subs(X, at))) < 1e-12
    assert made.prove().status == "proved"
    for state in made.states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex


@pytest.mark.parametrize(
    ("formula", "at", "slope"),
    [
        ("x^3 + x", 2, "1/4"),
        ("x^3 + x", {"x": 1}, "1/4"),
        ("exp(x) + x", 1, "1/2"),
        ("x^2", {"x": -2}, "-1/4"),
        ("x + sin(x)", "pi/2 + 1", "1"),
        ("ln(x) + x", 1, "1/2"),
    ],
)
def test_the_slope_of_the_inverse_at_a_value(formula: str, at: object, slope: str) -> None:
    made = sg.inverse_derivative(formula, at=at)
    assert made.sympy == sympy.Rational(slope)
    assert made.prove().status == "proved"
    assert sg.Derivation.from_json(made.json()) == made


def test_what_is_not_found_or_not_unique_is_refused() -> None:
    with pytest.raises(sg.UnsupportedError, match="no short exact x"):
        sg.inverse_derivative("x^5 + x", at=3)
    with pytest.raises(sg.UnsupportedError, match="for several x: 2, -2"):
        sg.inverse_derivative("x^2", at=4)
    with pytest.raises(sg.UnsupportedError, match="has no name"):
        sg.inverse_derivative("x + sin(x)")
    with pytest.raises(sg.UnsupportedError, match="one variable"):
        sg.inverse_derivative("x*y", "x", at=2)


def test_a_horizontal_tangent_has_no_inverse_slope() -> None:
    with pytest.raises(sg.DomainError, match="no slope at 0"):
        sg.inverse_derivative("x^3", at=0)
