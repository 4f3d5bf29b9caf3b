"""Generated code on mpmath's numbers: to as many digits as mpmath is set to."""

from collections.abc import Callable
from typing import Any

from symgrad.balls.floats import RealMpmath, RealSpecial, exact_numbers, odd_root
from symgrad.numeric.compiling import compile_source


def on_exact_numbers(source: str) -> Callable[..., Any]:
    """The function of this source; arguments may be integers, floats, fractions, decimal text or mpmath's numbers."""
    function = compile_source(source, {"mp": RealMpmath(), "special": RealSpecial(), "odd_root": odd_root})
    return lambda *values: function(*exact_numbers(values))
