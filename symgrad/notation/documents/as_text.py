"""Documents as Unicode text for a terminal: two-dimensional mathematics, reasons in a column of their own."""

import textwrap
from collections.abc import Callable
from typing import Any

from symgrad.notation.boxes import box
from symgrad.notation.boxes.box import cells
from symgrad.notation.documents.blocks import Align, Document, Figure, Heading, Hint, Hole, Say, Show, Table, Tree
from symgrad.notation.documents.breaking import broken
from symgrad.notation.documents.text_rows import BLANK, align_text, further, prose_text, shown, tree_text

_UNDERLINES = {1: "=", 2: "-"}


def document_text(document: Document, width: int = 100) -> str:
    """The document for a terminal of this many columns."""
    title = [document.title, "=" * cells(document.title), ""] if document.title else []
    return "\n".join([*title, "\n\n".join(_WRITERS[type(block)](block, width) for block in document.blocks)]) + "\n"


def _say(block: Say, width: int) -> str:
    return textwrap.fill(prose_text(block.text), width, break_long_words=False, break_on_hyphens=False)


def _heading(block: Heading, width: int) -> str:
    words = prose_text(block.text)
    return f"{words}\n{_UNDERLINES.get(block.level, '~') * cells(words)}"


def _show(block: Show, width: int) -> str:
    first, *rest = broken(block.term, width - 10)
    return "\n".join([shown(box(first), 4), *(shown(further(part), 8) for part in rest)])


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
    return f"{prose_text(block.prompt)} {BLANK}".lstrip()


_WRITERS: dict[type, Callable[[Any, int], str]] = {
    Say: _say,
    Heading: _heading,
    Show: _show,
    Align: align_text,
    Table: _table,
    Tree: tree_text,
    Figure: _figure,
    Hint: _hint,
    Hole: _hole,
}
