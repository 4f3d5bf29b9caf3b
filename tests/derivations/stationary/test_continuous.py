"""Extremes on an interval of functions with denominators, roots and logarithms; refused where they have gaps there."""

import pytest
import sympy

import symgrad as sg

x = sympy.symbols("x", real=True)


@pytest.mark.parametrize(
    ("f", "ends", "least", "greatest"),
    [
        ("x/(x^2+1)", (0, 3), 0, sympy.Rational(1, 2)),
        ("ln(x)/x", (1, "e^2"), 0, 1 / sympy.E),
        ("sqrt(x) - x", (0, 4), -2, sympy.Rational(1, 4)),
        ("x*sqrt(4-x^2)", (-2, 2), -2, 2),
        ("x + 4/x", (1, 5), 4, sympy.Rational(29, 5)),
        ("x^(2/3)", (0, 8), 0, 4),
    ],
)
def test_the_values_compared(f: str, ends: tuple[object, object], least: object, greatest: object) -> None:
    made = sg.extrema(f, {"x": ends})
    assert sympy.simplify(made.minimum - least) == 0
    assert sympy.simplify(made.maximum - greatest) == 0
    assert all(row.status == "proved" for row in made.prove().rows)


@pytest.mark.parametrize(
    ("f", "ends", "says"),
    [
        ("1/x", (-1, 1), "x is 0 at x = 0, in the region"),
        ("1/x", (0, 1), "x is 0 at x = 0"),
        ("sqrt(x)", (-1, 1), "x is 0 at x = 0"),
        ("ln(x)", (-2, -1), "negative in the region"),
        ("sign(x)", (-1, 2), "not decided"),
        ("floor(x)", (-1, 2), "not decided"),
        ("tan(x)", (0, 1), "not decided"),
    ],
)
def test_a_gap_in_the_region_is_refused(f: str, ends: tuple[int, int], says: str) -> None:
    with pytest.raises(sg.UnsupportedError, match=says):
        sg.extrema(f, {"x": ends})


@pytest.mark.parametrize(
    ("f", "where"), [("sqrt(x) - x", {sympy.Rational(1, 4)}), ("x - 2sqrt(x+1)", {0}), ("x + 2sqrt(x+1)", set())]
)
def test_equations_with_a_root_are_solved(f: str, where: set[object]) -> None:
    assert {one.point["x"] for one in sg.critical_points(f).points} == where
