"""Tidying keeps the value, comes to rest, and leaves alone what it must: every step on random formulas."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.rules import drop_units
from symgrad.rules.tidying import HEAVY, LIGHT, TIDYINGS, Tidying, expand, factored, operations, tidy, together
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import postorder
from tests import oracle
from tests.strategies import EXAMPLES, X, Y, any_terms, fewer, scalars

Z, K = b.name("z"), b.name("k")
POINTS = [
    {X: Fraction(x), Y: Fraction(y)}
    for x, y in (("7/10", "13/5"), ("-3/4", "5/3"), ("9/4", "-1/2"), ("-5/3", "-11/10"), ("1/7", "3"))
]
STEPS = {**TIDYINGS, "tidy": Tidying("tidy", "all light steps", "", tidy)}
WIDE = [Tidying("expand", "", "", expand), Tidying("together", "", "", together), Tidying("factored", "", "", factored)]


def check_value(before: Term, after: Term) -> None:
    """Wherever the first is defined the second is too, with the same value."""
    for point in POINTS:
        value = oracle.value_or_none(before, point)
        if value is not None and abs(value) < 10**30:
            found = oracle.value_or_none(after, point)
            assert found is not None, f"{after} has no value where {before} has {value}: {point}"
            assert oracle.close(value, found, 20), f"{before} is {value}, but {after} is {found}: {point}"


@pytest.mark.parametrize("step", [*STEPS.values(), *WIDE], ids=lambda step: step.id)
@fewer(1)
@given(term=scalars())
def test_each_step_keeps_the_value(step: Tidying, term: Term):
    if step.id == "together" and term.head is not Head.SUM:
        term = b.add(term, X)
    check_value(term, step.change(term))


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.id)
@fewer(1)
@given(term=scalars(functions=("sin", "exp", "log", "abs"), leaves=14))
def test_each_step_keeps_the_value_of_longer_formulas(step: Tidying, term: Term):
    check_value(term, step.change(term))


@fewer(1)
@given(scalars(leaves=12))
def test_what_is_tidy_stays(term: Term):
    done = tidy(term)
    assert tidy(done) is done
    for step in LIGHT:
        assert step.change(done) is done, f"{step.id} changes {done} again"


@fewer(1)
@given(scalars(leaves=12))
def test_units_are_dropped_at_once(term: Term):
    done = drop_units(term)
    assert drop_units(done) is done
    for node in postorder(done):
        if node.head is Head.SUM:
            assert b.ZERO not in node.args
        if node.head is Head.PRODUCT:
            assert b.ONE not in node.args
            assert b.ZERO not in node.args


@fewer(1)
@given(scalars(leaves=12))
def test_a_heavy_step_comes_to_rest(term: Term):
    for step in HEAVY:
        length = operations(tidy(term))
        now = tidy(term)
        for _ in range(20):
            after = tidy(step.change(now))
            if operations(after) >= operations(now):
                break
            now = after
        else:
            pytest.fail(f"{step.id} goes on and on from {term}")
        assert operations(now) <= length


@fewer(1)
@given(any_terms())
def test_terms_of_every_head_are_taken(term: Term):
    for step in TIDYINGS.values():
        changed = step.change(term)
        assert changed.shape == term.shape


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.id)
@pytest.mark.parametrize(
    "body",
    [
        b.mul(b.ONE, X), b.add(X, X), b.mul(b.TWO, X, b.TWO), b.mul(X, X), b.div(X, X), b.add(X, b.ZERO),
        b.mul(b.call("sin", X), X, b.TWO),
    ],
    ids=repr,
)  # fmt: skip
def test_the_body_of_an_inert_derivative_is_left_as_it_was(step: Tidying, body: Term):
    inert = b.derivative(body, X)
    for term in (inert, b.mul(inert, b.TWO, X, X), b.add(inert, inert, b.ZERO), b.div(b.mul(inert, X), X)):
        changed = step.change(term)
        assert inert in set(postorder(changed))
        assert all(node is inert for node in postorder(changed) if node.head is Head.DERIVATIVE)


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.id)
def test_arguments_and_exponents_of_e_are_left_as_they_were(step: Tidying):
    odd = b.add(X, X)
    for term in (b.call("sin", odd), b.exp(odd), b.apply("f", odd)):
        assert step.change(term) is term


@pytest.mark.parametrize("step", TIDYINGS.values(), ids=lambda step: step.id)
def test_a_step_says_what_it_does(step: Tidying):
    assert step.id.startswith("tidy.")
    assert step.says
    assert step.sentence.endswith(".")
    assert step.example


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b.mul(b.TWO, X, b.integer(3)), b.mul(b.integer(6), X)),
        (b.add(b.ONE, X, b.TWO), b.add(b.integer(3), X)),
        (b.mul(X, b.power(X, b.TWO)), b.power(X, b.integer(3))),
        (b.div(b.power(X, b.integer(3)), X), b.power(X, b.TWO)),
        (b.power(X, b.integer(-1)), b.div(b.ONE, X)),
        (b.power(X, b.integer(-2)), b.div(b.ONE, b.power(X, b.TWO))),
        (b.add(X, b.mul(b.TWO, X)), b.mul(b.integer(3), X)),
        (b.sub(X, X), b.ZERO),
        (b.div(b.integer(6), b.integer(4)), b.div(b.integer(3), b.TWO)),
        (b.power(b.TWO, b.integer(3)), b.integer(8)),
        (b.neg(b.neg(X)), X),
        (b.mul(b.neg(X), b.neg(Y)), b.mul(X, Y)),
        (b.mul(b.call("sin", X), X, b.TWO), b.mul(b.TWO, X, b.call("sin", X))),
        (b.mul(b.decimal("0.5"), X, b.integer(3)), b.mul(b.decimal("1.5"), X)),
        (b.mul(X, b.call("sign", X)), b.mul(X, b.call("sign", X))),
        (b.mul(b.call("abs", X), b.call("sign", X)), X),
        (b.root(b.integer(4)), b.TWO),
        (b.root(b.integer(40)), b.mul(b.TWO, b.root(b.integer(10)))),
        (b.root(b.integer(-8), b.integer(3)), b.integer(-2)),
        (b.power(b.integer(-8), b.rational(Fraction(2, 3))), b.integer(4)),
        (b.root(b.integer(-4)), b.root(b.integer(-4))),
        (b.root(b.rational(Fraction(4, 9))), b.rational(Fraction(2, 3))),
        (b.mul(b.root(b.integer(8)), b.root(b.TWO)), b.integer(4)),
        (b.div(b.ONE, b.root(b.TWO)), b.div(b.root(b.TWO), b.TWO)),
        (b.mul(b.root(X), b.root(X)), X),
        (b.power(b.call("abs", X), b.TWO), b.power(X, b.TWO)),
        (b.mul(b.exp(X), b.exp(b.neg(X))), b.ONE),
        (b.mul(b.exp(X), b.exp(X)), b.exp(b.mul(b.TWO, X))),
    ],
    ids=repr,
)  # fmt: skip
def test_tidy(before: Term, after: Term):
    assert tidy(before) is after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b.sub(b.mul(b.TWO, X, b.sub(X, b.ONE)), b.add(b.power(X, b.TWO), b.ONE)),
         b.sub(b.sub(b.power(X, b.TWO), b.mul(b.TWO, X)), b.ONE)),
    ],
    ids=repr,
)  # fmt: skip
def test_expand(before: Term, after: Term):
    assert expand(before) is after


def nasty() -> list[Term]:
    tower: Term = b.TWO
    for _ in range(6):
        tower = b.power(b.integer(9), tower)
    nest: Term = X
    for _ in range(100):
        nest = b.neg(b.add(b.mul(nest, b.ONE), b.ZERO))
    fractions: Term = X
    for k in range(60):
        fractions = b.add(b.ONE, b.div(b.ONE, b.add(fractions, b.integer(k))))
    long = b.add(*(b.mul(b.integer(k), b.power(X, b.integer(k % 7))) for k in range(400)))
    wide = b.power(b.add(*(b.name(f"x_{k}") for k in range(30))), b.integer(6))
    huge = b.power(b.integer(10**40), b.integer(10**6))
    zero = b.div(b.ONE, b.sub(b.ONE, b.ONE))
    return [tower, nest, fractions, long, b.mul(wide, wide), huge, b.mul(huge, X), zero, b.mul(b.ZERO, zero),
            b.power(b.ZERO, b.integer(-1)), b.power(b.ZERO, b.ZERO), b.root(b.neg(b.ONE)), b.root(X, b.ZERO),
            b.power(X, huge), b.power(b.neg(b.ONE), b.div(b.ONE, b.TWO)), b.INFINITY, b.sub(b.INFINITY, b.INFINITY),
            b.decimal("0." + "1" * 50), b.mul(b.decimal("9" * 400), X)]  # fmt: skip


@pytest.mark.parametrize("place", range(len(nasty())))
def test_nasty_input_ends(place: int):
    term = nasty()[place]
    for step in STEPS.values():
        assert isinstance(step.change(term), Term)


@fewer(1)
@given(scalars(leaves=12))
def test_the_same_input_gives_the_same_object(term: Term):
    first: dict[str, Any] = {step.id: step.change(term) for step in STEPS.values()}
    tidy.cache_clear()
    assert all(step.change(term) is first[step.id] for step in STEPS.values())


@given(st.permutations(range(4)))
def test_the_order_of_factors_does_not_depend_on_the_order_typed(order: list[int]):
    factors = [b.integer(3), X, b.add(X, b.ONE), b.call("sin", X)]
    assert tidy(b.mul(*(factors[i] for i in order))) is b.mul(*factors)


@pytest.mark.parametrize("head", [head for head, term in EXAMPLES.items() if not term.is_scalar])
def test_vectors_and_matrices_are_left_alone(head: Head):
    assert tidy(EXAMPLES[head]) is EXAMPLES[head]


@fewer(1)
@given(scalars(leaves=10))
def test_length_counts_operations(term: Term):
    assert operations(term) >= 0
    assert (operations(term) == 0) == (not term.args)
    assert operations(b.call("sin", term)) == operations(term) + 1
