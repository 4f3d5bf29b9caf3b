"""What parent and child agree on: the values they exchange, and which functions may be run by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from symgrad.errors import SymgradError

__all__ = ["JOBS", "JSON", "WorkerError", "job"]

JSON: TypeAlias = Mapping[str, "JSON"] | Sequence["JSON"] | str | int | float | bool | None
"""What payloads and values are made of; a value comes back as dicts and lists."""

JOBS: dict[str, Callable[[Any], Any]] = {}
"""The functions that may be run, by "module:function"; `job` fills it as modules are imported."""

_Job = TypeVar("_Job", bound=Callable[[Any], Any])


class WorkerError(SymgradError):
    """A job failed in a way that is not the user's mistake: a defect in symgrad or in a library it calls."""


def job(function: _Job) -> _Job:
    """Allow a top-level function to be run by name in the child."""
    JOBS[f"{function.__module__}:{function.__qualname__}"] = function
    return function
