"""Optimisers that look at the function further along the line before they step, or at its curvature."""

import math
from typing import Any

import numpy as np

from symgrad.descent.optim import Array, At, State, Transform, positive
from symgrad.errors import DomainError, SymgradError

_DECREASE = 1e-4
"""Part of the promised decrease that a step must deliver. Nocedal and Wright, Numerical Optimization (2006), 3.1."""
_CURVATURE = 0.9
_MOST_TRIALS = 60


def backtracking(learning_rate: float = 1.0, shrink: float = 0.5) -> Transform:
    """Gradient descent that shortens each step until the value falls enough. Armijo, Pacific J. Math. 1966."""
    eta = positive("learning_rate", learning_rate)

    def update(gradient: Array, state: State, point: Array, at: At) -> tuple[Array, State]:
        value, promised = at(point)[0], float(gradient @ gradient)
        step = eta
        for _ in range(_MOST_TRIALS):
            if _try(at, point - step * gradient)[0] <= value - _DECREASE * step * promised:
                return -step * gradient, state
            step *= shrink
        return np.zeros_like(point), state

    return Transform(lambda _: None, update)


def exact_line_search() -> Transform:
    """Steepest descent to the lowest point on the line: x <- x - t g with the t that makes f(x - t g) least."""

    def update(gradient: Array, state: State, point: Array, at: At) -> tuple[Array, State]:
        def slope(t: float) -> float:
            return -float(_try(at, point - t * gradient)[1] @ gradient)

        return -_root_of_slope(slope) * gradient, state

    return Transform(lambda _: None, update)


def _root_of_slope(slope: Any) -> float:
    """Where a slope that starts negative is 0: doubled until it is positive, then by regula falsi (Illinois)."""
    low, high = 0.0, 1.0
    below, above = slope(0.0), slope(1.0)
    for _ in range(_MOST_TRIALS):
        if above >= 0 or not math.isfinite(above):
            break
        low, below, high = high, above, 2 * high
        above = slope(high)
    for _ in range(_MOST_TRIALS):
        between = high - above * (high - low) / (above - below) if math.isfinite(above) else 0.5 * (low + high)
        here = slope(between)
        if here == 0 or high - low <= 1e-15 * high:
            return between
        if not math.isfinite(here) or here > 0:
            high, above, below = between, here, 0.5 * below
        else:
            low, below, above = between, here, 0.5 * above
    return low if above == math.inf else between


def newton_root() -> Transform:
    """Newton's method for f(x) = 0 in one variable: x <- x - f(x)/f'(x)."""

    def update(gradient: Array, state: State, point: Array, at: At) -> tuple[Array, State]:
        if point.size != 1:
            raise SymgradError("newton_root solves f(x) = 0 in one variable", hint="use newton to find a minimum")
        if gradient[0] == 0:
            raise DomainError("the tangent is level: it meets the axis nowhere")
        return np.array([-at(point)[0] / gradient[0]]), state

    return Transform(lambda _: None, update)


def bfgs() -> Transform:
    """A running model of the inverse second derivatives. Broyden, Fletcher, Goldfarb, Shanno, 1970."""

    def init(point: Array) -> State:
        return np.eye(point.size)

    def update(gradient: Array, inverse: State, point: Array, at: At) -> tuple[Array, State]:
        direction = -inverse @ gradient
        if direction @ gradient >= 0:
            inverse, direction = np.eye(point.size), -gradient
        step, after = _wolfe_step(at, point, gradient, direction)
        return step, _bfgs_update(inverse, step, after - gradient)

    return Transform(init, update)


def _bfgs_update(inverse: Array, step: Array, change: Array) -> Array:
    """Nocedal and Wright, formula 6.17."""
    product = float(step @ change)
    if product <= 0:
        return inverse
    left = np.eye(step.size) - np.outer(step, change) / product
    return left @ inverse @ left.T + np.outer(step, step) / product


def _wolfe_step(at: At, point: Array, gradient: Array, direction: Array) -> tuple[Array, Array]:
    """The step and the gradient after it: far enough down, and past the steep part, by bisection.

    Lewis and Overton, Nonsmooth optimization via quasi-Newton methods, Math. Programming 2013, algorithm 2.6.
    """
    value, slope = at(point)[0], float(gradient @ direction)
    low, high, t = 0.0, math.inf, 1.0
    best = np.zeros_like(point), gradient
    for _ in range(_MOST_TRIALS):
        there, after = _try(at, point + t * direction)
        if not there <= value + _DECREASE * t * slope:
            high = t
        else:
            best = t * direction, after
            if float(after @ direction) >= _CURVATURE * slope:
                break
            low = t
        t = 2 * low if math.isinf(high) else 0.5 * (low + high)
    return best


def _try(at: At, point: Array) -> tuple[float, Array]:
    """Value and gradient; infinite outside the domain, so that no search ends there."""
    try:
        return at(point)
    except DomainError:
        return math.inf, np.full_like(point, math.nan)
