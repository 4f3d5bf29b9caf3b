"""Matrix terms written with indices: (A x)_i is the sum over j of A_ij x_j."""

from collections.abc import Callable
from itertools import chain, count

from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.terms.build import (
    ONE,
    TWO,
    ZERO,
    bigsum,
    call,
    derivative,
    indexed,
    integer,
    mul,
    name,
    power,
    relation,
    root,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size, as_matrix
from symgrad.terms.traverse import free_names, rebuild

Place = tuple[Term, ...]

#: letters for indices, in the order they are taken
_LETTERS = "ijklrstuvpqmnhgczwyxabf"


class _Writer:
    """Writes one statement; every sum gets a letter that is not in use."""

    def __init__(self, term: Term, taken: Place = ()) -> None:
        keys = {one.data.key for one in (*free_names(term), *taken)}
        keys |= {str(size) for one in free_names(term) for size in one.shape}
        self.letters = (c for c in chain(_LETTERS, (f"i_{k}" for k in count(1))) if c not in keys)

    def fresh(self) -> Term:
        """The next index letter."""
        return name(next(self.letters))

    def at(self, term: Term, place: Place) -> Term:
        """The entry of the term in this place: () of a number, (i,) of a vector, (i, j) of a matrix."""
        rule = _RULES.get(term.head)
        if rule is not None:
            return rule(self, term, place)
        if term.head in _ENTRYWISE:
            return rebuild(term, tuple(self.at(part, place if part.shape else ()) for part in term.args))
        if not term.args:
            return term
        raise UnsupportedError(f"{text(term)} is not written with indices")

    def total(self, sizes: tuple[Size, ...], entry: Callable[[Place], Term]) -> Term:
        """The sum of the entries over all places."""
        place = tuple(self.fresh() for _ in sizes)
        found = entry(place)
        for index, size in reversed(list(zip(place, sizes, strict=True))):
            found = bigsum(found, index, ONE, integer(size) if isinstance(size, int) else name(size))
        return found


def of_number(term: Term) -> Term:
    """A number written with indices. Raises UnsupportedError where something in it has no such form."""
    return _Writer(term).at(term, ())


def component(term: Term, place: Place | None = None) -> tuple[Term, Place]:
    """An entry of the term, and its place: fresh letters where none is given."""
    writer = _Writer(term, place or ())
    where = tuple(writer.fresh() for _ in term.shape) if place is None else place
    return writer.at(term, where), where


def _name(w: _Writer, term: Term, place: Place) -> Term:
    return indexed(term, *place) if place else term


def _product(*parts: Term) -> Term:
    """The product without ones."""
    return mul(*(part for part in parts if part is not ONE))


def _matmul(w: _Writer, term: Term, place: Place) -> Term:
    """(A B)_ij as a sum over the index between them."""
    first, rest = term.args[0], term.args[1:]
    other = rest[0] if len(rest) == 1 else rebuild(term, rest)
    row, column = _sides(term, place)
    middle = as_matrix(first.shape)[1]
    if middle == 1:
        return _product(w.at(first, _of(first, row, ())), w.at(other, _of(other, (), column)))
    return w.total((middle,), lambda k: _product(w.at(first, _of(first, row, k)), w.at(other, _of(other, k, column))))


def _sides(term: Term, place: Place) -> tuple[Place, Place]:
    """The index of the row and that of the column; none where there is one row or column only."""
    if len(place) == 2:
        rows, _ = as_matrix(term.shape)
        return (() if rows == 1 else place[:1]), place[1:]
    return place, ()


def _of(term: Term, row: Place, column: Place) -> Place:
    """The place in the term: a row (1 x n) has its place in both indices."""
    if len(term.shape) == 2 and term.shape[0] == 1:
        return (ONE, *column)
    return (*row, *column) if len(term.shape) == 2 else row


def _transpose(w: _Writer, term: Term, place: Place) -> Term:
    inside = term.args[0]
    return w.at(inside, place[1:] if len(inside.shape) == 1 else tuple(reversed(place)) if len(place) == 2 else place)


def _trace(w: _Writer, term: Term, place: Place) -> Term:
    return w.total((term.args[0].shape[0],), lambda i: w.at(term.args[0], (*i, *i)))


def _inner(w: _Writer, term: Term, place: Place) -> Term:
    left, right = term.args
    return w.total(left.shape, lambda i: _product(w.at(left, i), w.at(right, i)))


def _norm(w: _Writer, term: Term, place: Place) -> Term:
    return root(_squares(w, term))


def _squares(w: _Writer, norm: Term) -> Term:
    inside = norm.args[0]
    if norm.data not in ("2", "F"):
        raise UnsupportedError(f"{text(norm)} is not written with indices")
    return w.total(inside.shape, lambda i: power(w.at(inside, i), TWO))


def _power(w: _Writer, term: Term, place: Place) -> Term:
    base, exponent = term.args
    if base.head is Head.NORM and exponent is TWO:
        return _squares(w, base)
    if base.shape:
        raise UnsupportedError(f"{text(term)} is not written with indices")
    return power(w.at(base, ()), w.at(exponent, ()))


def _entry_power(w: _Writer, term: Term, place: Place) -> Term:
    base, exponent = term.args
    return power(w.at(base, place if base.shape else ()), w.at(exponent, place if exponent.shape else ()))


def _differential(w: _Writer, term: Term, place: Place) -> Term:
    return unary(Head.DIFFERENTIAL, w.at(term.args[0], place))


def _gradient(w: _Writer, term: Term, place: Place) -> Term:
    return derivative(term.args[0], w.at(term.args[1], place), partial=True)


def _array(w: _Writer, term: Term, place: Place) -> Term:
    rule = _ARRAYS.get(term.data[0])
    if rule is None:
        raise UnsupportedError(f"{text(term)} is not written with indices")
    return rule(w, term, place)


def _sum(w: _Writer, term: Term, place: Place) -> Term:
    return w.total(term.args[0].shape, lambda i: w.at(term.args[0], i))


def _eye(w: _Writer, term: Term, place: Place) -> Term:
    return unary(Head.INDICATOR, relation(place[0], "=", place[1]))


_ENTRYWISE = frozenset({Head.SUM, Head.NEGATION, Head.PRODUCT, Head.QUOTIENT, Head.ROOT, Head.INDICATOR,
                        Head.RELATION, Head.LOGIC})  # fmt: skip

_ARRAYS: dict[str, Callable[[_Writer, Term, Place], Term]] = {
    "ones": lambda w, term, place: ONE,
    "zeros": lambda w, term, place: ZERO,
    "sum": _sum,
    "eye": _eye,
}

_RULES: dict[Head, Callable[[_Writer, Term, Place], Term]] = {
    Head.NAME: _name,
    Head.MATMUL: _matmul,
    Head.HADAMARD: lambda w, term, place: _product(*(w.at(part, place) for part in term.args)),
    Head.CALL: lambda w, term, place: call(term.data, *(w.at(u, place if u.shape else ()) for u in term.args)),
    Head.TRANSPOSE: _transpose,
    Head.TRACE: _trace,
    Head.INNER: _inner,
    Head.NORM: _norm,
    Head.POWER: _power,
    Head.ENTRYWISE_POWER: _entry_power,
    Head.DIFFERENTIAL: _differential,
    Head.GRADIENT: _gradient,
    Head.ARRAY: _array,
    Head.APPLY: lambda w, term, place: term,
}
