"""Statements that follow each other on one row: `3x^2 - 3 = 0 ⇒ x = ±1; 2y = 0 ⇒ y = 0`."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from symgrad.notation import Row, width
from symgrad.terms.build import neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Words = tuple[str | Term, ...]

ROOM = 84
"""Characters of two-dimensional text that a row may take, its reason apart."""

THEN, AND, NEXT = " ⇒ ", ",  ", ";  "


class Link(NamedTuple):
    """A statement and what stands before it: it follows, stands beside the one before, or begins something else."""

    joiner: str
    words: Words
    remark: Words = ()
    conditions: tuple[Term, ...] = ()


def flowing(links: Sequence[Link]) -> list[Row]:
    """The statements in as few rows as hold them; a row ends where something else begins, if it can."""
    rows: list[list[Link]] = []
    for clause in _clauses(links):
        if rows and rows[-1][0].joiner != THEN and _wide(rows[-1]) + _wide(clause) <= ROOM:
            rows[-1] += clause
        else:
            rows += _parted(clause)
    return [_row(row) for row in rows]


def _clauses(links: Sequence[Link]) -> list[list[Link]]:
    found: list[list[Link]] = []
    for link in links:
        if not found or link.joiner == NEXT:
            found.append([])
        found[-1].append(link)
    return found


def _parted(clause: list[Link]) -> list[list[Link]]:
    """A clause in rows, each as long as it may be."""
    rows: list[list[Link]] = [[]]
    for link in clause:
        if rows[-1] and _wide([*rows[-1], link]) > ROOM:
            rows.append([])
        rows[-1].append(link)
    return rows


def _wide(links: Iterable[Link]) -> int:
    return sum(len(link.joiner) + words_width(link.words) for link in links)


def words_width(words: Words) -> int:
    """Words and terms beside each other, in characters."""
    return sum(len(part) if isinstance(part, str) else width(part) for part in words)


def _row(links: Sequence[Link]) -> Row:
    first, *rest = links
    words: Words = ("⇒ ", *first.words) if first.joiner == THEN else first.words
    more = tuple(part for link in rest for part in (link.joiner, *link.words))
    remarks = list(dict.fromkeys(link.remark for link in links if link.remark))
    reason = tuple(part for i, remark in enumerate(remarks) for part in (("; ", *remark) if i else remark))
    conditions = tuple(dict.fromkeys(one for link in links for one in link.conditions))
    return row_of((*words, *more), reason, conditions)


def row_of(words: Words, reason: Words = (), conditions: tuple[Term, ...] = ()) -> Row:
    """The words as one row; a relation in front is aligned at its sign."""
    first, *rest = words
    if isinstance(first, Term) and first.head is Head.RELATION and len(first.args) == 2:
        left, right = first.args
        return Row(left, first.data[0], right, reason, conditions=conditions, more=tuple(rest))
    return Row(None, "", None, reason, conditions=conditions, more=words)


def stated(statement: Term) -> Words:
    """A statement as it is set in a row: x = -1 or x = 1 as x = ±1."""
    if statement.head is Head.LOGIC and len(statement.args) == 2:
        one, other = statement.args
        if one.data == other.data == ("=",) and one.args[0] is other.args[0]:
            pair = [side.args[1] for side in (one, other)]
            size = next((value for value in pair if neg(value) in pair and value.head is not Head.NEGATION), None)
            if size is not None:
                return (one.args[0], " = ±", size)
    return (statement,)
