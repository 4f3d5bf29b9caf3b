"""How an answer is written is judged on what was typed: cases and counter-cases for every form."""

import pytest

import symgrad as sg
from symgrad.errors import UnsupportedError

CASES = {
    "simplified": [
        "x^2 + 2x + 1", "(x+1)^2", "2x", "-x", "x/2", "3x/4", "x - y", "sqrt(2)/2", "1/sqrt(2)", "e^(2x)", "sin(2x)",
        "2 sin(x) cos(x)", "(x+1)/(x-1)", "x ln(x) - x", "2(x+1)", "5", "-3/4", "x^2 y^3", "2^x", "sqrt(6)", "e^(-x)",
        "-2x e^(-x^2)", "1/(1+e^(-x))", "sqrt(x^2+1)", "cos(x)/x", "0", "x y - y z", "-(x+1)/2", "0.5 x",
    ],
    "factored": [
        "x(x+1)", "(x+1)^2", "2(x+1)(x-1)", "x^2 + 1", "x^2 - 2", "x + 1", "6", "x", "-(x+1)(x+2)", "e^x (x+1)",
        "(x+1)/(x+2)", "x^2 y", "(x+1)(x+1)", "sin(x)(1+cos(x))", "3x", "x^2 + y^2", "2x/(x^2+1)^2",
    ],
    "expanded": [
        "x^2 + 2x + 1", "x + 1", "x", "6", "x^2 - y^2", "x y + x z", "-x - 1", "x/2 + 1/2", "sin((x+1)^2)",
        "e^(x+1) + x", "(x+1)/(x+2)", "x sin(x) + 2", "3 x^2 y - 4", "-x^2", "1/(x^2+3x+2)",
    ],
    "common denominator": [
        "(x+1)/x", "x/2", "(a d + b c)/(b d)", "x + 1", "-(x+1)/(x-1)", "3x/(x^2+1)", "2 (x+1)/x", "1", "sin(x/2)",
        "e^(-x)",
    ],
}  # fmt: skip
COUNTER_CASES = {
    "simplified": [
        ("x + x", "collected"), ("2x + 3x", "collected"), ("x*x", "one base"), ("2*3", "multiplied"),
        ("2*x*3", "numbers"), ("2/4", "common factor"), ("x + 0", "added"), ("1*x", "0 or 1"), ("-(-x)", "signs"),
        ("x^2 * x^3", "one base"), ("(x^2-1)/(x-1)", "cancelled"), ("x^1", "no power"), ("x^0", "no power"),
        ("2^3", "calculated"),
        ("1/(1/x)", "in a fraction"), ("x/x", "cancelled"), ("(2x+2)/2", "cancelled"), ("sin(0)", "known"),
        ("ln(e^x)", "is x"), ("e^(ln(x))", "is x"), ("sqrt(12)", "square"), ("x - (y - z)", "bracket"),
        ("4x/2", "common"), ("(x^2)^3", "exponents"), ("x y + 2 y x", "collected"), ("x*(1/x)", "cancelled"),
        ("3 + x + 4", "collected"),
        ("x/1", "no fraction"), ("e^x e^(2x)", "one base"), ("sqrt(4)", "square"), ("sin(x + x)", "collected"),
    ],
    "factored": [
        ("x^2 + x", "x*(x + 1)"), ("x^2 - 1", ""), ("2x + 4", "2*(x + 2)"), ("x^2 + 2x + 1", "(x + 1)^2"),
        ("(x^2 - 1)(x+2)", ""), ("x e^x + e^x", ""), ("x/2 + 1/2", ""), ("(x^2-4)^3", ""), ("1/(x^2 - 1)", ""),
        ("a b + a c + d b + d c", ""), ("x^4 + 4", ""), ("sin(x)^2 - cos(x)^2", ""),
    ],
    "expanded": [
        ("x(x+1)", "multiplied out"), ("(x+1)^2", "multiplied out"), ("-(x+1)", "bracket"), ("x + x", "collected"),
        ("(x+1)/2", "one by one"), ("2(x+1) + 3", "multiplied out"), ("(2x)^2", "multiplied out"),
        ("1/((x+1)(x+2))", "multiplied out"), ("x y - y x", "collected"), ("3 (x - y) e^x", "multiplied out"),
    ],
    "common denominator": [
        ("1/x + 1/y", "fraction inside"), ("x + 1/2", "fraction inside"), ("(1/x)/(1/y)", "fraction inside"),
        ("(1/x)*(1/y)", "product of fractions"), ("x^(-1) + 1", "as a power"), ("(x + 1/x)/2", "fraction inside"),
        ("1 - 1/(x+1)", "fraction inside"), ("x/(1 + 1/x)", "fraction inside"),
    ],
}  # fmt: skip
SAME = [
    ("x + y", "y + x"), ("x*(y*z)", "(z*x)*y"), ("(a+b)+c", "c+(b+a)"), ("2x(x+1)", "(1+x)*x*2"), ("x/2*3", "3x/2"),
    ("(3/2) x", "3*x/2"), ("-x*y", "y*(-x)"), ("x - y", "-y + x"), ("(1/2) x", "x/2"), ("sin(x+y)", "sin(y+x)"),
    ("a/b/c", "a/(b c)"), ("2y = 4x", "4x = 2y"), ("x < y", "y > x"), ("x^(a+b)", "x^(b+a)"), ("-(x y)", "-x y"),
    ("(x+y, 1)", "(y+x, 1)"),
]  # fmt: skip
NOT_SAME = [
    ("x + x", "2x"), ("x*x", "x^2"), ("x - (y - z)", "x - y + z"), ("(x+1)^2", "x^2+2x+1"), ("1/x", "x^(-1)"),
    ("0.5", "1/2"), ("x - y", "y - x"), ("x/y", "y/x"), ("1*x", "x"), ("-(-x)", "x"), ("a/(b/c)", "a c/b"),
    ("(x, y)", "(y, x)"), ("x < y", "x > y"), ("2/4", "1/2"), ("2(x+1)", "2x+2"), ("a/(b c)", "a/b c"),
    ("x^y", "y^x"), ("sqrt(12)", "2sqrt(3)"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "answer"), [(form, answer) for form, rows in CASES.items() for answer in rows])
