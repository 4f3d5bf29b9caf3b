"""Families of names: x_j beside x_i under a sum over i is the j-th of the x's, not a name of its own.

A name with an index, x_j or w_{23}, is a NAME; with an index that is bound, x_i under a sum over i, it is INDEXED.
Where both have one base and as many indices, they are entries of one family.
"""

import re
from collections.abc import Iterable, Iterator

from symgrad.terms.build import add, indexed, integer, mul, name, neg
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, has_head, postorder, rewrite

#: the name of a family and how many indices its entries have
Family = tuple[str, int]


def family_of(entry: Term) -> Family:
    """The family of an INDEXED term."""
    return entry.args[0].data.key, len(entry.args) - 1


def families(terms: Iterable[Term]) -> frozenset[Family]:
    """The families of which entries with bound or general indices occur."""
    return frozenset(family_of(node) for term in terms for node in postorder(term) if node.head is Head.INDEXED)


_INDEX = re.compile(r"[+-]?\d*[A-Za-z]?(?:[+-](?:\d+[A-Za-z]?|[A-Za-z]))*")
_SUMMAND = re.compile(r"([+-]?)(\d*)([A-Za-z]?)")


def indices_of(one: Term, count: int) -> tuple[Term, ...] | None:
    """The indices of a name such as w_{jk} or h_{t-1}, taken as `count` of them; None where it has not so many."""
    data: Name = one.data
    parts = [part for piece in data.sub.split("_") for part in piece.split(",")]
    if len(parts) != count:
        parts = list(data.sub) if len(data.sub) == count else []
    readable = parts and all(part.strip("+-") and _INDEX.fullmatch(part) for part in parts)
    return tuple(map(_index, parts)) if readable else None


def _index(text: str) -> Term:
    """t - 1, n - i + 1 or 2i as a term."""
    summands = [match.groups() for match in _SUMMAND.finditer(text) if match.group()]
    return add(*(neg(_atom(*one)) if sign == "-" else _atom(*one) for sign, *one in summands))


def _atom(number: str, letter: str) -> Term:
    factors = [*([integer(int(number))] if number else []), *([name(letter)] if letter else [])]
    return mul(*factors)


def base_of(one: Term) -> Term:
    """The name without its index: x of x_j."""
    return name(one.data._replace(sub="", typed=""))


def as_entry(one: Term, known: frozenset[Family]) -> Term | None:
    """The name as INDEXED where it belongs to one of the families; None where it does not."""
    for base, count in sorted(known):
        if base_of(one).data.key == base and (found := indices_of(one, count)) is not None:
            return indexed(base_of(one), *found)
    return None


def with_entries(term: Term, known: frozenset[Family]) -> Term:
    """The term with the names that belong to a family as entries of it."""

    def change(node: Term) -> Term:
        if node.head is not Head.NAME or not node.data.sub or node.shape:
            return node
        return as_entry(node, known) or node

    return rewrite(term, change) if known else term


def met(entry: Term, variable: Term) -> tuple[tuple[Term, Term], ...] | None:
    """The pairs of indices that must be equal for the entry to be this variable; None where it is of another family."""
    base, *own = entry.args
    if variable.head is not Head.NAME or base_of(variable).data.key != base.data.key:
        return None
    asked = indices_of(variable, len(own))
    return None if asked is None else tuple(zip(own, asked, strict=True))


def entries_met(term: Term, variable: Term) -> Iterator[Term]:
    """The entries in the term that may be this variable."""
    return (node for node in postorder(term) if node.head is Head.INDEXED and met(node, variable) is not None)


def written_as_name(entry: Term) -> Term:
    """x_2 of x with the index 2; w_23, or w_2_13 where an index has two digits. The entry itself where one is open."""
    base, *own = entry.args
    numbers = [as_fraction(one) for one in own]
    if base.shape or any(number is None or number.denominator != 1 for number in numbers):
        return entry
    return _with_index(base, [str(number) for number in numbers])


def _with_index(base: Term, texts: list[str]) -> Term:
    joined = ("" if all(len(text) == 1 for text in texts) else "_").join(texts)
    return name(base.data._replace(sub=joined, typed=""))


def with_names(term: Term) -> Term:
    """The term with entries of letters and numbers that are bound nowhere as the names a reader types: x_j, w_{23}."""
    bound = {node.args[1] for node in postorder(term) if node.head in (Head.BIGSUM, Head.BIGPROD)}

    def change(node: Term) -> Term:
        if node.head is not Head.INDEXED or node.args[0].shape or any(not _plain(one, bound) for one in node.args[1:]):
            return node
        texts = [one.data.plain if one.head is Head.NAME else str(one.data) for one in node.args[1:]]
        return _with_index(node.args[0], texts)

    return rewrite(term, change) if has_head(term, Head.INDEXED) else term


def _plain(index: Term, bound: set[Term]) -> bool:
    return index.head is Head.INTEGER or (index.head is Head.NAME and index not in bound)
