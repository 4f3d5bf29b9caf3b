"""Random terms for properties: scalar formulas for laws that keep a value, and terms of every head for traversal."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from symgrad.terms import Applied, Head, Name, Term, make
from symgrad.terms import build as b

X, Y, Z, T, K, N = map(b.name, ("x", "y", "z", "t", "k", "n"))
A, V, W = b.name("A", (2, 2)), b.name("v", (2,)), b.name("w", (2,))

#: one term of each head
EXAMPLES: dict[Head, Term] = {
    Head.INTEGER: b.integer(7),
    Head.DECIMAL: b.decimal("0.10"),
    Head.CONSTANT: b.PI,
    Head.NAME: X,
    Head.INDEXED: b.indexed(b.name("w", ("n",)), K),
    Head.SUM: b.add(X, b.neg(Y), b.ONE),
    Head.NEGATION: b.neg(X),
    Head.PRODUCT: b.mul(b.TWO, X, Y),
    Head.QUOTIENT: b.div(X, Y),
    Head.POWER: b.power(X, b.TWO),
    Head.ROOT: b.root(X),
    Head.CALL: b.call("sin", X),
    Head.APPLY: b.apply(Applied(Name("f"), (1, 0)), X, Y),
    Head.PIECEWISE: b.piecewise((X, b.relation(X, ">", b.ZERO)), (b.ZERO, b.TRUE)),
    Head.RELATION: b.relation(b.ZERO, "<", X, "<=", b.ONE),
    Head.LOGIC: b.logic("and", b.equation(X, Y), b.relation(X, "!=", b.ZERO)),
    Head.TRUTH: b.TRUE,
    Head.TUPLE: b.tuple_of(X, Y),
    Head.MATRIX: b.matrix([[X, Y], [b.ONE, b.ZERO]]),
    Head.TRANSPOSE: b.unary(Head.TRANSPOSE, V),
    Head.TRACE: b.unary(Head.TRACE, A),
    Head.DETERMINANT: b.unary(Head.DETERMINANT, A),
    Head.INVERSE: b.unary(Head.INVERSE, A),
    Head.NORM: b.unary(Head.NORM, V, "2"),
    Head.HADAMARD: b.hadamard(V, W),
    Head.ENTRYWISE_POWER: b.entrywise_power(V, b.TWO),
    Head.ARRAY: b.array("softmax", V),
    Head.MATMUL: b.matmul(A, V),
    Head.INNER: b.inner(V, W),
    Head.BIGSUM: b.bigsum(b.power(X, K), K, b.ONE, N),
    Head.BIGPROD: b.bigprod(b.add(X, K), K, b.ONE, N),
    Head.INDICATOR: b.unary(Head.INDICATOR, b.relation(X, ">", b.ZERO)),
    Head.LIMIT: b.limit(b.div(b.call("sin", X), X), X, b.ZERO, "+"),
    Head.INTEGRAL: b.integral(b.power(T, b.TWO), T, b.ZERO, X),
    Head.DERIVATIVE: b.derivative(b.call("sin", X), X),
    Head.GRADIENT: b.gradient(b.mul(X, Y), X, Y),
    Head.DIFFERENTIAL: b.unary(Head.DIFFERENTIAL, A),
    Head.EVALUATED: b.evaluated(b.power(X, b.TWO), X, b.integer(3)),
}

#: functions that are real and smooth on the whole line
SMOOTH = ("sin", "cos", "atan", "sinh", "cosh", "tanh", "asinh", "exp", "sigmoid", "erf", "softplus", "sech")
#: functions with an edge, a pole or a kink somewhere
EDGED = ("log", "tan", "asin", "acosh", "atanh", "abs", "csc", "gamma", "acot")


def fewer(share: int) -> settings:
    """A decorator: one example in `share` of the profile's number, at most 150, for laws that take long to try."""
    return settings(max_examples=min(150, max(4, settings().max_examples // share)))


def integers(most: int = 6) -> st.SearchStrategy[Term]:
    """Small integers of both signs."""
    return st.integers(-most, most).map(b.integer)


def numbers() -> st.SearchStrategy[Term]:
    """Integers, fractions and decimals of both signs."""
    fractions = st.builds(Fraction, st.integers(-9, 9), st.integers(1, 6)).map(b.rational)
    decimals = st.sampled_from(("0.5", "0.10", "2.25", "1.0", "3.0")).map(b.decimal)
    return st.one_of(integers(), integers(), fractions, decimals, decimals.map(b.neg))


def exponents() -> st.SearchStrategy[Term]:
    """Exponents as they occur: small integers, halves, thirds."""
    rare = st.builds(Fraction, st.integers(-3, 3), st.sampled_from((2, 3))).map(b.rational)
    return st.one_of(integers(3), integers(3), rare)


def scalars(
    names: tuple[Term, ...] = (X, Y), functions: tuple[str, ...] = SMOOTH + EDGED, *, leaves: int = 8
) -> st.SearchStrategy[Term]:
    """Scalar formulas: numbers, names, sums, products, quotients, powers, roots and calls."""
    leaf = st.one_of(st.sampled_from(names), st.sampled_from(names), numbers(), st.sampled_from((b.E, b.PI)))
    return st.recursive(leaf, lambda inner: _formulas(inner, functions), max_leaves=leaves)


def _formulas(inner: st.SearchStrategy[Term], functions: tuple[str, ...]) -> st.SearchStrategy[Term]:
    called = st.builds(b.call, st.sampled_from(functions), inner)
    raised = st.builds(b.power, inner, exponents())
    return st.one_of(st.sampled_from(_SHAPES).flatmap(lambda shape: _of_shape(shape, inner)), called, raised)


def _of_shape(shape: "_Shape", inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.tuples(*[inner] * shape.parts).map(lambda parts: shape.build(*parts))


class _Shape(NamedTuple):
    """A way to join so many parts."""

    parts: int
    build: Callable[..., Term]


#: sums and products are what most formulas are made of
_SHAPES = (
    _Shape(2, b.add),
    _Shape(3, b.add),
    _Shape(2, b.mul),
    _Shape(3, b.mul),
    _Shape(4, lambda u, v, w, s: b.sub(b.add(u, v), b.mul(w, s))),
    _Shape(4, lambda u, v, w, s: b.mul(b.add(u, v), b.add(w, s))),
    _Shape(3, lambda u, v, w: b.div(u, b.add(v, w))),
    _Shape(3, lambda u, v, w: b.div(b.mul(u, v), w)),
    _Shape(2, b.div),
    _Shape(1, b.neg),
    _Shape(1, b.root),
    _Shape(1, lambda u: b.root(u, b.integer(3))),
    _Shape(1, b.exp),
)


def smooth(variable: Term = X, *, leaves: int = 6) -> st.SearchStrategy[Term]:
    """Formulas in one variable that are smooth on the whole line: no quotient by what may vanish, no edge."""
    leaf = st.one_of(st.just(variable), st.just(variable), integers(4))
    return st.recursive(leaf, _smooth_of, max_leaves=leaves)


def _smooth_of(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=2, max_size=3)
    bounded = inner.map(lambda u: b.call("tanh", u))
    return st.one_of(
        several.map(lambda parts: b.add(*parts)),
        several.map(lambda parts: b.mul(*parts)),
        inner.map(b.neg),
        st.builds(b.power, inner, st.integers(1, 3).map(b.integer)),
        st.builds(lambda top, u: b.div(top, b.add(b.ONE, b.power(u, b.TWO))), inner, inner),
        st.builds(b.call, st.sampled_from(("sin", "cos", "atan", "tanh", "sigmoid")), inner),
        bounded.map(b.exp),
    )


def spelled_names() -> st.SearchStrategy[Name]:
    """Names with accents, indices, powers in brackets, styles and typed spellings."""
    return st.builds(
        Name,
        st.sampled_from(("x", "y", "w", "alpha", "Sigma", "loss")),
        st.sampled_from(((), ("hat",), ("bar", "dot"))),
        st.sampled_from(("", "1", "ij", "max")),
        st.sampled_from(("", "(1)", "*")),
        st.sampled_from(("", "bf", "cal", "rm")),
        st.sampled_from(("", "typed1")),
    )


def any_terms(*, leaves: int = 10) -> st.SearchStrategy[Term]:
    """Terms of every head, of any shape."""
    return st.recursive(_leaves(), _grown, max_leaves=leaves)


def _leaves() -> st.SearchStrategy[Term]:
    sizes = st.sampled_from(((), (3,), ("n",), (2, 2), ("m", "n")))
    named = st.builds(b.name, spelled_names(), sizes)
    huge = st.integers(2**53 - 1, 2**70).map(b.integer)
    return st.one_of(numbers(), named, huge, st.sampled_from(tuple(EXAMPLES.values())))


def _grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    """A node of any head over random children; children that do not fit are replaced by scalars."""
    heads = st.sampled_from([head for head, term in EXAMPLES.items() if term.args])
    return st.builds(_over, heads, st.lists(inner, min_size=1, max_size=4))


def _over(head: Head, parts: list[Term]) -> Term:
    pattern = EXAMPLES[head]
    scalars_ = [part for part in parts if part.is_scalar and part.head not in _CONDITIONS]
    args = list(pattern.args)
    for place, part in zip(_free_places(pattern), scalars_, strict=False):
        args[place] = part
    return make(head, tuple(args), pattern.data, pattern.shape if head is Head.APPLY else None)


_CONDITIONS = (Head.RELATION, Head.LOGIC, Head.TRUTH, Head.TUPLE)
_NAMED = (Head.BIGSUM, Head.BIGPROD, Head.LIMIT, Head.INTEGRAL, Head.DERIVATIVE, Head.GRADIENT, Head.EVALUATED)


def _free_places(pattern: Term) -> list[int]:
    """The places of an example whose child may be any scalar: not bound names, conditions or shaped ones."""
    if pattern.head in _NAMED:
        return [0]
    return [
        i for i, arg in enumerate(pattern.args)
        if arg.is_scalar and arg.head not in _CONDITIONS and pattern.head is not Head.INDEXED
    ]  # fmt: skip
