"""Terms in running text: one line, with the signs of two-dimensional text."""

import pytest
from hypothesis import given

from symgrad.notation.boxes.prose import prose_line
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    E,
    add,
    call,
    derivative,
    div,
    equation,
    integer,
    mul,
    neg,
    piecewise,
    power,
    relation,
    root,
)
from symgrad.terms.node import Term
from tests.notation.samples import EVERY_HEAD, W1, Y_HAT, U, X, Y, expressions

WRITTEN = [
    (equation(derivative(power(U, TWO), U), mul(TWO, U)), "d/du[u²] = 2⋅u"),
    (div(ONE, mul(TWO, root(X))), "1/(2⋅√x)"),
    (root(add(X, ONE), integer(3)), "³√(x + 1)"),
    (root(X, Y), "root(x, y)"),
    (power(E, mul(X, Y)), "e^(x⋅y)"),
    (power(neg(X), TWO), "(-x)²"),
    (power(X, neg(TWO)), "x^(-2)"),
    (power(X, integer(10)), "x¹⁰"),
    (call("log", X), "ln(x)"),
    (call("log", X, TWO), "log₂(x)"),
    (call("abs", div(X, Y)), "|x/y|"),
    (mul(W1, Y_HAT), "w₁⋅ŷ"),
    (relation(X, "!=", div(ONE, TWO)), "x ≠ 1/2"),
    (piecewise((X, TRUE)), "Piecewise((x, otherwise))"),
]


@pytest.mark.parametrize(("term", "expected"), WRITTEN)
def test_it_is_written_for_a_reader(term: Term, expected: str) -> None:
    assert prose_line(term) == expected


@pytest.mark.parametrize("term", EVERY_HEAD)
def test_every_head_is_one_line(term: Term) -> None:
    written = prose_line(term)
    assert written
    assert "\n" not in written


@given(expressions)
def test_it_has_no_signs_of_programs(term: Term) -> None:
    assert not set(prose_line(term)) & set("*\\")
