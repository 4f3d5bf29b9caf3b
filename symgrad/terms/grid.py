"""Grids of scalar terms: the entries of a vector or matrix whose sizes are numbers, and their linear algebra.

Sums leave out zeros and products leave out ones, so that entries stay small; nothing else is simplified.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from symgrad.errors import LimitError
from symgrad.terms.build import ONE, ZERO, add, div, mul, neg
from symgrad.terms.node import Term

LARGEST_DETERMINANT = 4
"""Rows of the largest matrix whose determinant is written out: 24 products of 4 factors."""


class Grid(NamedTuple):
    """Entries row by row."""

    rows: int
    columns: int
    entries: tuple[Term, ...]

    def at(self, i: int, j: int) -> Term:
        """The entry in row i and column j, from 0."""
        return self.entries[i * self.columns + j]

    def row(self, i: int) -> tuple[Term, ...]:
        """The entries of row i."""
        return self.entries[i * self.columns : (i + 1) * self.columns]


def single(term: Term) -> Grid:
    """A number as a grid."""
    return Grid(1, 1, (term,))


def grid_of(rows: int, columns: int, entry: Callable[[int, int], Term]) -> Grid:
    """The grid of this size with entry(i, j) in row i and column j."""
    return Grid(rows, columns, tuple(entry(i, j) for i in range(rows) for j in range(columns)))


def total(parts: Iterable[Term]) -> Term:
    """The sum without zeros."""
    return add(*(part for part in parts if part is not ZERO))


def product(*factors: Term) -> Term:
    """The product; 0 where a factor is 0, without factors 1."""
    return ZERO if ZERO in factors else mul(*(factor for factor in factors if factor is not ONE))


def spread(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The grids in one size: a number goes with every entry."""
    largest = max(grids, key=lambda grid: len(grid.entries))
    count = len(largest.entries)
    return tuple(
        grid if len(grid.entries) == count else Grid(largest.rows, largest.columns, grid.entries * count)
        for grid in grids
    )


def entry_by_entry(grids: Sequence[Grid], combine: Callable[..., Term]) -> Grid:
    """combine(entry, entry, ...) at every place."""
    same = spread(grids)
    return Grid(same[0].rows, same[0].columns, tuple(map(combine, *(grid.entries for grid in same))))


def turned(grid: Grid) -> Grid:
    """The transpose."""
    return grid_of(grid.columns, grid.rows, lambda i, j: grid.at(j, i))


def times(left: Grid, right: Grid) -> Grid:
    """The matrix product."""
    columns = turned(right)
    return grid_of(left.rows, right.columns, lambda i, j: total(map(product, left.row(i), columns.row(j))))


def identity(size: int) -> Grid:
    """Ones on the diagonal."""
    return grid_of(size, size, lambda i, j: ONE if i == j else ZERO)


def minor(grid: Grid, i: int, j: int) -> Grid:
    """The grid without row i and column j."""
    rows, columns = [k for k in range(grid.rows) if k != i], [k for k in range(grid.columns) if k != j]
    return grid_of(len(rows), len(columns), lambda a, b: grid.at(rows[a], columns[b]))


def determinant(grid: Grid) -> Term:
    """By the first row (Laplace). Raises LimitError beyond LARGEST_DETERMINANT rows."""
    if grid.rows > LARGEST_DETERMINANT:
        raise LimitError(f"the determinant of a {grid.rows} x {grid.rows} matrix is not written out")
    if grid.rows == 1:
        return grid.entries[0]
    return total(signed(j, product(grid.at(0, j), determinant(minor(grid, 0, j)))) for j in range(grid.columns))


def signed(position: int, term: Term) -> Term:
    """The term, negated at odd positions."""
    return neg(term) if position % 2 and term is not ZERO else term


def inverse(grid: Grid) -> Grid:
    """The adjugate over the determinant (Cramer)."""
    whole = determinant(grid)
    if grid.rows == 1:
        return single(div(ONE, whole))
    return grid_of(grid.rows, grid.rows, lambda i, j: div(signed(i + j, determinant(minor(grid, j, i))), whole))
