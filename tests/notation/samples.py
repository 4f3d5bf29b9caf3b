"""Terms that the tests of all notations share: random expressions, and one term for every head."""

from hypothesis import strategies as st

from symgrad.terms.build import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    apply,
    array,
    bigprod,
    bigsum,
    call,
    decimal,
    derivative,
    div,
    entrywise_power,
    equation,
    evaluated,
    exp,
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
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, simple_name
from symgrad.terms.node import Term

X, Y, Z = name("x"), name("y"), name("z")
W1, F_NAME, ALPHA, Y_HAT = name("w1"), name("f"), name("alpha"), name("y_hat")
INDEX, N = name("i"), name("n")
A = name(simple_name("A"), ("n", "n"))
U, V = name(simple_name("u"), ("n",)), name(simple_name("v"), ("n",))

UNARY = ("sin", "cos", "exp", "atan", "sinh", "abs", "erf")

leaves = st.one_of(
    st.sampled_from([X, Y, W1, ALPHA, PI, E]),
    st.integers(0, 12).map(integer),
    st.sampled_from(["0.5", "1.25", "3.0"]).map(decimal),
)


def _grow(inner_terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(inner_terms, inner_terms)
    several = st.lists(inner_terms, min_size=2, max_size=4)
    return st.one_of(
        several.map(lambda parts: add(*parts)),
        several.map(lambda parts: mul(*parts)),
        pair.map(lambda two: sub(*two)),
        pair.map(lambda two: div(*two)),
        inner_terms.map(neg),
        st.tuples(inner_terms, st.one_of(st.integers(-2, 3).map(integer), inner_terms)).map(lambda two: power(*two)),
        inner_terms.map(exp),
        inner_terms.map(root),
        st.tuples(inner_terms, st.integers(2, 4).map(integer)).map(lambda two: root(*two)),
        st.tuples(st.sampled_from(UNARY), inner_terms).map(lambda two: call(*two)),
        inner_terms.map(lambda u: call("log", u)),
        pair.map(lambda two: call("max", *two)),
        st.tuples(inner_terms, st.integers(2, 10).map(integer)).map(lambda two: call("log", *two)),
    )


expressions = st.recursive(leaves, _grow, max_leaves=12)

_F1 = Applied(simple_name("f"), (1,))

#: one term for every head, more where it is printed in several ways
EVERY_HEAD: tuple[Term, ...] = (
    integer(12),
    decimal("0.10"),
    PI,
    X,
    name("w_ij^(1)"),
    indexed(name("w"), INDEX, integer(2)),
    add(X, neg(Y), ONE),
    neg(add(X, Y)),
    mul(TWO, X, call("sin", Y)),
    div(add(X, ONE), sub(X, ONE)),
    power(add(X, ONE), TWO),
    root(X),
    root(X, integer(3)),
    call("log", X, TWO),
    call("abs", X),
    call("factorial", N),
    apply("f", X, Y),
    apply(_F1, power(X, TWO)),
    apply(Applied(simple_name("f"), (4,)), X),
    apply(Applied(simple_name("f"), (2, 1)), X, Y),
    piecewise((X, relation(X, ">", ZERO)), (neg(X), TRUE)),
    relation(ZERO, "<", X, "<=", ONE),
    equation(Y, X),
    relation(X, "<-", sub(X, ALPHA)),
    logic("and", relation(X, ">", ZERO), logic("or", relation(Y, "<", ONE), relation(Y, ">", TWO))),
    logic("not", relation(X, "=", Y)),
    TRUE,
    tuple_of(X, Y),
    matrix([[X, Y], [ONE, ZERO]]),
    matrix([[X], [Y]]),
    unary(Head.TRANSPOSE, A),
    unary(Head.TRACE, A),
    unary(Head.DETERMINANT, A),
    unary(Head.INVERSE, A),
    unary(Head.NORM, U, "2"),
    unary(Head.NORM, A, "F"),
    unary(Head.NORM, U, "inf"),
    hadamard(U, matmul(A, V)),
    entrywise_power(A, TWO),
    entrywise_power(U, TWO),
    array("sum", hadamard(U, V)),
    array("softmax", matmul(A, U)),
    mul(TWO, matmul(A, U)),
    inner(U, V),
    bigsum(mul(indexed(name("w"), INDEX), indexed(name("x"), INDEX)), INDEX, ONE, N),
    bigprod(add(X, INDEX), INDEX, ONE, N),
    unary(Head.INDICATOR, relation(X, "<=", Y)),
    limit(div(call("sin", X), X), X, ZERO, "+"),
    limit(X, X, PI),
    integral(call("sin", X), X),
    integral(power(X, TWO), X, ZERO, ONE),
    derivative(mul(X, call("sin", X)), X),
    derivative(Y, X),
    derivative(add(power(X, TWO), Y), X, X, Y, partial=True),
    derivative(name("L"), W1, partial=True),
    gradient(name("L")),
    gradient(add(X, Y), X, Y),
    unary(Head.DIFFERENTIAL, name("U")),
    evaluated(power(X, TWO), X, integer(3)),
)
