"""Proofs piece by piece, of logarithms, angles and inverse functions; conditions by the numbers they hold for."""

from fractions import Fraction

import pytest
from mpmath import mp

import symgrad as sg
from symgrad.deciding.inputs import as_term
from symgrad.deciding.logarithms import arctangents_cancel, logarithms_cancel
from symgrad.deciding.principal import taken_back
from symgrad.graph import make_domain
from tests import oracle

IDENTITIES = [
    ("atan(x) + atan(1/x)", "pi*x/(2*|x|)", None),
    ("atan((1+x)/(1-x))", "pi/4 + atan(x) - pi*[x>1]", None),
    ("acosh(cosh(x))", "|x|", None),
    ("asinh(sinh(x))", "x", None),
    ("atanh(tanh(x))", "x", None),
    ("ln|sec(x) + tan(x)|", "-ln|sec(x) - tan(x)|", None),
    ("ln(sqrt(x^2+1) - x)", "-asinh(x)", None),
    ("pi/4", "4*atan(1/5) - atan(1/239)", None),
    ("pi/4", "12*atan(1/18) + 8*atan(1/57) - 5*atan(1/239)", None),
    ("atan(-3)", "pi/4 + atan(2) - pi", None),
    ("sqrt(3 + 2*sqrt(2))*x", "(1 + sqrt(2))*x", None),
    ("sqrt(7 - 4*sqrt(3))", "2 - sqrt(3)", None),
    ("sin(x*sqrt(6 - 2*sqrt(5)))", "sin(x*sqrt(5) - x)", None),
    ("|x^2-5|*sign(x^2-5)", "x^2-5", None),
    ("|sin(x/2)|", "sqrt((1 - cos(x))/2)", None),
    ("asin(sin(x))", "x", {"x": [-1, 1]}),
    ("acos(cos(x))", "x", {"x": [0, 3]}),
    ("asin(cos(x))", "pi/2 - x", {"x": [0, 3]}),
    ("atan(tan(2x))", "2x", {"x": [0, 0.7]}),
]
MISTAKES = [
    ("atan(x) + atan(1/x)", "pi/2", None),
    ("asin(sin(x))", "x", {"x": [-2, 2]}),
    ("acos(cos(x))", "x", {"x": [-1, 1]}),
    ("acosh(cosh(x))", "x", None),
    ("sqrt(7 - 4*sqrt(3))", "sqrt(3) - 2", None),
    ("sqrt(3 + 2*sqrt(2))", "sqrt(2) + 1 + 1/10^40", None),
    ("5*pi/4", "4*atan(1/5) - atan(1/239)", None),
    ("pi/4", "4*atan(1/5) - atan(1/240)", None),
    ("pi/4", "4*atan(1/5) - atan(1/239) + 1/10^300", None),
    ("sin(x)/x", "sin(x)/x + 1/10^50", None),
    ("ln|sec(x) + tan(x)|", "ln|sec(x) - tan(x)|", None),
]


@pytest.mark.parametrize(("left", "right", "domain"), IDENTITIES)
def test_an_identity_is_proved(left, right, domain):
    verdict = sg.equal(left, right, domain=domain)
    assert (verdict.verdict, bool(verdict.proof)) == ("equal", True)


@pytest.mark.parametrize(("left", "right", "domain"), MISTAKES)
def test_a_mistake_is_told_with_a_point_that_mpmath_confirms(left, right, domain):
    verdict = sg.equal(left, right, domain=domain)
    assert verdict.verdict == "different"
    terms = [as_term(one) for one in (left, right)]
    point = {name: verdict.counterexample.point[name.data.plain] for term in terms for name in _names(term)}
    first, second = (oracle.value_or_none(term, point, digits=400) for term in terms)
    with mp.workdps(400):
        assert first != second


def _names(term):
    return [name for name in sg.parse("x").inputs if name in set(_inside(term))]


def _inside(term):
    return [term, *(node for child in term.args for node in _inside(child))]


def test_no_route_of_numbers_takes_what_it_is_not_made_for():
    one, half = as_term("ln(2)"), as_term("ln(x)/2")
    assert not logarithms_cancel(one, half)
    assert not arctangents_cancel(as_term("atan(x)"), as_term("pi/4"))
    assert logarithms_cancel(as_term("ln(8)"), as_term("3*ln(2)"))
    assert not logarithms_cancel(as_term("ln(8)"), as_term("2*ln(2)"))


