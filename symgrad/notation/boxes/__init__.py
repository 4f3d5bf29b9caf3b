"""Terms as two-dimensional Unicode text for terminals."""

from symgrad.notation.boxes import arithmetic, arrays, calculus, functions
from symgrad.notation.boxes.box import Box, line
from symgrad.notation.linear import text
from symgrad.notation.printing import write
from symgrad.terms.node import Term
from symgrad.terms.traverse import depth

_WRITERS = {**arithmetic.WRITERS, **functions.WRITERS, **calculus.WRITERS, **arrays.WRITERS}

DEEPEST = 100
"""Nesting above which a term is printed on one line: towers of exponents would not fit any screen."""


def pretty(term: Term) -> str:
    """The term in several lines of Unicode: fractions with bars, raised exponents, tall brackets.

    Raises LimitError for a term too large to print.
    """
    return "\n".join(row.rstrip() for row in box(term).lines)


def box(term: Term) -> Box:
    """The term as a rectangle of characters with a base line."""
    return line(text(term)) if depth(term) > DEEPEST else write(term, _WRITERS)
