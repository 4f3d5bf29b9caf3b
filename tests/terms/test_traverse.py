"""Walking and rewriting: by no recursion, each shared subterm once, bound names left alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import (
    as_fraction,
    at_path,
    contains,
    depends_on,
    depth,
    fold,
    free_names,
    has_head,
    postorder,
    rebuild,
    replace_at,
    rewrite,
    rewrite_open,
    size,
    substitute,
)
from tests import oracle
from tests.strategies import EXAMPLES, any_terms, numbers, scalars

X, Y, Z, K, N, T = map(b.name, "xyzknt")
DEEP = 5_000


def same(node: Term) -> Term:
    return node


def deep() -> Term:
    term: Term = X
    for _ in range(DEEP):
        term = b.call("sin", term)
    return term


@given(any_terms())
def test_children_come_before_parents_and_each_once(term: Term):
    seen: set[Term] = set()
    for node in postorder(term):
        assert node not in seen
        assert all(child in seen for child in node.args)
        seen.add(node)
    assert term in seen


@given(any_terms())
def test_the_order_is_left_to_right(term: Term):
    order = {node: i for i, node in enumerate(postorder(term))}
    fresh: list[Term] = []

    def visit(node: Term) -> None:
        for child in node.args:
            visit(child)
        if node not in fresh:
            fresh.append(node)

    visit(term)
    assert fresh == sorted(order, key=order.__getitem__)


@given(any_terms())
def test_rewriting_by_nothing_gives_the_same_object(term: Term):
    assert rewrite(term, same) is term
    assert rewrite_open(term, same, lambda _: False) is term
    assert substitute(term, {}) is term
    assert rebuild(term, term.args) is term


@given(any_terms())
def test_sizes(term: Term):
    def count(node: Term) -> int:
        return 1 + sum(map(count, node.args))

    def longest(node: Term) -> int:
        return 1 + max(map(longest, node.args), default=0)

    assert size(term) == count(term)
    assert depth(term) == longest(term)


def test_a_closed_node_is_left_alone_with_all_that_is_below():
    inert = b.derivative(b.add(X, b.ZERO), X)
    term = b.add(b.neg(X), inert)
    changed = rewrite_open(term, lambda node: Y if node is X else node, lambda node: node.head is Head.DERIVATIVE)
    assert changed is b.add(b.neg(Y), inert)


def test_the_largest_subterm_is_replaced_first():
    square = b.power(X, b.TWO)
    assert substitute(b.add(square, X), {square: Y, X: Z}) is b.add(Y, Z)


def test_substitution_is_simultaneous():
    assert substitute(b.div(X, Y), {X: Y, Y: X}) is b.div(Y, X)


def test_a_sum_put_into_a_sum_is_flattened():
    assert substitute(b.add(X, Z), {X: b.add(Y, Y)}) is b.add(Y, Y, Z)
    assert substitute(b.mul(X, Z), {X: b.mul(Y, Y)}) is b.mul(Y, Y, Z)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (b.bigsum(b.mul(K, X), K, b.ONE, N), b.bigsum(b.mul(K, X), K, b.ONE, N)),
        (b.bigprod(b.mul(K, X), K, K, N), b.bigprod(b.mul(K, X), K, Z, N)),
        (b.integral(K, K, b.ZERO, K), b.integral(K, K, b.ZERO, Z)),
        (b.limit(b.div(K, X), K, K), b.limit(b.div(K, X), K, Z)),
        (b.evaluated(b.add(K, X), K, K), b.evaluated(b.add(K, X), K, Z)),
        (b.add(K, b.bigsum(K, K, b.ONE, N)), b.add(Z, b.bigsum(K, K, b.ONE, N))),
    ],
    ids=repr,
)
def test_a_bound_name_is_left_alone_where_it_is_bound(term: Term, expected: Term):
    assert substitute(term, {K: Z}) is expected


def test_other_names_inside_what_binds_are_replaced():
    assert substitute(b.bigsum(b.mul(K, X), K, b.ONE, N), {X: Y, K: Z}) is b.bigsum(b.mul(K, Y), K, b.ONE, N)


def test_a_name_that_arrives_is_not_caught():
    sum_ = b.bigsum(b.mul(K, X), K, b.ONE, N)
    one = b.name("k_1")
    assert substitute(sum_, {X: K}) is b.bigsum(b.mul(one, K), one, b.ONE, N)
    assert substitute(sum_, {X: K, K: Z}) is b.bigsum(b.mul(one, K), one, b.ONE, N)
    nested = b.integral(b.bigsum(b.mul(K, X, T), K, b.ONE, N), T, b.ZERO, X)
    assert free_names(substitute(nested, {X: b.add(K, T)})) == (K, T, N)
    both = b.evaluated(b.add(X, Y, Z), X, b.ONE, Y, Z)
    assert free_names(substitute(both, {Z: b.mul(X, Y)})) == (X, Y)


def test_a_body_may_be_rewritten_in_the_name_that_is_bound_there():
    inside = b.derivative(b.call("sin", b.mul(X, T)), X)
    result = b.mul(T, b.call("cos", b.mul(X, T)))
    assert substitute(b.integral(inside, T, b.ZERO, b.ONE), {inside: result}) is b.integral(result, T, b.ZERO, b.ONE)


@pytest.mark.parametrize(
    ("term", "names"),
    [
        (b.add(Y, X, Y), (Y, X)),
        (b.bigsum(b.mul(K, X), K, b.ONE, N), (X, N)),
        (b.integral(T, T, b.ZERO, X), (X,)),
        (b.integral(T, T, b.ZERO, T), (T,)),
        (b.limit(b.div(X, Y), X, b.ZERO), (Y,)),
        (b.evaluated(b.add(X, Y), X, b.ONE), (Y,)),
        (b.evaluated(b.add(X, Y), X, Z), (Y, Z)),
        (b.evaluated(b.add(X, Y, Z), X, b.ONE, Y, b.TWO), (Z,)),
        (b.integral(X, X), (X,)),
        (b.derivative(X, X), (X,)),
        (b.apply("f", X), (X,)),
        (b.PI, ()),
    ],
    ids=repr,
)
def test_free_names(term: Term, names: tuple[Term, ...]):
    assert free_names(term) == names
    assert all(depends_on(term, one) for one in names)


@given(scalars(), numbers())
def test_substituting_is_composing(term: Term, number: Term):
    point = {X: oracle.value(number, {}), Y: Fraction(7, 5)}
    put_in = substitute(term, {X: number})
    assert X not in free_names(put_in)
    expected, found = oracle.value_or_none(term, point), oracle.value_or_none(put_in, point)
    if expected is not None and found is not None:
        assert oracle.close(expected, found)


@given(any_terms(), st.data())
def test_a_subterm_is_found_and_replaced_by_its_path(term: Term, data: st.DataObject):
    path: list[int] = []
    node = term
    while node.args and data.draw(st.booleans()):
        path.append(data.draw(st.integers(0, len(node.args) - 1)))
        node = node.args[path[-1]]
    assert at_path(term, tuple(path)) is node
    assert replace_at(term, tuple(path), node) is term


def test_a_replaced_subterm_is_where_it_was():
    term = b.add(b.mul(b.TWO, X), Y)
    new = replace_at(term, (0, 1), Z)
    assert new is b.add(b.mul(b.TWO, Z), Y)
    assert at_path(new, (0, 1)) is Z
    assert replace_at(term, (), Z) is Z


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (b.integer(-3), -3),
        (b.decimal("0.10"), Fraction(1, 10)),
        (b.neg(b.neg(b.decimal("2.5"))), Fraction(5, 2)),
        (b.div(b.integer(-2), b.integer(6)), Fraction(-1, 3)),
        (b.div(b.ONE, b.ZERO), None),
        (b.add(b.ONE, b.ONE), None),
        (b.PI, None),
        (X, None),
    ],
    ids=repr,
)
def test_literal_numbers(term: Term, value: Fraction | None):
    assert as_fraction(term) == value


def test_looking_for_subterms():
    term = b.add(b.call("sin", X), Y)
    assert contains(term, Z, X)
    assert not contains(term, Z)
    assert has_head(term, Head.CALL, Head.POWER)
    assert not has_head(term, Head.POWER)


def test_no_recursion_on_deep_terms():
    term = deep()
    assert sum(1 for _ in postorder(term)) == size(term) == depth(term) == DEEP + 1
    assert fold(term, lambda node, below: 1 + sum(below)) == DEEP + 1
    assert free_names(term) == (X,)
    assert contains(term, X)
    assert substitute(substitute(term, {X: Y}), {Y: X}) is term
    cosines = rewrite(term, lambda node: b.call("cos", *node.args) if node.head is Head.CALL else node)
    assert depth(cosines) == DEEP + 1
    assert rewrite_open(term, same, lambda _: False) is term
    path = (0,) * DEEP
    assert at_path(term, path) is X
    assert at_path(replace_at(term, path, Y), path) is Y
    assert repr(term)


def test_no_recursion_under_binders():
    term: Term = X
    for _ in range(500):
        term = b.bigsum(term, K, b.ONE, N)
    assert free_names(term) == (X, N)
    assert depth(substitute(term, {X: Y})) == 501


def test_shared_subterms_are_visited_once():
    term: Term = X
    for _ in range(2_000):
        term = b.div(b.call("sin", term), term)
    assert size(term) > 2**1_000
    assert free_names(term) == (X,)
    assert substitute(term, {X: Y}) is not term


@pytest.mark.parametrize("head", Head)
def test_every_head_is_rebuilt_with_its_data_and_shape(head: Head):
    term = EXAMPLES[head]
    renamed = substitute(substitute(term, {X: Z}), {Z: X})
    assert renamed is term
