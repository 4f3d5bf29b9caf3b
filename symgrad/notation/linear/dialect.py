"""What differs between the one-line notations, as data: the spelling of signs, names and functions."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from symgrad.notation.binding import Binding
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term


class Piece(NamedTuple):
    """A printed subterm on one line and how strongly it holds together."""

    text: str
    binding: Binding = Binding.ATOM


class Dialect(NamedTuple):
    """One one-line notation."""

    name: Callable[[Name], str]
    function: Callable[[str], str]  # id of a record -> spelling
    constants: Mapping[str, str]
    truths: tuple[str, str]  # false, true
    relations: Mapping[str, str]
    power: str
    times: str
    hadamard: str


Writer = Callable[[Term, tuple[Piece, ...], Dialect], Piece]


def bound(writers: Mapping[Head, Writer], dialect: Dialect) -> dict[Head, Callable[[Term, tuple[Piece, ...]], Piece]]:
    """The writers of one notation, each with its dialect."""
    return {head: _with(writer, dialect) for head, writer in writers.items()}


def _with(writer: Writer, dialect: Dialect) -> Callable[[Term, tuple[Piece, ...]], Piece]:
    return lambda node, parts: writer(node, parts, dialect)


def held(piece: Piece, needs: Binding) -> str:
    """The text of the piece, in brackets if it does not hold together as strongly as the place needs."""
    return piece.text if piece.binding >= needs else f"({piece.text})"


def listed(parts: tuple[Piece, ...]) -> str:
    """The pieces separated by commas."""
    return ", ".join(part.text for part in parts)
