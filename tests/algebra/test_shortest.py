"""Proposed forms are equal to what they are proposed for, shorter, and the same every time."""

import sys
from subprocess import run

import pytest
import sympy as sp

from symgrad.algebra import proved_zero, shortest, to_sympy, words_of
from symgrad.algebra.jobs import propose
from symgrad.graph import make_domain
from symgrad.terms import build as b
from symgrad.terms.codec import to_json

X, Y = b.name("x"), b.name("y")
SIN, COS, EXP = b.call("sin", X), b.call("cos", X), b.exp(X)
TWO = b.TWO
SHORTENED = [
    (b.add(b.mul(X, EXP), EXP), 4),
    (b.sub(b.div(b.sub(b.power(X, TWO), b.ONE), b.sub(X, b.ONE)), X), 0),
    (b.add(b.mul(b.power(COS, TWO), X), b.mul(b.power(SIN, TWO), X)), 0),
    (b.div(b.sub(b.mul(b.TWO, X, b.add(X, b.ONE)), b.power(X, TWO)), b.power(b.add(X, b.ONE), TWO)), 6),
    (b.call("sin", b.div(b.PI, b.integer(4))), 3),
]


@pytest.mark.parametrize(("term", "ops"), SHORTENED, ids=lambda p: repr(p))
def test_shortest(term, ops):
    best = shortest(term)[0]
    assert best.ops <= ops
    assert sp.simplify(to_sympy(best.term) - to_sympy(term)) == 0


def test_the_same_every_time():
    payload = {"term": to_json(SHORTENED[3][0]), "words": {}, "seconds": 2.0}
    assert propose(payload) == propose(payload)


def test_what_is_not_algebra_is_not_handed_over():
    assert shortest(b.bigsum(X, X, b.ONE, Y)) == ()


def test_words_of_a_domain():
    domain = make_domain({"x": "positive", "t": [0, 1], "s": [-2, -1]})
    assert words_of(domain) == {"x": ("positive",), "t": ("nonnegative",), "s": ("negative",)}


ZERO = [
    (b.add(b.power(SIN, TWO), b.power(COS, TWO)), b.ONE, {}),
    (b.call("log", b.mul(X, Y)), b.add(b.call("log", X), b.call("log", Y)), {"x": ("positive",), "y": ("positive",)}),
    (b.root(b.power(X, b.integer(3)), b.integer(3)), X, {}),
    (b.div(b.ONE, b.sub(b.root(b.integer(3)), b.root(TWO))), b.add(b.root(b.integer(3)), b.root(TWO)), {}),
]


@pytest.mark.parametrize(("left", "right", "words"), ZERO)
def test_proved_zero(left, right, words):
    assert proved_zero(left, right, words)


NOT_ZERO = [(X, Y), (b.root(b.power(X, TWO)), X), (b.call("log", b.power(X, TWO)), b.mul(TWO, b.call("log", X)))]


@pytest.mark.parametrize(("left", "right"), NOT_ZERO)
def test_not_proved(left, right):
    assert proved_zero(left, right) == ""


def test_the_parent_does_not_load_sympy():
    code = "import sys; from symgrad.algebra import shortest; from symgrad.terms import build as b; x = b.name('x')\n"
    code += "assert shortest(b.add(b.mul(x, b.exp(x)), b.exp(x))); assert 'sympy' not in sys.modules"
    assert run([sys.executable, "-c", code], check=False).returncode == 0
