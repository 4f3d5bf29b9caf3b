"""Folding a term into a printed form: one function per head, looked up in a notation's table."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from symgrad.errors import LimitError
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import fold, size

Form = TypeVar("Form")

MOST_NODES = 200_000
"""Nodes of the largest tree that is printed; shared subterms would be written out each time they occur."""


def write(term: Term, writers: Mapping[Head, Callable[[Term, tuple[Form, ...]], Form]]) -> Form:
    """The printed form of the term: children first, so that depth costs no stack.

    Raises LimitError for a term that would be longer than anybody reads.
    """
    nodes = size(term)
    if nodes > MOST_NODES:
        raise LimitError(
            f"this term has {nodes if nodes < 10**12 else 'over a million million'} parts when written out",
            hint="print it definition by definition",
        )
    return fold(term, lambda node, parts: writers[node.head](node, parts))
