"""Vectors of ones and identity matrices without a size: what stands beside them says how long they are.

Their size is a name that begins with a question mark until it is known.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise
from math import prod

from symgrad.terms.build import array
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size, as_matrix
from symgrad.terms.sizes import times
from symgrad.terms.traverse import rewrite

_MARK = "?"


def unknown(kind: str, number: int) -> Term:
    """`ones` or `eye` of a size that is not known yet; the number tells them apart."""
    return array(kind, options=(f"{_MARK}{number}",))


def is_open(term: Term) -> bool:
    """Whether a side of the term is not known yet."""
    return any(isinstance(size, str) and _MARK in size for size in term.shape)


def alike(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Terms that must have one shape, with the sizes that follow from the others."""
    shaped = [term for term in terms if term.shape]
    if not any(map(is_open, shaped)):
        return tuple(terms)
    known = next((term for term in shaped if not is_open(term)), shaped[0])
    return tuple(_filled(term, zip(as_matrix(term.shape), as_matrix(known.shape), strict=True)) for term in terms)


def squared(term: Term) -> Term:
    """A term that must be square: a side that is not known is the other one."""
    rows, columns = as_matrix(term.shape)
    return _filled(_filled(term, [(rows, columns)]), [(columns, rows)])


def chained(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Factors of a matrix product, with the sizes that follow from their neighbours."""
    found = list(terms)
    for _ in range(2):  # from the left, then from the right
        for i, j in pairwise(range(len(found))):
            columns, rows = as_matrix(found[i].shape)[1], as_matrix(found[j].shape)[0]
            found[i] = _filled(found[i], [(columns, rows)])
            found[j] = _filled(found[j], [(rows, columns)])
    return tuple(found)


def _filled(term: Term, sides: Iterable[tuple[Size, Size]]) -> Term:
    """The term with what is not known of the sizes on the left as those on the right want it."""
    solved = (_solved(mine, theirs) for mine, theirs in sides if mine != theirs)
    sizes: dict[Size, Size] = dict(one for one in solved if one is not None)
    return _resized(term, sizes) if sizes else term


def _solved(mine: Size, theirs: Size) -> tuple[Size, Size] | None:
    """The unknown factor of a size, so that the size is theirs: 3*?1 is 6 for ?1 = 2, and n*?1 is m*n for ?1 = m."""
    factors = str(mine).split("*")
    unknown = [one for one in factors if one.startswith(_MARK)]
    if len(unknown) != 1 or set("()+-") & set(str(mine)):
        return None
    factors.remove(unknown[0])
    if isinstance(theirs, int):
        known = prod(int(one) if one.isdigit() else 0 for one in factors)
        return (unknown[0], theirs // known) if known and theirs % known == 0 else None
    left = theirs.split("*") if factors else [theirs]
    for one in factors:
        if one not in left:
            return None
        left.remove(one)
    one_by_one: list[Size] = [1, *(int(one) if one.isdigit() else one for one in left)]
    return unknown[0], reduce(times, one_by_one)


def _resized(term: Term, sizes: dict[Size, Size]) -> Term:
    def change(node: Term) -> Term:
        if node.head is not Head.ARRAY or not any(option in sizes for option in node.data[1:]):
            return node
        return array(node.data[0], *node.args, options=tuple(sizes.get(option, option) for option in node.data[1:]))

    return rewrite(term, change)