def test_what_is_in_the_form(form, answer):
    report = sg.equal_form(answer, answer, forms=[form])
    assert report.fits and report.holds == (form,), str(report)


@pytest.mark.parametrize(
    ("form", "answer", "word"), [(form, *row) for form, rows in COUNTER_CASES.items() for row in rows]
)
def test_what_is_not_says_what_is_missing(form, answer, word):
    report = sg.equal_form(answer, answer, forms=form)
    assert not report.fits and word in report.missing[form], str(report)


@pytest.mark.parametrize(("answer", "key"), SAME)
def test_order_and_association_are_free(answer, key):
    assert sg.equal_form(answer, key).fits


@pytest.mark.parametrize(("answer", "key"), NOT_SAME)
def test_nothing_is_calculated(answer, key):
    assert not sg.equal_form(answer, key).fits


def test_form_and_value_are_two_axes():
    assert sg.equal_form("x(x+2)", "x(x+1)", forms=["factored"]).fits
    assert sg.equal("x^2+x", "x(x+1)").verdict == "equal"
    report = sg.equal_form("x^2+x", "x(x+1)", forms=["factored", "expanded", "same"])
    assert report.holds == ("expanded",) and set(report.missing) == {"factored", "same"}
    assert "It is expanded. It is not factored: x^2 + x is x*(x + 1)." in report.sentence


def test_parts_are_judged_one_by_one():
    assert sg.equal_form("(x+1, x*(x+1))", "(1, 1)", forms="factored").fits
    assert not sg.equal_form("(x+1, x^2+x)", "(1, 1)", forms="factored").fits


def test_a_form_that_is_not_known():
    with pytest.raises(UnsupportedError, match="pretty"):
        sg.equal_form("x", "x", forms="pretty")
