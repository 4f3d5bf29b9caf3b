"""Labels under the parts of a row, and which part of a path is new in a tree: what all writers must agree on."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from symgrad.notation.boxes.box import cells
from symgrad.notation.boxes.prose import prose_line
from symgrad.notation.documents.blocks import Prose, Row, pieces
from symgrad.notation.documents.breaking import width
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: what stands between the names of a path
ARROW = " → "

#: characters after which a label goes on in another line
WIDEST = 18

#: heads that need brackets as a factor
_LOOSE = (Head.SUM, Head.NEGATION, Head.PIECEWISE)


class Braced(NamedTuple):
    """A part of a right side: the sign in front of it (+, -, a dot between factors), what it is, the label under it."""

    sign: str
    term: Term
    label: Prose
    bracketed: bool

    @property
    def width(self) -> int:
        """Characters it takes with its sign."""
        return max(width(self.term) + 2 * self.bracketed, *map(_length, self.lines)) + 3

    @property
    def lines(self) -> tuple[tuple[str | Term, ...], ...]:
        """The label in lines of words of about WIDEST characters; a path stays on one line."""
        parts = pieces(self.label)
        return (parts,) if ARROW in parts else tuple(_wrapped(parts))


def _length(parts: tuple[str | Term, ...]) -> int:
    return sum(cells(p if isinstance(p, str) else prose_line(p)) for p in parts)


def _wrapped(parts: tuple[str | Term, ...]) -> Iterator[tuple[str | Term, ...]]:
    line: list[str | Term] = []
    for token in _tokens(parts):
        if line and _length((*line, token)) > WIDEST and token != " " and line[-1] == " ":
            yield tuple(line[:-1])
            line = []
        line.append(token)
    yield tuple(line)


def _tokens(parts: tuple[str | Term, ...]) -> Iterator[str | Term]:
    """Words, the spaces between them, terms."""
    for part in parts:
        if isinstance(part, str):
            yield from (token for token in re.split("( )", part) if token)
        else:
            yield part


def braced(row: Row) -> tuple[Braced, ...]:
    """The summands or factors with their labels; none where the row has no labels that fit."""
    whole = row.right
    if whole is None or not row.braces:
        return ()
    if len(row.braces) == 1:
        return (Braced("", whole, row.braces[0], False),)
    if whole.head not in (Head.SUM, Head.PRODUCT) or len(whole.args) != len(row.braces):
        return ()
    labelled = zip(whole.args, row.braces, strict=True)
    if whole.head is Head.PRODUCT:
        return tuple(Braced("⋅" if i else "", part, label, part.head in _LOOSE)
                     for i, (part, label) in enumerate(labelled))  # fmt: skip
    return tuple(_summand(part, label, i) for i, (part, label) in enumerate(labelled))


def _summand(part: Term, label: Prose, place: int) -> Braced:
    if part.head is Head.NEGATION:
        return Braced("-", part.args[0], label, part.args[0].head in _LOOSE)
    return Braced("+" if place else "", part, label, False)


def chunks(parts: tuple[Braced, ...], limit: int) -> Iterator[tuple[Braced, ...]]:
    """The parts in lines of at most `limit` characters, at least one part on each."""
    line: list[Braced] = []
    for part in parts:
        if line and sum(one.width for one in line) + part.width > limit:
            yield tuple(line)
            line = []
        line.append(part)
    if line:
        yield tuple(line)


def shared(path: tuple[Term, ...], before: tuple[Term, ...]) -> int:
    """How many nodes and labels at the start of a path stand already in the one drawn before it: up to a node."""
    same = 0
    while same < min(len(path), len(before)) and path[same] is before[same]:
        same += 1
    return same if same % 2 else max(same - 1, 0)
