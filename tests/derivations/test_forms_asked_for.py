"""The answer in the form that is asked for: proved lines lead there, and the judge of forms agrees."""

import pytest

import symgrad as sg

REACHED = [
    ("x^2*sin(x)", "factored", "x*(2*sin(x) + x*cos(x))"),
    ("x^3 - 3x", "factored", "3*(x - 1)*(x + 1)"),
    ("x*exp(x)", "factored", "(x + 1)*e^x"),
    ("(x^2 + 1)^3*(x - 1)", "expanded", "7*x^6 - 6*x^5 + 15*x^4 - 12*x^3 + 9*x^2 - 6*x + 1"),
    ("1/x + x^2", "common denominator", "(2*x^3 - 1)/x^2"),
    ("1/x + x^2", "factored", "(2*x^3 - 1)/x^2"),
    ("x^2 + x", "expanded", "2*x + 1"),
]


@pytest.mark.parametrize(("formula", "form", "answer"), REACHED)
def test_a_form_is_reached_by_proved_lines(formula: str, form: str, answer: str) -> None:
    made = sg.derivative(formula, form=form)
    assert made.own_states[-1].text == answer
    assert made.own_states[-1].statement is made.result is made.graph.output.term
    assert sg.equal_form(answer, answer, forms=form).fits
    assert made.prove().status == "proved"


def test_what_has_the_form_already_is_left_as_it_is() -> None:
    made = sg.derivative("x^2 + x")
    assert made.in_form("expanded").own_states == made.own_states


def test_each_component_of_a_gradient_is_brought_to_the_form() -> None:
    made = sg.gradient("x^2*y + x*y^2", form="factored")
    assert [child.own_states[-1].text for child in made.children] == ["y*(2*x + y)", "x*(x + 2*y)"]
    assert made.result.args == tuple(child.result for child in made.children)
    assert made.prove().status == "proved"


def test_a_point_comes_after_the_form() -> None:
    made = sg.derivative("x^3 - 3x", at=2, form="factored")
    assert made.sympy == 9 and made.prove().status == "proved"


def test_a_form_that_is_not_reached_is_refused_with_what_is_missing() -> None:
    with pytest.raises(sg.UnsupportedError, match="no expanded form"):
        sg.derivative("(x^2 + 1)/(x - 1)", form="expanded")
    with pytest.raises(sg.UnsupportedError, match="no form 'pretty'") as refused:
        sg.derivative("x^2", form="pretty")
    assert "factored" in refused.value.hint


def test_higher_derivatives_and_systems_take_a_form_too() -> None:
    made = sg.derivative("x^4 - 6x^2", ["x", "x"], form="factored")
    assert made.own_states[-1].text == "12*(x - 1)*(x + 1)" and made.prove().status == "proved"
    made = sg.derivative("u = x^2 + 1; y = u^2", "x", form="expanded")
    assert made.own_states[-1].text == "4*x^3 + 4*x"
    assert made.own_states[-1].statement is made.result
