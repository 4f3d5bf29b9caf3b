"""Differentials of what is a function of a whole matrix: inverse, determinant, norms, powers, softmax, pooling."""

from symgrad.errors import UnsupportedError
from symgrad.rules.matrices.factors import negated, over, scaled, without_scalars, written
from symgrad.rules.matrices.record import DifferentialLaw, register_laws, register_special
from symgrad.rules.matrices.shaped import entrywise, ones_in, plus, times, transposed
from symgrad.terms.build import TWO, ZERO, array, call, inner, integer, ones, relation, sub, transpose, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

Terms = tuple[Term, ...]

_SMOOTH = ("2", "F")


def _inverse(node: Term, i: int, d: Term) -> Term:
    return negated(times(node, d, node))


def _determinant(node: Term, i: int, d: Term) -> Term:
    return scaled(node, unary(Head.TRACE, times(unary(Head.INVERSE, node.args[0]), d)))


def _log_determinant(node: Term, i: int, d: Term) -> Term:
    return unary(Head.TRACE, times(unary(Head.INVERSE, _inside(node)), d))


def _is_log_determinant(node: Term) -> bool:
    return node.head is Head.CALL and node.data == "log" and len(node.args) == 1 and _inner_head(node, Head.DETERMINANT)


def _inner_head(node: Term, head: Head) -> bool:
    return node.args[0].head is head


def _inside(node: Term) -> Term:
    return node.args[0].args[0]


def _is_squared_norm(node: Term) -> bool:
    is_square = node.head is Head.POWER and node.args[1] is TWO
    return is_square and _inner_head(node, Head.NORM) and node.args[0].data in _SMOOTH


def _squared_norm(node: Term, i: int, d: Term) -> Term:
    return scaled(TWO, inner(_inside(node), d))


def _norm(node: Term, i: int, d: Term) -> Term:
    """d of a norm: along U/|U| for the length, along the signs for the sum of absolute values."""
    u = node.args[0]
    if node.data == "inf":
        raise UnsupportedError("the largest absolute value has no rule here", hint="write it as max of two entries")
    return inner(call("sign", u), d) if node.data == "1" else over(inner(u, d), node)


def _not_zero(node: Term) -> Terms:
    return (relation(node, "!=", ZERO),)


def _off_zero(node: Term) -> Terms:
    """A length has no derivative at 0; the sum of absolute values has none where an entry is 0."""
    return _not_zero(node) if node.data in _SMOOTH else ()


def _square_form(node: Term) -> Term | None:
    """x where the node is x^T x."""
    if node.head is not Head.MATMUL or node.shape or len(node.args) != 2:
        return None
    return node.args[1] if transposed(node.args[0]) is node.args[1] else None


def _is_square(node: Term) -> bool:
    return _square_form(node) is not None


def _matrix_power(node: Term, i: int, d: Term) -> Term:
    """d X^k = sum of X^j dX X^(k-1-j)."""
    base, k = node.args[0], as_fraction(node.args[1])
    if k is None or k.denominator != 1 or not 2 <= k <= 8:
        raise UnsupportedError("a power of a matrix needs a whole number from 2 to 8 as its exponent here")
    n = int(k)
    return plus(*(times(*[base] * j, d, *[base] * (n - 1 - j)) for j in range(n)))


def _softmax(node: Term, i: int, d: Term) -> Term:
    """dp = p ∘ dz - p (p^T dz); for rows P ∘ (dZ - (P ∘ dZ) 1 1^T)."""
    if len(node.shape) == 1:
        return sub(entrywise(node, d), times(node, transpose(node), d))
    columns = node.shape[1]
    return entrywise(node, sub(d, times(entrywise(node, d), ones(columns), transpose(ones(columns)))))


def _log_softmax(node: Term, i: int, d: Term) -> Term:
    """d log p = dz - 1 p^T dz; for rows dZ - (P ∘ dZ) 1 1^T."""
    p = node.args[0]
    if len(node.shape) == 1:
        return sub(d, times(ones(node.shape[0]), transpose(p), d))
    columns = node.shape[1]
    return sub(d, times(entrywise(p, d), ones(columns), transpose(ones(columns))))


