"""Random numbers made of vectors and matrices, from a seed: every head and function with a differential."""

import random
from collections.abc import Callable

from symgrad.terms import Term
from symgrad.terms.build import (
    ONE,
    TWO,
    add,
    array,
    call,
    div,
    entrywise_power,
    hadamard,
    inner,
    integer,
    matmul,
    mul,
    name,
    neg,
    power,
    sub,
    transpose,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.traverse import free_names

N = 3
SCALARS = (name("s"), name("t"))
VECTORS = tuple(name(letter, (N,)) for letter in "abx")
MATRICES = tuple(name(letter, (N, N)) for letter in "ABX")

_FUNCTIONS = ("tanh", "sigmoid", "sin", "cos", "softplus", "exp")


class Maker:
    """Random terms; the depth is what may still be nested."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self, depth: int) -> Term:
        """A scalar."""
        if depth <= 0:
            return self.random.choice(SCALARS)
        return self.random.choice(_NUMBERS)(self, depth - 1)

    def vector(self, depth: int) -> Term:
        """A vector."""
        if depth <= 0:
            return self.random.choice(VECTORS)
        return self.random.choice(_VECTORS)(self, depth - 1)

    def matrix(self, depth: int) -> Term:
        """A square matrix."""
        if depth <= 0:
            return self.random.choice(MATRICES)
        return self.random.choice(_MATRICES)(self, depth - 1)

    def tame(self, term: Term) -> Term:
        """The term brought between bounds, so that what it is put into stays of moderate size."""
        return call(self.random.choice(("tanh", "sigmoid", "sin")), term)

    def function(self, term: Term) -> Term:
        """A function of the tamed term, entry by entry."""
        return call(self.random.choice(_FUNCTIONS), self.tame(term))


def _regular(m: Maker, k: int) -> Term:
    """A matrix that has an inverse: a small one beside four times the identity."""
    return add(m.tame(m.matrix(k)), mul(integer(4), array("eye", options=(N,))))


_NUMBERS: list[Callable[[Maker, int], Term]] = [
    lambda m, k: inner(m.vector(k), m.vector(k)),
    lambda m, k: matmul(transpose(m.vector(k)), m.vector(k)),
    lambda m, k: matmul(transpose(m.vector(k)), m.matrix(k), m.vector(0)),
    lambda m, k: unary(Head.TRACE, m.matrix(k)),
    lambda m, k: array("sum", m.matrix(k)),
    lambda m, k: array("sum", m.vector(k)),
    lambda m, k: power(unary(Head.NORM, m.vector(k), "2"), TWO),
    lambda m, k: unary(Head.NORM, m.matrix(k), "F"),
    lambda m, k: unary(Head.DETERMINANT, _regular(m, k)),
    lambda m, k: call("log", unary(Head.DETERMINANT, _regular(m, k))),
    lambda m, k: array("logsumexp", m.tame(m.vector(k))),
    lambda m, k: m.function(m.number(k)),
    lambda m, k: add(m.number(k), m.number(k)),
    lambda m, k: mul(m.number(k), m.number(k)),
    lambda m, k: div(m.number(k), add(integer(3), m.tame(m.number(k)))),
    lambda m, k: unary(Head.NORM, add(m.vector(k), mul(integer(9), array("ones", options=(N,)))), "1"),
]

_VECTORS: list[Callable[[Maker, int], Term]] = [
    lambda m, k: matmul(m.matrix(k), m.vector(k)),
    lambda m, k: matmul(transpose(m.matrix(k)), m.vector(k)),
    lambda m, k: hadamard(m.vector(k), m.vector(k)),
    lambda m, k: sub(m.vector(k), m.vector(k)),
    lambda m, k: m.function(m.vector(k)),
    lambda m, k: mul(m.number(k), m.vector(k)),
    lambda m, k: neg(m.vector(k)),
    lambda m, k: array("softmax", m.tame(m.vector(k))),
    lambda m, k: call("log", array("softmax", m.tame(m.vector(k)))),
    lambda m, k: div(m.vector(k), add(integer(3), m.tame(m.vector(k)))),
    lambda m, k: div(m.vector(k), add(integer(3), m.tame(m.number(k)))),
    lambda m, k: entrywise_power(m.vector(k), TWO),
    lambda m, k: matmul(unary(Head.INVERSE, _regular(m, k)), m.vector(k)),
    lambda m, k: array("diagonal", m.matrix(k)),
    lambda m, k: sub(ONE, m.vector(k)),
    lambda m, k: array("conv", array("pad", m.vector(k), options=(1, 1)), m.vector(k), options=(1, 0)),
]

_MATRICES: list[Callable[[Maker, int], Term]] = [
    lambda m, k: matmul(m.matrix(k), m.matrix(k)),
    lambda m, k: transpose(m.matrix(k)),
    lambda m, k: matmul(m.vector(k), transpose(m.vector(k))),
    lambda m, k: hadamard(m.matrix(k), m.matrix(k)),
    lambda m, k: m.function(m.matrix(k)),
    lambda m, k: add(m.matrix(k), m.matrix(k)),
    lambda m, k: array("diag", m.vector(k)),
    lambda m, k: unary(Head.INVERSE, _regular(m, k)),
    lambda m, k: array("softmax", m.tame(m.matrix(k))),
    lambda m, k: mul(m.number(k), m.matrix(k)),
    lambda m, k: power(m.matrix(k), TWO),
    lambda m, k: add(m.matrix(k), matmul(array("ones", options=(N,)), transpose(m.vector(k)))),
]


def expression(seed: int) -> Term:
    """The number with this seed; a vector or a matrix occurs in it."""
    maker = Maker(seed)
    made = maker.number(maker.random.choice((2, 2, 3)))
    while all(one.is_scalar for one in free_names(made)):
        made = maker.number(2)
    return made
