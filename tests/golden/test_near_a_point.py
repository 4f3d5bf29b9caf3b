"""Tangents, Taylor polynomials and implicit derivatives: what a textbook prints, every line proved."""

import pytest
import sympy

import symgrad as sg

x, y, t = sympy.symbols("x y t")


def settled(made: sg.Derivation) -> sympy.Basic:
    assert made.prove().status == "proved"
    return made.sympy


def test_implicit_differentiation_line_by_line() -> None:
    made = sg.implicit_derivative("x^2 + x*y + y^2 = 7", "y", "x")
    assert [state.text for state in made.own_states] == [
        "dy/dx",
        "x^2 + x*y + y^2 = 7",
        "2*x + y + x*dy/dx + 2*y*dy/dx = 0",
        "(x + 2*y)*dy/dx = -(2*x + y)",
        "-(2*x + y)/(x + 2*y)",
    ]
    assert sympy.simplify(settled(made) + (2 * x + y) / (x + 2 * y)) == 0


def test_the_second_derivative_of_a_circle() -> None:
    slope = settled(sg.implicit_derivative("x^2 + y^2 = 1", "y", "x", order=2))
    assert sympy.simplify(slope + 1 / y**3) == 0  # x^2 + y^2 = 1 on the curve


def test_a_tangent_plane_and_a_tangent_line() -> None:
    assert settled(sg.tangent("x^2 + 3*x*y", ["x", "y"], at=(1, 1))) == 5 * x + 3 * y - 4
    assert settled(sg.tangent("x^3", "x", at=2)) == 12 * x - 16


def test_the_tangent_of_a_level_curve() -> None:
    line = settled(sg.tangent("x^2 + y^2 - 25", ["x", "y"], at=(3, 4), form="implicit"))
    assert sympy.expand(line - (6 * x + 8 * y - 50)) == 0


def test_the_tangent_of_a_curve_with_a_parameter() -> None:
    line = settled(sg.tangent(["cos(t)", "sin(t)"], "t", at="pi/4"))
    assert sympy.simplify(line - (sympy.sqrt(2) - x)) == 0


@pytest.mark.parametrize(("f", "about"), [("exp(x)*cos(x)", 0), ("ln(x)", 1), ("sqrt(1 + x)", 3), ("x^3 - 2x", 2)])
def test_a_taylor_polynomial(f: str, about: int) -> None:
    made = settled(sg.taylor(f, "x", about, 4))
    want = sympy.series(sg.parse(f).sympy, x, about, 5).removeO()
    assert sympy.expand(made - want) == 0


@pytest.mark.parametrize(
    "job",
    [
        lambda: sg.implicit_derivative("x^2 = 1", "y", "x"),
        lambda: sg.implicit_derivative("x*y = 1", "y", "x", order=0),
        lambda: sg.tangent("x^2", "x", at=1, form="vertical"),
        lambda: sg.tangent(["cos(t)", "sin(t)"], "t", at=0),
        lambda: sg.taylor("x^2", "x", 0, -1),
    ],
)
def test_what_makes_no_sense_is_refused(job) -> None:
    with pytest.raises(sg.SymgradError):
        job()
