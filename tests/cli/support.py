"""Running the command line as a user would, in this process."""

import contextlib
import io
import sys
from typing import NamedTuple
from unittest import mock

from symgrad.cli import main


class Outcome(NamedTuple):
    """What a command left behind: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


class Input(io.StringIO):
    """Standard input that is no terminal."""

    def isatty(self) -> bool:
        return False


def run(*arguments: str, stdin: str = "") -> Outcome:
    """The outcome of `symgrad ARGUMENTS`."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict("os.environ", {"COLUMNS": "80", "NO_COLOR": "1"}),
        mock.patch.object(sys, "stdin", Input(stdin)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main(list(arguments))
    return Outcome(status, out.getvalue(), err.getvalue())
