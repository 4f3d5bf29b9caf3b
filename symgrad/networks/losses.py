"""Losses: from what the network says and what it should say to one number."""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.networks.layer import Plan
from symgrad.terms.build import (
    ONE,
    TWO,
    ZERO,
    add,
    array,
    call,
    div,
    hadamard,
    inner,
    mul,
    neg,
    power,
    size_term,
    sub,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


class Loss(NamedTuple):
    """A loss: what it is called, its formula from output and target, and what the output is first sent through."""

    says: str
    of: Callable[[Plan, Term, Term], Term]
    output: str | None = None  # the activation that the last layer gets if none is asked for
    fact: str = ""  # what is known of the target
    mean: bool = True  # whether it is the mean over the outputs


def _entries(term: Term) -> Term:
    """How many numbers the term holds."""
    sizes = [size_term(side) for side in term.shape]
    return mul(*sizes) if sizes else ONE


def _mean(total: Term, of: Term) -> Term:
    return total if not of.shape else div(total, _entries(of))


def _sum(term: Term) -> Term:
    return array("sum", term) if term.shape else term


def _times(left: Term, right: Term) -> Term:
    return hadamard(left, right) if left.shape else mul(left, right)


def _square(term: Term) -> Term:
    norm = "2" if len(term.shape) == 1 else "F"
    return power(unary(Head.NORM, term, norm), TWO) if term.shape else power(term, TWO)


def squared_error(plan: Plan, output: Term, target: Term) -> Term:
    """The mean of (output - target)^2."""
    return _mean(_square(sub(output, target)), output)


def half_squared_error(plan: Plan, output: Term, target: Term) -> Term:
    """Half the sum of (output - target)^2."""
    return mul(div(ONE, TWO), _square(sub(output, target)))


def binary_cross_entropy(plan: Plan, output: Term, target: Term) -> Term:
    """The mean of -y log p - (1 - y) log(1 - p) of probabilities p."""
    yes = _times(target, call("log", output))
    no = _times(sub(ONE, target), call("log", sub(ONE, output)))
    return _mean(neg(_sum(add(yes, no))), output)


def binary_cross_entropy_with_logits(plan: Plan, output: Term, target: Term) -> Term:
    """The mean of log(1 + e^z) - y z of scores z: the same loss without rounding a probability to 0 or 1."""
    return _mean(_sum(sub(call("softplus", output), _times(target, output))), output)


def cross_entropy(plan: Plan, output: Term, target: Term) -> Term:
    """-sum of y log p of probabilities p; the mean over the rows of a batch."""
    total = neg(_sum(_times(target, call("log", output))))
    return div(total, size_term(output.shape[0])) if len(output.shape) == 2 else total


def cross_entropy_with_logits(plan: Plan, output: Term, target: Term) -> Term:
    """log sum e^z - y z of scores z, for a y whose entries sum to 1; the mean over the rows of a batch."""
    if len(output.shape) == 2:
        total = neg(_sum(_times(target, call("log", array("softmax", output)))))
        return div(total, size_term(output.shape[0]))
    if not output.shape:
        raise plan.trouble("cross entropy with logits takes one score for every class", "use linear(2) or more units")
    return sub(array("logsumexp", output), inner(target, output))


def hinge(plan: Plan, output: Term, target: Term) -> Term:
    """The mean of max(0, 1 - y s) of scores s, for targets -1 and 1."""
    return _mean(_sum(call("max", ZERO, sub(ONE, _times(target, output)))), output)


LOSSES: dict[str, Loss] = {
    "mse": Loss("mean squared error", squared_error),
    "half_squared_error": Loss("half squared error", half_squared_error, mean=False),
    "binary_cross_entropy": Loss("binary cross-entropy", binary_cross_entropy, "sigmoid"),
    "binary_cross_entropy_with_logits": Loss("binary cross-entropy of scores", binary_cross_entropy_with_logits),
    "cross_entropy": Loss("cross-entropy", cross_entropy, "softmax", "distribution", False),
    "cross_entropy_with_logits": Loss(
        "cross-entropy of scores", cross_entropy_with_logits, None, "distribution", False
    ),
    "hinge": Loss("hinge loss", hinge, None, "signs"),
}
