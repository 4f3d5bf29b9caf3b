"""Answers that are more than one expression: equations, inequalities, sets, intervals, lines and planes, `+ C`."""

import pytest

import symgrad as sg
from symgrad.errors import SymgradError

EQUATIONS = [
    ("2y = 4x", "y = 2x"), ("x + y = 1", "1 = x + y"), ("x + y = 1", "2x + 2y = 2"), ("x + y = 1", "y = 1 - x"),
    ("y = 2x + 1", "2x - y + 1 = 0"), ("x^2 + y^2 = 1", "y^2 = 1 - x^2"), ("x > 2", "2 < x"), ("-x < 1", "x > -1"),
    ("0 < x < 1", "1 > x > 0"), ("2x >= 4", "x >= 2"), ("sqrt(2) x = y", "2x = sqrt(2) y"),
    ("x + 2y - 3z = 4", "6z = 2x + 4y - 8"), ("y = 2x", "x = y/2"),
    ("y - 1 = 3 (x - 2)", "y = 3x - 5"), ("x != 1", "2x != 2"), ("1/x + y = 1", "y - 1 = -1/x"),
    ("x/3 - y/6 = 1", "2x - y = 6"), ("sin(x) = cos(x)", "cos(x) - sin(x) = 0"),
]  # fmt: skip
NOT_THE_SAME = [
    ("x + y = 1", "x + y = 2"), ("2y = 4x", "y = 4x"), ("x > 2", "x >= 2"), ("x < 1", "x > 1"), ("x = y", "x/y = 1"),
    ("x^2 = 1", "x = 1"), ("x^2 + y^2 = 1", "x^2 + y^2 = 4"), ("x (x - 1) = 0", "x - 1 = 0"),
    ("0 < x < 1", "0 < x < 2"), ("y = 2x", "x = 2y"),
    ("-2x < 4", "x < -2"), ("x + y = 1", "x - y = 1"), ("(x^2 - x)/(x - 1) = 1", "x = 1"), ("x != 1", "x != 2"),
    ("y = x^2", "x = y"), ("x + y < 1", "x + y = 1"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), EQUATIONS)
def test_relations_with_the_same_solutions(left, right):
    verdict = sg.equal(left, right)
    assert verdict.verdict == "equal" and verdict.proof, str(verdict)


@pytest.mark.parametrize(("left", "right"), NOT_THE_SAME)
def test_relations_with_other_solutions_have_a_point(left, right):
    verdict = sg.equal(left, right)
    assert verdict.verdict == "different", str(verdict)
    assert {verdict.counterexample.left, verdict.counterexample.right} == {"a solution", "not a solution"}


def test_the_factor_is_stated():
    assert "factor 2" in sg.equal("2y = 4x", "y = 2x").notes[0]
    assert "factor -1" in sg.equal("x - y = 0", "y - x = 0").notes[0]


def test_the_domain_counts():
    assert sg.equal("x^2 = 1", "x = 1", domain={"x": "positive"}).verdict != "different"
    assert sg.equal("x^2 = 1", "x = 1").verdict == "different"


def test_nothing_is_concluded_where_only_one_side_divides():
    assert sg.equal("(x - 1)^2/(x - 1) = 0", "x - 1 = 0").verdict == "different"
    assert sg.equal("y = 1/x", "x y = 1").verdict != "different"


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (r"\{1, 2\}", r"\{2, 1\}", "equal"),
        ("{1, 2}", "{2, 2/2}", "equal"),
        ("{(1, 2), (3, 4)}", "{(3, 4), (1, 2)}", "equal"),
        ({"(0, 1)", "(1, 0)"}, {"(1, 0)", "(0, 1)"}, "equal"),
        ({"sqrt(8)"}, {"2sqrt(2)"}, "equal"),
        ("{(1, 2)}", "{(2, 1)}", "different"),
        ("{1, 2}", "{1, 2, 3}", "different"),
        ("{1}", "{}", "different"),
        ("{}", "{}", "equal"),
    ],
)
def test_sets(left, right, outcome):
    assert sg.equal(left, right).verdict == outcome


