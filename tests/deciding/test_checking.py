"""Right gradients agree, wrong ones do not, and at a kink no claim is right."""

import math
import sys

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symgrad as sg
from symgrad.deciding import check
from symgrad.errors import DataError, SymgradError

RIGHT = [
    ("x^2", "2x", {"x": 3}),
    ("x^2 y + sin(x y)", ["2x y + y cos(x y)", "x^2 + x cos(x y)"], {"x": 3, "y": 1}),
    ("e^(e^x)", "e^(e^x) e^x", {"x": 3}),
    ("ln(1 + e^x)", "1/(1 + e^(-x))", {"x": 900}),
    ("1/x", "-1/x^2", {"x": "0.000001"}),
    ("sqrt(x+1) - sqrt(x)", "1/(2 sqrt(x+1)) - 1/(2 sqrt(x))", {"x": 10**12}),
    ("max(0, x)", "1", {"x": "0.0000001"}),
    ("x |x|", "2|x|", {"x": 0}),
    ("cos(1000000 x)/1000000", "-sin(1000000 x)", {"x": 1}),
    ("x^(1/3)", "1/(3 x^(2/3))", {"x": -8}),
]


@pytest.mark.parametrize(("f", "claim", "at"), RIGHT)
def test_right_gradients_agree(f, claim, at):
    assert check(f, claim, at=at).verdict == "agrees"


@pytest.mark.parametrize(("f", "claim", "at"), RIGHT)
@pytest.mark.parametrize("plant", ["1.0001*({})", "-({})", "({}) + 1/10^9"])
def test_planted_errors_disagree(f, claim, at, plant):
    claims = [claim] if isinstance(claim, str) else claim
    wrong = [plant.format(claims[0]), *claims[1:]]
    report = check(f, wrong, at=at)
    assert report.verdict == "disagrees"
    assert report.components[0].verdict == "disagrees"
    assert all(component.verdict == "agrees" for component in report.components[1:])
    assert report.counterexample


KINKS = [
    ("|x|", 0),
    ("max(0, x)", 0),
    ("min(x, 1)", 1),
    ("relu(x - 2)", 2),
    ("sign(x)", 0),
    ("sqrt(x)", 0),
    ("|sin(x)|", "pi"),
]


@pytest.mark.parametrize(("f", "at"), KINKS)
@pytest.mark.parametrize("claim", ["0", "1", "1/2"])
def test_at_a_kink_no_claim_is_right(f, at, claim):
    report = check(f, claim, at={"x": at})
    assert report.verdict == "not differentiable"
    assert "no slope" in str(report)


def test_left_and_right_slopes_are_told():
    component = check("|x|", "0", at={"x": 0}).components[0]
    assert (component.left, component.right) == (-1, 1)


def test_the_factor_is_told():
    assert check("x^2 y", {"x": "2x y", "y": "2x^2"}, at={"x": 3, "y": 1}).components[1].factor == pytest.approx(2)


def test_formulas_are_tried_away_from_the_point():
    report = check("x^2", "2|x|", at={"x": 3})
    assert report.verdict == "disagrees" and report.counterexample != {"x": "3"}
    assert check("x^2", "6", at={"x": 3}).verdict == "agrees"
    assert check("x^3", "3x^2").verdict == "agrees"


def test_numbers_are_taken_as_rounded():
    slopes = {"sigma(x)": ("0.22", "0.2217", "0.221712873293109", 0.22171287329310904)}
    for claim in slopes["sigma(x)"]:
        assert check("1/(1 + e^(-x))", [claim], at={"x": 0.7}).verdict == "agrees"
    for claim in ("0.23", "0.2218", 0.2217):
        expected = "agrees" if claim == 0.2217 else "disagrees"
        assert check("1/(1 + e^(-x))", [claim], at={"x": 0.7}).verdict == expected


def test_somebodys_code():
    good = check("x^2 y", lambda x, y: (2 * x * y, x**2), at={"x": 3, "y": 1})
    bad = check("x^2 y", lambda x, y: (2 * x * y, x), at={"x": 3, "y": 1})
    assert good.verdict == "agrees" and bad.verdict == "disagrees"
    wrong_for_negative = check("x^2", lambda x: 2 * x if x > 0 else 0, at={"x": 3})
    assert wrong_for_negative.verdict == "disagrees"


def test_code_on_arrays():
    numpy = pytest.importorskip("numpy")
    report = check("x^2 + sin(y)", lambda v: numpy.array([2 * v[0], numpy.cos(v[1])]), at={"x": 3, "y": 1})
    assert report.verdict == "agrees" and "numpy" in sys.modules


def test_code_that_fails_is_told():
    with pytest.raises(DataError, match="ZeroDivisionError"):
        check("x^2", lambda x: x / 0, at={"x": 3})


BLACK_BOX = [
    (lambda x: math.sin(x), "cos(x)", {"x": 1}, "agrees"),
    (lambda x: math.sin(x), "1.01*cos(x)", {"x": 1}, "disagrees"),
    (lambda x: math.fabs(x), "0", {"x": 0}, "not differentiable"),
    (lambda x: math.exp(x), "e^x", {"x": 20}, "agrees"),
    (lambda x, y: math.hypot(x, y), ["3/5", "4/5"], {"x": 3, "y": 4}, "agrees"),
]


