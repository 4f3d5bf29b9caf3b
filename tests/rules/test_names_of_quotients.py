"""Quotients by their names, powers under odd roots, bars around quotients: shorter, and equal wherever real."""

import pytest

import symgrad as sg
from symgrad.deciding import prove_equal
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.ratios import name_ratios

NAMED = [
    ("sin(x)/cos(x)", "tan(x)"),
    ("cos(2x)/sin(2x)", "cot(2*x)"),
    ("x*sin(x)^2/cos(x)^2", "x*tan(x)^2"),
    ("sinh(x)/(2cosh(x))", "tanh(x)/2"),
    ("tan(x)*sin(x)/cos(x)", "tan(x)^2"),
]
KEPT = ["sin(x)/cos(2x)", "sin(x)/cos(x)^2", "sin(x)*cos(x)", "1/cos(x)"]
TIDIED = [
    ("2x/(3(x^2)^(2/3))", "2/(3*x^(1/3))"),
    ("2*abs(1/x)", "2/abs(x)"),
    ("x*sign(3/x)", "x*sign(x)"),
    ("abs(x)/x^2", "1/abs(x)"),
    ("x^2/abs(x)", "abs(x)"),
    ("abs(x)^3/x^2", "abs(x)"),
]


@pytest.mark.parametrize(("before", "after"), NAMED)
def test_a_quotient_is_called_by_its_name(before: str, after: str) -> None:
    term = sg.parse(before).output.term
    named = name_ratios(term)
    assert sg.parse(after).output.term is named
    assert prove_equal(term, named).status == "proved"


@pytest.mark.parametrize("formula", KEPT)
def test_what_has_no_name_is_kept(formula: str) -> None:
    term = sg.parse(formula).output.term
    assert name_ratios(term) is term


@pytest.mark.parametrize(("before", "after"), TIDIED)
def test_roots_and_bars_are_tidied(before: str, after: str) -> None:
    term = sg.parse(before).output.term
    assert tidy(term) is sg.parse(after).output.term
    assert prove_equal(term, tidy(term)).status in ("proved", "checked")


def test_a_root_of_even_degree_keeps_the_power_under_it() -> None:
    term = sg.parse("2*(x^2)^(1/2)").output.term
    assert tidy(term) is sg.parse("2*sqrt(x^2)").output.term


def test_the_final_form_is_the_textbooks() -> None:
    assert sg.derivative("ln(abs(sin(x)))").own_states[-1].text == "cot(x)"
    assert sg.derivative("ln(cos(x))").own_states[-1].text == "-tan(x)"
    assert sg.derivative("abs(1/x)").own_states[-1].text == "-sign(x)/x^2"
