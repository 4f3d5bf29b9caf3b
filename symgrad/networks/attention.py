"""Scaled dot-product attention (Vaswani and others, 2017): each row looks at all rows."""

from symgrad.networks.layer import Flow, Kind, Plan
from symgrad.terms.build import array, div, matmul, root, size_term, transpose
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size


def attention(plan: Plan, flow: Flow, width: int | None = None, values: int | None = None) -> Flow:
    """softmax(Q K^T / sqrt d) V of the rows X (m, n), with Q = X W_Q, K = X W_K, V = X W_V.

    `width` is the length d of queries and keys, `values` that of the values; both are n if they are not given.
    """
    x = plan.single(flow)
    if len(x.shape) != 2:
        raise plan.trouble("it takes rows, one for each position", "give input_shape=(m, n)")
    n = x.shape[1]
    d: Size = n if width is None else width
    query, key = (_projected(plan, x, letter, d) for letter in "QK")
    value = _projected(plan, x, "V", n if values is None else values)
    scores = plan.define("S", div(matmul(query, transpose(key)), root(size_term(d))))
    weights = plan.define("P", array("softmax", scores))
    return (plan.define("O", matmul(weights, value)),)


def _projected(plan: Plan, x: Term, letter: str, width: Size) -> Term:
    return plan.define(letter, matmul(x, plan.weight(f"W_{letter}", (x.shape[1], width))))


KINDS: dict[str, Kind] = {"attention": Kind("scaled dot-product attention", attention)}
