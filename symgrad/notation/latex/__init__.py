"""Terms in LaTeX: one table of writers, a head a row."""

from collections.abc import Callable, Iterator

from symgrad.notation.latex import arithmetic, arrays, calculus, functions, matrices
from symgrad.notation.latex.piece import Piece
from symgrad.notation.printing import write
from symgrad.notation.signs import taken_letters
from symgrad.notation.style import DEFAULT, Style
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

_Writer = Callable[[Term, tuple[Piece, ...], Style], Piece]

_WRITERS: dict[Head, _Writer] = {
    **arithmetic.WRITERS,
    **functions.WRITERS,
    **calculus.WRITERS,
    **matrices.WRITERS,
    **arrays.WRITERS,
}


def latex(term: Term, style: Style = DEFAULT) -> str:
    """The term in LaTeX (amsmath, amssymb), without delimiters.

    What is printed reads back as the same term by the project's reading rules, its names declared.
    Raises LimitError for a term of more than `MOST_NODES` parts.
    """
    taken = taken_letters(_letters(term))
    return write(term, _writers(style._replace(spelled=style.spelled | taken) if taken else style)).text


def _letters(term: Term) -> Iterator[str]:
    """The names of variables and unknown functions in the term."""
    for node in postorder(term):
        if node.head is Head.NAME:
            yield node.data.key
        elif node.head is Head.APPLY:
            yield node.data.name.key


def _writers(style: Style) -> dict[Head, Callable[[Term, tuple[Piece, ...]], Piece]]:
    """The writers with the style filled in."""
    return {head: _with_style(writer, style) for head, writer in _WRITERS.items()}


def _with_style(writer: _Writer, style: Style) -> Callable[[Term, tuple[Piece, ...]], Piece]:
    return lambda node, parts: writer(node, parts, style)
