"""Terms as JSON: a table of the distinct subterms, children before parents, so that shared subterms are stored once.

A row is `[head, [rows of the children], data, shape]`; what is empty at the end of a row is left out. The last row is
the term. Writing and reading take no recursion and time in proportion to the number of distinct subterms.
"""

from collections.abc import Callable
from typing import Any

from symgrad.errors import DataError
from symgrad.terms.heads import SHAPED, Head
from symgrad.terms.names import Applied, Name
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import postorder

_SAFE = 2**53
"""Every reader of JSON keeps integers below this exact."""


def to_json(term: Term) -> list[list[Any]]:
    """The table of a term, ready for `json.dumps`."""
    rows: dict[Term, int] = {}
    table: list[list[Any]] = []
    for node in postorder(term):
        rows[node] = len(table)
        table.append(
            _trimmed([node.head.value, [rows[child] for child in node.args], _plain(node), list(_given(node))])
        )
    return table


def from_json(table: list[list[Any]]) -> Term:
    """The term of a table; names keep their shape and spelling. Raises DataError for anything else."""
    terms: list[Term] = []
    try:
        for row in table:
            terms.append(_term(row, terms))
        return terms[-1]
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"this is not the table of a term: row {len(terms) + 1} cannot be read") from error


def _term(row: list[Any], known: list[Term]) -> Term:
    name, children, data, shape = row + _EMPTY[len(row) - 1 :]
    head = Head(name)
    if not all(0 <= child < len(known) for child in children):
        raise IndexError("a row may refer to earlier rows only")
    read = _READ.get(head)
    return make(
        head,
        tuple(known[child] for child in children),
        data if read is None else read(data),
        tuple(shape) if head in SHAPED else None,
    )


#: what is left out at the end of a row: children, data, shape
_EMPTY: list[Any] = [[], None, []]


def _given(node: Term) -> tuple[int | str, ...]:
    return node.shape if node.head in SHAPED else ()


def _trimmed(row: list[Any]) -> list[Any]:
    while row[-1] in (None, []) and len(row) > 1:
        row.pop()
    return row


def _plain(node: Term) -> Any:
    write = _WRITE.get(node.head)
    return node.data if write is None else write(node.data)


def _write_integer(value: int) -> int | str:
    return value if value < _SAFE else hex(value)


def _read_integer(data: int | str) -> int:
    value = int(data, 16) if isinstance(data, str) else data
    if type(value) is not int or value < 0:
        raise ValueError("an integer of a term is not negative")
    return value


def _write_name(name: Name) -> list[Any]:
    parts: list[Any] = [name.base, list(name.accents), name.sub, name.sup, name.style, name.typed]
    while not parts[-1]:
        parts.pop()
    return parts


def _read_name(data: list[Any]) -> Name:
    base, *rest = data
    accents, *texts = rest or [[]]
    if not all(isinstance(text, str) for text in (base, *accents, *texts)):
        raise TypeError("a name is made of texts")
    return Name(base, tuple(accents), *texts)


def _read_applied(data: list[Any]) -> Applied:
    name, orders = data
    return Applied(_read_name(name), tuple(orders))


_WRITE: dict[Head, Callable[[Any], Any]] = {
    Head.INTEGER: _write_integer,
    Head.NAME: _write_name,
    Head.APPLY: lambda data: [_write_name(data.name), list(data.orders)],
    Head.RELATION: list,
    Head.MATRIX: list,
    Head.ARRAY: list,
}

_READ: dict[Head, Callable[[Any], Any]] = {
    Head.INTEGER: _read_integer,
    Head.NAME: _read_name,
    Head.APPLY: _read_applied,
    Head.RELATION: tuple,
    Head.MATRIX: tuple,
    Head.ARRAY: tuple,
}
