"""Functions of x and y with their gradients written by hand, as text and as code for any array library."""

import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Code = Callable[[Any, Any, Any], Any]
"""(library, x, y) -> value."""


class Function(NamedTuple):
    """A function, its two slopes, and the size of points at which it is a fair question."""

    text: str
    value: Code
    slopes: tuple[Code, Code]
    sizes: tuple[float, ...] = (1.0,)


class Claim(NamedTuple):
    """A function at a point with claimed slopes: `truth` is right, wrong or kink."""

    function: Function
    point: tuple[float, float]
    slopes: tuple[Code, Code]
    truth: str
    how: str


#: smooth functions
SMOOTH = (
    Function("x^2*y + sin(x*y)", lambda m, x, y: x**2 * y + m.sin(x * y),
             (lambda m, x, y: 2 * x * y + y * m.cos(x * y), lambda m, x, y: x**2 + x * m.cos(x * y)), (1.0, 30.0)),
    Function("exp(x)*y^3", lambda m, x, y: m.exp(x) * y**3,
             (lambda m, x, y: m.exp(x) * y**3, lambda m, x, y: 3 * m.exp(x) * y**2), (1.0, 10.0)),
    Function("x*y", lambda m, x, y: x * y, (lambda m, x, y: y, lambda m, x, y: x), (1e-6, 1.0, 1e6)),
    Function("x^3 + 2*y^2", lambda m, x, y: x**3 + 2 * y**2,
             (lambda m, x, y: 3 * x**2, lambda m, x, y: 4 * y), (1e-3, 1.0, 1e5)),
    Function("1/(x^2 + y^2)", lambda m, x, y: 1 / (x**2 + y**2),
             (lambda m, x, y: -2 * x / (x**2 + y**2) ** 2, lambda m, x, y: -2 * y / (x**2 + y**2) ** 2),
             (1e-3, 1.0, 1e3)),
    Function("log(1 + x^2 + y^2)", lambda m, x, y: m.log(1 + x**2 + y**2),
             (lambda m, x, y: 2 * x / (1 + x**2 + y**2), lambda m, x, y: 2 * y / (1 + x**2 + y**2)), (1e-3, 1.0, 1e4)),
    Function("tanh(x + 2*y)", lambda m, x, y: m.tanh(x + 2 * y),
             (lambda m, x, y: 1 / m.cosh(x + 2 * y) ** 2, lambda m, x, y: 2 / m.cosh(x + 2 * y) ** 2), (0.3, 5.0)),
    Function("sqrt(1 + x^2)*y", lambda m, x, y: m.sqrt(1 + x**2) * y,
             (lambda m, x, y: x * y / m.sqrt(1 + x**2), lambda m, x, y: m.sqrt(1 + x**2)), (1e-3, 1.0, 1e4)),
    Function("sin(20*x) + cos(30*y)", lambda m, x, y: m.sin(20 * x) + m.cos(30 * y),
             (lambda m, x, y: 20 * m.cos(20 * x), lambda m, x, y: -30 * m.sin(30 * y)), (1.0, 50.0)),
    Function("exp(-x^2)*y", lambda m, x, y: m.exp(-(x**2)) * y,
             (lambda m, x, y: -2 * x * m.exp(-(x**2)) * y, lambda m, x, y: m.exp(-(x**2))), (1.0, 4.0)),
)  # fmt: skip

#: functions with a kink at the point, and the slopes that frameworks give there
KINKS = (
    (Function("abs(x)*y", lambda m, x, y: abs(x) * y, (lambda m, x, y: 0 * x, lambda m, x, y: abs(x))), (0.0, 2.0)),
    (Function("max(x, 0) + y", lambda m, x, y: (abs(x) + x) / 2 + y,
              (lambda m, x, y: 0 * x + 0.5, lambda m, x, y: 0 * y + 1)), (0.0, 1.0)),
    (Function("max(x, y)", lambda m, x, y: (x + y + abs(x - y)) / 2,
              (lambda m, x, y: 0 * x + 0.5, lambda m, x, y: 0 * y + 0.5)), (2.0, 2.0)),
    (Function("abs(x - y)", lambda m, x, y: abs(x - y), (lambda m, x, y: 0 * x, lambda m, x, y: 0 * y)), (1.0, 1.0)),
    (Function("y*abs(x - 1) + x", lambda m, x, y: y * abs(x - 1) + x,
              (lambda m, x, y: 0 * x + 1, lambda m, x, y: abs(x - 1))), (1.0, 0.5)),
)  # fmt: skip

#: name -> what a wrong first slope is made of the right one
MISTAKES: dict[str, Callable[[Code], Code]] = {
    "0.1% too large": lambda right: lambda m, x, y: 1.001 * right(m, x, y),
    "sign": lambda right: lambda m, x, y: -right(m, x, y),
    "half": lambda right: lambda m, x, y: 0.5 * right(m, x, y),
    "1% too small": lambda right: lambda m, x, y: 0.99 * right(m, x, y),
}


def claims(seed: int) -> Iterator[Claim]:
    """Every function at a random point of each size, with its right slopes and with every mistake; then the kinks."""
    source = random.Random(f"peers {seed}")
    for function in SMOOTH:
        for size in function.sizes:
            point = (round(size * source.uniform(0.5, 1.5), 9), round(size * source.uniform(0.5, 1.5), 9))
            yield Claim(function, point, function.slopes, "right", f"size {size:g}")
            first, second = function.slopes
            for how, make in MISTAKES.items():
                yield Claim(function, point, (make(first), second), "wrong", f"{how}, size {size:g}")
    for function, point in KINKS:
        yield Claim(function, point, function.slopes, "kink", "kink")