@pytest.mark.parametrize(("f", "claim", "at", "verdict"), BLACK_BOX)
def test_black_boxes(f, claim, at, verdict):
    def opaque(*values):
        return f(*(float(value) for value in values))

    report = check(opaque, claim, at=at)
    assert report.verdict == verdict
    assert "weaker" in str(report)


def test_a_sentence_says_what_the_slope_means():
    report = check("L = (w x - y)^2", {"w": "2 x (w x - y)"}, at={"w": 1, "x": 2, "y": 3})
    assert report.sentence == "dL/dw = -4: raising w by 0.01 lowers L by about 0.04 (measured 0.04)."


def test_the_table_has_error_bars_beside_the_claim():
    report = check("x^3", "3x^2", at={"x": 2})
    assert [row.step for row in report.table] == [0.1, 0.01, 0.001, 0.0001]
    assert all(abs(row.value - 12) <= row.error and row.claim == 12 for row in report.table)
    assert "error bar" in str(report)


def test_what_is_missing_is_said():
    with pytest.raises(SymgradError, match="no value for y"):
        check("x y", ["y", "x"], ["x", "y"], at={"x": 1})
    with pytest.raises(DataError, match="1 slopes are claimed for 2"):
        check("x y", ["y"], ["x", "y"], at={"x": 1, "y": 1})
    with pytest.raises(SymgradError, match="no gradient is claimed"):
        check("x y", at={"x": 1, "y": 1})


def test_without_a_claim_symgrads_own_gradient_is_checked():
    assert sg.check("x^2 y + sin(x y)", at={"x": 3, "y": 1}).verdict == "agrees"
    assert sg.check("|x|", at={"x": 0}).verdict == "not differentiable"
    assert sg.check("z = w x + b; a = sigma(z); L = (a - y)^2", wrt=["w", "b"]).verdict == "agrees"


x, y = sp.symbols("x y")
TREES = st.recursive(
    st.sampled_from([x, y, sp.Integer(2), sp.Rational(1, 3)]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        inner.map(sp.sin),
        inner.map(sp.tanh),
        inner.map(sp.exp),
        inner.map(lambda e: 1 / (1 + e**2)),
    ),
    max_leaves=6,
)


@given(TREES, st.integers(-20, 20), st.integers(-20, 20))
@settings(max_examples=40, deadline=None)
def test_sympys_gradient_agrees_and_a_scaled_one_does_not(f, at_x, at_y):
    at = {"x": sp.Rational(at_x, 7), "y": sp.Rational(at_y, 7)}
    right = [sp.diff(f, x), sp.diff(f, y)]
    assert check(f, right, ["x", "y"], at).verdict in ("agrees", "undecided")
    wrong = [right[0] * sp.Rational(1001, 1000) + sp.Rational(1, 10**9), right[1]]
    assert check(f, wrong, ["x", "y"], at).verdict in ("disagrees", "undecided")


def test_numbers_that_nearly_agree_are_told_apart() -> None:
    report = check("x^5", 5 * 50**4 * (1 + 1e-6), at=50)
    assert report.components[0].sentence == "x: claimed 31250031.2, the slope is 31250000, 1.000001 times the slope"
    assert check("x^2", "3x", at=2).components[0].sentence == "x: claimed 6, the slope is 4, 1.5 times the slope"


def test_many_slopes_are_judged_along_one_direction_first():
    names = [f"w_{i}" for i in range(1, 41)]
    f = " + ".join(f"sin({name})^2" for name in names)
    right = [f"2 sin({name}) cos({name})" for name in names]
    at = {name: sp.Rational(i, 9) for i, name in enumerate(names, 1)}
    assert check(f, right, names, at).verdict == "agrees"
    report = check(f, [*right[:20], "2 sin(w_21)", *right[21:]], names, at)
    assert [component.name for component in report.components if component.verdict == "disagrees"] == ["w_21"]


def test_a_number_is_claimed_everywhere_where_no_point_is_given():
    assert check("sqrt(x^2)", "1").verdict == "disagrees"
    assert check("relu(x)", "1").verdict == "disagrees"
    assert check("3x + 2", "3").verdict == "agrees"
    assert check("x^2", "6", at={"x": 3}).verdict == "agrees"


NARROW = [
    ("e^(-100000000 (x - 2.7)^2) + x^2", "2x"),
    ("tanh(1000000000 (x - 2.5))", "0"),
    ("asin(sin(x/1000000000))", "1/1000000000"),
    ("x^2", "2x + e^(-1000000 (x - 2.7)^2)"),
    ("x^2", "2x sqrt(x + 10^10)/sqrt(x + 10^10)"),
    ("cos(6000000000 pi x)", "0"),
    ("max(x, 3*10^15)", "0"),
]


@pytest.mark.parametrize(("f", "claim"), NARROW)
def test_a_claim_that_fails_in_a_narrow_place_or_far_out_is_found_out(f, claim):
    report = check(f, claim)
    assert report.verdict == "disagrees"
    assert report.counterexample is not None


def test_ordinary_numbers_cost_no_further_points():
    report = check("x^2", "2x")
    assert report.notes == ("It also agrees at 40 other points.",)
