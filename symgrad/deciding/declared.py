"""What declared facts mean for the entries of a vector or a matrix: which entries follow from the others."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product

from symgrad.terms.build import ONE, neg, sub
from symgrad.terms.entries import entries
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import as_matrix
from symgrad.terms.traverse import postorder, substitute

Facts = Mapping[Term, str]
Terms = tuple[Term, ...]
Case = dict[Term, Term]


def substitute_each(row: Sequence[Term], case: Case) -> Terms:
    """The case put into every entry."""
    return tuple(substitute(one, case) for one in row)


def holding(terms: Sequence[Term], facts: Facts) -> Iterator[Case]:
    """Values for entries with which the facts hold, every case in turn; one empty case where there are no facts.

    The names are found in the terms by their key: their sizes may have been made small.
    """
    words = {name.data.key: word for name, word in facts.items()}
    names = dict.fromkeys(node for term in terms for node in postorder(term) if node.head is Head.NAME)
    found = [_CASES[words[one.data.key]](one) for one in names if words.get(one.data.key) in _CASES]
    for chosen in product(*found):
        yield dict(chain.from_iterable(case.items() for case in chosen))


def _symmetric(name: Term) -> list[Case]:
    """The entries below the diagonal are those above it."""
    rows, columns = _grid(name)
    return [{rows[i][j]: rows[j][i] for i in range(columns) for j in range(i)}]


def _distribution(name: Term) -> list[Case]:
    """The last entry is 1 less the others, of a matrix in every row."""
    rows, _ = _grid(name)
    groups = rows if len(name.shape) == 2 else [entries(name)]
    return [{group[-1]: sub_all(group[:-1]) for group in groups}]


def sub_all(others: Sequence[Term]) -> Term:
    """1 less all of these."""
    left = ONE
    for one in others:
        left = sub(left, one)
    return left


def _signs(name: Term) -> list[Case]:
    """Every choice of signs."""
    row = entries(name)
    return [dict(zip(row, choice, strict=True)) for choice in product((ONE, neg(ONE)), repeat=len(row))]


def _grid(name: Term) -> tuple[list[Terms], int]:
    row, columns = entries(name), int(as_matrix(name.shape)[1])
    return [row[i : i + columns] for i in range(0, len(row), columns)], columns


_CASES = {"symmetric": _symmetric, "distribution": _distribution, "signs": _signs}
