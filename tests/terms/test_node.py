"""Terms are immutable, one object for one spelling, and forgotten when nobody uses them."""

import copy
import gc

import pytest
from hypothesis import given

from symgrad.terms import Head, Term, make
from symgrad.terms import build as b
from symgrad.terms.heads import ARITY
from symgrad.terms.node import living_terms
from symgrad.terms.traverse import postorder
from tests.strategies import EXAMPLES, any_terms

X, Y = b.name("x"), b.name("y")


def test_there_is_an_example_of_every_head():
    assert set(EXAMPLES) == set(Head) == set(ARITY)
    assert all(term.head is head for head, term in EXAMPLES.items())


@given(any_terms())
def test_the_same_parts_are_the_same_object(term: Term):
    assert make(term.head, term.args, term.data, term.shape) is term


def test_order_matters_and_equals_need_not_be_written_alike():
    assert b.add(X, Y) is not b.add(Y, X)
    assert b.add(X, Y) != b.add(Y, X)
    assert b.div(X, Y) is not b.mul(X, b.power(Y, b.integer(-1)))
    assert b.decimal("0.1") is not b.decimal("0.10")
    assert b.name("x") is X
    assert b.name("x", (2,)) is not X


@pytest.mark.parametrize("attribute", ["head", "args", "data", "shape", "other"])
def test_a_term_cannot_be_changed(attribute: str):
    with pytest.raises(AttributeError, match="cannot be changed"):
        setattr(X, attribute, ())


@given(any_terms())
def test_copies_are_the_same_object(term: Term):
    assert copy.copy(term) is term
    assert copy.deepcopy(term) is term


def test_nothing_leaks():
    gc.collect()
    before = living_terms()
    term = b.name("only_here")
    for k in range(500):
        term = b.add(b.call("sin", term), b.integer(10**9 + k))
    assert living_terms() >= before + 1_000
    del term
    gc.collect()
    assert living_terms() <= before


def test_a_deep_term_is_freed_without_recursion():
    term = b.name("deep_here")
    for _ in range(50_000):
        term = b.call("sin", term)
    del term
    gc.collect()


@pytest.mark.parametrize("head", Head)
def test_the_number_of_children_is_checked(head: Head):
    fewest, most = ARITY[head]
    example = EXAMPLES[head]
    if fewest:
        with pytest.raises(ValueError, match="children"):
            make(head, example.args[: fewest - 1], example.data)
    if most is not None:
        with pytest.raises(ValueError, match="children"):
            make(head, example.args + (X,) * (most + 1 - len(example.args)), example.data)


@given(any_terms())
def test_every_term_has_a_bare_spelling(term: Term):
    for node in postorder(term):
        assert repr(node).startswith("<")
        assert len(repr(node)) < 210


def test_the_bare_spelling_of_shared_subterms_stays_short():
    term = X
    for _ in range(200):
        term = b.add(term, b.call("sin", term))
    assert len(repr(term)) < 210
