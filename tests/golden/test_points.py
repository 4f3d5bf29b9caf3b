"""Derivations carried to a point: the numbers put in, worked out, and said in words."""

import pytest

import symgrad as sg
from symgrad.derivations.rows import rows
from symgrad.notation import row_text


def last_rows(derivation: sg.Derivation, count: int) -> list[str]:
    return [row_text(row) for row in rows(derivation.own_states)[-count:]]


def test_the_gradient_of_the_bowl_as_an_arrow() -> None:
    made = sg.gradient("x^2 + y^2", at=(3, 1))
    assert [state.text for state in made.own_states[3:5]] == ["[[2*3, 2*1]]", "[[6, 2]]"]
    assert made.own_states[-1].why == "the steepest slope"
    assert "sqrt(6^2 + 2^2) = 2*sqrt(10) ≈ 6.325" in made.own_states[-1].text
    assert made.notes == (
        "As an arrow: 6 in the x-direction and 2 in the y-direction: up and to the right.",
        "Moving 0.01 along it raises f by about 0.0632 (measured: 0.0633).",
    )


def test_on_the_other_side_it_points_the_other_way() -> None:
    made = sg.gradient("x^2 + y^2", at=(-2, -2))
    assert made.own_states[4].text == "[[-4, -4]]"
    assert "4*sqrt(2) ≈ 5.657" in made.own_states[-1].text
    assert made.notes[0].endswith("down and to the left.")


def test_a_slope_says_what_a_small_change_does() -> None:
    made = sg.derivative("x^2", at=3)
    assert made.sympy == 6
    assert made.notes == ("Raising x by 0.01 raises f by about 0.06 (measured: 0.0601).",)


def test_the_neuron_with_numbers() -> None:
    """The figures of a neuron worked by hand: z = 0.85, yhat = 0.700567, L = 0.089660, dL/dw = -0.188439."""
    neuron = "z = w*x + b; yhat = sigmoid(z); L = (yhat - y)^2"
    numbers = {"w": 0.7, "b": -0.2, "x": 1.5, "y": 1}
    made = sg.derivative(neuron, "w", at=numbers)
    forward = [state.text for state in made.own_states if state.rule == "point.forward"]
    assert forward == [
        "z = 0.7*1.5 - 0.2 = 0.85",
        "yhat = sigmoid(0.85) ≈ 0.700567",
        "L = (0.700567 - 1)^2 ≈ 0.0896600",
    ]
    assert made.own_states[-1].text == "-0.188439"
    assert sg.derivative(neuron, "b", at=numbers).own_states[-1].text == "-0.125626"
    assert made.notes == ("Raising w by 0.01 lowers L by about 0.00188 (measured: 0.00187).",)


def test_exact_values_stay_exact() -> None:
    made = sg.derivative("x^2*sin(x)", at="pi/2")
    assert last_rows(made, 1)[0].startswith("= pi")


@pytest.mark.parametrize("f", ["|x|", "relu(x)", "sqrt(x)", "floor(x)", "sign(x)", "x^(1/3)"])
def test_where_there_is_no_slope_no_number_is_given(f: str) -> None:
    with pytest.raises(sg.NotDifferentiableError, match="no derivative at x = 0"):
        sg.derivative(f, "x", at=0)


@pytest.mark.parametrize(("f", "at"), [("ln(x)", -1), ("1/x", 0), ("arccos(x)", 2), ("tan(x)", "pi/2")])
def test_outside_the_domain_no_number_is_given(f: str, at: object) -> None:
    with pytest.raises(sg.DomainError, match="not defined at x"):
        sg.derivative(f, "x", at=at)


@pytest.mark.parametrize("f", ["x*|x|", "|x|^3"])
def test_a_slope_is_given_where_a_condition_asks_too_much(f: str) -> None:
    assert sg.derivative(f, "x", at=0).sympy == 0


def test_a_gradient_needs_a_slope_in_every_direction() -> None:
    with pytest.raises(sg.NotDifferentiableError, match="-1 to the left and 1 to the right"):
        sg.gradient("|x| + y^2", ["x", "y"], at=(0, 1))
    with pytest.raises(sg.DomainError):
        sg.gradient("x*y/(x^2 + y^2)", ["x", "y"], at=(0, 0))


@pytest.mark.parametrize("at", [{"y": 1}, {"x": 1, "z": 2}, {"x": "1/0"}, {"x": float("inf")}])
def test_a_point_has_real_numbers_for_the_variables(at: dict[str, object]) -> None:
    with pytest.raises(sg.SymgradError):
        sg.derivative("x^2", "x", at=at)


def test_a_number_has_no_gradient() -> None:
    with pytest.raises(sg.SymgradError, match="no variable"):
        sg.gradient("3")
