"""What a reader sees: conditions in words, letters that nobody uses, the functions other engines fail on."""

from fractions import Fraction

import pytest
import sympy as sp
from mpmath import mp

import symgrad as sg
from symgrad.derivations import Derivation
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.notation import text
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import free_names, postorder
from tests import oracle
from tests.derivations.judging import X, every_line_is_true, signs


def said(made: Derivation) -> list[str]:
    """The conditions of all states, in order."""
    return list(dict.fromkeys(text(condition) for state in made.states for condition in state.conditions))


@pytest.mark.parametrize(
    ("function", "conditions"),
    [
        ("abs(x)", ["x != 0"]),
        ("abs(2*x - 6)", ["x != 3"]),
        ("log(x)", ["x > 0"]),
        ("log(1 - x)", ["x < 1"]),
        ("log(x^2 + 1)", []),
        ("(x^2 + 1)/(x - 1)", ["x != 1"]),
        ("1/(x^2 + 4)", []),
        ("max(0, x - 2)", ["x != 2"]),
        ("relu(3*x + 6)", ["x != -2"]),
        ("sqrt(x)", ["x > 0"]),
        ("sqrt(x^2 + 1)", []),
        ("(x - 1)^(3/2)", ["x >= 1"]),
        ("x^(1/3)", ["x != 0"]),
        ("x^(5/3)", []),
        ("x^(-2)", ["x != 0"]),
        ("1/sqrt(x)", ["x > 0"]),
        ("tan(x)", ["cos(x) != 0"]),
        ("asin(x)", ["-1 < x < 1"]),
        ("acosh(x)", ["x > 1"]),
        ("x^x", ["x > 0"]),
        ("Piecewise((x^2, x < 1), (x, True))", ["x != 1"]),
        ("x^3*sin(x)", []),
    ],
)
def test_conditions_are_said(function: str, conditions: list[str]):
    assert said(sg.derivative(function)) == conditions


def test_a_condition_is_on_the_page():
    assert "x > 0" in sg.derivative("log(x)").text()
    assert "x > 0" in sg.derivative("log(x)").latex()
    assert "x \\ne 3" in sg.derivative("abs(x - 3)").latex()


@pytest.mark.parametrize(
    "function",
    ["exp(sin(u^2))", "sin(u*v*w)", "log(cos(s + t*u))", "u^v", "(u + v)^5*(w - s)", "tan(f(u))", "abs(u*y)"],
)
def test_fresh_letters_are_never_the_readers(function: str):
    own = {name.data.key for name in sg.parse(function).inputs}
    for variable in sorted(own):
        made = sg.derivative(function, variable)
        for state in made.states:
            parts = [part for part in state.reason if isinstance(part, Term) and part.head is Head.RELATION]
            new = {part.args[0] for part in parts if part.args[0].head is Head.NAME}
            assert own.isdisjoint(name.data.key for name in new), state.why


def test_two_substitutions_on_one_page_take_two_letters():
    whys = [state.why for state in sg.derivative("exp(sin(x^2))").states]
    assert any("u = " in why for why in whys)
    assert any("v = " in why for why in whys)


@pytest.mark.parametrize(
    ("function", "wrt", "sign"),
    [
        ("x^3", "x", "d"),
        ("x^2*y", "x", "partial"),
        ("a*x^2", "x", "partial"),
        ("f(x)", "x", "d"),
        ("f(x, y)", "x", "partial"),
        ("sin(x)*cos(x)*exp(x)", "x", "d"),
        ("x*y*z", "y", "partial"),
    ],
)
def test_one_sign_throughout(function: str, wrt: str, sign: str):
    assert signs(sg.derivative(function, wrt)) == {sign}


