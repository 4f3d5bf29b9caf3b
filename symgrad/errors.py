"""What went wrong with a user's input: the reason, the place in their own text, and what to try."""

from __future__ import annotations

import unicodedata

__all__ = [
    "AccuracyWarning",
    "DataError",
    "DomainError",
    "LimitError",
    "NotDifferentiableError",
    "ParseError",
    "ShapeError",
    "SymgradError",
    "UnsupportedError",
]

CARET_WINDOW = 100
"""Characters of a long line that `SymgradError.caret` shows, so that a terminal does not wrap it."""


class AccuracyWarning(UserWarning):
    """A float result that is not what the formula says: too large for a float, or replaced by a more exact one."""


class SymgradError(Exception):
    """A mistake that can be explained to the person who made it; the parent of every error symgrad raises.

    `reason` says what is wrong and `hint` what to try (empty when there is nothing to suggest).
    `text` is the input as typed; `line` and `column` count from 1 in it, in characters.
    """

    def __init__(
        self,
        reason: str,
        *,
        hint: str = "",
        column: int | None = None,
        line: int | None = None,
        text: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.column = column
        self.line = line
        self.text = text

    def __str__(self) -> str:
        """`column N: reason`, with `line L, ` in front from the second line on; without a place, the reason."""
        if self.column is None:
            return self.reason
        line = f"line {self.line}, " if self.line is not None and self.line > 1 else ""
        return f"{line}column {self.column}: {self.reason}"

    def caret(self) -> str:
        """The offending line with a caret under the column, as two lines; empty when the place is not known."""
        if self.text is None or self.column is None:
            return ""
        lines = self.text.split("\n")
        number = min(max(self.line or 1, 1), len(lines))
        line, column = _window(lines[number - 1].rstrip("\r"), self.column)
        shown = "".join(map(_visible, line))
        return f"{shown}\n{' ' * sum(map(_width, shown[: column - 1]))}^"


class ParseError(SymgradError):
    """The input could not be read."""


class ShapeError(SymgradError):
    """The sizes of vectors or matrices do not fit together."""


class DomainError(SymgradError):
    """A value lies outside the set on which the function is defined."""


class LimitError(SymgradError):
    """A stated bound on time, memory or size was reached; the reason says what was tried and how far it got."""


class NotDifferentiableError(SymgradError):
    """The function has no derivative there."""


class UnsupportedError(SymgradError):
    """The input was understood, but symgrad has no method for it."""


class DataError(SymgradError):
    """A file or table of data does not have the expected form."""


def _window(line: str, column: int) -> tuple[str, int]:
    """Cut a long line to the characters around a column, and the column as it counts in the cut line."""
    column = min(max(column, 1), len(line) + 1)
    if len(line) <= CARET_WINDOW:
        return line, column
    start = min(max(column - 1 - CARET_WINDOW // 2, 0), len(line) - CARET_WINDOW)
    head, tail = "…" if start else "", "…" if start + CARET_WINDOW < len(line) else ""
    return head + line[start : start + CARET_WINDOW] + tail, column - start + len(head)


def _visible(character: str) -> str:
    """A character a terminal can be shown: tabs and control characters would move the caret or worse."""
    if character == "\t":
        return " "
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def _width(character: str) -> int:
    """How many terminal cells a character fills: 0 for a combining mark, 2 for a wide one."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
