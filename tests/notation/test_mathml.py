"""MathML: well-formed, of the elements of MathML Core, and nothing of a name is markup."""

from xml.etree import ElementTree

import pytest
from hypothesis import given

from symgrad.notation import mathml
from symgrad.terms.build import ONE, TWO, add, call, div, mul, name, neg, power, root, sub
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from tests.notation.samples import EVERY_HEAD, X, Y, expressions

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"

#: element -> number of children it must have
CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mover": 2, "munder": 2, "munderover": 3, "mroot": 2}

CORE = {"math", "mrow", "mi", "mn", "mo", "mtext", "msqrt", "mtable", "mtr", "mtd", "mspace", *CHILDREN}


def _check(term: Term) -> None:
    for element in ElementTree.fromstring(mathml(term)).iter():
        kind = element.tag.removeprefix(NAMESPACE)
        assert kind in CORE
        assert len(element) == CHILDREN.get(kind, len(element))


@pytest.mark.parametrize("term", EVERY_HEAD)
def test_every_head_is_well_formed(term: Term) -> None:
    _check(term)


@given(expressions)
def test_expressions_are_well_formed(term: Term) -> None:
    _check(term)


def _shown(term: Term) -> str:
    """What is seen, in order, without the invisible signs."""
    words = "".join(ElementTree.fromstring(mathml(term)).itertext())
    return words.replace("\u2061", "").replace("\u2062", "")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (neg(add(power(X, TWO), ONE)), "−(x2+1)"),
        (sub(X, sub(Y, ONE)), "x−(y−1)"),
        (mul(TWO, TWO), "2⋅2"),
        (mul(call("sin", X), Y), "sinx⋅y"),
        (power(call("sin", X), TWO), "sin2x"),
        (power(div(X, Y), TWO), "(xy)2"),
        (mul(add(X, ONE), root(Y)), "(x+1)y"),
    ],
)
def test_brackets(term: Term, expected: str) -> None:
    assert _shown(term) == expected


def test_names_are_escaped() -> None:
    assert _shown(name(Name("<script>", sub="a&b"))) == "<script>a&b"


def test_display() -> None:
    assert ' display="block"' in mathml(X, display=True)