@pytest.mark.parametrize(
    ("function", "answer"),
    [
        ("x^2*sin(x)", "2*x*sin(x) + x^2*cos(x)"),
        ("(x^2 + 1)/(x - 1)", "(x^2 - 2*x - 1)/(x - 1)^2"),
        ("12*(3*x + 1)^3", "108*(3*x + 1)^2"),
        ("-(x^2 + 1)", "-2*x"),
        ("exp(-x^2/2)", "-x*e^(-x^2/2)"),
        ("exp(sin(x^2))", "2*x*cos(x^2)*e^sin(x^2)"),
        ("x^sin(x)", "x^sin(x)*(cos(x)*log(x) + sin(x)/x)"),
        ("x^x", "x^x*(log(x) + 1)"),
        ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
        ("tanh(x)", "1 - tanh(x)^2"),
        ("f(g(x))", "f'(g(x))*g'(x)"),
        ("x^5", "5*x^4"),
        ("sqrt(x)", "1/(2*sqrt(x))"),
        ("log(x)", "1/x"),
        ("7", "0"),
        ("2^x", "2^x*log(2)"),
    ],
)
def test_answers_read_as_in_a_textbook(function: str, answer: str):
    assert text(sg.derivative(function, "x").result) == answer


@pytest.mark.parametrize(
    "function",
    ["x^sin(x)", "(1 + 1/x)^x", "x^(x^x)", "exp(-x^2/2)", "12*(3*x + 1)^3", "-(x^2 + 1)", "x^(1/x)", "log(x)^log(x)",
     "abs(x)", "max(x, 2*x - 1)", "abs(x^2 - 1)*x", "sqrt(x + sqrt(x))", "(x^2 + 1)^(x/3)", "\\sqrt[x]{x + 1}"],
)  # fmt: skip
def test_functions_that_other_engines_fail_on(function: str):
    made = sg.derivative(function)
    assert every_line_is_true(made, points=(Fraction(3, 7), Fraction(9, 4))) > 0
    assert made.prove().status == "proved"


@pytest.mark.parametrize(
    "function", ["(x^(2/3))^(1/2)", "x^(1/3)*x^(2/3)", "\\sqrt[3]{x^2}", "sqrt(x^2)", "(x^2)^(1/6)"]
)
def test_roots_are_the_real_ones_for_negative_numbers(function: str):
    made = sg.derivative(function)
    assert every_line_is_true(made) >= 4
    assert made.prove().status in ("proved", "checked")


def test_at_a_negative_number_an_odd_root_is_worked_out():
    assert text(sg.derivative("x^(1/3)", at=-8).result) == "1/12"
    assert text(sg.derivative("x^(2/3)", at=-8).result) == "-1/3"


TRIGONOMETRIC = "sin cos tan cot sec csc asin acos atan acot asec acsc".split()
HYPERBOLIC = "sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch".split()
INSIDE = {"asec": "x^2 + 2", "acsc": "x^2 + 2", "acosh": "x^2 + 2", "acoth": "x^2 + 2", "asech": "x^2/9 + 1/4",
          "asin": "x/3", "acos": "x/3", "atanh": "x/3"}  # fmt: skip


@pytest.mark.parametrize("name", [*TRIGONOMETRIC, *HYPERBOLIC])
def test_every_trigonometric_and_hyperbolic_function_and_inverse(name: str):
    made = sg.derivative(f"{name}({INSIDE.get(name, '2*x + 1/3')})")
    assert every_line_is_true(made) >= 4
    assert made.prove().status == "proved"


def test_cotangents_ten_deep_take_few_steps():
    nest = "x"
    for _ in range(10):
        nest = f"cot({nest})"
    made = sg.derivative(nest)
    assert sum(len(state.steps) for state in made.states) < 60
    assert len(made.states) < 25
    assert made.prove().status == "proved"


def test_forty_layers_take_steps_in_proportion():
    def steps(depth: int) -> int:
        nest = "x"
        for _ in range(depth):
            nest = f"sin({nest})"
        return sum(len(state.steps) for state in sg.derivative(nest).states)

    assert steps(40) < 3 * steps(20)


