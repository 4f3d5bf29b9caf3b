"""Exit statuses, and what is shown when something goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from symgrad.cli import entry
from symgrad.errors import ParseError
from tests.cli.support import run

ROOT = Path(__file__).resolve().parents[2]


def symgrad(*arguments: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """A process of its own, as from a shell."""
    return subprocess.run(
        [sys.executable, "-m", "symgrad", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_the_statuses_of_real_processes() -> None:
    done = symgrad("x^2")
    assert (done.returncode, done.stderr) == (0, "")
    refused = symgrad("x^2 +")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "^" in refused.stderr


def test_mathematics_is_printed_under_any_encoding() -> None:
    done = symgrad("x^2 y", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "∂" in done.stdout


def test_a_session_on_piped_input() -> None:
    done = symgrad(stdin="x^2\nnext\nquit\n")
    assert done.returncode == 0
    assert "2⋅x" in done.stdout


def test_no_colour_reaches_a_pipe() -> None:
    assert "\x1b" not in symgrad("rules").stdout


def test_a_mistake_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: list[str]) -> int:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr(entry, "_run", fail)
    monkeypatch.delenv("SYMGRAD_DEBUG", raising=False)
    shown = run("x")
    assert shown.status == 3
    assert shown.err.startswith("symgrad: this is a mistake in symgrad: ZeroDivisionError: one two\n")
    assert "Traceback" not in shown.err


def test_the_traceback_of_our_mistake_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: list[str]) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(entry, "_run", fail)
    monkeypatch.setenv("SYMGRAD_DEBUG", "1")
    assert "Traceback" in run("x").err


def test_ctrl_c_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", stop)
    assert run("x") == (130, "", "")


def test_an_error_is_shown_with_its_place_and_a_hint() -> None:
    error = ParseError("this is odd", hint="write x", column=3, line=2, text="a\nb + c")
    assert entry.explained(error).splitlines() == [
        "symgrad: line 2, column 3: this is odd",
        "    b + c",
        "      ^",
        "  hint: write x",
    ]
