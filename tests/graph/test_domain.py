"""Domains: words and intervals become relations; anything else is refused in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.errors import DomainError
from symgrad.graph import Constraint, Domain, make_domain
from symgrad.graph.domain import WORDS, constraint, number_term
from symgrad.terms import Term
from symgrad.terms import build as b
from symgrad.terms.traverse import as_fraction
from tests import oracle

X, Y, W = b.name("x"), b.name("y"), b.name("w_1")


@pytest.mark.parametrize(
    ("word", "holds"),
    [("real", "-0+"), ("integer", "-0+"), ("positive", "+"), ("negative", "-"), ("nonnegative", "0+"),
     ("nonpositive", "-0"), ("nonzero", "-+")],
)  # fmt: skip
def test_each_word_says_which_signs_are_meant(word: str, holds: str):
    relations = constraint(word).relations(X)
    signs = [sign for sign, at in {"-": -2, "0": 0, "+": 2}.items() if all(oracle.holds(r, {X: at}) for r in relations)]
    assert "".join(signs) == holds


def test_every_word_is_tested():
    signs = {"real", "integer", "positive", "negative", "nonnegative", "nonpositive", "nonzero"}
    of_arrays = {"symmetric", "distribution", "signs"}  # tests/derivations/differentials
    assert set(WORDS) == signs | of_arrays


def test_several_words_hold_together():
    both = constraint("nonnegative, nonzero")
    assert len(both.relations(X)) == 2
    assert constraint("nonnegative nonzero") == both


def test_an_interval_is_closed():
    relations = make_domain({"t": [0, "0.5"]}).relations((b.name("t"),))
    assert relations == (b.relation(b.name("t"), ">=", b.ZERO), b.relation(b.name("t"), "<=", b.decimal("0.5")))
    assert all(oracle.holds(r, {b.name("t"): Fraction(1, 2)}) for r in relations)


def test_a_domain_goes_by_the_key_of_a_name():
    domain = make_domain({"w1": "positive", "x": "real"})
    assert domain.of(W) == Constraint(("positive",))
    assert domain.of(Y) == Constraint()
    assert domain.relations((X, W, Y)) == (b.relation(W, ">", b.ZERO),)


def test_what_is_a_domain_already_stays():
    domain = make_domain({"x": "positive"})
    assert make_domain(domain) is domain
    assert make_domain(None) == Domain()
    assert constraint(Constraint(("real",))) == Constraint(("real",))


@given(st.one_of(st.integers(), st.fractions(), st.floats(-1e3, 1e3).map(lambda v: round(v, 3))))
def test_bounds_are_exact(value: int | float | Fraction):
    if "e" in str(value):
        return
    assert as_fraction(number_term(value)) == Fraction(str(value))


def test_a_bound_may_be_a_term():
    assert number_term(b.PI) is b.PI
    assert isinstance(constraint((b.neg(b.PI), b.PI)).lower, Term)


@pytest.mark.parametrize(
    ("declared", "says"),
    [("postive", "unknown domain 'postive'"), ([0], "two ends, not 1"), ([0, 1, 2], "two ends, not 3"),
     (["a", 1], "'a' is not a number"), (["1.2.3", 1], "not a number")],
)  # fmt: skip
def test_anything_else_is_refused(declared: object, says: str):
    with pytest.raises(DomainError, match=says) as caught:
        make_domain({"x": declared})
    assert caught.value.hint
