"""Documents as Unicode text for a terminal: two-dimensional mathematics, reasons in a column of their own."""

import textwrap
from collections.abc import Callable
from typing import Any

from symgrad.notation.binding import Binding
from symgrad.notation.boxes import box
from symgrad.notation.boxes.box import Box, beside, cells, line
from symgrad.notation.documents.blocks import (
    Align,
    Document,
    Figure,
    Heading,
    Hint,
    Hole,
    Prose,
    Row,
    Say,
    Show,
    Table,
    pieces,
    row_reason,
)
from symgrad.notation.documents.breaking import broken
from symgrad.notation.linear import text as one_line
from symgrad.notation.signs import unicode_relation
from symgrad.terms.node import Term

_BLANK = "_" * 16
_UNDERLINES = {1: "=", 2: "-"}


def document_text(document: Document, width: int = 100) -> str:
    """The document for a terminal of this many columns."""
    title = [document.title, "=" * cells(document.title), ""] if document.title else []
    return "\n".join([*title, "\n\n".join(_WRITERS[type(block)](block, width) for block in document.blocks)]) + "\n"


def align_text(align: Align, width: int = 100) -> str:
    """The rows with their signs under each other."""
    return _align(align, width)


def prose_text(prose: Prose) -> str:
    """Prose on one line; terms that stay one line high in two dimensions are set so."""
    return "".join(piece if isinstance(piece, str) else _inline(piece) for piece in pieces(prose))


def row_text(row: Row) -> str:
    """One row on one line, without alignment or marks."""
    sides = (one_line(row.left) if row.left is not None else "", row.sign, _or_blank(row.right))
    return " ".join(side for side in sides if side)


def _or_blank(term: Term | None) -> str:
    return _BLANK if term is None else one_line(term)


def _inline(term: Term) -> str:
    shown = box(term)
    return shown.lines[0] if shown.height == 1 else one_line(term)


def _shown(shown: Box, indent: int = 0) -> str:
    return "\n".join((" " * indent + row).rstrip() for row in shown.lines)


def _align(align: Align, width: int) -> str:
    rows = [part for row in align.rows for part in _parts(row, width)]
    left = max((part[0].width for part in rows), default=0)
    right = max((part[2].width for part in rows), default=0)
    signs = max((part[1].width for part in rows), default=0)
    room = width - left - right - signs - 4
    return "\n".join(_row(part, (left, signs, right), room) for part in rows)


def _parts(row: Row, width: int) -> list[tuple[Box, Box, Box, str]]:
    """The row as left, sign, right, reason; a long sum goes on in further rows."""
    left = box(row.left) if row.left is not None else line("")
    sign = line(f" {unicode_relation(row.sign)} " if row.sign else " ")
    reason = prose_text(row_reason(row))
    if row.right is None:
        return [(left, sign, line(_BLANK), reason)]
    first, *rest = broken(row.right, max(width - left.width - 6, width // 2))
    rows = [(left, sign, _marked(box(first), row), "" if rest else reason)]
    for i, part in enumerate(rest):
        rows.append((line(""), line(" "), _continued(box(part)), reason if i == len(rest) - 1 else ""))
    return rows


def _continued(part: Box) -> Box:
    starts_with_minus = part.lines[part.base].startswith("-")
    return part if starts_with_minus else beside(line("+ "), part)


def _marked(shown: Box, row: Row) -> Box:
    """A result between double bars; what changed is not marked in plain text."""
    if "box" not in row.marks:
        return shown
    bars = Box(("║",) * shown.height, shown.base)
    space = line(" ")
    return beside(bars, space, shown, space, bars).bound(Binding.ATOM)


def _row(part: tuple[Box, Box, Box, str], columns: tuple[int, int, int], room: int) -> str:
    left, sign, right, reason = part
    lead = beside(line(" " * (columns[0] - left.width)), left, line(sign.lines[0].ljust(columns[1])), right)
    if not reason:
        return _shown(lead)
    if room < cells(reason):
        return _shown(lead) + "\n" + textwrap.indent(f"({reason})", " " * (columns[0] + columns[1] + 2))
    return _shown(beside(lead, line(" " * (sum(columns) - lead.width + 4) + reason)))


def _say(block: Say, width: int) -> str:
    return textwrap.fill(prose_text(block.text), width, break_long_words=False, break_on_hyphens=False)


def _heading(block: Heading, width: int) -> str:
    words = prose_text(block.text)
    return f"{words}\n{_UNDERLINES.get(block.level, '~') * cells(words)}"


def _show(block: Show, width: int) -> str:
    first, *rest = broken(block.term, width - 10)
    return "\n".join([_shown(box(first), 4), *(_shown(_continued(box(part)), 8) for part in rest)])


def _table(block: Table, width: int) -> str:
    rows = [tuple(prose_text(cell) for cell in row) for row in (block.header, *block.rows) if row]
    count = max((len(row) for row in rows), default=0)
    widths = [max(cells(row[i]) for row in rows if i < len(row)) for i in range(count)]
    lines = [_aligned(row, widths) for row in rows]
    if block.header:
        lines.insert(1, "  ".join("─" * wide for wide in widths))
    return "\n".join([*lines, *([prose_text(block.caption)] if block.caption else [])])


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (wide - cells(cell)) for cell, wide in zip(row, widths, strict=False))
    return "  ".join(padded).rstrip()


def _figure(block: Figure, width: int) -> str:
    words = prose_text(block.caption) or block.alt or "figure"
    return f"[{words}{f' ({block.path})' if block.path else ''}]"


def _hint(block: Hint, width: int) -> str:
    return textwrap.fill(f"Hint: {prose_text(block.text)}", width, break_long_words=False, break_on_hyphens=False)


def _hole(block: Hole, width: int) -> str:
    return f"{prose_text(block.prompt)} {_BLANK}".lstrip()


_WRITERS: dict[type, Callable[[Any, int], str]] = {
    Say: _say,
    Heading: _heading,
    Show: _show,
    Align: _align,
    Table: _table,
    Figure: _figure,
    Hint: _hint,
    Hole: _hole,
}
