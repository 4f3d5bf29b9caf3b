"""Implicit derivatives end as a textbook prints them, and tangents are drawn to curves given by equations."""

import pytest
import sympy

import symgrad as sg
from tests.records import reads_back

x, y = sympy.symbols("x y")


@pytest.mark.parametrize(
    ("curve", "second"),
    [
        ("x^2 + y^2 = 25", "-25/y^3"),
        ("x^3 + y^3 = 6*x*y", "16*x*y/(2*x - y^2)^3"),
        ("x^2/4 + y^2/9 = 1", "-81/(4*y^3)"),
        ("sqrt(x) + sqrt(y) = 1", "1/(2*x^(3/2))"),
        ("x^2*y + y^3 = 1", "6*(x^2 - 3*y^2)/(x^2 + 3*y^2)^3"),
    ],
)
def test_a_second_derivative_is_shortened_on_the_curve(curve: str, second: str) -> None:
    made = sg.implicit_derivative(curve, "y", "x", order=2)
    assert made.states[-1].text == second
    assert all(row.status == "proved" for row in made.prove().rows)
    assert all(reads_back(state, made) for state in made.states)


def test_what_is_wrong_on_the_curve_is_not_proved() -> None:
    made = sg.implicit_derivative("x^2 + y^2 = 25", "y", "x", order=2)
    wrong = sg.parse("-24/y^3").output.term
    last = made.own_states[-1]._replace(statement=wrong)
    planted = type(made)(**{**vars(made), "own_states": (*made.own_states[:-1], last)})
    assert planted.prove().rows[-1].status != "proved"


def test_the_answer_has_no_fraction_in_a_fraction() -> None:
    made = sg.implicit_derivative("sin(x*y) = x", "y", "x")
    assert made.states[-1].text == "-(y*cos(x*y) - 1)/(x*cos(x*y))"


def test_the_partial_sign_where_there_are_more_variables() -> None:
    assert sg.implicit_derivative("x^2+y^2+z^2=1", "z", "x").states[0].text == "∂z/∂x"
    assert sg.implicit_derivative("x^2/a^2+y^2/b^2=1", "y", "x").states[0].text == "dy/dx"


def test_a_variable_that_does_not_occur_is_refused() -> None:
    with pytest.raises(sg.SymgradError, match="z does not occur"):
        sg.implicit_derivative("x*y = 1", "y", "z")


def test_a_tangent_to_the_curve_of_an_equation() -> None:
    assert sympy.expand(sg.tangent("x^2+y^2=25", ["x", "y"], (3, 4), form="implicit").sympy - (6 * x + 8 * y - 50)) == 0


@pytest.mark.parametrize(
    ("f", "at", "form", "says"),
    [
        ("x^2+y^2=25", (3, 5), "implicit", "does not solve"),
        ("x^2+y^2=25", (3, 4), "explicit", "an equation has its tangent"),
        ("y^2=x^3", (0, 0), "implicit", "the gradient is 0"),
    ],
)
def test_where_there_is_no_tangent(f: str, at: tuple[int, int], form: str, says: str) -> None:
    with pytest.raises(sg.SymgradError, match=says):
        sg.tangent(f, ["x", "y"], at, form=form)


def test_a_cusp_has_no_direction() -> None:
    with pytest.raises(sg.NotDifferentiableError, match="no direction"):
        sg.tangent(["t^2", "t^3"], "t", 0)


@pytest.mark.parametrize(("wrt", "says"), [("x^2", "is a power, not a variable"), ([], "no variable is named")])
def test_what_is_no_variable_is_refused(wrt: str | list[str], says: str) -> None:
    with pytest.raises(sg.SymgradError, match=says):
        sg.derivative("x^2", wrt)
