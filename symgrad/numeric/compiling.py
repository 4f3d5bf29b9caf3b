"""The one place where symgrad runs source text: source that `symgrad.numeric.source` wrote itself.

It consists of operations from a fixed table, numbers written anew, and identifiers from an allow-list. Nothing that a
user typed is in it, and it sees no builtins but the three that the records of functions use.
"""

from collections.abc import Callable, Mapping
from typing import Any

_BUILTINS = {"abs": abs, "max": max, "min": min}


def compile_source(source: str, names: Mapping[str, Any]) -> Callable[..., Any]:
    """The function that this source defines, with these names in sight."""
    scope: dict[str, Any] = {"__builtins__": _BUILTINS, **names}
    exec(compile(source, "<symgrad>", "exec"), scope)
    function: Callable[..., Any] = next(reversed(scope.values()))
    return function
