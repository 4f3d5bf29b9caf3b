"""The reader reads back what the writers print: the same term, its names declared."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.notation import latex, python, text
from symgrad.parsing import parse
from symgrad.terms.build import (
    IMAGINARY,
    ONE,
    PI,
    TRUE,
    TWO,
    add,
    apply,
    bigprod,
    bigsum,
    call,
    decimal,
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
    logic,
    matmul,
    matrix,
    mul,
    name,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
    tuple_of,
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
    (row,) = graph.rows()
    return row


NAMES = st.sampled_from(
    [name(s) for s in ("x", "y", "d", "f", "g", "sigma", "w1", "alpha", "y_hat", "x_i", "loss", "t", "L")]
)
UPRIGHT = [name(Name("w", sub="jk", sup="(1)")), name(Name("z", sup="[2]")), name(Name("w", sup="*"))]


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


VARIABLES = st.sampled_from([X, Y, name("w1"), name("alpha"), name("y_hat"), name("loss")])
ENTRIES = st.sampled_from(
    [indexed(name("w"), INDEX), indexed(name("w"), INDEX, TWO), indexed(name("w"), add(INDEX, ONE))]
)


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> Term:
    """Relations, chains of them, and what `and`, `or`, `not` make of them."""
    kind = draw(st.sampled_from(["one", "one", "chain", "and", "or", "not"])) if depth else "one"
    if kind == "chain":
        return relation(draw(scalars(depth - 1)), "<", draw(scalars(depth - 1)), "<=", draw(scalars(0)))
    if kind == "not":
        return logic("not", draw(conditions(depth - 1)))
    if kind in ("and", "or"):
        parts = draw(st.lists(conditions(depth - 1).filter(lambda one: one.data != kind), min_size=2, max_size=3))
        return logic(kind, *parts)
    sign = draw(st.sampled_from(["<", "<=", ">", ">=", "=", "!="]))
    return relation(draw(scalars(max(depth - 1, 0))), sign, draw(scalars(0)))


def _arithmetic(draw: st.DrawFn, one: Term, other: Term) -> Term:
    kind = draw(st.integers(0, 8))
    functions_of_one = ("sin", "tanh", "atan", "sigmoid", "abs", "sign", "floor", "factorial", "log")
    return (
        lambda: mul(one, other),
        lambda: mul(one, other, draw(SIMPLE)),
        lambda: add(one, neg(other)),
        lambda: div(one, other),
        lambda: power(one, other),
        lambda: neg(one),
        lambda: root(one, draw(st.sampled_from([TWO, integer(3)]))),
        lambda: call("log", one, other),
        lambda: call(draw(st.sampled_from(functions_of_one)), one),
    )[kind]()


def _unknown(draw: st.DrawFn, one: Term, other: Term) -> Term:
    """An unknown function of one or two arguments, differentiated or not."""
    if draw(st.booleans()):
        return apply(Applied(simple_name("f"), draw(st.sampled_from([(), (1,), (2,), (4,)]))), one)
    return apply(Applied(simple_name("g"), draw(st.sampled_from([(), (1, 0), (0, 2), (2, 1)]))), one, other)


def _derived(draw: st.DrawFn, one: Term, other: Term) -> Term:
    variables = draw(st.lists(VARIABLES, min_size=1, max_size=3))
    return (
        lambda: derivative(one, *variables, partial=draw(st.booleans())),
        lambda: gradient(one),
        lambda: unary(Head.NORM, gradient(one, X, name("w1")), "2"),
        lambda: unary(Head.DIFFERENTIAL, one),
        lambda: evaluated(one, variables[0], other),
        lambda: evaluated(one, X, other, Y, draw(SIMPLE)),
    )[draw(st.integers(0, 5))]()


def _bound(draw: st.DrawFn, one: Term, other: Term) -> Term:
    variable = draw(VARIABLES)
    build = draw(st.sampled_from([bigsum, bigprod]))
    return (
        lambda: build(mul(one, draw(ENTRIES)), INDEX, ONE, other),
        lambda: build(one, INDEX, other, N),
        lambda: integral(one, variable),
        lambda: integral(one, variable, other, draw(SIMPLE)),
        lambda: limit(one, variable, other, draw(st.sampled_from(["", "+", "-"]))),
    )[draw(st.integers(0, 4))]()


def _cased(draw: st.DrawFn, one: Term, other: Term) -> Term:
    where = draw(conditions(1))
    return (
        lambda: unary(Head.INDICATOR, where),
        lambda: piecewise((one, where), (other, TRUE)),
        lambda: piecewise((one, where), (other, draw(conditions(0)))),
    )[draw(st.integers(0, 2))]()


SIMPLE = st.sampled_from(
    [X, Y, TWO, PI, decimal("0.5"), name("alpha"), name("y_hat"), name("loss"), name("w1"), name("f"), name("sigma"), N,
     *UPRIGHT, name(Name("m", sub="t-1")),
     inner(U, V), unary(Head.NORM, U, "1"), unary(Head.NORM, add(U, V), "2"), unary(Head.NORM, A, "F"),
     unary(Head.TRACE, matmul(A, A)), unary(Head.DETERMINANT, A), unary(Head.NORM, matrix([[X], [Y]]), "inf")]
)  # fmt: skip


@st.composite
def scalars(draw: st.DrawFn, depth: int) -> Term:
    """Every head whose value is a number, inside one another. (A variable named d would make dy/dx a quotient.)"""
    if not depth:
        return draw(SIMPLE)
    one, other = draw(scalars(depth - 1)), draw(scalars(draw(st.integers(0, depth - 1))))
    kinds = (_arithmetic, _arithmetic, _unknown, _derived, _derived, _bound, _cased)
    return draw(st.sampled_from(kinds))(draw, one, other)


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
@given(term=_named(st.one_of(NAMES, st.sampled_from(UPRIGHT))))
def test_awkward_names(term: Term, syntax: str) -> None:
    assert reread(term, syntax) is term


SCALARS = scalars(3)


@pytest.mark.parametrize("syntax", WRITERS)
@given(term=SCALARS)
def test_calculus(term: Term, syntax: str) -> None:
    assert reread(term, syntax) is term


@pytest.mark.parametrize("syntax", WRITERS)
@given(left=SCALARS, right=SCALARS, sign=st.sampled_from(["=", "<-", "<=", "!=", "≈"]))
def test_statements(left: Term, right: Term, sign: str, syntax: str) -> None:
    assert reread(relation(left, sign, right), syntax) is relation(left, sign, right)


@pytest.mark.parametrize("syntax", WRITERS)
@given(parts=st.lists(SCALARS, min_size=2, max_size=3))
def test_lists(parts: list[Term], syntax: str) -> None:
    for term in (tuple_of(*parts), matrix([[part] for part in parts]), matrix([parts]), matrix([parts, parts])):
        assert reread(term, syntax) is term


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


#: an entry w_i where nothing binds i reads back as the name w_i, and a condition alone is no formula; both are covered
#: above where they do stand: under a sum, and beside a value
NO_FORMULAS = {Head.LOGIC, Head.TRUTH, Head.INDEXED}


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("term", [term for term in EVERY_HEAD if term.head not in NO_FORMULAS], ids=text)
def test_every_head(term: Term, syntax: str) -> None:
    assert reread(term, syntax) is term


def test_no_head_is_left_out() -> None:
    assert {node.head for term in EVERY_HEAD for node in postorder(term)} == set(Head)


@pytest.mark.parametrize(("syntax", "shown"), [("latex", "\\mathrm{i}"), ("text", "ⅈ"), ("python", "I")])
def test_the_imaginary_unit(syntax: str, shown: str) -> None:
    """(A plain I is a name in text and LaTeX.)"""
    term = mul(TWO, IMAGINARY)
    assert shown in WRITERS[syntax](term)
    assert reread(term, syntax) is term
