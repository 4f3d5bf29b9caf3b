"""Numbers as they are written beside formulas."""

import math


def short(value: float) -> str:
    """Six significant digits, without a tail of zeros: `-0.188439`, `2.4`, `1.2e-07`."""
    return f"{value + 0.0:.6g}"


def latex_number(value: float) -> str:
    """The same in LaTeX: `1.2\\cdot 10^{-7}`, `\\infty`."""
    if math.isinf(value):
        return "\\infty" if value > 0 else "-\\infty"
    mantissa, _, exponent = short(value).partition("e")
    return mantissa if not exponent else f"{mantissa}\\cdot 10^{{{int(exponent)}}}"


def bracketed(value: float) -> str:
    """The number after an operator: a negative one in brackets."""
    return f"({latex_number(value)})" if value < 0 else latex_number(value)
