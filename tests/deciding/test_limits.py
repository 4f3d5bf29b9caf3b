"""The judge of limits: values by continuity, quotients by slopes in balls, sides of a point, and what grows."""

import pytest

import symgrad as sg
from symgrad.deciding import approaches, limit_agrees, one_sided_equal
from symgrad.terms.build import INFINITY, ZERO, limit, name, neg
from symgrad.terms.node import Term

H = name("h")


def term(text: str) -> Term:
    return sg.parse(text).output.term


def to_zero(text: str, side: str = "") -> Term:
    return limit(term(text), H, ZERO, side)


@pytest.mark.parametrize(
    ("body", "value", "status"),
    [
        ("2x + h", "2x", "proved"),
        ("1/(sqrt(x + h) + sqrt(x))", "1/(2sqrt(x))", "proved"),
        ("2x + h", "2x + 1", "failed"),
        ("sin(h)/h", "1", "checked"),
        ("sin(3h)/h", "3", "checked"),
        ("(cos(h) - 1)/h", "0", "checked"),
        ("(2^h - 1)/h", "ln(2)", "checked"),
        ("ln(1 + h/x)/(h/x)", "1", "checked"),
        ("sin(h)/h", "2", "failed"),
        ("1/h", "0", "undecided"),
        ("sign(h)", "0", "undecided"),
        ("floor(h)", "0", "undecided"),
    ],
)
def test_a_limit_has_its_value_and_no_other(body: str, value: str, status: str) -> None:
    assert limit_agrees(to_zero(body), term(value)).status == status


@pytest.mark.parametrize(
    ("before", "after", "side", "good"),
    [
        ("abs(h)", "-h", "-", True),
        ("abs(h)", "h", "-", False),
        ("abs((1 + h)^2 - 1)", "-((1 + h)^2 - 1)", "-", True),
        ("max(h, h^2)", "h", "+", True),
        ("max(h, h^2)", "h", "-", False),
    ],
)
def test_a_formula_for_one_side(before: str, after: str, side: str, good: bool) -> None:
    found = one_sided_equal(term(before), term(after), H, side).status
    assert (found in ("proved", "checked")) == good


def test_a_limit_is_approached_on_its_side() -> None:
    assert approaches(to_zero("abs(h)/h", "-"), term("-1")) is True
    assert approaches(to_zero("abs(h)/h", "+"), term("-1")) is False
    assert approaches(to_zero("1/h", "+"), INFINITY) is True
    assert approaches(to_zero("1/h", "-"), neg(INFINITY)) is True
    assert approaches(to_zero("1/h", "-"), INFINITY) is False
    assert approaches(to_zero("x*h", "+"), ZERO) is None
