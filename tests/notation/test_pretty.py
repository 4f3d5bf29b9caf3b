"""Two-dimensional text: rectangles with the base line where neighbours expect it."""

import pytest
from hypothesis import given

from symgrad.notation import pretty
from symgrad.notation.boxes import box
from symgrad.notation.boxes.box import cells
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    bigsum,
    call,
    derivative,
    div,
    inner,
    integer,
    matrix,
    mul,
    neg,
    piecewise,
    power,
    relation,
    root,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from tests.notation.samples import ALPHA, EVERY_HEAD, INDEX, W1, Y_HAT, N, U, V, X, Y, expressions

DRAWN = [
    (add(power(X, TWO), ONE), "x² + 1"),
    (neg(add(X, ONE)), "-(x + 1)"),
    (mul(ALPHA, W1, Y_HAT), "α⋅w₁⋅ŷ"),
    (power(call("sin", X), TWO), "sin²(x)"),
    (call("log", X), "ln(x)"),
    (div(add(X, ONE), Y), "x + 1\n─────\n  y"),
    (add(div(X, Y), ONE), "x\n─ + 1\ny"),
    (power(div(X, Y), TWO), "   2\n⎛x⎞\n⎜─⎟\n⎝y⎠"),
    (power(E, neg(X)), " -x\ne"),
    (root(add(X, ONE)), "√(x + 1)"),
    (root(X, integer(3)), "³√x"),
    (root(div(X, Y)), " ⎛x⎞\n√⎜─⎟\n ⎝y⎠"),
    (derivative(power(X, TWO), X), "d\n──[x²]\ndx"),
    (derivative(Y, X), "dy\n──\ndx"),
    (matrix([[X, ONE], [ZERO, Y]]), "⎡x  1⎤\n⎣0  y⎦"),
    (bigsum(power(X, TWO), INDEX, ONE, N), " n\n ∑  x²\ni=1"),
    (div(X, div(Y, TWO)), " x\n───\n y\n ─\n 2"),
    (call("floor", div(X, Y)), "⎢x⎥\n⎢─⎥\n⎣y⎦"),
    (inner(mul(div(X, Y), U), V), " x\n⟨─⋅u, v⟩\n y"),
    (unary(Head.NORM, mul(div(X, Y), U), "1"), "‖x  ‖\n‖─⋅u‖\n‖y  ‖\n     ₁"),
    (power(call("sin", div(X, Y)), TWO), "    ⎛x⎞\nsin²⎜─⎟\n    ⎝y⎠"),
    (root(X, N), "root(x, n)"),
    (add(X, add(neg(Y), ONE)), "x - y + 1"),
    (piecewise((X, TRUE)), "{ x  otherwise"),
    (
        piecewise((X, relation(X, ">", ONE)), (Y, relation(X, "<", ZERO)), (ONE, TRUE)),
        "⎧ x  if x > 1\n⎨ y  if x < 0\n⎩ 1  otherwise",
    ),
    (piecewise((X, relation(X, ">", ZERO)), (neg(X), TRUE)), "⎰ x   if x > 0\n⎱ -x  otherwise"),
]


@pytest.mark.parametrize(("term", "expected"), DRAWN)
def test_drawing(term: Term, expected: str) -> None:
    assert pretty(term) == expected


def _check_rectangle(term: Term) -> None:
    drawn = box(term)
    assert len({cells(row) for row in drawn.lines}) == 1
    assert 0 <= drawn.base < drawn.height


@pytest.mark.parametrize("term", EVERY_HEAD)
def test_every_head_is_a_rectangle(term: Term) -> None:
    _check_rectangle(term)


@given(expressions)
def test_boxes_are_rectangles(term: Term) -> None:
    _check_rectangle(term)


def test_a_tower_too_deep_for_a_screen_is_one_line() -> None:
    term = X
    for _ in range(1000):
        term = power(E, add(term, integer(1)))
    assert pretty(term).count("\n") == 0
