"""Printed pieces of LaTeX with what their neighbours must know, and how factors are set side by side."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from symgrad.notation.binding import Binding
from symgrad.notation.style import Style


class Edge(StrEnum):
    """What a piece begins or ends with, as far as a neighbouring factor is concerned."""

    PLAIN = "plain"
    NUMBER = "number"
    BRACKET = "bracket"
    FRACTION = "fraction"
    NUMERIC_FRACTION = "numeric fraction"  # after a number it would be read as a mixed fraction
    FUNCTION = "function"  # begins with a function: that ends a bare argument before it
    BARE = "bare"  # ends with a bare argument, which would run on
    CALLABLE = "callable"  # a name that before a bracket would be read as a function
    LETTER_D = "letter d"  # would be read as a differential
    OPERATOR = "operator"  # d/dx[...]


class Piece(NamedTuple):
    """LaTeX of a subterm, how strongly it holds together, and its two edges."""

    text: str
    binding: Binding = Binding.ATOM
    starts: Edge = Edge.PLAIN
    ends: Edge = Edge.PLAIN


_EDGES = frozenset(Edge)
_ALWAYS = frozenset({Edge.NUMBER, Edge.OPERATOR})

#: end of the left factor -> beginnings of the right factor that need a dot between them
_DOTTED: dict[Edge, frozenset[Edge]] = {
    Edge.NUMBER: frozenset({Edge.NUMERIC_FRACTION}),
    Edge.FRACTION: frozenset({Edge.FRACTION, Edge.NUMERIC_FRACTION}),
    Edge.CALLABLE: frozenset({Edge.BRACKET}),
    Edge.LETTER_D: frozenset({Edge.PLAIN}),
    Edge.BARE: _EDGES - {Edge.FUNCTION},
    Edge.OPERATOR: _EDGES,
}

_SIGNS = {"juxtapose": "", "dot": " \\cdot ", "times": " \\times "}
_DELIMITERS = {"growing": ("\\left", "\\right"), "plain": ("", "")}


def delimited(opening: str, text: str, closing: str, style: Style) -> str:
    """The text between two delimiters of the style's size."""
    left, right = _DELIMITERS[style.brackets]
    return f"{left}{opening}{text}{right}{closing}"


def in_brackets(text: str, style: Style) -> str:
    """The text in round brackets."""
    return delimited("(", text, ")", style)


def environment(kind: str, rows: Iterable[str]) -> str:
    """A LaTeX environment of rows."""
    return f"\\begin{{{kind}}}" + " \\\\ ".join(rows) + f"\\end{{{kind}}}"


def held(piece: Piece, needs: Binding, style: Style) -> Piece:
    """The piece, in brackets if it does not hold together as strongly as the place needs."""
    if piece.binding >= needs:
        return piece
    return Piece(in_brackets(piece.text, style), Binding.ATOM, Edge.BRACKET, Edge.PLAIN)


def juxtaposed(pieces: tuple[Piece, ...], style: Style) -> str:
    """The factors side by side, with a dot wherever they would otherwise be read as something else."""
    text = pieces[0].text
    for left, right in pairwise(pieces):
        text += _between(left, right, style) + right.text
    return text


def _between(left: Piece, right: Piece, style: Style) -> str:
    if style.multiplication != "juxtapose":
        return _SIGNS[style.multiplication]
    if right.starts in _ALWAYS or right.starts in _DOTTED.get(left.ends, frozenset()):
        return " \\cdot "
    return " " if left.ends is Edge.BARE or _runs_together(left.text, right.text) else ""


def _runs_together(left: str, right: str) -> bool:
    """Whether a command at the end of the left text would take in the letter that follows."""
    if not right[:1].isalpha():
        return False
    stem = left.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return stem.endswith("\\") and stem != left