def test_a_tuple_has_an_order_unless_it_is_called_a_set():
    assert sg.equal("(1, 2)", "(2, 1)").verdict == "different"
    assert sg.equal("(1, 2)", "(2, 1)", kind="set").verdict == "equal"


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("(0, 1]", "(0, 2/2]", "equal"),
        ("(0, 1]", "[0, 1)", "different"),
        (r"(-\infty, 2)", r"(-\infty, 4/2)", "equal"),
        (r"(-\infty, 2)", r"(-\infty, 2]", "different"),
        (r"(-\infty, 2)", "(0, 2)", "different"),
        (r"(-oo, -1) \cup (1, oo)", "(1, oo) U (-oo, -1)", "equal"),
        ("[0, sqrt(8))", "[0, 2sqrt(2))", "equal"),
        ("[0, 1)", "[0, 2)", "different"),
    ],
)
def test_intervals(left, right, outcome):
    assert sg.equal(left, right).verdict == outcome


def test_brackets_of_one_kind_are_intervals_only_when_said():
    assert sg.equal("[0, 1]", "(0, 1)", kind="interval").verdict == "different"
    assert sg.equal("[0, 1]", "[0, 2/2]", kind="interval").verdict == "equal"
    assert sg.equal("x", "[0, 1]", kind="interval").verdict == "undecided"


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("(1 + 3t, 2 + 4t)", "(4 - 6s, 6 - 8s)", "equal"),
        ("(1 + 3t, 2 + 4t)", "(1 + 4t, 2 + 3t)", "different"),
        ("(1 + 3t, 2 + 4t)", "(2 + 3t, 2 + 4t)", "different"),
        ("[1, 2] + t [3, 4]", "[4, 6] + s [6, 8]", "equal"),
        ("(s, t, s + t)", "(u + v, u - v, 2u)", "equal"),
        ("(s, t, s + t)", "(u + v, u - v, 2v)", "different"),
        ("(s, t, s + t)", "(s, s, 2s)", "different"),
        ("(t, 0)", "(t, 0, 0)", "different"),
    ],
)
def test_lines_and_planes(left, right, outcome):
    assert sg.equal(left, right, kind="line").verdict == outcome


@pytest.mark.parametrize("left", ["(t^2, t)", "x", "(pi t, 1)"])
def test_what_is_no_line_is_refused(left):
    with pytest.raises(SymgradError):
        sg.equal(left, "(t, t)", kind="line")


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("x^2 + C", "x^2 + K", "equal"),
        ("x^2 + C", "x^2 + 3 + C", "equal"),
        ("sin(x)^2 + C", "-cos(x)^2 + C", "equal"),
        ("(x+1)^2/2 + C", "x^2/2 + x + c", "equal"),
        ("x^2 + C", "x^3 + C", "different"),
        ("x^2 + C", "2x^2 + C_1", "different"),
        ("ln(2x) + C", "ln(x) + C", "equal"),
        ("x^2 + C", "x^2", "different"),
        ("x^2 + C", "x^2 + C x + C", "different"),
    ],
)
def test_plus_c(left, right, outcome):
    assert sg.equal(left, right).verdict == outcome


def test_a_constant_that_is_missing_is_told():
    verdict = sg.equal("x^2 + C", "x^2 + 1", kind="antiderivative")
    assert verdict.verdict == "equal" and any("Only one" in note for note in verdict.notes)


def test_a_declared_c_is_a_variable():
    assert sg.equal("x^2 + C", "x^2 + C + 3", domain={"C": "real"}).verdict == "different"


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (r"\begin{pmatrix}1&x\\0&2\end{pmatrix}", r"\begin{pmatrix}1&2x/2\\0&2\end{pmatrix}", "equal"),
        (r"\begin{pmatrix}1&x\\0&2\end{pmatrix}", r"\begin{pmatrix}1&0\\x&2\end{pmatrix}", "different"),
        ("(x + x, 1)", "(2x, cos(y)^2 + sin(y)^2)", "equal"),
        ("[x, y]", "[x, -y]", "different"),
    ],
)
def test_vectors_and_matrices(left, right, outcome):
    assert sg.equal(left, right).verdict == outcome


def test_a_kind_that_is_not_known():
    with pytest.raises(SymgradError, match="circle"):
        sg.equal("x", "x", kind="circle")


