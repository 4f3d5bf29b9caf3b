"""The only door to python-flint and mpmath: values that say how well they are known, and slopes measured and exact.

flint and mpmath are loaded on first use.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symgrad.balls.numbers import evaluate
    from symgrad.balls.precision import Ball, Number, ball, known_ball
    from symgrad.balls.values import UNDEFINED, UNKNOWN, Missing

_HOME = {
    "Ball": "precision",
    "Number": "precision",
    "ball": "precision",
    "known_ball": "precision",
    "evaluate": "numbers",
    "Missing": "values",
    "UNDEFINED": "values",
    "UNKNOWN": "values",
}

__all__ = ["UNDEFINED", "UNKNOWN", "Ball", "Missing", "Number", "ball", "evaluate", "known_ball"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
