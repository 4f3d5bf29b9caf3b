"""Rows of an alignment in LaTeX: what stands in which column, where a long row goes on, what has room beside it.

Widths are those of two-dimensional text, in characters: close to what TeX sets, and known without TeX.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from symgrad.notation.documents.blocks import Align, Row, Tree, joined, row_reason
from symgrad.notation.documents.braces import ARROW, Braced, braced, chunks, shared
from symgrad.notation.documents.breaking import broken, continued, width
from symgrad.notation.documents.words import latex_words
from symgrad.notation.latex import latex
from symgrad.notation.signs import latex_relation
from symgrad.notation.style import DEFAULT, Style
from symgrad.terms.node import Term

Words = tuple[str | Term, ...]

LINE = 94
"""Characters that fit a printed line."""

BLANK = "\\underline{\\hspace{4cm}}"
BREAK = " \\\\\n"
TREE_BREAK = " \\\\[1ex]\n"

#: between the lines of a label
BREAK_WORDS = " \\\\ "

#: how much wider than the page a row may be for each size of type
_SIZES = ((1.0, ""), (1.1, "\\small"), (1.22, "\\footnotesize"), (1.36, "\\scriptsize"), (float("inf"), "\\tiny"))


def align_latex(align: Align, style: Style = DEFAULT) -> str:
    """The rows as one `aligned` environment, for a page's own display delimiters."""
    return f"\\begin{{aligned}}\n{rows_latex(align, style)}\n\\end{{aligned}}"


def reason_latex(row: Row, style: Style = DEFAULT) -> str:
    """The reason and conditions of a row for use inside a display: words in \\text, terms bare."""
    return _words_latex(row_reason(row), style)


def _words_latex(parts: Words, style: Style) -> str:
    told = joined(part for part in parts if part != "")
    return "".join(f"\\text{{{latex_words(p)}}}" if isinstance(p, str) else latex(p, style) for p in told)


