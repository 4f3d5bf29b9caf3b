"""Differentials of sums, products, quotients and transposes, and how their factors move across an inner product."""

from symgrad.rules.matrices.factors import negated, over, scaled, without_scalars, written
from symgrad.rules.matrices.record import Adjoint, DifferentialLaw, register_adjoints, register_laws
from symgrad.rules.matrices.shaped import entrywise, identity_like, is_ones, ones_in, times, transposed
from symgrad.terms.build import ONE, TWO, array, div, entrywise_power, inner, mul, transpose, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Terms = tuple[Term, ...]


def spread(d: Term, node: Term) -> Term:
    """The differential of a part as it goes into every entry of the node: a number times ones."""
    return mul(d, ones_in(node.shape)) if node.shape and not d.shape else d


def others(node: Term, i: int) -> Terms:
    """All parts but the one in place i."""
    return node.args[:i] + node.args[i + 1 :]


def _sum(node: Term, i: int, d: Term) -> Term:
    return spread(d, node)


def _product(node: Term, i: int, d: Term) -> Term:
    return scaled(*others(node, i), d)


def _matmul(node: Term, i: int, d: Term) -> Term:
    return times(*node.args[:i], d, *node.args[i + 1 :])


def _hadamard(node: Term, i: int, d: Term) -> Term:
    return entrywise(*others(node, i), d)


def _quotient(node: Term, i: int, d: Term) -> Term:
    """d(u/v) = du/v - u/v^2 dv, entry by entry where u or v is not a number."""
    top, bottom = node.args
    if not bottom.shape:
        return over(d, bottom) if i == 0 else negated(scaled(over(top, scaled(bottom, bottom)), d))
    if i == 0:
        return entrywise(div(ONE, bottom), spread(d, node))
    return negated(entrywise(div(top, entrywise_power(bottom, TWO)), d))


def number_with(g: Term, core: Term) -> Term:
    """<g, core>: what a number that multiplies the core meets; numbers and a minus sign of g stand in front."""
    numbers, cores = without_scalars((g,))
    found = (array("sum", one) if is_ones(core) else inner(one, core) for one in cores)
    return scaled(written(numbers), *found)


def _scalar_factor(g: Term, node: Term, i: int) -> Term:
    """<G, s dU> = <s G, dU>, and <G, ds A> = <G, A> ds."""
    rest = others(node, i)
    if not node.shape or node.args[i].shape:
        return scaled(*rest, g)
    core = next(part for part in rest if part.shape)
    return scaled(*(part for part in rest if not part.shape), number_with(g, core))


def _divided(g: Term, node: Term, i: int) -> Term:
    """<G, dU/s> = <G/s, dU>, entry by entry where s is not a number."""
    bottom = node.args[1]
    return entrywise(g, div(ONE, bottom)) if bottom.shape else over(g, bottom)


def _moved_sides(g: Term, node: Term, i: int) -> Term:
    """<G, A dU B> = <A^T G B^T, dU>; for a number g, g A dU B gives g A^T B^T."""
    left = [transposed(times(*node.args[:i]))] if i else []
    right = [transposed(times(*node.args[i + 1 :]))] if i + 1 < len(node.args) else []
    return times(*left, g, *right) if node.shape else scaled(g, times(*left, *right))


register_laws(
    ("sum", DifferentialLaw("differential.sum", "sum rule", _sum,
     "The differential of a sum is the sum of the differentials; what is constant has none.", silent=True)),
    ("negation", DifferentialLaw("differential.sign", "sign kept", lambda node, i, d: negated(d),
     "A minus sign stays in front.", silent=True)),
    ("product", DifferentialLaw("differential.product", "product rule", _product,
     "Each factor varies in turn, the others are kept.")),
    ("matmul", DifferentialLaw("differential.matmul", "product rule", _matmul,
     "d(AB) = dA B + A dB: each factor varies in turn, and the order of the factors is kept.")),
    ("hadamard", DifferentialLaw("differential.hadamard", "entrywise product rule", _hadamard,
     "Entry by entry it is the product rule.")),
    ("inner", DifferentialLaw("differential.inner", "inner product", lambda node, i, d: inner(node.args[1 - i], d),
     "The inner product varies with each of its sides, as a product does.")),
    ("quotient", DifferentialLaw("differential.quotient", "quotient rule", _quotient,
     "The top varies over the bottom, less the quotient times the bottom's variation over the bottom.")),
    ("transpose", DifferentialLaw("differential.transpose", "transpose", lambda node, i, d: transpose(d),
     "The differential of a transpose is the transpose of the differential.", silent=True)),
    ("trace", DifferentialLaw("differential.trace", "trace", lambda node, i, d: unary(Head.TRACE, d),
     "The trace is a sum of entries: its differential is the trace of the differential.")),
)  # fmt: skip

register_adjoints(
    ("negation", Adjoint("adjoint.sign", "sign kept", lambda g, node, i: negated(g), True)),
    ("product", Adjoint("adjoint.number", "numbers in front", _scalar_factor, True)),
    ("quotient", Adjoint("adjoint.divisor", "numbers in front", _divided, True)),
    ("matmul", Adjoint("adjoint.matmul", "moved across, transposed", _moved_sides)),
    ("transpose", Adjoint("adjoint.transpose", "transpose both sides", lambda g, node, i: transposed(g), True)),
    ("hadamard", Adjoint("adjoint.hadamard", "moved across",
                         lambda g, node, i: entrywise(g, *others(node, i)))),
    ("trace", Adjoint("adjoint.trace", "the trace is the inner product with I",
                      lambda g, node, i: scaled(g, identity_like(node.args[0].shape)))),
    ("inner", Adjoint("adjoint.inner", "a number times an inner product",
                      lambda g, node, i: scaled(g, node.args[1 - i]), True)),
)  # fmt: skip
