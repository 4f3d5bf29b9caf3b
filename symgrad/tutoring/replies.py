"""What the tutor answers: to commands, to answers, to new problems."""

from collections.abc import Callable
from dataclasses import replace

from symgrad.errors import SymgradError
from symgrad.notation import Align, Block, Say, Table
from symgrad.tutoring.feedback import feedback
from symgrad.tutoring.judging import CORRECT, judge
from symgrad.tutoring.problem import Line, pose
from symgrad.tutoring.reasons import why_line
from symgrad.tutoring.session import Reply, Session, said

HELP = (
    ("an answer", "such as 2x cos(x); it may be text, LaTeX or Python"),
    ("next, or hint", "the next line of the derivation"),
    ("why", "the rule behind the line you were shown"),
    ("show", "the whole derivation"),
    ("again", "the same problem from the start"),
    ("new PROBLEM", "another function, such as: new x^2 y wrt x"),
    ("quit", "leave"),
)
"""What can be typed, and what it does."""


def opening(session: Session) -> tuple[Block, ...]:
    """The question, how it was read, and what can be done."""
    problem = session.problem
    if problem is None:
        return (Say("Type a function to differentiate, such as x^2 sin(x), or help."),)
    notes = tuple(Say(note) for note in problem.graph.notes)
    form = ", the parts as [..., ...]" if len(problem.parts) > 1 else ""
    return (*notes, Say(problem.question), Say(f"Type your answer{form}; or next, show, why, help, quit."))


def reply(session: Session, text: str) -> Reply:
    """The answer to one line."""
    word, _, rest = text.strip().partition(" ")
    command = COMMANDS.get(word.lower().lstrip("/:"))
    if not text.strip():
        return said(session, Say("Type an answer, or help."))
    if command is not None and (not rest or word.lower() in _WITH_MORE):
        return command(session, rest.strip())
    if session.problem is None or session.finished:
        return _new(session, text)
    return _answer(session, text)


def _answer(session: Session, text: str) -> Reply:
    assert session.problem is not None
    try:
        judgement = judge(session.problem, text)
    except SymgradError as error:
        return _unread(session, error)
    after = replace(session, finished=True) if judgement.outcome == CORRECT else session
    return said(after, *feedback(session.problem, judgement), verdict=judgement.outcome)


def _unread(session: Session, error: SymgradError) -> Reply:
    """Nothing is lost by a mistyped line: it is said where it goes wrong, and it does not count."""
    hint = f" Try: {error.hint}" if error.hint else ""
    return said(session, Say(f"I could not read that ({error}).{hint}"), error=error)


def _new(session: Session, text: str) -> Reply:
    if not text:
        return said(session, Say("Which function? For example: new x^2 sin(x)"))
    try:
        posed = session.posed(pose(text, None, session.profile))
    except SymgradError as error:
        return _unread(session, error)
    return said(posed, *opening(posed))


def _again(session: Session, _: str) -> Reply:
    if session.problem is None:
        return said(session, *opening(session))
    posed = session.posed(session.problem)
    return said(posed, *opening(posed))


def _next(session: Session, _: str) -> Reply:
    """One line more; the last one ends the problem."""
    if session.problem is None:
        return said(session, *opening(session))
    lines = session.problem.lines
    if session.lines >= len(lines):
        return said(session, Say("That was the last line. Type another function, again, or quit."))
    after = replace(session, lines=session.lines + 1)
    shown: list[Block] = [Align((lines[session.lines].row,))]
    if after.lines == len(lines):
        after = replace(after, finished=True)
        shown.append(Say("This is the last line. Type another function, again, or quit."))
    return said(after, *shown)


def _show(session: Session, _: str) -> Reply:
    if session.problem is None:
        return said(session, *opening(session))
    after = replace(session, lines=len(session.problem.lines), finished=True)
    return said(after, *session.problem.solution, Say("Type another function, again, or quit."))


def _why(session: Session, _: str) -> Reply:
    if session.problem is None or session.lines == 0:
        return said(session, Say("No line has been shown yet: type next to see one."))
    return said(session, *why_line(_last(session)))


def _last(session: Session) -> Line:
    assert session.problem is not None
    return session.problem.lines[session.lines - 1]


def _help(session: Session, _: str) -> Reply:
    return said(session, Table(("What you type", "What it does"), HELP))


def _quit(session: Session, _: str) -> Reply:
    return said(replace(session, over=True), Say("Goodbye."))


COMMANDS: dict[str, Callable[[Session, str], Reply]] = {
    "again": _again, "exit": _quit, "help": _help, "?": _help, "hint": _next, "new": _new, "next": _next,
    "quit": _quit, "q": _quit, "show": _show, "why": _why,
}  # fmt: skip
"""What the tutor does on a word of its own."""

_WITH_MORE = frozenset({"new"})
"""Commands after which something follows; the others followed by anything are read as mathematics."""
