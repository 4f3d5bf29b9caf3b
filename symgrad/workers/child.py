"""The child's side: read a request, run the job within its limits, reply with the outcome."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from symgrad import errors
from symgrad.errors import SymgradError
from symgrad.workers.registry import JOBS, JSON

__all__ = ["MEMORY_BYTES", "answers", "serve"]

MEMORY_BYTES = 2 * 2**30
"""The child's address space, where the system can bound it."""

AGAIN_SECONDS = 0.5
"""How long after the soft limit a job that swallowed the interruption is interrupted again."""

_FIELDS = ("reason", "hint", "column", "line", "text")


class _SoftLimit(BaseException):
    """Raised by the timer; no `except Exception` of the code it interrupts may swallow it."""


def serve(package: str) -> None:
    """Answer requests on standard input until it ends; the jobs themselves see neither input nor output."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _detach()
    _bound()
    for line in requests:
        for reply in answers(json.loads(line), package):
            replies.write(json.dumps(reply).encode() + b"\n")
            replies.flush()


def answers(request: Mapping[str, Any], package: str) -> Iterator[JSON]:
    """The replies to one request: none to a warming, else "started" once the imports are done, and the outcome."""
    if "warm" in request:
        with contextlib.suppress(Exception):  # the first job will say what is wrong
            _import(request["warm"], package)
        return
    try:
        function = _resolved(request["job"], package)
    except Exception as error:
        yield _defect(error)
        return
    yield {"started": True}
    yield _outcome(function, request["payload"], request["soft"], request["hard"])


def _detach() -> None:
    """Ctrl-C is the parent's affair, and what a library prints must not mix with the replies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)


def _bound() -> None:
    """Bound the memory, and let the timer interrupt; Windows has neither."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):  # macOS knows this limit but refuses to set it
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        signal.signal(signal.SIGALRM, _interrupt)


def _interrupt(_signal: int, _frame: object) -> None:
    raise _SoftLimit


def _resolved(name: str, package: str) -> Callable[[Any], Any]:
    _import(name.partition(":")[0], package)
    if name not in JOBS:
        raise LookupError(f"{name} is not marked as a job")
    return JOBS[name]


def _import(module: str, package: str) -> None:
    if not re.fullmatch(rf"{re.escape(package)}(\.\w+)+", module):
        raise LookupError(f"{module} is not a module of {package}")
    importlib.import_module(module)


def _outcome(function: Callable[[Any], Any], payload: Any, soft: float, hard: float) -> JSON:
    try:
        with _interrupted_after(soft, hard):
            value = function(payload)
            json.dumps(value)  # a value nested too deep to be written must fail in here
    except _SoftLimit:
        return {"limit": "soft"}
    except MemoryError:
        return {"limit": "memory"}
    except RecursionError:
        return {"limit": "depth"}
    except SymgradError as error:
        return {"leaf": _leaf(error), "error": {name: getattr(error, name) for name in _FIELDS}}
    except Exception as error:
        return _defect(error)
    return {"value": value}


@contextlib.contextmanager
def _interrupted_after(soft: float, hard: float) -> Iterator[None]:
    """Raise `_SoftLimit` in the block when its time is over, and again should a bare `except` have swallowed it.

    The second timer ends the process by itself: a child whose parent died must not compute for ever.
    """
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, max(soft, 1e-3), AGAIN_SECONDS)
    signal.setitimer(signal.ITIMER_PROF, hard + 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _leaf(error: SymgradError) -> str:
    """The name of the nearest class of the error that the parent knows too."""
    known = {*errors.__all__, "WorkerError"}
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__name__ in known)


def _defect(error: Exception) -> JSON:
    text = f"{type(error).__name__}: {error}".rstrip(": ")
    return {"defect": text, "traceback": "".join(traceback.format_exception(error))}
