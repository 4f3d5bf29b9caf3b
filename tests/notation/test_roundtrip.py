"""The reader reads back what the writers print: the same term, its names declared."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.notation import latex, python, text
from symgrad.parsing import parse
from symgrad.terms.build import (
    ONE,
    TWO,
    add,
    apply,
    bigprod,
    bigsum,
    call,
    derivative,
    div,
    evaluated,
    gradient,
    hadamard,
    indexed,
    inner,
    integer,
    integral,
    limit,
    matmul,
    mul,
    name,
    neg,
    piecewise,
    power,
    relation,
    sub,
    unary,
)
from symgrad.terms.functions import functions
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name, simple_name
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder
from tests.notation.samples import EVERY_HEAD, INDEX, A, N, U, V, X, Y, expressions

WRITERS: dict[str, Callable[[Term], str]] = {"latex": latex, "text": text, "python": python}


def reread(term: Term, syntax: str) -> Term:
    """The term that the reader makes of what the writer of this syntax prints."""
    nodes = list(postorder(term))
    names = [node for node in nodes if node.head is Head.NAME]
    called = {node.data.name.plain for node in nodes if node.head is Head.APPLY}
    graph = parse(
        WRITERS[syntax](term),
        syntax,
        symbols=[node.data.plain for node in names if not node.shape],
        shapes={node.data.plain: node.shape for node in names if node.shape},
        functions=called or None,
    )
    (definition,) = graph.definitions
    return definition.term


NAMES = st.sampled_from(
    [name(s) for s in ("x", "y", "d", "f", "g", "sigma", "w1", "alpha", "y_hat", "x_i", "loss", "t", "L")]
)
UPRIGHT = [name(Name("w", sub="ij", sup="(1)")), name(Name("z", sup="[2]")), name(Name("w", sup="*"))]


def _named(leaves: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    """Products, powers and functions of awkward names: where juxtaposition could go wrong."""

    def grow(inner_terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        pair = st.tuples(inner_terms, inner_terms)
        several = st.lists(inner_terms, min_size=2, max_size=4)
        one_place = st.sampled_from(
            ["sin", "tanh", "atan", "sigmoid", "abs", "asinh", "sech", "factorial", "sign", "erf"]
        )
        return st.one_of(
            several.map(lambda parts: mul(*parts)),
            several.map(lambda parts: add(*parts)),
            pair.map(lambda two: div(*two)),
            pair.map(lambda two: power(*two)),
            inner_terms.map(neg),
            inner_terms.map(lambda u: power(call("sin", u), TWO)),
            inner_terms.map(lambda u: call("log", u)),
            st.tuples(one_place, inner_terms).map(lambda two: call(*two)),
            pair.map(lambda two: call("log", *two)),
        )

    return st.recursive(leaves, grow, max_leaves=8)


CALCULUS_LEAVES = st.sampled_from(
    [
        derivative(Y, X),
        derivative(mul(X, call("sin", X)), X),
        derivative(add(power(X, TWO), Y), X, X, Y, partial=True),
        derivative(name("L"), name("y_hat"), partial=True),
        derivative(apply("f", X), X),
        derivative(apply("f", power(X, TWO)), X),
        apply("f", X, Y),
        apply("g", add(X, ONE)),
        apply(Applied(simple_name("f"), (1,)), power(X, TWO)),
        apply(Applied(simple_name("f"), (0, 1)), X, Y),
        bigsum(mul(indexed(name("w"), INDEX), X), INDEX, ONE, N),
        bigprod(add(X, INDEX), INDEX, ONE, add(N, ONE)),
        integral(call("sin", X), X, ONE, Y),
        integral(add(X, ONE), X),
        limit(div(call("sin", X), X), X, Y),
        unary(Head.INDICATOR, relation(X, "<=", Y)),
        piecewise((X, relation(X, ">", ONE)), (neg(X), relation(X, "<=", ONE))),
        X,
        TWO,
    ]
)

LATEX_ONLY = st.sampled_from(
    [evaluated(power(X, TWO), X, integer(3)), limit(X, X, Y, "+"), unary(Head.DIFFERENTIAL, X), gradient(name("L"))]
)


@st.composite
def vectors(draw: st.DrawFn, depth: int = 3) -> Term:
    """A column vector of length n."""
    kind = draw(st.integers(0, 6)) if depth else 0
    if kind == 0:
        return draw(st.sampled_from([U, V]))
    one = draw(vectors(depth=depth - 1))
    if kind in (1, 2):
        return matmul(draw(matrices(depth=depth - 1)), one)
    other = draw(vectors(depth=depth - 1))
    scalar = draw(st.sampled_from([X, TWO, inner(U, V), unary(Head.NORM, U, "1")]))
    return {3: add(one, other), 4: sub(one, other), 5: hadamard(one, other), 6: mul(scalar, one)}[kind]


@st.composite
def matrices(draw: st.DrawFn, depth: int = 3) -> Term:
    """An n x n matrix."""
    kind = draw(st.integers(0, 5)) if depth else 0
    if kind == 0:
        return A
    one = draw(matrices(depth=depth - 1))
    if kind == 1:
        return unary(Head.TRANSPOSE, one)
    if kind == 2:
        return unary(Head.INVERSE, one)
    other = draw(matrices(depth=depth - 1))
    return {3: add(one, other), 4: matmul(one, other), 5: mul(X, one)}[kind]


@pytest.mark.parametrize("syntax", WRITERS)
@given(term=expressions)
def test_expressions(term: Term, syntax: str) -> None:
    assert reread(term, syntax) is term


@pytest.mark.parametrize("syntax", WRITERS)
@given(term=_named(NAMES))
def test_awkward_names(term: Term, syntax: str) -> None:
    assert reread(term, syntax) is term


@given(
    term=_named(
        st.one_of(NAMES.filter(lambda n: n is not name("d")), st.sampled_from(UPRIGHT), LATEX_ONLY, CALCULUS_LEAVES)
    )
)
def test_calculus_in_latex(term: Term) -> None:
    """(A variable named d would make dy/dx a quotient of products.)"""
    assert reread(term, "latex") is term


@given(term=_named(CALCULUS_LEAVES))
def test_calculus_in_text(term: Term) -> None:
    assert reread(term, "text") is term


@pytest.mark.parametrize("syntax", WRITERS)
@given(term=st.one_of(vectors(), matrices()))
def test_matrices(term: Term, syntax: str) -> None:
    assert reread(term, syntax) is term


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("record", functions(), ids=lambda record: record.id)
def test_every_known_function(record, syntax: str) -> None:
    for count in {record.arity[0], min(record.arity[1], 3)}:
        arguments = (X, add(Y, ONE), mul(TWO, X))[:count]
        term = call(record.id, *arguments)
        assert reread(term, syntax) is term
        assert reread(mul(term, Y), syntax) is mul(term, Y)
        assert reread(power(term, TWO), syntax) is power(term, TWO)


NO_FORMULAS = {Head.RELATION, Head.LOGIC, Head.TRUTH, Head.TUPLE, Head.INDEXED}


@pytest.mark.parametrize("term", [term for term in EVERY_HEAD if term.head not in NO_FORMULAS])
def test_every_head_in_latex(term: Term) -> None:
    assert reread(term, "latex") is term
