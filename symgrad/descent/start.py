"""The start point as given, checked, as names and numbers."""

import math
from collections.abc import Mapping
from typing import Any

from symgrad.errors import DomainError, SymgradError
from symgrad.numeric import lambdify


def start_point(start: Any) -> tuple[tuple[str, ...], list[float]]:
    """Names and numbers of a start such as {"x": 3, "y": "pi/4"}. Raises SymgradError for anything else."""
    if not isinstance(start, Mapping) or not start:
        raise SymgradError("start says which variables descend, and from where", hint='such as start={"x": 3, "y": 1}')
    names = tuple(str(getattr(getattr(key, "data", key), "plain", key)) for key in start)
    return names, [_number(name, value) for name, value in zip(names, start.values(), strict=True)]


def _number(name: str, value: Any) -> float:
    try:
        number = float(lambdify(value, ())() if isinstance(value, str) else value)
    except (TypeError, ValueError, SymgradError) as error:
        raise SymgradError(f"the start of {name} is not a number: {value!r}") from error
    if not math.isfinite(number):
        raise DomainError(f"the start of {name} is not finite", hint="start at an ordinary point")
    return number
