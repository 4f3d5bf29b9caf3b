"""The session in the terminal: what is typed goes in, what the tutor says comes out."""

import sys

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from symgrad.cli.tutor import session
from tests.cli.support import run


def test_a_whole_lesson() -> None:
    shown = run("tutor", "x^2", stdin="x\n2x +\nnext\nquit\n")
    assert shown.status == 0
    for part in ("Differentiate x²", "not right", "2x +\n", "could not read", "2⋅x", "Goodbye"):
        assert part in shown.out


def test_the_end_of_the_input_ends_the_session() -> None:
    assert run("tutor", "x^2", stdin="").status == 0


def test_the_bare_command_opens_a_session() -> None:
    shown = run(stdin="x^2\n2x\n")
    assert shown.status == 0
    assert "That is right." in shown.out


def test_a_problem_that_cannot_be_read_is_a_mistake() -> None:
    assert run("tutor", "x^2 +").status == 2


def test_on_a_terminal_lines_are_edited(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("2y\x7fx\rquit\r")
        assert session("x^2") == 0
    assert "That is right." in capsys.readouterr().out