def _is_log_softmax(node: Term) -> bool:
    inside = node.args[0] if node.args else node
    return node.head is Head.CALL and node.data == "log" and inside.head is Head.ARRAY and inside.data[0] == "softmax"


def _logsumexp(node: Term, i: int, d: Term) -> Term:
    """The weights are the shares of the exponentials: softmax of all the entries."""
    u = node.args[0]
    if len(u.shape) == 1:
        return inner(array("softmax", u), d)
    return over(inner(call("exp", u), d), array("sum", call("exp", u)))


def _maxpool(node: Term, i: int, d: Term) -> Term:
    """Only the largest entry of each window passes its differential on."""
    return pooled_sum(node, entrywise(attained(node), d))


def attained(node: Term) -> Term:
    """1 where an entry is the largest of its window: [X = maxpool(X) repeated]."""
    return unary(Head.INDICATOR, relation(node.args[0], "=", repeated(node, node)))


def repeated(pool: Term, values: Term) -> Term:
    """The values with each repeated over the window it was pooled from."""
    width = pool.data[1]
    scalars, cores = without_scalars((values,))
    window = ones_in((width,) if len(values.shape) == 1 else (width, width))
    return scaled(written(scalars), array("kron", *cores, window))


def pooled_sum(node: Term, u: Term) -> Term:
    """The sums over the windows: the mean times the size of a window."""
    width = node.data[1]
    size = width ** len(u.shape)
    return scaled(integer(size), array("avgpool", u, options=(width,)))


register_special(
    _is_squared_norm,
    DifferentialLaw(
        "differential.squared_norm",
        "squared norm",
        _squared_norm,
        "The squared norm is <U, U>, and both sides vary: 2 <U, dU>.",
        parts=lambda node: (_inside(node),),
    ),
)
register_special(
    _is_square,
    DifferentialLaw(
        "differential.square_form",
        "squared length",
        lambda node, i, d: scaled(TWO, inner(node.args[1], d)),
        "x^T x is <x, x>, and both sides vary: 2 <x, dx>.",
        parts=lambda node: (node.args[1],),
    ),
)
register_special(
    _is_log_determinant,
    DifferentialLaw(
        "differential.log_determinant",
        "logarithm of a determinant",
        _log_determinant,
        "d log det U = tr(U^-1 dU).",
        parts=lambda node: (_inside(node),),
    ),
)
register_special(
    _is_log_softmax,
    DifferentialLaw(
        "differential.log_softmax",
        "logarithm of softmax",
        _log_softmax,
        "d log p = dz - 1 p^T dz: each score less the mean of all by their shares.",
        parts=lambda node: (_inside(node),),
    ),
)

register_laws(
    ("inverse", DifferentialLaw("differential.inverse", "inverse", _inverse,
     "From U U^-1 = I: d(U^-1) = -U^-1 dU U^-1.")),
    ("determinant", DifferentialLaw("differential.determinant", "determinant", _determinant,
     "Jacobi's formula: d det U = det U tr(U^-1 dU).", needs=_not_zero)),
    ("norm", DifferentialLaw("differential.norm", "norm", _norm,
     "The norm changes by the part of dU along U: <U, dU> over the norm.", needs=_off_zero)),
    ("power", DifferentialLaw("differential.power", "power of a matrix", _matrix_power,
     "Each factor varies in turn.", parts=lambda node: node.args[:1])),
    ("array.softmax", DifferentialLaw("differential.softmax", "softmax", _softmax,
     "dp = p ∘ dz - p (p^T dz): the matrix is Diag(p) - p p^T.")),
    ("array.logsumexp", DifferentialLaw("differential.logsumexp", "logarithm of a sum of exponentials", _logsumexp,
     "Each entry counts with its share of the sum, which is softmax.")),
    ("array.maxpool", DifferentialLaw("differential.maxpool", "largest of each window", _maxpool,
     "Only the largest entry of a window passes its change on; where two are equal there is no derivative.")),
)  # fmt: skip
