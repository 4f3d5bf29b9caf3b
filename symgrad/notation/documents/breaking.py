"""Breaking a long sum over several lines, so that a row fits the page or the screen."""

from collections.abc import Iterator

from symgrad.notation.boxes import box
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make


def width(term: Term) -> int:
    """How wide the term is when set in two dimensions, in characters."""
    return box(term).width


def broken(term: Term, limit: int) -> tuple[Term, ...]:
    """The term in parts of at most `limit` characters where it is a sum; the parts add up to the term.

    A part begins with its own sign: print it with a plus in front unless it begins with a minus. A single summand
    wider than the limit stays whole.
    """
    if term.head is not Head.SUM or width(term) <= limit:
        return (term,)
    return tuple(_summed(chunk) for chunk in _chunks(term.args, limit))


def _chunks(summands: tuple[Term, ...], limit: int) -> Iterator[list[Term]]:
    chunk: list[Term] = []
    used = 0
    for summand in summands:
        wide = width(summand) + 3
        if chunk and used + wide > limit:
            yield chunk
            chunk, used = [], 0
        chunk.append(summand)
        used += wide
    yield chunk


def _summed(chunk: list[Term]) -> Term:
    return chunk[0] if len(chunk) == 1 else make(Head.SUM, tuple(chunk))


def continued(text: str, minus: str = "-") -> str:
    """A printed later part of a sum with its sign in front."""
    return f"{minus} {text[len(minus) :]}" if text.startswith(minus) else f"+ {text}"
