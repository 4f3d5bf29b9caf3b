"""From the definition: every line proved, each reads back, the answer is SymPy's; kinks are seen from both sides."""

import pytest
import sympy

import symgrad as sg
from symgrad.derivations.limits.difference import Quotient
from symgrad.derivations.limits.quotients import worked
from symgrad.terms.build import ZERO, add, div, integer, limit, name, power, sub

X = sympy.Symbol("x", real=True)

COVERED = {
    "5": 0,
    "x^2": 2 * X,
    "x^3 - 2x + 7": 3 * X**2 - 2,
    "x^2/3 + x/2": 2 * X / 3 + sympy.Rational(1, 2),
    "(2x + 1)^3": 6 * (2 * X + 1) ** 2,
    "1/x": -1 / X**2,
    "x^(-3)": -3 / X**4,
    "(x + 1)/(x - 2)": -3 / (X - 2) ** 2,
    "sqrt(2x + 1)": 1 / sympy.sqrt(2 * X + 1),
    "3/sqrt(x)": -3 / (2 * X ** sympy.Rational(3, 2)),
    "x^(3/2)": 3 * sympy.sqrt(X) / 2,
    "sin(x)": sympy.cos(X),
    "-5cos(3x)": 15 * sympy.sin(3 * X),
    "tan(x)": 1 / sympy.cos(X) ** 2,
    "exp(2x + 1)": 2 * sympy.exp(2 * X + 1),
    "2^x": 2**X * sympy.log(2),
    "ln(3x)": 1 / X,
    "x sin(x)": sympy.sin(X) + X * sympy.cos(X),
    "sin(x)^2": 2 * sympy.sin(X) * sympy.cos(X),
    "x^2 + sin(x) - exp(x)": 2 * X + sympy.cos(X) - sympy.exp(X),
}


@pytest.mark.parametrize("formula", COVERED)
def test_the_answer_is_right_and_every_line_proved(formula: str) -> None:
    made = sg.derivative(formula, "x", method="limit")
    difference = sympy.sympify(made.sympy).subs(sympy.Symbol("x"), X) - COVERED[formula]
    assert abs(sympy.N(difference.subs(X, sympy.Rational(7, 3)))) < 1e-12
    assert made.prove().status == "proved"
    assert made.result is made.own_states[-1].statement


@pytest.mark.parametrize("formula", ["x^2", "sqrt(x)", "sin(x)", "abs(x)", "ln(3x)"])
def test_every_line_reads_back_in_latex(formula: str) -> None:
    for state in sg.derivative(formula, method="limit").states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex


def test_the_increment_is_not_one_of_the_readers_letters() -> None:
    made = sg.derivative("h^2", method="limit")
    assert made.own_states[1].text == "Limit(((h + k)^2 - h^2)/k, k, 0)"


@pytest.mark.parametrize("formula", ["x^x", "sin(x^2)", "exp(x)/x", "x^9", "floor(x)", "(x + 1)^6*(x + 2)^6", "f(x)"])
def test_what_is_not_covered_is_refused_with_what_is(formula: str) -> None:
    with pytest.raises(sg.UnsupportedError) as refused:
        sg.derivative(formula, method="limit")
    assert "limit" in str(refused.value)


def test_a_second_derivative_is_not_taken_this_way() -> None:
    with pytest.raises(sg.UnsupportedError, match="first derivative"):
        sg.derivative("x^2", ["x", "x"], method="limit")


def test_a_point_is_put_in_after_the_limit() -> None:
    made = sg.derivative("x^2", at=3, method="limit")
    assert made.sympy == 6 and made.prove().status == "proved"


def test_the_forms_of_a_quotient_are_equal_for_every_increment_but_zero() -> None:
    x, h = name("x"), name("h")
    f = sg.parse("(x + 1)/(x^2 + 1)").output.term
    q = Quotient(f, x, h)
    for line in worked(q):
        assert sg.equal(sg.parse(str_of(line.body)), sg.parse(str_of(q.body))).verdict == "equal"


