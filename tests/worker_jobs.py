"""Jobs for the tests of the worker: well behaved ones, and each way of behaving badly."""

import os
import sys
import time
from typing import Any

from symgrad.errors import LimitError, ParseError, SymgradError
from symgrad.workers import job

CALLS: list[int] = []


@job
def echo(payload: Any) -> Any:
    return payload


@job
def count(_payload: Any) -> list[int]:
    """The process and how many calls it has served: tells a warm child from a new one."""
    CALLS.append(1)
    return [os.getpid(), len(CALLS)]


@job
def chatter(_payload: Any) -> list[str]:
    """Print, write to descriptor 1 and read the terminal: none of it may reach the parent."""
    print("noise")
    os.write(1, b"noise\n")
    return [sys.stdin.read(), os.read(0, 10).decode()]


@job
def sleep(seconds: float) -> None:
    time.sleep(seconds)


@job
def stubborn(seconds: float) -> None:
    """Swallow interruptions, as a bare `except` in a library would, and stay in C code."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            time.sleep(end - time.monotonic())
        except BaseException:
            continue


@job
def swallow_once(seconds: float) -> None:
    """Swallow the first interruption only."""
    try:
        time.sleep(seconds)
    except BaseException:
        time.sleep(seconds)


@job
def devour(gigabytes: float) -> int:
    return len(bytearray(int(gigabytes * 2**30)))


@job
def descend(_payload: Any) -> Any:
    return descend(_payload)


@job
def nested(depth: int) -> Any:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@job
def die(status: int) -> None:
    os._exit(status)


class PrivateError(ParseError):
    """A class the parent does not know; it comes back as its nearest known parent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, hint="try x", column=3, line=2, text="ab\ncd")
        self.extra = object()


@job
def mistake(reason: str) -> None:
    raise PrivateError(reason)


@job
def gives_up(reason: str) -> None:
    raise LimitError(reason)


@job
def plain_mistake(reason: str) -> None:
    raise SymgradError(reason)


@job
def defect(_payload: Any) -> Any:
    return {}["absent"]


@job
def unwritable(_payload: Any) -> Any:
    return {1, 2}


@job
def environment(name: str) -> str | None:
    return os.environ.get(name)


def unmarked(payload: Any) -> Any:
    return payload
