"""What is built is what was written; only brackets that mean nothing go."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.terms import Applied, Head, Name
from symgrad.terms import build as b
from symgrad.terms.traverse import as_fraction

X, Y, Z = map(b.name, "xyz")


@given(st.integers())
def test_an_integer_is_a_digit_string_with_a_sign_in_front(value: int):
    term = b.integer(value)
    assert term.head is (Head.NEGATION if value < 0 else Head.INTEGER)
    assert as_fraction(term) == value


@given(st.fractions())
def test_a_fraction_is_in_lowest_terms_with_its_sign_in_front(value: Fraction):
    term = b.rational(value)
    assert as_fraction(term) == value
    assert (term.head is Head.NEGATION) == (value < 0)


def test_sums_and_products_are_flattened_but_keep_their_order():
    assert b.add(X, b.add(Y, Z)) is b.add(b.add(X, Y), Z) is b.add(X, Y, Z)
    assert b.mul(b.mul(Z, Y), X).args == (Z, Y, X)
    assert b.sub(b.sub(X, Y), Z).args == (X, b.neg(Y), b.neg(Z))
    assert b.sub(X, b.sub(Y, Z)).args == (X, b.neg(b.sub(Y, Z)))


def test_nothing_is_computed():
    assert b.add(b.ONE, b.TWO).head is Head.SUM
    assert b.mul(b.ZERO, X).args == (b.ZERO, X)
    assert b.neg(b.neg(X)).args == (b.neg(X),)
    assert b.power(X, b.ONE).head is Head.POWER


def test_empty_and_single():
    assert b.add() is b.ZERO
    assert b.mul() is b.ONE
    assert b.add(X) is b.mul(X) is b.matmul(X) is b.hadamard(X) is X


def test_exp_of_a_scalar_is_a_power_of_e_and_of_a_vector_a_call():
    assert b.call("exp", X) is b.exp(X) is b.power(b.E, X)
    vector = b.name("v", (3,))
    assert b.exp(vector).head is b.call("exp", vector).head is Head.CALL


def test_known_and_unknown_functions():
    assert b.call("sin", X).data == "sin"
    f = b.apply("f", X, Y)
    assert f.data == Applied(Name("f"))
    assert not f.data.differentiated
    assert b.apply(Applied(Name("f"), (0, 1)), X, Y).data.differentiated
    assert b.apply("F", X, shape=("n",)).shape == ("n",)


def test_relations_and_cases():
    chain = b.relation(b.ZERO, "<", X, "<=", b.ONE)
    assert chain.args == (b.ZERO, X, b.ONE)
    assert chain.data == ("<", "<=")
    assert b.equation(X, Y).data == ("=",)
    assert b.piecewise((X, chain), (Y, b.TRUE)).args == (X, chain, Y, b.TRUE)
    assert b.logic("and", chain) is chain
    assert b.logic("not", chain).head is Head.LOGIC


def test_an_integral_has_both_limits_or_none():
    assert len(b.integral(X, X).args) == 2
    assert len(b.integral(X, X, b.ZERO, b.ONE).args) == 4
    assert len(b.integral(X, X, b.ZERO).args) == 2


@pytest.mark.parametrize(("partial", "sign"), [(False, "d"), (True, "partial")])
def test_an_inert_derivative_knows_its_sign(partial: bool, sign: str):
    assert b.derivative(X, X, Y, partial=partial).data == sign