def test_an_inverse_is_taken_back_only_where_the_angle_is_certain():
    term = as_term("asin(sin(x))")
    assert taken_back(term, make_domain(None)) is term
    assert taken_back(term, make_domain({"x": "positive"})) is term
    assert taken_back(term, make_domain({"x": [-1, 1.5]})) is as_term("x")
    assert taken_back(term, make_domain({"x": [-1, 1.6]})) is term


CONDITIONS = [
    ("sqrt(x)=2", "x=4", "equal"),
    ("sqrt(x)=-2", "x=4", "different"),
    ("x^2+y^2=4", "sqrt(x^2+y^2)=2", "equal"),
    ("x^2-y^2=0", "|x|=|y|", "equal"),
    ("x=|y|", "x^2=y^2", "different"),
    ("sqrt(x)=sqrt(x^3)", "x=x^3", "different"),
    ("y*e^x>0", "y>0", "equal"),
    ("-y*(x^2+1)>0", "y<0", "equal"),
    ("-y*(x^2+1)>0", "y>0", "different"),
    ("x + C", "x - C", "equal"),
    ("x + 2C", "x + C", "equal"),
    ("x + C", "2x - C", "different"),
    ("x>0", "x^3>0", "equal"),
    ("x^2<4", "-2<x<2", "equal"),
    ("|x|<2", "-2<x<2", "equal"),
    ("|x|<=2", "-2<x<2", "different"),
    ("x>=0", "sqrt(x)>=0", "equal"),
    ("x>=0", "sqrt(x)>0", "different"),
    ("1/x>1", "0<x<1", "equal"),
    ("1/x>1", "x<1", "different"),
    ("ln(x)>0", "x>1", "equal"),
    ("x^2=4", "|x|=2", "equal"),
    ("x^3=8", "x=2", "equal"),
    ("(x-1)^2<=0", "x=1", "equal"),
    ("x^2+1>0", "x=x", "equal"),
    ("[0,1)", "0<=x<1", "equal"),
    ("[0,1)", "0<=x<=1", "different"),
    ("(-oo,-2) U (2,oo)", "|x|>2", "equal"),
    ("e^x*y=e^x", "y=1", "equal"),
    ("(x^2+1)*(y-x)=0", "y=x", "equal"),
    ("(y-x)^2=0", "y=x", "equal"),
    ("xy=1", "y=1/x", "equal"),
    ("xy=1", "x=1/y", "equal"),
    ("xy=2", "y=1/x", "different"),
    ("x*(y-1)=0", "y=1", "different"),
    ("e^(1/x)*y=0", "y=0", "different"),
    ("dy/dx = 2x", "x + x", "equal"),
    ("dy/dx = 2x", "3x", "different"),
]


@pytest.mark.parametrize(("left", "right", "verdict"), CONDITIONS)
def test_conditions_are_compared_by_their_solutions(left, right, verdict):
    found = sg.equal(left, right)
    assert found.verdict == verdict
    assert (found.counterexample is not None) == (verdict == "different")


@pytest.mark.parametrize("text", ["0/0", "1/(1-1)", "ln(-1)", "sqrt(-1-x^2)", "oo-oo"])
def test_what_has_no_value_anywhere_is_not_even_equal_to_itself(text):
    assert sg.equal(text, text).verdict == "undecided"


def test_infinity_is_an_answer():
    assert sg.equal("oo", "oo").verdict == sg.equal("-oo", "-oo").verdict == "equal"
    assert sg.equal("oo", "-oo").verdict != "equal"


def test_rows_columns_and_points_with_the_same_entries_are_equal():
    assert sg.equal("[2x, 3y]", "(2x, y + 2y)").verdict == "equal"
    assert sg.equal("[2x, 3y]", "(2x, y)").verdict == "different"
    assert sg.equal("(1, 2, 3)", "(1, 2)").verdict == "different"


def test_lines_and_intervals_that_differ_are_told_by_a_point():
    line = sg.equal("(1+2t, t)", "(s, s)", kind="line")
    assert line.counterexample.point == {"x": Fraction(1), "y": Fraction(0)}
    assert sg.equal("(0,1)", "(0,2)", kind="interval").counterexample.point == {"x": Fraction(3, 2)}
    assert sg.equal("(0,1) U (1,2)", "(0,2)", kind="interval").counterexample.point == {"x": Fraction(1)}
