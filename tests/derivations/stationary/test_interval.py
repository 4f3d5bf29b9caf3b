"""Extremes on an interval of functions with kinks and of roots: against a fine grid, and proved."""

import pytest
import sympy

import symgrad as sg


@pytest.mark.parametrize(
    ("f", "ends", "lowest", "highest"),
    [
        ("|x - 1|", (0, 3), "0", "2"),
        ("|x^2 - 1| + x", (-2, 2), "-1", "5"),
        ("max(x, 1 - x)", (0, 3), "1/2", "3"),
        ("relu(x) - x/2", (-1, 8), "0", "4"),
        ("|x| + |x - 2|", (-1, 3), "2", "4"),
        ("min(x^2, 2 - x)", (-2, 3), "-1", "4"),
        ("x^(2/3)", (-1, 8), "0", "4"),
        ("x - 3x^(1/3)", (-8, 8), "-2", "2"),
        ("x^(3/5) (4 - x)", (-1, 4), "-5", "5*(3/2)^(3/5)/2"),
        ("x - 2sqrt(x)", (0, 4), "-1", "0"),
        ("|sin(x)|", (1, 5), "0", "1"),
        ("max(sin(x), cos(x))", (0, 6), "-sqrt(2)/2", "1"),
        ("x + |cos(x)|", (0, 4), "1", "4 - cos(4)"),
    ],
)
def test_the_largest_and_smallest_value(f: str, ends: tuple[int, int], lowest: str, highest: str) -> None:
    made = sg.extrema(f, {"x": ends})
    for found, expected in ((made.minimum, lowest), (made.maximum, highest)):
        assert sympy.simplify(found - sg.parse(expected).sympy) == 0
    value = sg.lambdify(f, ["x"])
    grid = [value(ends[0] + (ends[1] - ends[0]) * i / 500) for i in range(501)]
    assert float(made.minimum) - 1e-9 <= min(grid)
    assert max(grid) <= float(made.maximum) + 1e-9
    assert made.prove().status in ("proved", "checked")


def test_a_kink_is_a_line_of_its_own() -> None:
    lines = [(state.text, state.why) for state in sg.extrema("|x - 1|", {"x": (0, 3)}).own_states]
    assert ("x = 1", "a kink: there is no slope, as x - 1 = 0") in lines
    assert ("f(1) = 0", "without a slope: the smallest") in lines


def test_a_bound_that_the_function_exceeds_is_refuted() -> None:
    from dataclasses import replace

    from symgrad.terms import build as b

    made = replace(sg.extrema("x^2", {"x": (-2, 1)}), again=None)
    *states, last = made.own_states
    low, called, _ = last.statement.args
    steps = tuple(one for one in last.steps if one.after is not b.integer(4))
    claimed = last._replace(statement=b.relation(low, "<=", called, "<=", b.ONE), steps=steps)
    assert replace(made, own_states=(*states, claimed)).prove().status == "failed"


@pytest.mark.parametrize(
    ("f", "where"),
    [("x - 3x^(1/3)", {-1, 1}), ("x - 3x^(2/3)", {8}), ("x^(4/3) - x^(2/3)", {-sympy.sqrt(2) / 4, sympy.sqrt(2) / 4}),
     ("sqrt(x) - x", {sympy.Rational(1, 4)})],
)  # fmt: skip
def test_equations_in_roots_are_solved(f: str, where: set[object]) -> None:
    made = sg.critical_points(f)
    assert {one.point["x"] for one in made.points} == where
    assert made.prove().status in ("proved", "checked")


@pytest.mark.parametrize(
    ("f", "constraint", "place"),
    [
        ("x^(1/2) y^(1/2)", "x + y = 10", (5, 5)),
        ("x^(1/3) y^(2/3)", "2x + 3y = 60", (10, sympy.Rational(40, 3))),
        ("100 x^(3/4) y^(1/4)", "150x + 250y = 50000", (250, 50)),
        ("sqrt(x) + sqrt(y)", "x + y = 8", (4, 4)),
        ("2sqrt(x) + sqrt(y)", "x + 2y = 36", (32, 2)),
    ],
)
def test_budgets_by_dividing_the_equations(f: str, constraint: str, place: tuple[object, object]) -> None:
    made = sg.lagrange(f, [constraint])
    assert [tuple(one.point.values()) for one in made.points] == [place]
    assert made.points[0].kind == "maximum"
    assert made.prove().status == "proved"


@pytest.mark.parametrize(
    ("f", "ends"), [("x |x|", (-1, 2)), ("|x|^3 - x^2", (-1, 1)), ("|x - 1|^3 + x", (-1, 2)), ("|x|^3 - x", (-1, 1))]
)
def test_where_pieces_meet_smoothly_there_is_no_kink(f: str, ends: tuple[int, int]) -> None:
    made = sg.extrema(f, {"x": ends})
    assert not any("kink" in state.why for state in made.own_states)
    value = sg.lambdify(f, ["x"])
    grid = [value(ends[0] + (ends[1] - ends[0]) * i / 999) for i in range(1000)]
    assert float(made.minimum) <= min(grid) + 1e-12
    assert max(grid) <= float(made.maximum) + 1e-12
    assert made.prove().status == "proved"


def test_a_value_left_out_of_a_piece_is_named() -> None:
    text = sg.extrema("|x| + sin(x)", {"x": (-4, 4)}).text()
    assert "x = -π (left out: not where x > 0)" in text


@pytest.mark.parametrize(
    ("f", "constraint"),
    [
        ("x^(1/2) y^(1/2)", "x^2 + y^2 = 8"),
        ("sqrt(x - y)", "x^2 + y^2 = 2"),
        ("x^(2/3) + y^(2/3)", "x + y = 2"),
        ("ln(x) + ln(y)", "x^2 + y^2 = 2"),
        ("1/x + 1/y", "x^2 + y^2 = 2"),
        ("|x| + |y|", "x^2 + y^2 = 1"),
        ("tan(x) + y", "x + y = 1"),
    ],
)
def test_without_slopes_everywhere_nothing_is_said_of_all_points(f: str, constraint: str) -> None:
    """The smallest value of sqrt(x y) on a circle lies at its ends, where no multiplier is found."""
    try:
        made = sg.lagrange(f, [constraint])
    except sg.UnsupportedError:
        return
    assert made.maximum is None or made.minimum is None
    assert any("not examined" in note for note in made.notes)
    assert not any("so there is a largest" in note for note in made.notes)
    assert not any(state.relation == "bound" for state in made.own_states)
    assert all(one.value.is_real for one in made.points)


def test_three_goods() -> None:
    made = sg.lagrange("x^(1/2) y^(1/3) z^(1/6)", ["x + y + z = 6"])
    assert [tuple(one.point.values()) for one in made.points] == [(3, 2, 1)]
    assert made.prove().status == "proved"


def test_a_product_of_roots_as_the_constraint() -> None:
    made = sg.lagrange("x + y", ["x^(1/2) y^(1/2) = 4"])
    assert [tuple(one.point.values()) for one in made.points] == [(4, 4)]
    assert made.prove().status == "proved"
