"""Random matrix formulas by shape: every head and function that has slopes or values on positive entries."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.shapes import Shape

M, N = "m", "n"
SIZES = {M: 3, N: 2}

SCALAR: Shape = ()
VECTOR: Shape = (N,)
MATRIX: Shape = (M, N)
SQUARE: Shape = (N, N)

NAMES: dict[Shape, tuple[Term, ...]] = {
    SCALAR: (b.name("s"), b.TWO),
    VECTOR: (b.name("x", VECTOR), b.name("y", VECTOR)),
    (M,): (b.name("u", (M,)), b.name("v", (M,))),
    MATRIX: (b.name("A", MATRIX), b.name("B", MATRIX)),
    SQUARE: (b.name("Q", SQUARE), b.name("R", SQUARE)),
}

Terms = st.SearchStrategy[Term]


@st.composite
def terms(draw: st.DrawFn, shape: Shape, depth: int = 3) -> Term:
    """A term of this shape over the names above."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(NAMES[shape]))
    build, needs = draw(st.sampled_from(_WAYS[shape] + _ANY))
    parts = [draw(terms(shape if need is None else need, depth - 1)) for need in needs]
    return build(*parts)


def values(seed: int) -> dict[str, Any]:
    """Arrays for all names, entries between 0.5 and 1.5."""
    rng = np.random.default_rng(seed)
    names = (one for group in NAMES.values() for one in group if one.head is Head.NAME)
    return {one.data.plain: rng.uniform(0.5, 1.5, [SIZES[size] for size in one.shape]) for one in names}


def _matmul(*parts: Term) -> Term:
    return b.matmul(*parts)


def _transposed(term: Term) -> Term:
    return b.transpose(term)


def _head(head: Head, data: object = None) -> Callable[[Term], Term]:
    return lambda term: b.unary(head, term, data)


def _call(function: str) -> Callable[[Term], Term]:
    return lambda term: b.call(function, term)


def _array(function: str) -> Callable[..., Term]:
    return lambda *parts: b.array(function, *parts)


def _product(number: Term, term: Term) -> Term:
    return b.mul(number, term)


def _entrywise(left: Term, right: Term) -> Term:
    return b.hadamard(left, right) if left.shape else b.mul(left, right)


Way = tuple[Callable[..., Term], tuple[Shape | None, ...]]

#: ways to make a term of any shape from others; None stands for the shape itself
_ANY: list[Way] = [
    (b.add, (None, None)),
    (b.sub, (None, None)),
    (b.add, (SCALAR, None)),
    (b.neg, (None,)),
    (_product, (SCALAR, None)),
    (_entrywise, (None, None)),
    (b.div, (None, SCALAR)),
    (_call("tanh"), (None,)),
    (_call("exp"), (None,)),
    (_call("sigmoid"), (None,)),
    (lambda term: b.power(term, b.TWO) if len(term.shape) < 2 else b.entrywise_power(term, b.TWO), (None,)),
]

_WAYS: dict[Shape, list[Way]] = {
    SCALAR: [
        (b.inner, (MATRIX, MATRIX)),
        (b.inner, (VECTOR, VECTOR)),
        (_head(Head.NORM, "2"), (VECTOR,)),
        (_head(Head.NORM, "F"), (MATRIX,)),
        (_head(Head.NORM, "1"), (VECTOR,)),
        (_head(Head.TRACE), (SQUARE,)),
        (_head(Head.DETERMINANT), (SQUARE,)),
        (_array("sum"), (MATRIX,)),
        (_array("logsumexp"), (VECTOR,)),
        (lambda x, q, y: _matmul(_transposed(x), q, y), (VECTOR, SQUARE, VECTOR)),
        (lambda x, y: _matmul(_transposed(x), y), (VECTOR, VECTOR)),
    ],
    VECTOR: [
        (_matmul, (SQUARE, VECTOR)),
        (lambda a, u: _matmul(_transposed(a), u), (MATRIX, (M,))),
        (_array("softmax"), (VECTOR,)),
        (_array("diagonal"), (SQUARE,)),
        (lambda x: b.sub(b.ones(N), x), (VECTOR,)),
        (b.div, (VECTOR, VECTOR)),
        (_array("rot180"), (VECTOR,)),
    ],
    (M,): [(_matmul, (MATRIX, VECTOR)), (_array("softmax"), ((M,),))],
    MATRIX: [
        (_matmul, (MATRIX, SQUARE)),
        (lambda u, x: _matmul(u, _transposed(x)), ((M,), VECTOR)),
        (lambda a, x: b.add(a, _matmul(b.ones(M), _transposed(x))), (MATRIX, VECTOR)),
        (_array("softmax"), (MATRIX,)),
    ],
    SQUARE: [
        (_matmul, (SQUARE, SQUARE)),
        (lambda a, c: _matmul(_transposed(a), c), (MATRIX, MATRIX)),
        (_transposed, (SQUARE,)),
        (lambda q: b.power(q, b.TWO), (SQUARE,)),
        (lambda q: b.add(q, b.eye(N)), (SQUARE,)),
        (_array("diag"), (VECTOR,)),
        (b.div, (SQUARE, SQUARE)),
    ],
}