@pytest.mark.parametrize(
    ("left", "right", "digits"), [("3.14159 x", "pi x", 6), ("0.3333334", "1/3", 6), ("2x", "3x", 0)]
)
def test_how_many_digits_agree_is_for_the_key_to_use(left, right, digits):
    verdict = sg.equal(left, right)
    assert verdict.verdict == "different" and verdict.digits == digits


def test_another_constant_on_each_piece_is_not_called_different() -> None:
    """arctan x and -arctan(1/x) have one slope, and differ by pi/2 on the right and -pi/2 on the left of 0."""
    assert sg.equal("atan(x) + C", "-atan(1/x) + C", kind="antiderivative").verdict == "undecided"
    assert sg.equal("x^2 + C", "x^2 + x + C", kind="antiderivative").verdict == "different"


MEMBERS = [
    ("{1, 2, 3}", "{1, 2}", "", "x = 3: in the set and not in the set"),
    ("{1, 2}", "{1, 2, 1/2}", "", "x = 1/2: not in the set and in the set"),
    ("(0, 3.14)", "(0, pi)", "interval", "not a solution and a solution"),
    ("(-pi, 0)", "(-22/7, 0)", "interval", "not a solution and a solution"),
    ("(0, sin(1))", "(0, 0.8414)", "interval", "a solution and not a solution"),
]


@pytest.mark.parametrize(("a", "b", "kind", "where"), MEMBERS)
def test_sets_and_intervals_differ_with_a_number_that_is_in_one_only(a, b, kind, where):
    verdict = sg.equal(a, b, kind=kind)
    assert verdict.verdict == "different"
    assert where in str(verdict.counterexample)


SOLVED = [
    ("x^2 < 2", "|x| < sqrt(2)", "equal"),
    ("x^2 < 2", "|x| <= sqrt(2)", "different"),
    ("x^2 < 2", "x < sqrt(2)", "different"),
    ("ln(x) = 1", "x = e", "equal"),
    ("e^x = 2", "x = ln(2)", "equal"),
    ("e^x <= 2", "x < ln(2)", "different"),
    ("||x| - 1| < 1", "0 < |x| < 2", "equal"),
    ("||x| - 1| < 1", "|x| < 2", "different"),
    ("x^2 + x < 1", "(-1 - sqrt(5))/2 < x < (-1 + sqrt(5))/2", "equal"),
    ("x^2 + x < 1", "(-1 - sqrt(5))/2 <= x < (-1 + sqrt(5))/2", "different"),
    ("2^x = 3", "x = ln(3)/ln(2)", "equal"),
    ("ln(x^2) = 2", "|x| = e", "equal"),
    ("ln(x^2) = 2", "x = e", "different"),
    ("sqrt(x) < pi", "0 <= x < pi^2", "equal"),
    ("x^4 = 2", "x = 2^(1/4)", "different"),
    ("x^2 = 2", "|x| = 1.41421356237309504880168872420969807856967187537694", "different"),
]


@pytest.mark.parametrize(("a", "b", "verdict"), SOLVED)
def test_relations_with_irrational_solutions_are_decided_at_each_of_them(a, b, verdict):
    assert sg.equal(a, b).verdict == verdict
    assert sg.equal(b, a).verdict == verdict


def test_the_number_that_solves_only_one_is_named():
    assert sg.equal("x^2 < 2", "|x| <= sqrt(2)").notes == ("x = sqrt(2) solves only one of the two.",)


COEFFICIENTS = [
    ("a x^2 + b x + c", "a x^2 + b x - c", "different"),
    ("m x + c", "m x + 2 + c", "different"),
    ("x^2 + c", "x^2 - c", "different"),
    ("x^2/2 + c", "(x^2 + 5)/2 + c", "equal"),
    ("x^2 + C", "x^2 - C", "equal"),
    ("x^2 + c", "x^2 + k", "equal"),
]


@pytest.mark.parametrize(("a", "b", "verdict"), COEFFICIENTS)
def test_a_coefficient_called_c_is_no_constant_of_integration(a, b, verdict):
    assert sg.equal(a, b).verdict == verdict
