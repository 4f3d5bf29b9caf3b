"""Extremes on closed regions, against a fine grid; and what a region must be."""

import pytest
import sympy

import symgrad as sg

REGIONS = [
    ("x^3 - 3x", {"x": (0, 3)}, 18, -2),
    ("sin(x)", {"x": (0, "3*pi")}, 1, -1),
    ("x^2 + 2y^2 - x", {"x": (-1, 1), "y": (0, 2)}, 10, sympy.Rational(-1, 4)),
    ("x*y", ["x^2 + y^2 <= 8"], 4, -4),
    ("x^2 - x*y + y^2", ["x >= 0", "y >= 0", "x + y <= 3"], 9, 0),
    ("x^2 - y", "x^2 + y^2 <= 4", sympy.Rational(17, 4), -2),
    ("x^2 + y^2", ["x^2 + y^2 <= 4"], 4, 0),
]


@pytest.mark.parametrize(("f", "region", "largest", "smallest"), REGIONS)
def test_the_extremes_of_a_region(f: str, region: object, largest: object, smallest: object) -> None:
    made = sg.extrema(f, region)
    assert (sympy.simplify(made.maximum - largest), sympy.simplify(made.minimum - smallest)) == (0, 0)
    assert made.prove().status == "proved"
    assert made.own_states[-1].relation == "bound"


def test_no_point_of_a_grid_lies_outside_the_bounds() -> None:
    made = sg.extrema("x^3 - 3x*y^2 + y", {"x": (-1, 1), "y": (-1, 1)})
    low, high = float(made.minimum), float(made.maximum)
    grid = [(i / 40, j / 40) for i in range(-40, 41) for j in range(-40, 41)]
    values = [x**3 - 3 * x * y**2 + y for x, y in grid]
    assert low - 1e-12 <= min(values) <= low + 0.01
    assert high - 0.01 <= max(values) <= high + 1e-12


@pytest.mark.parametrize(
    ("f", "region"),
    [
        ("x*y", ["x >= 0", "y >= 0"]),  # not bounded
        ("x*y", ["x + y <= 1"]),
        ("x", ["x > 0", "x < 1"]),  # not closed
        ("1/x", {"x": (-1, 1)}),  # a pole inside
        ("abs(x) + abs(y)", ["x^2 + y^2 <= 1"]),  # kinks in two variables
        ("x", {"x": (1, 0)}),
        ("x", {"z": (0, 1)}),
        ("x", ["x = 1"]),
    ],
)
def test_what_is_no_closed_bounded_region_is_refused(f: str, region: object) -> None:
    with pytest.raises(sg.SymgradError):
        sg.extrema(f, region)
