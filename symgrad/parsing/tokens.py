"""The token: a piece of the input, the same for every spelling of one thing, with its place in the text as typed."""

from typing import NamedTuple

LATEX, TEXT, PYTHON = "latex", "text", "python"


class Token(NamedTuple):
    """A piece of the input. `kind` is number, word, name, constant, function, command, styled, op, open, close, bar,
    comma, align, row or end; `value` is the same for every spelling of one thing."""

    kind: str
    value: str
    start: int
    end: int
    spaced: bool = False  # white space stands before it
    accents: tuple[str, ...] = ()
    style: str = ""

    def same(self, kind: str, value: str) -> bool:
        """Whether this is that token."""
        return self.kind == kind and self.value == value
