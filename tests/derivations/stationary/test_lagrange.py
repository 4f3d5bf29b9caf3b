"""Lagrange multipliers: points, values, what is known to be largest and smallest."""

import pytest
import sympy

import symgrad as sg


@pytest.mark.parametrize(
    ("f", "constraints", "largest", "smallest"),
    [
        ("x*y", ["x^2 + y^2 = 8"], 4, -4),
        ("x*y", ["x + y = 10"], 25, None),
        ("x^2 + y^2", ["x*y = 1"], None, 2),
        ("x^2 + y^2 + z^2", ["x + y + z = 1"], None, sympy.Rational(1, 3)),
        ("x + y + z", ["x^2 + y^2 = 2", "x + z = 1"], 1 + sympy.sqrt(2), 1 - sympy.sqrt(2)),
        ("x*y*z", ["x^2 + 2y^2 + 3z^2 = 6"], 2 / sympy.sqrt(3), -2 / sympy.sqrt(3)),
    ],
)
def test_the_extremes(f: str, constraints: list[str], largest: object, smallest: object) -> None:
    made = sg.lagrange(f, constraints)
    for found, want in ((made.maximum, largest), (made.minimum, smallest)):
        assert (found is None) if want is None else sympy.simplify(found - want) == 0  # type: ignore[operator]
    assert made.prove().status == "proved"


def test_a_point_where_the_constraint_has_no_direction_is_compared_too() -> None:
    made = sg.lagrange("x", ["x^3 - y^2"])
    assert {(one.point["x"], one.point["y"]) for one in made.points} == {(0, 0)}


def test_without_a_point_there_is_no_extreme() -> None:
    made = sg.lagrange("x + y", ["x - y = 1"])
    assert (made.points, made.maximum, made.minimum) == ((), None, None)
    assert any("no extreme" in note for note in made.notes)


def test_nothing_is_claimed_of_sets_without_bounds() -> None:
    made = sg.lagrange("y*z + x*y", ["x*y - 1", "y^2 + z^2 - 1"], ["x", "y", "z"])
    assert (made.maximum, made.minimum) == (sympy.Rational(3, 2), sympy.Rational(1, 2))
    assert any("not shown" in note for note in made.notes)
    assert not any(state.relation == "bound" for state in made.states)


@pytest.mark.parametrize("constraints", [[], ["x^2 < 1"], ["x = 1", "y = 1", "x + y = 2"]])
def test_constraints_that_do_not_fit_are_refused(constraints: list[str]) -> None:
    with pytest.raises(sg.SymgradError):
        sg.lagrange("x*y", constraints)


def test_points_on_a_closed_curve_without_a_closed_form_are_certified() -> None:
    made = sg.lagrange("x^2 - 2x*y + x - y^2 + y + 3", ["x^2 + y^2 = 4"])
    t = sympy.symbols("t")
    along = sympy.lambdify(t, (made.source.sympy).subs({"x": 2 * sympy.cos(t), "y": 2 * sympy.sin(t)}), "math")
    values = [along(k / 500) for k in range(3142)]
    assert abs(float(made.maximum) - max(values)) < 1e-4
    assert abs(float(made.minimum) - min(values)) < 1e-4
    assert not any(one.exact for one in made.points)
    assert made.prove().status == "proved"


def test_a_saddle_on_the_constraint_is_no_minimum_whatever_its_value():
    made = sg.lagrange("x*y*z", ["x+y+z=6"], ["x", "y", "z"])
    assert {(int(one.value), one.kind) for one in made.points} >= {(8, "maximum"), (0, "saddle")}
    assert "minimum" not in {one.kind for one in made.points}
    assert made.minimum is None
    assert "a local maximum" in made.text()
    assert made.prove().status == "proved"


def test_a_wrong_kind_beside_its_determinants_is_found_out():
    from dataclasses import replace

    made = sg.lagrange("x*y", ["x^2+y^2=8"], ["x", "y"])
    swapped = {"lagrange.minimum": "lagrange.maximum", "lagrange.maximum": "lagrange.minimum"}
    states = tuple(one._replace(rule=swapped.get(one.rule, one.rule)) for one in made.own_states)
    assert replace(made, own_states=states).prove().status != "proved"


def test_a_case_that_divides_by_zero_gives_no_point():
    made = sg.lagrange("ln(x) + ln(y)", ["x + y = 4"], ["x", "y"])
    assert [one.point for one in made.points] == [{"x": 2, "y": 2}]
    assert "divide by 0" in made.text()
    assert made.prove().status == "proved"
