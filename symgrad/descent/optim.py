"""Optimisers as pairs of functions (init, update), joined by `chain`, in the manner of optax.

`init(point)` gives the first state; `update(gradient, state, point, at)` gives what is added to the point (or, inside
a chain, what is handed to the next transform) and the new state; `at(point)` evaluates value and gradient elsewhere.
Points and gradients are arrays of one entry a variable; g is the gradient, eta the learning rate.

    optim.chain(optim.clip(1.0), optim.adam(1e-2))
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from symgrad.errors import SymgradError

Array = Any
State = Any
At = Callable[[Array], tuple[float, Array]]

_EPSILON = 1e-8
"""Keeps quotients by a running mean of squares finite; the value published for Adam."""


class Transform(NamedTuple):
    """One optimiser, or one stage of one."""

    init: Callable[[Array], State]
    update: Callable[[Array, State, Array, At], tuple[Array, State]]


def chain(*transforms: Transform) -> Transform:
    """Transforms one after the other: what one returns is the gradient for the next."""

    def init(point: Array) -> State:
        return tuple(one.init(point) for one in transforms)

    def update(gradient: Array, states: State, point: Array, at: At) -> tuple[Array, State]:
        after = []
        for one, state in zip(transforms, states, strict=True):
            gradient, state = one.update(gradient, state, point, at)
            after.append(state)
        return gradient, tuple(after)

    return Transform(init, update)


def _stateless(change: Callable[[Array, Array], Array]) -> Transform:
    return Transform(lambda _: None, lambda gradient, state, point, _: (change(gradient, point), state))


def sgd(learning_rate: float = 0.1) -> Transform:
    """Gradient descent, x <- x - eta g; stochastic where the gradient is that of a batch. Cauchy, 1847."""
    eta = positive("learning_rate", learning_rate)
    return _stateless(lambda gradient, _: -eta * gradient)


def momentum(learning_rate: float = 0.1, beta: float = 0.9) -> Transform:
    """v <- beta v - eta g, x <- x + v. Polyak, Some methods of speeding up convergence, 1964."""
    eta, beta = positive("learning_rate", learning_rate), _fraction("momentum", beta)

    def update(gradient: Array, velocity: Array, _: Array, __: At) -> tuple[Array, State]:
        velocity = beta * velocity - eta * gradient
        return velocity, velocity

    return Transform(np.zeros_like, update)


def nesterov(learning_rate: float = 0.1, beta: float = 0.9) -> Transform:
    """v <- beta v - eta g, x <- x + beta v - eta g. Sutskever et al., ICML 2013, in the variable that looks ahead."""
    eta, beta = positive("learning_rate", learning_rate), _fraction("momentum", beta)

    def update(gradient: Array, velocity: Array, _: Array, __: At) -> tuple[Array, State]:
        velocity = beta * velocity - eta * gradient
        return beta * velocity - eta * gradient, velocity

    return Transform(np.zeros_like, update)


def adagrad(learning_rate: float = 0.1) -> Transform:
    """s <- s + g^2, x <- x - eta g / (sqrt(s) + epsilon), entry by entry. Duchi, Hazan, Singer, JMLR 2011."""
    eta = positive("learning_rate", learning_rate)

    def update(gradient: Array, total: Array, _: Array, __: At) -> tuple[Array, State]:
        total = total + gradient**2
        return -eta * gradient / (np.sqrt(total) + _EPSILON), total

    return Transform(np.zeros_like, update)


def rmsprop(learning_rate: float = 0.01, decay: float = 0.9) -> Transform:
    """s <- d s + (1 - d) g^2, x <- x - eta g / (sqrt(s) + epsilon). Tieleman and Hinton, Coursera lecture 6e, 2012."""
    eta, decay = positive("learning_rate", learning_rate), _fraction("decay", decay)

    def update(gradient: Array, mean: Array, _: Array, __: At) -> tuple[Array, State]:
        mean = decay * mean + (1 - decay) * gradient**2
        return -eta * gradient / (np.sqrt(mean) + _EPSILON), mean

    return Transform(np.zeros_like, update)


def adam(learning_rate: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = _EPSILON) -> Transform:
    """Running means of the gradient and of its square, both corrected for their start at 0.

    m <- beta1 m + (1 - beta1) g, s <- beta2 s + (1 - beta2) g^2,
    x <- x - eta m / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + epsilon).
    Kingma and Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.
    """
    eta = positive("learning_rate", learning_rate)
    beta1, beta2 = _fraction("beta1", beta1), _fraction("beta2", beta2)

    def init(point: Array) -> State:
        return 0, np.zeros_like(point), np.zeros_like(point)

    def update(gradient: Array, state: State, _: Array, __: At) -> tuple[Array, State]:
        step, mean, square = state
        step += 1
        mean = beta1 * mean + (1 - beta1) * gradient
        square = beta2 * square + (1 - beta2) * gradient**2
        corrected, scale = mean / (1 - beta1**step), np.sqrt(square / (1 - beta2**step))
        return -eta * corrected / (scale + epsilon), (step, mean, square)

    return Transform(init, update)


def adamw(
    learning_rate: float = 1e-3, weight_decay: float = 0.01, beta1: float = 0.9, beta2: float = 0.999
) -> Transform:
    """Adam, with the weights shrunk by eta times `weight_decay` in each step. Loshchilov and Hutter, ICLR 2019."""
    inner = adam(learning_rate, beta1, beta2)

    def update(gradient: Array, state: State, point: Array, at: At) -> tuple[Array, State]:
        change, state = inner.update(gradient, state, point, at)
        return change - learning_rate * weight_decay * point, state

    return Transform(inner.init, update)


def clip(limit: float) -> Transform:
    """Every entry of the gradient cut to [-limit, limit]."""
    limit = positive("limit", limit)
    return _stateless(lambda gradient, _: np.clip(gradient, -limit, limit))


def clip_by_norm(limit: float) -> Transform:
    """The gradient shortened to the length `limit` where it is longer, same direction. Pascanu et al., ICML 2013."""
    limit = positive("limit", limit)
    return _stateless(lambda gradient, _: gradient * min(1.0, limit / max(float(np.linalg.norm(gradient)), limit)))


def positive(name: str, value: float) -> float:
    """The value, if it is a positive number. Raises SymgradError."""
    if not (np.isfinite(value) and value > 0):
        raise SymgradError(f"{name} must be a positive number, not {value}", hint=f"such as {name}=0.1")
    return float(value)


def _fraction(name: str, value: float) -> float:
    if not 0 <= value < 1:
        raise SymgradError(f"{name} must be at least 0 and less than 1, not {value}", hint="0.9 is usual")
    return float(value)
