"""Sizes in formulas: a number of rows as a term."""

from symgrad.terms.build import integer, name
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size


def size_term(size: Size) -> Term:
    """A size as a term: the number, or its name."""
    return integer(size) if isinstance(size, int) else name(Name(size))
