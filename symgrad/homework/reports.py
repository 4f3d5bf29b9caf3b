"""The report of an audit: every row of the key with its verdict, as text, Markdown, LaTeX and JSON."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from symgrad.derivations.claims.claimed import MINUS_ONE, RIGHT, UNDECIDED, WRONG, Claimed, ClaimedPart
from symgrad.notation import Block, Document, Prose, Say, Table, document_latex, document_markdown, document_text, latex
from symgrad.notation import text as one_line

UNREADABLE = "unreadable"

#: from the one that matters most
VERDICTS = (WRONG, UNREADABLE, UNDECIDED, RIGHT)


class Verdict(NamedTuple):
    """One row of a key: where it stands, what it says, the verdict.

    `claimed` has the right answer, the counterexample and the derivation, where the row could be read and derived;
    `reason` says why it could not; `cell` and `column` are the place of what cannot be read.
    """

    line: int
    question: str
    variable: str
    answer: str
    verdict: str
    claimed: Claimed | None = None
    reason: str = ""
    hint: str = ""
    cell: str = ""
    column: int | None = None

    @property
    def prose(self) -> Prose:
        """What there is to say about it; empty for a right answer."""
        if self.verdict == RIGHT:
            return ()
        start = f"Line {self.line}, {self.verdict}"
        if self.claimed is None:
            hint = f" (hint: {self.hint})" if self.hint else ""
            return (f"{start}: {self._place()}{self.reason}{hint}.",)
        told = [piece for part in self.claimed.parts if part.verdict != RIGHT for piece in _told(part)]
        return (f"{start}: ", *told[:-1], str(told[-1]).rstrip())

    def _place(self) -> str:
        if not self.cell:
            return ""
        return f"{self.cell}, column {self.column}: " if self.column else f"{self.cell}: "

    def data(self) -> dict[str, Any]:
        """The row as plain data."""
        parts = [] if self.claimed is None else [_part_data(part) for part in self.claimed.parts]
        return {
            "line": self.line, "question": self.question, "variable": self.variable, "answer": self.answer,
            "verdict": self.verdict, "components": parts, "reason": self.reason, "hint": self.hint, "cell": self.cell,
            "column": self.column,
        }  # fmt: skip


def _told(part: ClaimedPart) -> Iterator[Any]:
    """A component in words, with its formulas as formulas."""
    if part.verdict != WRONG:
        yield from (part.variable, ": it could not be settled whether ", part.claim, " is right. ")
        return
    yield from (part.variable, ": the answer ", part.claim, " is wrong, right is ", part.right, ". ")
    if part.factor is MINUS_ONE:
        yield "The sign is wrong. "
    elif part.factor is not None:
        yield from (part.factor, " times the right answer is given. ")
    if part.counterexample is not None:
        yield f"{part.point_sentence} "


def _part_data(part: ClaimedPart) -> dict[str, Any]:
    found = part.counterexample
    point = None if found is None else {name: str(value) for name, value in found.point.items()}
    values = None if found is None else {"point": point, "right": found.left, "claimed": found.right}
    return {
        "variable": part.variable, "claim": one_line(part.claim), "verdict": part.verdict,
        "right": one_line(part.right), "right_latex": latex(part.right),
        "factor": None if part.factor is None else one_line(part.factor), "counterexample": values,
    }  # fmt: skip


class Report(NamedTuple):
    """All rows of a key, in its order."""

    rows: tuple[Verdict, ...]

    def count(self, verdict: str) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    def having(self, verdict: str) -> tuple[Verdict, ...]:
        """The rows with this verdict."""
        return tuple(row for row in self.rows if row.verdict == verdict)

    @property
    def all_right(self) -> bool:
        """Whether every answer is right."""
        return all(row.verdict == RIGHT for row in self.rows)

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        counts = [f"{self.count(one)} {one}" for one in reversed(VERDICTS) if self.count(one)]
        return f"{len(self.rows)} answer{'s' if len(self.rows) != 1 else ''}: {', '.join(counts)}."

    def document(self, title: str = "Audit of an answer key") -> Document:
        """The report as a document: the counts, what is not right, the table of all rows."""
        remarks: list[Block] = [Say(row.prose) for one in VERDICTS for row in self.having(one) if row.prose]
        header = ("line", "question", "variable", "answer", "verdict")
        rows = tuple((str(r.line), r.question, r.variable, r.answer, r.verdict) for r in self.rows)
        return Document((Say(self.sentence), *remarks, Table(header, rows)), title)

    def text(self) -> str:
        """The report for a terminal."""
        return document_text(self.document())

    def markdown(self) -> str:
        """The report in Markdown."""
        return document_markdown(self.document())

    def latex(self) -> str:
        """The report as a LaTeX document."""
        return document_latex(self.document())

    def json(self) -> dict[str, Any]:
        """The report as plain data."""
        counts = {one: self.count(one) for one in reversed(VERDICTS)}
        return {"format": "symgrad-audit", "version": 1, "counts": counts, "rows": [row.data() for row in self.rows]}

    def __str__(self) -> str:
        return self.text()
