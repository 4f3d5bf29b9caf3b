"""Jacobian, Hessian, divergence, curl and slopes in a direction: the textbook's matrices, proved line by line."""

import pytest
import sympy

import symgrad as sg

x, y, z = sympy.symbols("x y z")


def test_a_jacobian_is_the_matrix_of_partial_derivatives() -> None:
    made = sg.jacobian(["x^2*y", "sin(x) + y"], ["x", "y"])
    assert made.sympy == sympy.Matrix([x**2 * y, sympy.sin(x) + y]).jacobian([x, y])
    assert made.prove().status == "proved"


def test_a_hessian_differentiates_the_gradient_once_more() -> None:
    made = sg.hessian("x^3*y + exp(x*y)", ["x", "y"])
    want = sympy.hessian(x**3 * y + sympy.exp(x * y), [x, y])
    assert (made.sympy - want).applyfunc(sympy.simplify) == sympy.zeros(2)
    assert made.own_states[1].rule == "hessian.rows"
    assert made.prove().status == "proved"


def test_a_hessian_at_a_point_has_its_numbers() -> None:
    assert sg.hessian("x^2*y + y^3", ["x", "y"], at=(1, 2)).sympy == sympy.Matrix([[4, 2], [2, 12]])


def test_divergence_and_curl_of_a_field() -> None:
    assert sg.divergence(["x*y", "y*z", "z*x"], ["x", "y", "z"]).sympy == x + y + z
    assert sg.curl(["x*y", "y*z", "z*x"], ["x", "y", "z"]).sympy == sympy.Matrix([-y, -z, -x])


def test_a_gradient_field_has_no_curl() -> None:
    f = x**2 * y * z + sympy.sin(x * z)
    assert sg.curl([f.diff(name) for name in (x, y, z)], ["x", "y", "z"]).sympy == sympy.zeros(3, 1)


def test_a_direction_is_brought_to_length_one() -> None:
    made = sg.directional_derivative("x^2*y", (3, 4), ["x", "y"], at=(1, 2))
    assert made.sympy == sympy.Rational(16, 5)
    assert any("direction has length 1" in state.why for state in made.own_states)
    assert made.prove().status == "proved"


def test_the_steepest_slope_is_the_length_of_the_gradient() -> None:
    made = sg.steepest_slope("x^2 + y^2", ["x", "y"], at=(3, 1))
    assert made.sympy == 2 * sympy.sqrt(10)
    assert made.prove().status == "proved"


@pytest.mark.parametrize(
    "job",
    [
        lambda: sg.divergence(["x", "y"], ["x"]),
        lambda: sg.curl(["x", "y"], ["x", "y"]),
        lambda: sg.directional_derivative("x*y", (1, 2, 3), ["x", "y"]),
        lambda: sg.directional_derivative("x*y", (0, 0), ["x", "y"]),
    ],
)
def test_what_does_not_fit_is_refused(job) -> None:
    with pytest.raises(sg.SymgradError):
        job()
