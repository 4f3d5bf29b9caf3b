"""A proof by derivatives needs a value on every connected component: each has to be met by a point."""

from fractions import Fraction

import pytest

import symgrad as sg
from symgrad.deciding.components import Cuts, one_point_in_each
from symgrad.deciding.inputs import as_term
from symgrad.graph import make_domain


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("atan(x)", "x", 1),
        ("1/x", "x", 2),
        ("1/(x-1) + 1/(x-2)", "0", 3),
        ("1/(x^2+1)", "0", 1),
        ("1/(x y)", "0", 4),
        ("1/x + 1/y", "0", 4),
        ("|x - 1|", "x", 1),
        ("sign(x)", "x", None),
        ("acos((1-x^2)/(1+x^2))", "x", 1),
        ("asin(tanh(x))", "x", 1),
        ("ln(x)", "0", 2),
        ("asin(x)", "0", 3),
        ("1/sin(x)", "0", None),
        ("tan(x)", "0", None),
        ("1/(x^2 - 1)", "0", 3),
        ("1/(x^2 - 2)", "0", 3),
        ("1/(x^2 + x + 2)", "0", 1),
        ("1/(x^3 - x)", "0", 4),
    ],
)
def test_how_many_components_there_are(left, right, count):
    found = one_point_in_each(as_term(left), as_term(right), Cuts(make_domain(None)))
    assert (found and len(found)) == count


def test_only_components_in_the_domain_count():
    found = one_point_in_each(as_term("1/x"), as_term("x"), Cuts(make_domain({"x": "positive"})))
    assert [list(point.values()) for point in found] == [[Fraction(1)]]


@pytest.mark.parametrize(
    ("left", "right", "domain", "outcome"),
    [
        ("atan(x) + atan(1/x)", "pi/2", {"x": "positive"}, "equal"),
        ("atan(x) + atan(1/x)", "pi/2", None, "different"),
        ("asin(x) + acos(x)", "pi/2", {"x": [-1, 1]}, "equal"),
        ("sqrt(5+2sqrt(6))", "sqrt(2)+sqrt(3)", None, "equal"),
        ("sqrt(3+2sqrt(2))", "1+sqrt(2)", None, "equal"),
        ("sqrt(5+2sqrt(6))", "sqrt(2)+sqrt(3)+1/10^30", None, "different"),
    ],
)
def test_proofs_by_derivatives_and_of_constants(left, right, domain, outcome):
    assert sg.equal(left, right, domain=domain).verdict == outcome
