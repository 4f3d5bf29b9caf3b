"""Normalising layers: each feature over the batch, or each row over its features."""

from symgrad.networks.layer import Flow, Kind, Plan
from symgrad.terms.build import (
    TWO,
    add,
    array,
    div,
    entrywise_power,
    hadamard,
    matmul,
    mul,
    ones,
    root,
    sub,
    transpose,
)
from symgrad.terms.build import size_term as _size
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size


def batch_norm(plan: Plan, flow: Flow, epsilon: bool = True) -> Flow:
    """Each column of the batch with mean 0 and variance 1, then scaled by gamma, shifted by beta (Ioffe, Szegedy)."""
    x = plan.single(flow)
    if len(x.shape) == 1:
        unit = _normalised(plan, x, epsilon)
        return (plan.define("y", add(mul(plan.input("gamma", ()), unit), plan.input("beta", ()))),)
    if len(x.shape) != 2:
        raise plan.trouble("it takes a batch: a vector of one feature, or rows", "give input_shape=(m, n)")
    m, n = x.shape
    column = ones(m)

    def along(row: Term) -> Term:
        return matmul(column, transpose(row))

    mean = plan.define("mu", div(matmul(transpose(x), column), _size(m)))
    centred = plan.define("c", sub(x, along(mean)))
    variance = plan.define("v", div(matmul(transpose(entrywise_power(centred, TWO)), column), _size(m)))
    spread = plan.define("s", root(_with_epsilon(plan, variance, epsilon)))
    unit = plan.define("x", div(centred, along(spread)), accent="hat")
    return (plan.define("y", _affine(plan, unit, m, n)),)


def _affine(plan: Plan, unit: Term, m: Size, n: Size) -> Term:
    """Each of the n columns times its gamma, plus its beta."""
    scales, shifts = (matmul(ones(m), transpose(plan.input(one, (n,)))) for one in ("gamma", "beta"))
    return add(hadamard(unit, scales), shifts)


def layer_norm(plan: Plan, flow: Flow, epsilon: bool = True) -> Flow:
    """The entries of a vector, or of each row of a batch, with mean 0 and variance 1, then gamma and beta (Ba)."""
    x = plan.single(flow)
    if len(x.shape) == 1:
        scaled = hadamard(plan.input("gamma", x.shape), _normalised(plan, x, epsilon))
        return (plan.define("y", add(scaled, plan.input("beta", x.shape))),)
    if len(x.shape) != 2:
        raise plan.trouble("it takes one vector, or rows", "give input_shape=(n,) or (m, n)")
    return (plan.define("y", _affine(plan, _rows_normalised(plan, x, epsilon), *x.shape)),)


def _rows_normalised(plan: Plan, x: Term, epsilon: bool) -> Term:
    """Each row less its mean, over the root of its variance."""
    row = ones(x.shape[1])
    size = _size(x.shape[1])
    mean = plan.define("mu", div(matmul(x, row), size))
    centred = plan.define("c", sub(x, matmul(mean, transpose(row))))
    variance = plan.define("v", div(matmul(entrywise_power(centred, TWO), row), size))
    spread = plan.define("s", root(_with_epsilon(plan, variance, epsilon)))
    return plan.define("x", div(centred, matmul(spread, transpose(row))), accent="hat")


def _normalised(plan: Plan, x: Term, epsilon: bool) -> Term:
    """The entries of a vector less their mean, over the root of their variance."""
    (size,) = x.shape
    mean = plan.define("mu", div(array("sum", x), _size(size)))
    centred = plan.define("c", sub(x, mean))
    variance = plan.define("v", div(array("sum", entrywise_power(centred, TWO)), _size(size)))
    spread = plan.define("s", root(_with_epsilon(plan, variance, epsilon)))
    return plan.define("x", div(centred, spread), accent="hat")


def _with_epsilon(plan: Plan, variance: Term, epsilon: bool) -> Term:
    return add(variance, plan.input("epsilon", ())) if epsilon else variance


KINDS: dict[str, Kind] = {
    "batch_norm": Kind("batch normalisation", batch_norm),
    "layer_norm": Kind("layer normalisation", layer_norm),
}
