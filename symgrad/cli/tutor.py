"""`symgrad tutor` and the bare `symgrad`: the session in the terminal."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from symgrad import __version__
from symgrad.cli import given
from symgrad.cli.screen import indented, say, width

if TYPE_CHECKING:
    from symgrad.tutoring import Reply, Session

_STYLES = {"correct": "bold green", "wrong": "yellow", "undecided": "yellow"}
_PROMPT = "> "

Ask = Callable[[], str]


def run(options: argparse.Namespace) -> int:
    """The session on one problem, or on none yet."""
    problem = given.text_of(options.problem) if options.problem else None
    return session(problem, options.wrt, options.detail)


def session(problem: str | None = None, wrt: str | None = None, detail: str = "course") -> int:
    """Ask and answer until the learner leaves; 0 always: a wrong answer in a lesson is not a failure."""
    from symgrad.notation import document_text
    from symgrad.tutoring import start

    now = start(problem, wrt=wrt, profile=detail)
    if problem is None:
        say(f"symgrad {__version__}", "bold cyan")
    say(document_text(now.opening, width()).strip("\n"))
    ask = _asker()
    while not now.over:
        try:
            typed = ask()
        except (EOFError, KeyboardInterrupt):
            say()
            break
        now = _answered(now, typed)
    return 0


def _answered(now: "Session", typed: str) -> "Session":
    reply = now.reply(typed)
    say()
    _show(reply)
    say()
    return reply.session


def _show(reply: "Reply") -> None:
    """The reply block by block; where an answer was judged, the sentence that says so in colour."""
    from symgrad.notation import Align, Document, Say, document_text

    caret = reply.error.caret() if reply.error else ""
    if caret:
        say(indented(caret, 4) + "\n")
    style, before = "", None
    for block in reply.document.blocks:
        if before is not None:
            say()
            style = _STYLES.get(reply.verdict, "") if isinstance(block, Say) and isinstance(before, Align) else ""
        say(document_text(Document((block,)), width()).strip("\n"), style)
        before = block


def _asker() -> Ask:
    """How a line is asked for: with editing and history on a terminal, plainly where input is piped in."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _plain_line
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory

    prompt: PromptSession[str] = PromptSession(_PROMPT, history=InMemoryHistory())
    return prompt.prompt


def _plain_line() -> str:
    """A line of piped input, written out so that the dialogue reads as one. Raises EOFError at the end."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    say(_PROMPT + line.rstrip("\n"))
    return line.rstrip("\n")
