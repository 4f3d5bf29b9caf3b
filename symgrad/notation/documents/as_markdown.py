"""Documents in Markdown with mathematics between dollar signs, as Jupyter, GitHub and pandoc read it."""

import re
from collections.abc import Callable
from typing import Any

from symgrad.notation.documents.blocks import (
    Align,
    Document,
    Figure,
    Heading,
    Hint,
    Hole,
    Prose,
    Say,
    Show,
    Table,
    Tree,
    pieces,
)
from symgrad.notation.documents.latex_rows import align_latex, tree_latex
from symgrad.notation.latex import latex
from symgrad.notation.style import DEFAULT, Style

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")
_BLOCK_START = re.compile(r"^(\s*\d*)([-+.)])", re.MULTILINE)
_BLANK = "\\_" * 16
_BAR = "\\vert "


def document_markdown(document: Document, style: Style = DEFAULT) -> str:
    """The document in Markdown."""
    title = [f"# {_words(document.title)}"] if document.title else []
    return "\n\n".join([*title, *(_WRITERS[type(block)](block, style) for block in document.blocks)]) + "\n"


def _words(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _prose(prose: Prose, style: Style) -> str:
    return "".join(_words(p) if isinstance(p, str) else f"${latex(p, style)}$" for p in pieces(prose))


def _displayed(text: str) -> str:
    return f"$$\n{text}\n$$"


def _say(block: Say, style: Style) -> str:
    """A paragraph; a sign that would begin a list at the start of a line is made harmless."""
    return _BLOCK_START.sub(r"\1\\\2", _prose(block.text, style))


def _heading(block: Heading, style: Style) -> str:
    return f"{'#' * min(block.level + 1, 6)} {_prose(block.text, style)}"


def _show(block: Show, style: Style) -> str:
    return _displayed(latex(block.term, style))


def _align(block: Align, style: Style) -> str:
    return _displayed(align_latex(block, style))


def _table(block: Table, style: Style) -> str:
    """A pipe table; without a header its first line is empty, as the syntax wants one."""
    columns = max(len(row) for row in (block.header, *block.rows))
    header = block.header or ("",) * columns
    lines = [_table_row(row, style) for row in (header, *block.rows)]
    lines.insert(1, "|" + " --- |" * columns)
    caption = f"\n\n{_prose(block.caption, style)}" if block.caption else ""
    return "\n".join(lines) + caption


def _table_row(row: tuple[Prose, ...], style: Style) -> str:
    return "|" + "".join(f" {_cell(cell, style)} |" for cell in row)


def _cell(cell: Prose, style: Style) -> str:
    """A bar inside a formula would end the cell: LaTeX has a command for it."""
    return "".join(_words(p) if isinstance(p, str) else f"${latex(p, style).replace('|', _BAR)}$" for p in pieces(cell))


def _tree(block: Tree, style: Style) -> str:
    return _displayed(tree_latex(block, style))


def _figure(block: Figure, style: Style) -> str:
    words = _words(block.alt or "figure")
    picture = f"![{words}](<{block.path}>)" if block.path else words
    return f"{picture}\n\n{_prose(block.caption, style)}" if block.caption else picture


def _hint(block: Hint, style: Style) -> str:
    return f"> **Hint:** {_prose(block.text, style)}"


def _hole(block: Hole, style: Style) -> str:
    return f"{_prose(block.prompt, style)} {_BLANK}".lstrip()


_WRITERS: dict[type, Callable[[Any, Style], str]] = {
    Say: _say,
    Heading: _heading,
    Show: _show,
    Align: _align,
    Table: _table,
    Tree: _tree,
    Figure: _figure,
    Hint: _hint,
    Hole: _hole,
}
