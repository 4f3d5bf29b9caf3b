"""A session: one problem at a time, how much of it was shown, what was said. Immutable; it replays from its events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from symgrad.errors import SymgradError
from symgrad.notation import Block, Document, document_text
from symgrad.tutoring.problem import Problem, pose


@dataclass(frozen=True)
class Session:
    """Where a learner stands. `lines` counts the lines of the derivation that were given as hints."""

    profile: str = "course"
    problem: Problem | None = None
    lines: int = 0
    finished: bool = False
    over: bool = False
    events: tuple[str, ...] = ()
    opened_with: tuple[str | None, str | None] = (None, None)

    def reply(self, text: str) -> "Reply":
        """What the tutor answers to a line of text; the session as it stands then is `Reply.session`."""
        from symgrad.tutoring.replies import reply

        answered = reply(self, text)
        return answered._with_event(text)

    @property
    def opening(self) -> Document:
        """What is said first: the problem, or how to set one."""
        from symgrad.tutoring.replies import opening

        return Document(opening(self))

    def posed(self, problem: Problem) -> "Session":
        """The session with a new problem."""
        return replace(self, problem=problem, lines=0, finished=False)


@dataclass(frozen=True)
class Reply:
    """An answer of the tutor. `verdict` is correct, wrong or undecided where an answer was judged, else empty.

    `error` is why something could not be read, with its place in what was typed.
    """

    session: Session
    document: Document
    verdict: str = ""
    error: SymgradError | None = None

    @property
    def text(self) -> str:
        """The reply for a terminal of 80 columns."""
        return document_text(self.document, 80).strip("\n")

    def _with_event(self, text: str) -> "Reply":
        return replace(self, session=replace(self.session, events=(*self.session.events, text)))


def start(problem: str | None = None, *, wrt: str | None = None, profile: str = "course") -> Session:
    """A session on a problem, or one that waits for a problem. Raises SymgradError where it cannot be read.

    `wrt` names the variables (`x` or `x,y`); `profile` is how much a derivation writes out: beginner, course or brief.
    """
    session = Session(profile, opened_with=(problem, wrt))
    return session if problem is None else session.posed(pose(problem, wrt, profile))


def replay(session: Session, events: Iterable[str] | None = None) -> Session:
    """The session again from its beginning: its own events, or others."""
    problem, wrt = session.opened_with
    again = start(problem, wrt=wrt, profile=session.profile)
    for event in session.events if events is None else events:
        again = again.reply(event).session
    return again


def said(session: Session, *blocks: Block, verdict: str = "", error: SymgradError | None = None) -> Reply:
    """A reply of these blocks."""
    return Reply(session, Document(blocks), verdict, error)
