"""The shape of every head follows from its children, and what does not fit is refused in words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.errors import ShapeError
from symgrad.terms import Head, Term, make
from symgrad.terms import build as b
from symgrad.terms.shapes import as_matrix, from_matrix, shape_text
from tests.strategies import EXAMPLES

S = b.name("s")
A, B = b.name("A", ("m", "n")), b.name("B", ("n", "k"))
V, U = b.name("v", ("n",)), b.name("u", ("m",))
Q = b.name("Q", ("n", "n"))

SHAPES: dict[Head, tuple] = {
    Head.TRANSPOSE: (1, 2),
    Head.MATRIX: (2, 2),
    Head.INVERSE: (2, 2),
    Head.HADAMARD: (2,),
    Head.ENTRYWISE_POWER: (2,),
    Head.ARRAY: (2,),
    Head.MATMUL: (2,),
    Head.GRADIENT: (2,),
    Head.DIFFERENTIAL: (2, 2),
}


@pytest.mark.parametrize("head", Head)
def test_the_shape_of_each_head(head: Head):
    assert EXAMPLES[head].shape == SHAPES.get(head, ())


@pytest.mark.parametrize(
    ("term", "shape"),
    [
        (b.matmul(A, B), ("m", "k")),
        (b.matmul(A, V), ("m",)),
        (b.matmul(b.unary(Head.TRANSPOSE, V), V), ()),
        (b.matmul(V, b.unary(Head.TRANSPOSE, V)), ("n", "n")),
        (b.unary(Head.TRANSPOSE, A), ("n", "m")),
        (b.unary(Head.TRANSPOSE, b.unary(Head.TRANSPOSE, V)), ("n",)),
        (b.mul(S, A), ("m", "n")),
        (b.neg(V), ("n",)),
        (b.add(S, V), ("n",)),
        (b.div(S, V), ("n",)),
        (b.div(V, V), ("n",)),
        (b.call("max", b.ZERO, A), ("m", "n")),
        (b.power(Q, b.TWO), ("n", "n")),
        (b.entrywise_power(A, b.TWO), ("m", "n")),
        (b.unary(Head.INDICATOR, b.relation(A, ">", b.ZERO)), ("m", "n")),
        (b.div(V, S), ("n",)),
        (b.call("tanh", V), ("n",)),
        (b.inner(A, A), ()),
        (b.unary(Head.NORM, A, "F"), ()),
        (b.gradient(S, Q), ("n", "n")),
        (b.gradient(S, S, S, S), (3,)),
        (b.gradient(S), ()),
        (b.matrix([[S], [S]]), (2,)),
        (b.matrix([[S, S]]), (1, 2)),
        (b.matrix([[S]]), ()),
        (b.derivative(V, S), ("n",)),
        (b.evaluated(A, S, b.ONE), ("m", "n")),
        (b.bigsum(V, b.name("k"), b.ONE, b.TWO), ("n",)),
        (b.piecewise((V, b.TRUE)), ("n",)),
    ],
    ids=repr,
)
def test_shapes_follow_from_the_children(term: Term, shape: tuple):
    assert term.shape == shape


@pytest.mark.parametrize(
    "make",
    [
        lambda: b.add(V, U),
        lambda: make(Head.POWER, (V, b.TWO)),
        lambda: make(Head.POWER, (Q, Q)),
        lambda: b.div(V, U),
        lambda: b.call("max", V, U),
        lambda: b.mul(A, B),
        lambda: b.matmul(A, A),
        lambda: b.matmul(V, V),
        lambda: b.hadamard(A, B),
        lambda: b.inner(V, U),
        lambda: b.unary(Head.TRACE, A),
        lambda: b.unary(Head.DETERMINANT, A),
        lambda: b.unary(Head.INVERSE, A),
    ],
)
def test_what_does_not_fit_is_refused(make):
    with pytest.raises(ShapeError) as caught:
        make()
    assert caught.value.reason


@given(st.lists(st.integers(1, 4), min_size=3, max_size=3))
def test_matrix_products_are_those_of_numpy(sizes: list[int]):
    m, n, k = sizes
    left, right = b.name("L", from_matrix(m, n)), b.name("R", from_matrix(n, k))
    product = (np.ones((m, n)) @ np.ones((n, k))).shape
    assert as_matrix(b.matmul(left, right).shape) == product


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_matrix_and_its_sides(rows: int, columns: int):
    assert as_matrix(from_matrix(rows, columns)) == (rows, columns)


def test_shapes_in_words():
    assert shape_text(()) == "scalar"
    assert shape_text(("n",)) == "vector of length n"
    assert shape_text((2, "k")) == "2 x k matrix"