@pytest.mark.parametrize(
    ("function", "wrt", "expected"),
    [
        ("x^5", "xx", "20*x**3"),
        ("x^5", "xxxxxx", "0"),
        ("sin(2*x)", "xxx", "-8*cos(2*x)"),
        ("x^3*y^2", "xy", "6*x**2*y"),
        ("x^3*y^2", "yx", "6*x**2*y"),
        ("exp(x*y)", "xxy", "diff(exp(x*y), x, x, y)"),
        ("log(x + y)", "yy", "-1/(x + y)**2"),
        ("x*y", "z", "0"),
    ],
)
def test_higher_and_mixed_orders(function: str, wrt: str, expected: str):
    x, y = sp.symbols("x y")
    truth = sp.parse_expr(expected, {"x": x, "y": y, "diff": sp.diff, "exp": sp.exp, "cos": sp.cos})
    made = sg.derivative(function, list(wrt))
    assert sp.simplify(made.sympy - truth) == 0


def test_a_held_constant_is_said_to_a_beginner_before_it_is_dropped():
    with sg.settings(detail="beginner"):
        made = sg.derivative("x^2 + y^2", "x")
    texts = [state.text for state in made.states]
    assert "2*x + 0" in texts
    assert texts[-1] == "2*x"
    assert any("held constant" in state.why for state in made.states)


@pytest.mark.parametrize(("layout", "shape"), [("row", (1, 2)), ("column", (2, 1))])
def test_the_gradient_prints_as_a_row_or_a_column(layout: str, shape: tuple[int, int]):
    with sg.settings(layout=layout):
        made = sg.gradient("x^2 + y^2")
    assert made.own_states[-1].statement.data == shape
    assert made.sympy == sp.Matrix([2 * sp.Symbol("x"), 2 * sp.Symbol("y")])


def test_unknown_functions_keep_their_partials():
    made = sg.derivative("f(g(x), x*y)", "x")
    applied = [node.data for node in postorder(made.result) if node.head is Head.APPLY]
    assert {one.orders for one in applied if one.differentiated} == {(1, 0), (0, 1), (1,)}


@pytest.mark.parametrize(
    ("function", "wrt", "says"),
    [
        ("x*y", None, "say which variable"),
        ("3 + 4", None, "no variable"),
        ("x = y", "x", "the function itself"),
        ("x^2", "2x", "not the name"),
    ],
)
def test_a_mistake_is_said_plainly(function: str, wrt: str | None, says: str):
    with pytest.raises(SymgradError, match=says):
        sg.derivative(function, wrt)


def test_what_has_no_known_derivative_is_not_guessed():
    with pytest.raises(UnsupportedError):
        sg.derivative("besselj(x, 2)", "x")
    with pytest.raises(UnsupportedError):
        sg.derivative("zeta(x)")


def test_an_antiderivative_is_undone():
    made = sg.derivative("\\int \\sin(x^2) dx", "x")
    assert made.result is b.call("sin", b.power(X, b.TWO))


def test_at_a_point():
    made = sg.derivative("x^2*sin(x)", at={"x": "pi/2"})
    assert made.result is b.PI
    assert sg.derivative("x^3", at=2).result is b.integer(12)
    assert float(sg.derivative("exp(x)", at="0.5").evaluate()) == pytest.approx(float(mp.exp(0.5)))


def test_a_variable_that_does_not_occur_gives_nothing():
    made = sg.derivative("x^2", "t")
    assert made.result is b.ZERO
    assert free_names(made.result) == ()
    assert oracle.value(made.result, {}) == 0


@pytest.mark.parametrize(
    "function",
    ["x*tanh(softplus(x))", "exp(-exp(x))", "atan(x^5)", "Si(x)", "LambertW(x)", "elu(x)", "\\sqrt[x]{x + 1}"],
)
def test_the_judge_of_gradients_agrees_far_out_and_at_gaps(function: str):
    assert sg.check(function, sg.derivative(function).result).verdict == "agrees"