def str_of(term: sg.Term) -> str:
    from symgrad.notation import text

    return text(term)


KINKS = [
    ("abs(x)", 0, (-1, 1)),
    ("abs(x^2 - 1)", 1, (-2, 2)),
    ("max(x, x^2)", 1, (1, 2)),
    ("relu(x)", 0, (0, 1)),
    ("exp(-abs(x))", 0, (1, -1)),
    ("x*abs(x)", 0, (0, 0)),
    ("Piecewise((x^2, x < 1), (2x - 1, True))", 1, (2, 2)),
]


@pytest.mark.parametrize(("formula", "at", "slopes"), KINKS)
def test_both_sides_of_a_kink(formula: str, at: int, slopes: tuple[int, int]) -> None:
    made = sg.one_sided(formula, "x", at=at)
    assert tuple(made.sympy) == slopes
    assert made.prove().status in ("proved", "checked")
    assert ("no derivative" in made.notes[0]) == (slopes[0] != slopes[1])
    assert sg.Derivation.from_json(made.json()) == made


def test_a_kink_at_a_point_is_shown_instead_of_refused() -> None:
    with pytest.raises(sg.NotDifferentiableError):
        sg.derivative("abs(x)", at=0)
    made = sg.derivative("abs(x)", at=0, method="limit")
    assert made.goal == "one-sided" and made.notes == (
        "There is no derivative at x = 0: the slope is -1 to the left and 1 to the right.",
    )


@pytest.mark.parametrize("formula", ["cbrt(x)", "sqrt(abs(x))"])
def test_a_slope_without_bound_is_no_derivative(formula: str) -> None:
    made = sg.one_sided(formula, at=0)
    assert "without bound" in made.notes[0] and made.prove().status == "proved"


@pytest.mark.parametrize(
    ("formula", "what"), [("1/x", "not defined at"), ("sign(x)", "jumps"), ("sqrt(x)", "not defined to the left")]
)
def test_where_there_is_no_value_there_is_no_slope(formula: str, what: str) -> None:
    with pytest.raises(sg.DomainError, match=what):
        sg.one_sided(formula, at=0)


def test_the_default_derivative_of_the_absolute_value_is_by_cases() -> None:
    assert str(sg.derivative("abs(x)").sympy) == "Piecewise((-1, x < 0), (1, x > 0))"
    assert str(sg.derivative("3*abs(1 - 2x)").sympy) == "Piecewise((-6, x < 1/2), (6, x > 1/2))"
    assert sg.derivative("abs(x^2 - 1)").result.head is not sg.derivative("abs(x)").result.head


def test_a_wrong_value_of_a_limit_fails() -> None:
    from symgrad.deciding import limit_agrees

    x, h = name("x"), name("h")
    quotient = limit(div(sub(power(add(x, h), integer(2)), power(x, integer(2))), h), h, ZERO)
    assert limit_agrees(quotient, sg.parse("3x").output.term).status == "failed"
    assert limit_agrees(quotient, sg.parse("2x").output.term).status == "checked"


def test_a_changed_line_is_not_proved() -> None:
    made = sg.derivative("x^2", method="limit")
    data = made.json()
    wrong = sg.derivative("x^3", method="limit").json()
    data["states"][2] = wrong["states"][2]
    assert sg.Derivation.from_json(data).prove().status == "failed"


def test_a_kink_beside_another_variable_is_refused() -> None:
    with pytest.raises(sg.UnsupportedError, match="one variable"):
        sg.derivative("abs(x)*y", "x", method="limit")
    with pytest.raises(sg.UnsupportedError, match="one kink only") as refused:
        sg.derivative("abs(x) + abs(x - 1)", method="limit")
    assert "at=" in refused.value.hint
    assert tuple(sg.derivative("abs(x) + abs(x - 1)", at=1, method="limit").sympy) == (0, 2)
