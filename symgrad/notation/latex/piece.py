"""Printed pieces of LaTeX with what their neighbours must know, and how factors are set side by side."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from symgrad.notation.binding import Binding
from symgrad.notation.edges import Edge, needs_dot
from symgrad.notation.style import Style


class Piece(NamedTuple):
    """LaTeX of a subterm, how strongly it holds together, and its two edges."""

    text: str
    binding: Binding = Binding.ATOM
    starts: Edge = Edge.PLAIN
    ends: Edge = Edge.PLAIN


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
    if needs_dot(left.ends, right.starts):
        return " \\cdot "
    return " " if left.ends is Edge.BARE or _runs_together(left.text, right.text) else ""


def _runs_together(left: str, right: str) -> bool:
    """Whether a command at the end of the left text would take in the letter that follows."""
    if not right[:1].isalpha():
        return False
    stem = left.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return stem.endswith("\\") and stem != left
