"""Enclosures of zeros: each found once, certain, and the rest of the box shown to be empty."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import symgrad as sg
from symgrad.balls.roots import real_root_balls
from symgrad.balls.search import System, zeros_in
from symgrad.terms.build import name
from symgrad.terms.node import Term

X, Y = name("x"), name("y")


def term(text: str) -> Term:
    return sg.parse(text, syntax="python").output.term


def test_all_zeros_of_two_equations() -> None:
    system = System(
        (term("cos(x)*sin(y)"), term("sin(x)*cos(y)")),
        ((term("-sin(x)*sin(y)"), term("cos(x)*cos(y)")), (term("cos(x)*cos(y)"), term("-sin(x)*sin(y)"))),
        (X, Y),
    )
    found = zeros_in(system, {X: (Fraction(1, 10), Fraction(6)), Y: (Fraction(1, 10), Fraction(6))})
    assert (len(found.zeros), len(found.left)) == (5, 0)


def test_a_double_zero_is_left_open() -> None:
    system = System((term("x**2"),), ((term("2*x"),),), (X,))
    found = zeros_in(system, {X: (Fraction(-1), Fraction(1))})
    assert not found.zeros
    assert found.left
    assert all(abs(float(box[X])) < 0.01 for box in found.left)


def test_where_there_is_none_nothing_is_left() -> None:
    system = System((term("exp(x) + 1"),), ((term("exp(x)"),),), (X,))
    assert zeros_in(system, {X: (Fraction(-9), Fraction(9))}) == ((), ())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-6, 6), min_size=1, max_size=5))
def test_the_roots_of_a_product_are_counted(roots: list[int]) -> None:
    coefficients = [Fraction(1)]
    for root in roots:
        shifted = [Fraction(0), *coefficients]
        coefficients = [a - root * b for a, b in zip(shifted, [*coefficients, Fraction(0)], strict=True)]
    found = real_root_balls(coefficients)
    assert [round(float(one)) for one in found] == sorted(set(roots))
    assert not real_root_balls([Fraction(1), Fraction(0), Fraction(1)])
