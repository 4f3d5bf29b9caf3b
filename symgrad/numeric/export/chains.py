"""Products of matrices and vectors as code: a vector has one side, so a row times a matrix is `v @ A`.

A column before a row ends a segment: u v^T is `outer(u, v)`. A product with ones is a sum along a side, and an outer
product with ones is a vector that is broadcast.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from symgrad.numeric.export.language import Language
from symgrad.numeric.export.templates import filled
from symgrad.numeric.spelling import PRODUCT, SIGN, Text

ONE = Text("1.0")

#: the sum of a transpose is the sum along the other side
_TURNED = {"sum_rows": "sum_columns", "sum_columns": "sum_rows"}


#: what a segment is that begins with a row or not, and ends with a column or not
_KINDS = {(True, True): "number", (True, False): "row", (False, True): "column", (False, False): "matrix"}


class Factor(NamedTuple):
    """One factor: a row, a column (both with one side), a matrix or a number; `turned` is the transpose of a matrix."""

    text: Text
    kind: str  # "row", "column", "matrix", "number"
    ones: bool = False
    turned: Text | None = None


class Chain(NamedTuple):
    """The product: `full` has its shape; `narrow` gives the same where it is broadcast, if ones make it so."""

    full: Text
    kind: str
    narrow: Text | None = None


def written_chain(factors: Sequence[Factor], language: Language) -> Chain:
    """The product of the factors."""
    numbers = [one.text for one in factors if one.kind == "number"]
    found = [_segment(part, language) for part in _segments([one for one in factors if one.kind != "number"])]
    numbers += [one.text for one in found if one.kind == "number"]
    vectors = [one for one in found if one.kind != "number"]
    if not vectors:
        return Chain(product(numbers), "number")
    full, narrow = _joined(vectors, language)
    kind = "matrix" if len(vectors) > 1 else vectors[0].kind
    return Chain(product([*numbers, full]), kind, None if narrow is None else product([*numbers, narrow]))


def product(parts: Sequence[Text]) -> Text:
    """Numbers and at most one array multiplied; a factor 1 is not written."""
    kept = [part for part in parts if part is not ONE] or [ONE]
    if len(kept) == 1:
        return kept[0]
    first = f"({kept[0].text})" if kept[0].level == PRODUCT and " @ " in kept[0].text else kept[0].at(PRODUCT)
    return Text(" * ".join([first, *(part.at(SIGN) for part in kept[1:])]), PRODUCT)


def _segments(factors: Sequence[Factor]) -> Iterator[list[Factor]]:
    """Cut behind every column."""
    part: list[Factor] = []
    for one in factors:
        part.append(one)
        if one.kind == "column":
            yield part
            part = []
    if part:
        yield part


def _segment(factors: list[Factor], language: Language) -> Factor:
    """One segment; ones at an end make it a sum."""
    first, last = factors[0], factors[-1]
    if len(factors) == 1:
        return first
    kind = _KINDS[first.kind == "row", last.kind == "column"]
    inside = factors[1 if first.ones else 0 : -1 if last.ones else None]
    if first.ones and last.ones:
        return Factor(_summed(inside, "sum", language) if inside else _length(factors), kind)
    if first.ones:
        return Factor(_ones_first(inside, language), kind)
    if last.ones:
        return Factor(_summed(inside, _along(inside), language), kind)
    return Factor(_dots(factors, kind), kind)


def _along(inside: Sequence[Factor]) -> str:
    """A row is summed over all its entries, a matrix along its rows."""
    return "sum" if inside[0].kind == "row" else "sum_rows"


def _ones_first(inside: Sequence[Factor], language: Language) -> Text:
    """1^T A B is (sum of the rows of A) B; 1^T v the sum of the entries."""
    head, rest = inside[0], inside[1:]
    total = _summed([head], "sum" if head.kind == "column" else "sum_columns", language)
    return _dots([Factor(total, "row"), *rest], "row") if rest else total


def _summed(inside: Sequence[Factor], how: str, language: Language) -> Text:
    turned = inside[0].turned
    if how in _TURNED and len(inside) == 1 and turned is not None:
        return filled(language.operations[_TURNED[how]], [turned])
    return filled(language.operations[how], [_dots(inside, inside[-1].kind)])


def _length(factors: Sequence[Factor]) -> Text:
    """1^T 1."""
    return Text(f"{factors[1].text.at(PRODUCT)}.sum()")


def _dots(factors: Sequence[Factor], kind: str) -> Text:
    """Joined by @; a matrix product that meets a column is taken from the right, where vectors stay vectors."""
    if len(factors) == 1:
        return factors[0].text
    if kind == "column" and len(factors) > 2:
        rest = _dots(factors[1:], kind)
        return Text(f"{factors[0].text.at(PRODUCT)} @ {rest.at(SIGN)}", PRODUCT)
    texts = [factors[0].text.at(PRODUCT), *(one.text.at(SIGN) for one in factors[1:])]
    return Text(" @ ".join(texts), PRODUCT)


def _joined(vectors: Sequence[Factor], language: Language) -> tuple[Text, Text | None]:
    """One segment as it is; a column and a row as their outer product."""
    if len(vectors) == 1:
        return vectors[0].text, None
    column, row = vectors[0], vectors[-1]
    full = filled(language.operations["outer"], [column.text, row.text])
    if column.ones and row.ones:
        return full, ONE
    if column.ones:
        return full, row.text
    return full, filled(language.operations["as_column"], [column.text]) if row.ones else None
