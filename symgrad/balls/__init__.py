"""The only door to python-flint and mpmath: values that say how well they are known, and slopes measured and exact.

flint and mpmath are loaded on first use.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symgrad.balls.differences import Estimate, Measured, Quotient, finite_differences, measured
    from symgrad.balls.gradient import Slopes, ball_gradient, slopes_along
    from symgrad.balls.inert import slope_ball
    from symgrad.balls.numbers import evaluate
    from symgrad.balls.precision import Ball, Number, ball, known_ball, known_balls
    from symgrad.balls.quadrature import slopes_match
    from symgrad.balls.ranges import sign_on
    from symgrad.balls.sweeps import swept
    from symgrad.balls.unrolling import unrolled
    from symgrad.balls.values import UNDEFINED, UNKNOWN, Missing

_HOME = {
    "Estimate": "differences",
    "Measured": "differences",
    "Quotient": "differences",
    "finite_differences": "differences",
    "measured": "differences",
    "Slopes": "gradient",
    "ball_gradient": "gradient",
    "slopes_along": "gradient",
    "Ball": "precision",
    "Number": "precision",
    "ball": "precision",
    "known_ball": "precision",
    "known_balls": "precision",
    "evaluate": "numbers",
    "sign_on": "ranges",
    "slopes_match": "quadrature",
    "slope_ball": "inert",
    "swept": "sweeps",
    "unrolled": "unrolling",
    "Missing": "values",
    "UNDEFINED": "values",
    "UNKNOWN": "values",
}

__all__ = [
    "UNDEFINED",
    "UNKNOWN",
    "Ball",
    "Estimate",
    "Measured",
    "Missing",
    "Number",
    "Quotient",
    "Slopes",
    "ball",
    "ball_gradient",
    "evaluate",
    "finite_differences",
    "known_ball",
    "known_balls",
    "measured",
    "sign_on",
    "slope_ball",
    "slopes_along",
    "slopes_match",
    "swept",
    "unrolled",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
