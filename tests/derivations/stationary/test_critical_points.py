"""Critical points: every one found, with the right kind, exactly where there is a closed form."""

from collections.abc import Callable

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import symgrad as sg
from symgrad.derivations.proving.proof import _settled
from symgrad.derivations.state import State
from symgrad.terms.build import decimal, neg
from symgrad.terms.traverse import substitute

x, y = sympy.symbols("x y")


def kinds(f: object, **options: object) -> dict[tuple[object, ...], str]:
    """Points, as tuples of SymPy numbers, with their kinds."""
    made = sg.critical_points(f, **options)  # type: ignore[arg-type]
    return {tuple(one.point[name] for name in sorted(one.point)): one.kind for one in made.points}


def test_several_points_of_a_polynomial() -> None:
    assert kinds("x^4 - 4x*y + y^4") == {(-1, -1): "minimum", (0, 0): "saddle", (1, 1): "minimum"}


@pytest.mark.parametrize(
    ("f", "kind"),
    [
        ("x^4 + y^4", "minimum"),
        ("-x^4 - y^2", "maximum"),
        ("x^3 - 3x*y^2", "saddle"),
        ("(y - x^2)*(y - 2x^2)", "saddle"),
        ("x^3", "saddle"),
        ("-x^6", "maximum"),
    ],
)
def test_where_the_second_derivatives_say_nothing(f: str, kind: str) -> None:
    made = sg.critical_points(f)
    assert [one.kind for one in made.points] == [kind]
    assert made.prove().status == "proved"


def test_what_is_not_decided_is_said_to_be_so() -> None:
    made = sg.critical_points("x^4 - 6x^2*y^2 + 10y^4 + x^5")
    assert made.prove().status == "proved"
    origin = [one for one in made.points if one.point == {"x": 0, "y": 0}]
    assert not origin or origin[0].kind in ("degenerate", "minimum")


def test_periodic_points_are_a_family_and_within_a_box_a_list() -> None:
    made = sg.critical_points("sin(x)")
    assert [(one.kind, one.text) for one in made.families] == [
        ("maximum", "x = pi/2 + 2*pi*k, for any whole number k"),
        ("minimum", "x = 3*pi/2 + 2*pi*k, for any whole number k"),
    ]
    inside = sg.critical_points("sin(x)", box={"x": (-5, "2*pi")})
    assert [one.point["x"] for one in inside.points] == [
        -3 * sympy.pi / 2,
        -sympy.pi / 2,
        sympy.pi / 2,
        3 * sympy.pi / 2,
    ]


def test_a_whole_curve_of_critical_points() -> None:
    made = sg.critical_points("(x + y)^2")
    assert not made.points
    assert [(one.kind, one.point) for one in made.families] == [("minimum", {"x": -y, "y": y})]
    assert made.prove().status == "proved"


def test_points_without_a_closed_form_are_certified() -> None:
    made = sg.critical_points("exp(x) + x^2 + y^2*cos(x)", box={"x": (-1, 1), "y": (-1, 1)})
    assert made.complete
    (point,) = made.points
    assert not point.exact
    assert abs(float(point.point["x"]) - float(sympy.nsolve(sympy.exp(x) + 2 * x, -0.3))) < 1e-9
    assert made.prove().status == "proved"


def test_a_wrong_decimal_is_not_proved() -> None:
    made = sg.critical_points("exp(x) + x^2")
    state = next(one for one in made.own_states if one.rule == "critical.all-in-box")
    wrong = substitute(state.statement, {state.statement.args[1]: neg(decimal("0.37"))})
    assert _settled(state, None)[0] == "proved"
    assert _settled(state._replace(statement=wrong), None)[0] == "undecided"


def test_a_kind_that_is_not_so_is_not_proved() -> None:
    made = sg.critical_points("x^2 + y^2")
    last = made.own_states[-1]
    assert last.rule == "kind.minimum.curvature"
    wrong: State = last._replace(rule="kind.maximum.curvature")
    assert _settled(wrong, None)[0] == "undecided"


def test_kinks_are_not_critical_points_and_poles_are_no_points() -> None:
    assert not sg.critical_points("abs(x) + x^2").points
    assert not sg.critical_points("1/x").points
    assert kinds("x + 1/x") == {(-1,): "maximum", (1,): "minimum"}


@pytest.mark.parametrize("box", [{"z": (0, 1)}, {"x": (0,)}, {"x": "ab"}])
def test_a_box_that_is_none_is_refused(box: dict[str, object]) -> None:
    with pytest.raises(sg.SymgradError):
        sg.critical_points("x^2", box=box)  # type: ignore[arg-type]


def test_a_constant_has_no_variable() -> None:
    with pytest.raises(sg.SymgradError):
        sg.critical_points("5")


@pytest.mark.parametrize(
    "job",
    [
        lambda: sg.critical_points("x^2 + c*y^2", ["x", "y"]),
        lambda: sg.convexity("c*x^2", "x"),
        lambda: sg.extrema("c*x", {"x": (0, 1)}, "x"),
        lambda: sg.lagrange("x*y", ["x + y = c"], ["x", "y"]),
    ],
)
def test_letters_without_a_value_are_refused(job: Callable[[], object]) -> None:
    with pytest.raises(sg.SymgradError, match="c has no value"):
        job()


def test_it_is_saved_and_read_back() -> None:
    made = sg.critical_points("x^3-3x+y^2")
    assert sg.Derivation.from_json(made.json()).text() == made.text()


small = st.integers(-4, 4)


@settings(max_examples=25, deadline=None)
@given(small, small, small, small, small)
def test_quadratics_by_their_matrix(a: int, b: int, c: int, d: int, e: int) -> None:
    f = a * x**2 + b * x * y + c * y**2 + d * x + e * y
    det = 4 * a * c - b**2
    if det == 0 or not {x, y} <= f.free_symbols:
        return
    kind = "saddle" if det < 0 else "minimum" if a > 0 else "maximum"
    want = sympy.solve([f.diff(x), f.diff(y)], [x, y])
    assert kinds(f, wrt=["x", "y"]) == {(want[x], want[y]): kind}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=4, unique=True))
def test_every_turning_point_of_a_polynomial_is_found(roots: list[int]) -> None:
    slope = sympy.prod([x - root for root in roots])
    f = sympy.expand(sympy.integrate(sympy.expand(slope), x) * 60)
    found = kinds(f)
    assert {one for (one,) in found} == set(roots)
    for root in roots:
        bend = slope.diff(x).subs(x, root)
        assert found[root,] == ("minimum" if bend > 0 else "maximum")


def test_ugly_angles_are_given_in_decimals_and_unknowns_known_by_others_too() -> None:
    made = sg.critical_points("2*sin(2x) + cos(x)", box={"x": (0, 6)})
    assert made.complete
    assert not any(one.exact for one in made.points)
    mixed = sg.critical_points("x^3*y + 3x^2*y + x^2 - 3x + y^4 + 3")
    assert [one.kind for one in mixed.points] == ["saddle"]
    assert mixed.prove().status == "proved"
