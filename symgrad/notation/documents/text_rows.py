"""Rows of an alignment as two-dimensional text: signs under each other, reasons beside or under the rows."""

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from symgrad.notation.boxes import box
from symgrad.notation.boxes.box import Box, beside, cells, fenced, line, stacked
from symgrad.notation.boxes.prose import prose_line
from symgrad.notation.documents.blocks import Align, Prose, Row, Tree, pieces, row_reason
from symgrad.notation.documents.braces import Braced, braced, chunks
from symgrad.notation.documents.breaking import broken
from symgrad.notation.linear import text as one_line
from symgrad.notation.signs import unicode_relation
from symgrad.terms.node import Term

BLANK = "_" * 16

_EMPTY = line("")


class _Line(NamedTuple):
    """One line of the alignment; a left side that stands apart has nothing beside it."""

    left: Box
    sign: Box
    right: Box
    reason: str = ""

    @property
    def widths(self) -> tuple[int, int, int]:
        """Of the three columns."""
        return self.left.width, self.sign.width, self.right.width


def align_text(align: Align, width: int = 100) -> str:
    """The rows with their signs under each other, for a terminal of this many columns."""
    lines = [part for row in align.rows for part in _lines(row, width)]
    columns = [max(widths, default=0) for widths in zip(*(part.widths for part in lines), strict=True)]
    return "\n".join(_drawn(part, columns, width - sum(columns) - 4) for part in lines)


def prose_text(prose: Prose) -> str:
    """Prose on one line, the terms in it too."""
    return "".join(piece if isinstance(piece, str) else _inline(piece) for piece in pieces(prose))


def row_text(row: Row) -> str:
    """One row on one line, without alignment or marks."""
    right = "" if row.right is None and row.more else _or_blank(row.right)
    sides = (one_line(row.left) if row.left is not None else "", row.sign, right)
    more = "".join(part if isinstance(part, str) else one_line(part) for part in row.more)
    return " ".join(side for side in sides if side) + more


def shown(drawn: Box, indent: int = 0) -> str:
    """The box as text."""
    return "\n".join((" " * indent + row).rstrip() for row in drawn.lines)


def further(part: Term) -> Box:
    """A later part of a sum, with its sign in front."""
    drawn = box(part)
    return drawn if drawn.lines[drawn.base].startswith("-") else beside(line("+ "), drawn)


def _or_blank(term: Term | None) -> str:
    return BLANK if term is None else one_line(term)


def _inline(term: Term) -> str:
    drawn = box(term)
    return drawn.lines[0] if drawn.height == 1 else prose_line(term)


def _lines(row: Row, width: int) -> list[_Line]:
    """The row as lines; a long sum goes on in further ones, a long left side stands above."""
    left = box(row.left) if row.left is not None else _EMPTY
    sign = line(f" {unicode_relation(row.sign)} " if row.sign else " ")
    above: list[_Line] = []
    if _stands_apart(left, row, width):
        above, left = [_Line(_EMPTY, _EMPTY, left)], _EMPTY
    lines = [*above, *_right_lines(row, left, sign, width)]
    return [*lines[:-1], lines[-1]._replace(reason=prose_text(row_reason(row)))]


def _right_lines(row: Row, left: Box, sign: Box, width: int) -> list[_Line]:
    if row.right is None:
        return [_Line(left, sign, _flowing(row) if row.more else line(BLANK))]
    if labelled := braced(row):
        drawn = [beside(*map(_braced, chunk)) for chunk in chunks(labelled, max(width - left.width - 6, 40))]
        return [_Line(left, sign, drawn[0]), *(_Line(_EMPTY, line(" "), part) for part in drawn[1:])]
    first, *rest = broken(row.right, max(width - left.width - 6, width // 2))
    parts = [box(first), *map(further, rest)]
    parts[-1] = beside(parts[-1], _flowing(row)) if row.more else parts[-1]
    if "box" in row.marks:
        return [_Line(left, sign, _boxed(parts))]
    return [_Line(left, sign, parts[0]), *(_Line(_EMPTY, line(" "), part) for part in parts[1:])]


def _flowing(row: Row) -> Box:
    """What goes on behind the right side."""
    return beside(*(line(part) if isinstance(part, str) else box(part) for part in row.more))


def _stands_apart(left: Box, row: Row, width: int) -> bool:
    """Whether the left side takes a line of its own, because both sides together do not fit one."""
    if row.right is None or left.width <= width // 3:
        return False
    return left.width + min(box(row.right).width, width // 2) + 3 > width


def _braced(part: Braced) -> Box:
    """A summand or factor with a brace under it and its label under that, its sign in front."""
    drawn = fenced(box(part.term), "(", ")") if part.bracketed else box(part.term)
    brace = "╰" + "─" * max(drawn.width - 2, 0) + "╯" if drawn.width > 1 else "╵"
    label = [line(prose_text(words)) for words in part.lines]
    whole = stacked(drawn, line(brace), *label, base=drawn.base)
    signs = {"⋅": line(" ⋅ "), "+": line(" + "), "-": line(" - ")}
    return beside(signs[part.sign], whole) if part.sign else whole


def tree_text(tree: Tree, width: int = 100) -> str:
    """The tree drawn with lines from the root on the left; a label stands on its edge."""
    return "\n".join(_branches(tree.paths))


def _branches(paths: Sequence[tuple[Term, ...]]) -> list[str]:
    """The lines of a root with everything to its right."""
    root = prose_text(paths[0][0])
    edges = [(label, [path[2:] for path in group]) for label, group in groupby(paths, lambda path: path[1:2]) if label]
    lines: list[str] = []
    for i, (label, below) in enumerate(edges):
        first, *rest = _branches(below)
        corner = "───" if len(edges) == 1 else "─┬─" if i == 0 else " └─" if i == len(edges) - 1 else " ├─"
        edge = f"{corner} {prose_text(label)} ─→ "
        lines.append((f"{root} " if i == 0 else " " * (cells(root) + 1)) + edge + first)
        indent = " " * (cells(root) + 1) + (" │" if 0 <= i < len(edges) - 1 else "  ")
        lines += [indent + " " * (cells(edge) - 2) + line for line in rest]
    return lines or [root]


def _boxed(parts: list[Box]) -> Box:
    """A result between double bars."""
    width = max(part.width for part in parts)
    rows = tuple(row + " " * (width - part.width) for part in parts for row in part.lines)
    bars = Box(("║",) * len(rows), parts[0].base)
    return beside(bars, line(" "), Box(rows, parts[0].base), line(" "), bars)


def _drawn(part: _Line, columns: list[int], room: int) -> str:
    if part.sign is _EMPTY:
        return shown(part.right, columns[0])
    indent = line(" " * (columns[0] - part.left.width))
    lead = beside(indent, part.left, line(part.sign.lines[0].ljust(columns[1])), part.right)
    if not part.reason:
        return shown(lead)
    if room < cells(part.reason):
        return shown(lead) + "\n" + textwrap.indent(f"({part.reason})", " " * (columns[0] + columns[1] + 2))
    return shown(beside(lead, line(" " * (sum(columns) - lead.width + 4) + part.reason)))
