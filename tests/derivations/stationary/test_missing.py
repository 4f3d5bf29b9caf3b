"""Places where the slope's formula divides by 0 are told, and what is no point at all is said in plain words."""

import pytest
import sympy

import symgrad as sg

E = sympy.E


@pytest.mark.parametrize(
    ("f", "where", "kind"),
    [
        ("x^(2/3)", "x = 0", "It is a minimum."),
        ("-x^(2/3)", "x = 0", "It is a maximum."),
        ("sqrt((x-1)^2+y^2)", "x = 1, y = 0", "It is a minimum."),
        ("x^(1/3)", "x = 0", "the function is 0."),
    ],
)
def test_a_value_without_a_slope_is_told(f: str, where: str, kind: str) -> None:
    told = sg.critical_points(f).notes[0]
    assert told.startswith(f"At {where} the slope's formula divides by 0") and told.endswith(kind)


def test_a_pole_is_no_such_place() -> None:
    assert sg.critical_points("1/(x^2+y^2)").notes == ("There is no critical point.",)


@pytest.mark.parametrize(
    ("f", "point", "value"),
    [
        ("x*ln(x)", 1 / E, -1 / E),
        ("x^x", 1 / E, (1 / E) ** (1 / E)),
        ("x^(2/3)*(x-5)", 2, -3 * sympy.cbrt(4)),
        ("x^2*e^(-x) - 1/e^x", 1 + sympy.sqrt(2), None),
    ],
)
def test_a_power_that_is_never_0_is_left_out(f: str, point: object, value: object) -> None:
    made = sg.critical_points(f)
    found = [one for one in made.points if sympy.simplify(one.point["x"] - point) == 0]
    assert found and (value is None or sympy.simplify(found[0].value - value) == 0)
    assert all(row.status == "proved" for row in made.prove().rows)


def test_what_is_said_where_no_point_stands_alone() -> None:
    assert sg.critical_points("5", "x").notes == ("Critical: every real x.",)
    (level,) = sg.critical_points("sin(x)^2 + cos(x)^2", "x").families
    assert level.kind == "degenerate"
    assert "constant" not in sg.critical_points("floor(x)").text()
    turning = sg.critical_points("cos(x) - x", box={"x": (0, 3)})
    assert turning.notes[0].startswith("Point of inflection: x = ")
    assert turning.notes[1] == "There is no critical point in the box."


def test_a_box_has_its_ends_in_order() -> None:
    with pytest.raises(sg.SymgradError, match="not in order"):
        sg.critical_points("sin(x)", box={"x": (3, 1)})
