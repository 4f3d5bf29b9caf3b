"""A matrix formula at given sizes as its scalar entries, straight from the definitions of the heads.

This is how an equality of matrices is judged without any matrix rule: at 2 x 2 or 3 x 3, entry by entry.
"""

from collections.abc import Callable, Mapping
from functools import reduce

from symgrad.errors import LimitError, ShapeError
from symgrad.terms.array_entries import BUILD
from symgrad.terms.build import ZERO, call, integer, power, root
from symgrad.terms.grid import (
    Grid,
    determinant,
    entry_by_entry,
    grid_of,
    identity,
    inverse,
    product,
    single,
    times,
    total,
    turned,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.shapes import Size, as_matrix
from symgrad.terms.sizes import at_sizes as size_at
from symgrad.terms.traverse import as_fraction, fold, postorder, rebuild, substitute

Sizes = Mapping[str, int]

MOST_ENTRIES = 4096
"""Entries of the largest matrix that is written out."""


def at_sizes(term: Term, sizes: Sizes) -> Term:
    """The term with numbers for the named sizes, in shapes and where they stand in the formula itself."""
    return fold(term, lambda node, args: _sized(node, args, sizes))


def _sized(node: Term, args: tuple[Term, ...], sizes: Sizes) -> Term:
    if node.head is Head.ARRAY:
        return make(Head.ARRAY, args, (node.data[0], *(size_at(option, sizes) for option in node.data[1:])))
    if node.head not in (Head.NAME, Head.APPLY):
        return rebuild(node, args)
    if node.head is Head.NAME and not node.shape and node.data.key in sizes:
        return integer(sizes[node.data.key])
    return make(node.head, args, node.data, tuple(size_at(size, sizes) for size in node.shape))


def entries(term: Term, sizes: Sizes | None = None) -> tuple[Term, ...]:
    """The scalar entries of the term, row by row; a scalar has one.

    Entries of a matrix A are names printed A_{[1,2]}, those of a vector x_{[1]}; `sizes` gives numbers for named sizes.
    Raises ShapeError for a size without a number, LimitError for more than MOST_ENTRIES entries.
    """
    return grid(term, sizes).entries


def grid(term: Term, sizes: Sizes | None = None) -> Grid:
    """The same with the number of rows and columns."""
    return fold(_unrolled(at_sizes(term, sizes or {})), _grid)


def _grid(node: Term, parts: tuple[Grid, ...]) -> Grid:
    rule = _RULES.get(node.head)
    if rule is not None:
        return rule(node, parts)
    return entry_by_entry(parts, lambda *args: rebuild(node, args)) if parts else single(node)


def _sides(node: Term) -> tuple[int, int]:
    rows, columns = (_number(size) for size in as_matrix(node.shape))
    if rows * columns > MOST_ENTRIES:
        raise LimitError(f"a matrix of {rows} x {columns} is not written out entry by entry")
    return rows, columns


def _number(size: Size) -> int:
    if isinstance(size, int):
        return size
    raise ShapeError(f"the size {size} has no number", hint="give sizes, such as {'n': 3}")


def _name(node: Term, _: tuple[Grid, ...]) -> Grid:
    if node.is_scalar:
        return single(node)
    rows, columns = _sides(node)
    is_vector = len(node.shape) == 1
    return grid_of(rows, columns, lambda i, j: _entry(node, (i + 1,) if is_vector else (i + 1, j + 1)))


def _entry(node: Term, indices: tuple[int, ...]) -> Term:
    data = node.data
    return make(Head.NAME, data=data._replace(sub=f"{data.sub}[{','.join(map(str, indices))}]", typed=""))


def _indexed(node: Term, parts: tuple[Grid, ...]) -> Grid:
    """A_{1,2} is an entry of A; an index that is not a number stays."""
    places = [as_fraction(index) for index in node.args[1:]]
    if not node.args[0].shape or any(place is None or place.denominator != 1 for place in places):
        return single(node)
    i, j = (*(int(place) - 1 for place in places if place is not None), 0)[:2]
    return single(parts[0].at(i, j))


def _unrolled(term: Term) -> Term:
    """Sums and products over a bound index with entries in them, written out."""
    return fold(term, lambda node, args: _written_out(rebuild(node, args)))


def _written_out(node: Term) -> Term:
    if node.head not in (Head.BIGSUM, Head.BIGPROD):
        return node
    body, index, lower, upper = node.args
    first, last = as_fraction(lower), as_fraction(upper)
    has_entries = any(one.head is Head.INDEXED and one.args[0].shape for one in postorder(body))
    if first is None or last is None or not has_entries:
        return node
    parts = [substitute(body, {index: integer(k)}) for k in range(int(first), int(last) + 1)]
    return total(parts) if node.head is Head.BIGSUM else product(*parts)


def _power(node: Term, parts: tuple[Grid, ...]) -> Grid:
    exponent = as_fraction(node.args[1])
    if not node.shape:
        return single(rebuild(node, (parts[0].entries[0], parts[1].entries[0])))
    if exponent is None or exponent.denominator != 1 or abs(exponent) > 8:
        raise LimitError("only small whole powers of a matrix are written out")
    base = inverse(parts[0]) if exponent < 0 else parts[0]
    return reduce(times, [base] * abs(int(exponent)), identity(base.rows))


def _norm(node: Term, parts: tuple[Grid, ...]) -> Grid:
    sizes = [call("abs", entry) for entry in parts[0].entries]
    if node.data == "1":
        return single(total(sizes))
    if node.data == "inf":
        return single(call("max", *sizes) if len(sizes) > 1 else sizes[0])
    return single(root(total(power(entry, integer(2)) for entry in parts[0].entries)))


def _inner(_: Term, parts: tuple[Grid, ...]) -> Grid:
    return single(total(map(product, parts[0].entries, parts[1].entries)))


def _trace(_: Term, parts: tuple[Grid, ...]) -> Grid:
    return single(total(parts[0].at(i, i) for i in range(parts[0].rows)))


def _applied(node: Term, parts: tuple[Grid, ...]) -> Grid:
    """An unknown function of vectors is one of all their entries; one with a shape goes entry by entry."""
    if node.shape:
        return entry_by_entry(parts, lambda *each: make(node.head, each, node.data))
    return single(make(node.head, tuple(entry for part in parts for entry in part.entries), node.data))


def _array(node: Term, parts: tuple[Grid, ...]) -> Grid:
    _sides(node)
    return BUILD[node.data[0]](parts, node.data[1:], node.shape)


def _scaled(_: Term, parts: tuple[Grid, ...]) -> Grid:
    return entry_by_entry(parts, product)


_RULES: dict[Head, Callable[[Term, tuple[Grid, ...]], Grid]] = {
    Head.NAME: _name,
    Head.INDEXED: _indexed,
    Head.MATRIX: lambda node, parts: Grid(node.data[0], node.data[1], tuple(part.entries[0] for part in parts)),
    Head.SUM: lambda _, parts: entry_by_entry(parts, lambda *terms: total(terms)),
    Head.PRODUCT: _scaled,
    Head.HADAMARD: _scaled,
    Head.NEGATION: lambda node, parts: entry_by_entry(parts, lambda u: u if u is ZERO else rebuild(node, (u,))),
    Head.ENTRYWISE_POWER: lambda _, parts: entry_by_entry(parts, power),
    Head.POWER: _power,
    Head.CALL: lambda node, parts: entry_by_entry(parts, lambda *args: call(node.data, *args)),
    Head.MATMUL: lambda _, parts: reduce(times, parts),
    Head.TRANSPOSE: lambda _, parts: turned(parts[0]),
    Head.INVERSE: lambda _, parts: inverse(parts[0]),
    Head.DETERMINANT: lambda _, parts: single(determinant(parts[0])),
    Head.TRACE: _trace,
    Head.NORM: _norm,
    Head.INNER: _inner,
    Head.ARRAY: _array,
    Head.APPLY: _applied,
}
