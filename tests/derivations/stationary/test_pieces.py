"""Functions with kinks: plateaus, points on pieces, and what is said of the kinks."""

import sympy

import symgrad as sg


def test_relu_has_a_plateau_and_a_kink() -> None:
    made = sg.critical_points("relu(x)")
    assert not made.points
    assert [one.text for one in made.families] == ["every point where x < 0"]
    assert any("kink" in note and "0 on the left and 1 on the right" in note for note in made.notes)
    assert made.prove().status == "proved"


def test_between_two_kinks_the_sum_of_distances_is_flat() -> None:
    made = sg.critical_points("abs(x - 1) + abs(x + 1)")
    assert [one.text for one in made.families] == ["every point where x < 1 and x > -1"]


def test_points_are_found_on_their_own_piece_only() -> None:
    made = sg.critical_points("max(0, 1 - x)^2 + x^2")
    assert [(one.point["x"], one.kind) for one in made.points] == [(sympy.Rational(1, 2), "minimum")]
    assert made.prove().status == "proved"


def test_a_unit_that_is_off_has_no_gradient_at_all() -> None:
    made = sg.critical_points("relu(w*x + b)")
    assert [one.text for one in made.families] == ["every point where w*x + b < 0"]
    assert made.prove().status == "proved"


def test_where_the_slopes_meet_there_is_no_kink() -> None:
    made = sg.critical_points("x*abs(x)")
    assert [(one.point["x"], one.kind) for one in made.points] == [(0, "degenerate")]
    assert not any("kink" in note for note in made.notes)
