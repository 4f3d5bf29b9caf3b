"""Normalising layers: each feature over the batch, or each row over its features."""

from symgrad.networks.layer import Flow, Kind, Plan
from symgrad.networks.sizes import size_term as _size
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
from symgrad.terms.node import Term


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
    mean = plan.define("mu", div(matmul(transpose(x), column), _size(m)))
    centred = plan.define("c", sub(x, matmul(column, transpose(mean))))
    variance = plan.define("v", div(matmul(transpose(entrywise_power(centred, TWO)), column), _size(m)))
    spread = plan.define("s", root(_with_epsilon(plan, variance, epsilon)))
    unit = plan.define("x", div(centred, matmul(column, transpose(spread))), accent="hat")
    scaled = hadamard(unit, matmul(column, transpose(plan.input("gamma", (n,)))))
    return (plan.define("y", add(scaled, matmul(column, transpose(plan.input("beta", (n,)))))),)


def layer_norm(plan: Plan, flow: Flow, epsilon: bool = True) -> Flow:
    """The entries of a vector with mean 0 and variance 1, then scaled by gamma and shifted by beta (Ba and others)."""
    x = plan.single(flow)
    if len(x.shape) != 1:
        raise plan.trouble("it takes one vector", "give input_shape=(n,)")
    scaled = hadamard(plan.input("gamma", x.shape), _normalised(plan, x, epsilon))
    return (plan.define("y", add(scaled, plan.input("beta", x.shape))),)


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
