"""Matrices of second derivatives as terms: determinants, values along directions."""

from collections.abc import Iterator, Sequence
from itertools import product

from symgrad.terms.build import ZERO, add, integer, mul, neg
from symgrad.terms.node import Term


def determinant(rows: Sequence[Sequence[Term]]) -> Term:
    """The determinant, by its first row."""
    if len(rows) == 1:
        return rows[0][0]
    parts = []
    for j, entry in enumerate(rows[0]):
        if entry is ZERO:
            continue
        minor = determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
        parts.append(mul(entry, minor) if j % 2 == 0 else neg(mul(entry, minor)))
    return add(*parts) if parts else ZERO


def directions(count: int) -> Iterator[tuple[int, ...]]:
    """Directions with small whole coordinates, the axes first, each up to its sign."""
    every = [u for u in product((0, 1, -1, 2, -2), repeat=count) if any(u) and next(c for c in u if c) > 0]
    yield from sorted(every, key=lambda u: (sum(map(bool, u)), sum(map(abs, u))))


def form(rows: Sequence[Sequence[Term]], u: Sequence[int]) -> Term:
    """u^T H u."""
    parts = [
        mul(integer(u[i] * u[j]), entry) for i, row in enumerate(rows) for j, entry in enumerate(row) if u[i] * u[j]
    ]
    return add(*parts)
