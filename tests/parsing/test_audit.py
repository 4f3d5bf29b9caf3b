"""Reading opens no file, imports no module and starts no process: seen by the interpreter's own audit events."""

import contextlib
import sys

import pytest

from symgrad.errors import SymgradError
from symgrad.parsing import parse
from tests.parsing.test_errors import REFUSED
from tests.parsing.test_reading import EVERY

WATCHED = ("open", "import", "os.", "subprocess.", "socket.", "exec", "compile")
SEEN: list[str] = []
_WATCHING = [False]


def _hook(event: str, arguments: object) -> None:
    if _WATCHING[0] and event.startswith(WATCHED):
        SEEN.append(f"{event}: {arguments!r:.80}")


def _read(text: str, syntax: str) -> None:
    with contextlib.suppress(SymgradError):
        parse(text, syntax)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Every input once, so that what is imported when first needed is there; then the hook, which stays for good."""
    for text, syntax, *_ in (*EVERY, *REFUSED):
        _read(text, syntax)
    sys.addaudithook(_hook)


def test_reading_touches_nothing() -> None:
    _WATCHING[0] = True
    try:
        for text, syntax, *_ in (*EVERY, *REFUSED):
            _read(text, syntax)
    finally:
        _WATCHING[0] = False
    assert SEEN == []
