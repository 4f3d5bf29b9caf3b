"""One function, several ways: each that applies ends in an equal result, every line proved; others are refused."""

import pytest

import symgrad as sg
from symgrad.cli.commands import METHODS as OFFERED
from symgrad.derivations.choices.ways import METHODS

APPLY = {
    "x^2/(x + 1)": {"product", "quotient", "logarithmic", "limit"},
    "5x^3": {"product", "limit"},
    "3/x": {"quotient", "power", "limit"},
    "(x^2 + 1)*(x - 1)": {"product", "expand", "logarithmic", "limit"},
    "x^3/x": {"product", "quotient", "simplify", "logarithmic", "limit"},
    "sqrt(x)": {"power", "limit"},
    "x*exp(x)": {"product", "logarithmic", "limit"},
    "1/(x^2 + 1)^2": {"quotient", "power", "limit"},
    "x^sin(x)": {"logarithmic"},
    "abs(x)": {"limit"},
    "abs(x)*abs(x - 1)": {"product", "logarithmic"},
    "ln(abs(x))": {"limit"},
    "-exp(x)*(x^2 + 1)": {"expand", "logarithmic", "limit"},
    "x^(-2)*sin(x)": {"product", "quotient", "simplify", "logarithmic", "limit"},
}


def applying(formula: str) -> set[str]:
    found = set()
    for method in METHODS[1:]:
        try:
            sg.derivative(formula, method=method)
            found.add(method)
        except sg.UnsupportedError:
            continue
    return found


@pytest.mark.parametrize("formula", APPLY)
def test_the_ways_that_apply(formula: str) -> None:
    assert applying(formula) == APPLY[formula]


@pytest.mark.parametrize("formula", APPLY)
def test_every_way_ends_in_an_equal_result_and_is_proved(formula: str) -> None:
    default = sg.derivative(formula)
    for method in APPLY[formula]:
        made = sg.derivative(formula, method=method)
        assert sg.equal(made.sympy, default.sympy).verdict == "equal"
        assert made.prove().status == "proved", method
        assert any(made.result is state.statement for state in made.own_states)


DEFAULT = [
    ("5x^3", "power"),
    ("3/x", "power"),
    ("(x^2 + 1)*(x - 1)", "product"),
    ("x^3/x", "rewrite"),
    ("x^2/(x + 1)", "quotient"),
    ("x^x", "logarithmic.name"),
]


@pytest.mark.parametrize(("formula", "rule"), DEFAULT)
def test_the_default_is_a_textbooks(formula: str, rule: str) -> None:
    assert sg.derivative(formula).own_states[1].rule.split("+")[0] == rule
    assert sg.derivative(formula, method="textbook").own_states == sg.derivative(formula).own_states


def test_what_is_cancelled_first_must_still_not_be_zero() -> None:
    assert sg.derivative("x^3/x").own_states[1].conditions[0] is sg.parse("x != 0").equations[0]


def test_a_method_that_does_not_apply_is_refused_with_those_that_do() -> None:
    with pytest.raises(sg.UnsupportedError, match="it is not a product") as refused:
        sg.derivative("sqrt(x)", method="product")
    assert refused.value.hint == "what applies: power, limit"
    with pytest.raises(sg.SymgradError, match="no method 'magic'"):
        sg.derivative("x^2", method="magic")
    with pytest.raises(sg.UnsupportedError, match="one formula"):
        sg.derivative("y = w*x; L = (y - 1)^2", "w", method="product")


def test_alternatives_are_the_other_ways_with_their_lengths() -> None:
    found = sg.derivative("x^2/(x + 1)").alternatives()
    assert [one.method for one in found] == ["product", "logarithmic", "limit"]
    assert all(one.lines == len(one.derivation.states) - 1 for one in found)
    again = sg.derivative("x^2/(x + 1)", method="product").alternatives()
    assert [one.method for one in again] == ["textbook", "quotient", "logarithmic", "limit"]
    assert repr(found[0]) == f"<product: product rule, {found[0].lines} lines>"


def test_only_a_first_derivative_of_one_formula_has_alternatives() -> None:
    assert sg.derivative("x^3*sin(x)", ["x", "x"]).alternatives() == ()
    assert sg.gradient("x*y").alternatives() == ()


def test_the_detail_is_kept() -> None:
    with sg.settings(detail="beginner"):
        made = sg.derivative("x^2*sin(x)")
    assert made.alternatives()[0].derivation.detail == "beginner"


def test_the_command_line_offers_the_same_methods() -> None:
    assert OFFERED == METHODS
