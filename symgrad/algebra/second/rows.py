"""An input to rows and sides: latex2sympy2 solves what it takes for an equation, so it never sees a relation."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from symgrad.errors import ParseError

#: LaTeX for a relation -> how terms spell it
_SIGNS: dict[str, str] = {
    "=": "=", ":=": ":=", "<": "<", ">": ">", "\\lt": "<", "\\gt": ">", "\\le": "<=", "\\leq": "<=", "\\leqslant": "<=",
    "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=", "\\ne": "!=", "\\neq": "!=", "\\gets": "<-", "\\leftarrow": "<-",
}  # fmt: skip

_OPENING = frozenset(["(", "[", "{", "\\{", "\\begin"])
_CLOSING = frozenset([")", "]", "}", "\\}", "\\end"])
_BREAKS = frozenset(["\\\\", ";", "\n"])

_LAYOUT = re.compile(
    r"\\(?:begin|end)\{(?:align|aligned|gather|gathered|equation|split|multline)\*?\}|\\[()\[\]]|\$", re.DOTALL
)
_TOKEN = re.compile(r"\\\\|\\[A-Za-z]+|\\.|:=|.", re.DOTALL)


class Side(NamedTuple):
    """One side of a relation, or a whole formula: its text and where it begins in the input, from 0."""

    text: str
    start: int


class Written(NamedTuple):
    """One row of the input: its sides and the signs between them."""

    sides: tuple[Side, ...]
    signs: tuple[str, ...]


def split_rows(text: str) -> tuple[Written, ...]:
    """The rows of the input; dollar signs and what only lays out rows are gone. Raises ParseError for an empty side."""
    text = _LAYOUT.sub(lambda found: " " * len(found[0]), text)
    ends_at_newline = "\\\\" not in text and "\\begin" not in text
    rows: list[Written] = []
    start, sides, signs = 0, [], []
    for token, place in [*_outside(text), ("\\\\", len(text))]:
        if token == "\n" and not ends_at_newline:
            continue
        sides.append(_side(text, start, place))
        start = place + len(token)
        if token in _SIGNS:
            signs.append(_SIGNS[token])
        else:
            rows += _row(sides, signs, text)
            sides, signs = [], []
    return tuple(rows)


def _outside(text: str) -> Iterator[tuple[str, int]]:
    """Relations and row breaks outside brackets, each with its place."""
    depth = 0
    for found in _TOKEN.finditer(text):
        token = found[0]
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth == 0 and (token in _SIGNS or token in _BREAKS):
            yield token, found.start()


def _side(text: str, start: int, stop: int) -> Side:
    """The text between two places, without the blanks and alignment marks around it."""
    part = text[start:stop]
    bare = part.lstrip(" \t\n&")
    return Side(bare.rstrip(" \t\n&"), start + len(part) - len(bare))


def _row(sides: list[Side], signs: list[str], text: str) -> list[Written]:
    if not signs and not sides[0].text:
        return []
    for side in sides:
        if not side.text:
            before = text[: side.start]
            line, column = before.count("\n") + 1, side.start - before.rfind("\n")
            raise ParseError("a side of a relation is missing", column=column, line=line, text=text)
    return [Written(tuple(sides), tuple(signs))]
