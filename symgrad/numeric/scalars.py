"""What generated code for scalars may call besides `math`."""

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any


def odd_root(x: float, degree: int) -> float:
    """The real root of odd degree of a number; negative for a negative number."""
    return math.copysign(abs(x) ** (1 / degree), x)


class Special:
    """Functions that neither `math` nor NumPy has, by their id: slow but to full accuracy, from mpmath."""

    def __init__(self, wrap: Callable[[Callable[..., float]], Callable[..., Any]]) -> None:
        self._wrap = wrap

    def __getattr__(self, name: str) -> Callable[..., Any]:
        from symgrad.balls.floats import float_function

        found = self._wrap(float_function(name))
        setattr(self, name, found)
        return found


@cache
def scalar_names() -> Mapping[str, Any]:
    """The names that source for scalars uses."""
    return {"math": math, "odd_root": odd_root, "special": Special(lambda function: function)}
