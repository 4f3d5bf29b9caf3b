"""A term written as JSON and read back is the same object; sharing keeps deep networks linear."""

import json

import pytest

from symgrad.errors import DataError
from symgrad.terms import Applied, Name
from symgrad.terms import build as b
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.heads import Head

X, Y = b.name("x"), b.name("y")
TERMS = [
    b.integer(-3),
    b.integer(2**80),
    b.decimal("0.10"),
    b.PI,
    b.TRUE,
    X,
    b.name(Name("y", ("hat",), "i", "(1)", "bf", "yhat_i")),
    b.name("A", ("m", 3)),
    b.add(b.mul(b.power(X, b.TWO), Y), b.call("sin", b.mul(X, Y))),
    b.apply(Applied(Name("f", (), "1"), (0, 1)), X, Y),
    b.apply("F", X, shape=("n",)),
    b.relation(b.ZERO, "<", X, "<=", b.ONE),
    b.piecewise((X, b.relation(X, ">", b.ZERO)), (b.ZERO, b.TRUE)),
    b.matrix([[X, Y], [b.ONE, b.ZERO]]),
    b.matmul(b.name("A", (2, 2)), b.name("v", (2,))),
    b.unary(Head.NORM, b.name("v", (2,)), "2"),
    b.logic("not", b.equation(X, Y)),
    b.tuple_of(),
    b.bigsum(b.indexed(b.name("w", ("n",)), Y), Y, b.ONE, b.name("n")),
    b.limit(X, X, b.ZERO, "+"),
    b.derivative(b.call("sin", X), X, X, partial=True),
    b.evaluated(X, X, b.integer(3)),
    b.root(X),
]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_round_trip_through_text(term):
    assert from_json(json.loads(json.dumps(to_json(term)))) is term


def test_shared_subterms_are_stored_once():
    term = X
    for _ in range(1000):
        term = b.add(b.call("tanh", term), term)
    table = to_json(term)
    assert len(table) == 2001
    assert from_json(table) is term


@pytest.mark.parametrize(
    "table",
    [
        [],
        [["nothing"]],
        [["sum", [0, 1]]],
        [["integer", [], -1]],
        [["name", [], [3]]],
        7,
        [["integer", [], 1], ["negation", [-1]]],
    ],
)
def test_anything_else_is_refused(table):
    with pytest.raises(DataError):
        from_json(table)