def _below(row: Row, style: Style) -> list[str]:
    """The reason under its row, in brackets; a long one over several lines, each ending at a semicolon."""
    first, *rest = (
        _words_latex(part, style) for part in _reason_lines(row_reason(row), max(_room(row), LINE * 2 // 3))
    )
    found = [f"&\\qquad ({first}", *(f"&\\qquad\\hphantom{{(}}{part}" for part in rest)]
    found[-1] += ")"
    return found


def _reason_lines(parts: Words, room: int) -> list[Words]:
    """The reason in lines of at most `room` characters, broken behind semicolons only."""
    clauses: list[list[str | Term]] = [[]]
    for part in parts:
        pieces = re.split(r"(?<=; )", part) if isinstance(part, str) else [part]
        clauses[-1].append(pieces[0])
        clauses += [[piece] for piece in pieces[1:]]
    lines: list[Words] = []
    used = 0
    for clause in clauses:
        wide = _words_width(clause)
        if lines and used + wide <= room:
            lines[-1], used = (*lines[-1], *clause), used + wide
        elif wide:
            lines.append(tuple(clause))
            used = wide
    return lines


def row_latex(row: Row, style: Style = DEFAULT) -> str:
    """One row without alignment marks: `left = right`."""
    left = latex(row.left, style) if row.left is not None else ""
    right = "" if row.right is None and row.more else _right(row, style)
    return " ".join(part for part in (left, latex_relation(row.sign), right) if part) + flow_latex(row.more, style)


def flow_latex(parts: Words, style: Style) -> str:
    """What goes on behind a right side: terms bare, arrows and signs as mathematics, words in \\text."""
    return "".join(_in_flow(part) if isinstance(part, str) else latex(part, style) for part in parts)


def _in_flow(words: str) -> str:
    pieces = (piece for piece in re.split(r"(\s*[⇒=≈±⋅]\s*|[,;:]  )", words) if piece)
    return "".join(_FLOW.get(piece.strip()) or f"\\text{{{latex_words(piece)}}}" for piece in pieces)


#: signs between the statements of one row
_FLOW = {
    "⇒": " \\;\\Rightarrow\\; ", "=": " = ", "≈": " \\approx ", "±": "\\pm ", "⋅": " \\cdot ",
    ",": ",\\quad ", ";": ";\\quad ", ":": ":\\quad ",
}  # fmt: skip


def rows_latex(align: Align, style: Style) -> str:
    """All rows; reasons stand in a column of their own where all fit beside the rows, otherwise under them."""
    beside = _line_width(align) + max(map(_reason_width, align.rows), default=0) <= LINE
    lines: list[str] = []
    for row in align.rows:
        parts = _row_lines(row, style)
        reason = reason_latex(row, style)
        if reason and beside:
            parts[-1] += f" && {reason}"
        elif reason:
            parts += _below(row, style)
        lines += parts
    return BREAK.join(lines)


def sum_latex(term: Term, style: Style) -> str:
    """A sum too long for a line, in rows."""
    first, *rest = (latex(part, style) for part in broken(term, LINE))
    return BREAK.join([f"&{first}", *map(_further, rest)])


def type_size(align: Align) -> str:
    """The size of type in which the widest row fits the page."""
    ratio = _line_width(align) / LINE
    return next(size for limit, size in _SIZES if ratio <= limit)


def tree_latex(tree: Tree, style: Style = DEFAULT) -> str:
    """The tree as an array: one row a path, with what stands in the row above left out."""
    columns = max(map(len, tree.paths))
    before: tuple[Term, ...] = ()
    lines = []
    for path in tree.paths:
        known = shared(path, before)
        shown = [f"\\xrightarrow{{{latex(part, style)}}}" if i % 2 else latex(part, style)
                 for i, part in enumerate(path)]  # fmt: skip
        lines.append(" & ".join([*[""] * known, *shown[known:]]).strip())
        before = path
    return f"\\begin{{array}}{{{'c' * columns}}}\n{TREE_BREAK.join(lines)}\n\\end{{array}}"


def _braced(part: Braced, style: Style) -> str:
    """`+ \\underbrace{...}_{label}`."""
    inside = latex(part.term, style)
    inside = f"\\left({inside}\\right)" if part.bracketed else inside
    sign = "\\cdot" if part.sign == "⋅" else part.sign
    return f"{sign} \\underbrace{{{inside}}}_{{{_label(part, style)}}}".lstrip()


def _label(part: Braced, style: Style) -> str:
    """The label; one of several lines as a stack."""
    lines = [_label_line(words, style) for words in part.lines]
    return lines[0] if len(lines) == 1 else f"\\substack{{{BREAK_WORDS.join(lines)}}}"


def _label_line(parts: tuple[str | Term, ...], style: Style) -> str:
    """Words in one \\text, arrows and terms as mathematics."""
    set_: list[str] = []
    for is_word, group in groupby(parts, lambda p: isinstance(p, str) and p != ARROW):
        if is_word:
            set_.append(f"\\text{{{latex_words(''.join(map(str, group)))}}}")
        else:
            set_ += [" \\to " if isinstance(p, str) else latex(p, style) for p in group]
    return "".join(set_)


def _row_lines(row: Row, style: Style) -> list[str]:
    left = latex(row.left, style) if row.left is not None else ""
    sign = latex_relation(row.sign)
    apart = _stands_apart(row)
    head = f"&\\quad {sign} " if apart else f"{left} &{sign} ".lstrip()
    parts = () if row.right is None else broken(row.right, _room(row))
    if row.more:
        lines = [head + ("" if row.right is None else latex(row.right, style)) + flow_latex(row.more, style)]
    elif labelled := braced(row):
        first, *rest = (" ".join(_braced(part, style) for part in chunk) for chunk in chunks(labelled, _room(row)))
        lines = _marked_lines([first, *(f"&\\quad {{}} {part}" for part in rest)], row.marks if rest else ())
        lines[0] = head + (lines[0] if rest else _marked(lines[0], row.marks))
    elif len(parts) < 2:
        lines = [head + _right(row, style)]
    else:
        first, *rest = (latex(part, style) for part in parts)
        lines = _marked_lines([first, *map(_further, rest)], row.marks)
        lines[0] = head + lines[0]
    return [f"&{left}", *lines] if apart else lines


def _marked_lines(lines: list[str], marks: tuple[str, ...]) -> list[str]:
    """The lines of one right side; a mark takes them together."""
    return [_marked(f"\\begin{{aligned}}&{BREAK.join(lines)}\\end{{aligned}}", marks)] if marks else lines


def _further(part: str) -> str:
    return f"&\\quad {{}} {continued(part)}"


def _right(row: Row, style: Style) -> str:
    return BLANK if row.right is None else _marked(latex(row.right, style), row.marks)


def _marked(text: str, marks: tuple[str, ...]) -> str:
    for mark, command in (("highlight", "\\underline"), ("box", "\\boxed")):
        text = f"{command}{{{text}}}" if mark in marks else text
    return text


def _stands_apart(row: Row) -> bool:
    """Whether the left side takes a line of its own, because both sides together do not fit one."""
    if row.left is None or row.right is None:
        return False
    left = width(row.left)
    return left > LINE // 3 and left + min(width(row.right), LINE // 2) > LINE


def _room(row: Row) -> int:
    return max(LINE - _left_width(row), LINE // 2)


def _left_width(row: Row) -> int:
    return 3 if row.left is None or _stands_apart(row) else width(row.left) + 3


def _right_width(row: Row) -> int:
    if row.more:
        return _words_width(row.more) + (0 if row.right is None else width(row.right))
    if row.right is None:
        return 20
    if labelled := braced(row):
        return max(sum(part.width for part in chunk) for chunk in chunks(labelled, _room(row)))
    widest = max(width(part) for part in broken(row.right, _room(row)))
    return max(widest, width(row.left)) if row.left is not None and _stands_apart(row) else widest


def _reason_width(row: Row) -> int:
    return _words_width(row_reason(row)) + 4


def _words_width(parts: Iterable[str | Term]) -> int:
    return sum(len(part) if isinstance(part, str) else width(part) for part in parts)


def _line_width(align: Align) -> int:
    return sum(max(map(column, align.rows), default=0) for column in (_left_width, _right_width))
