"""Documents in LaTeX: fragments, and complete files that compile with the packages every distribution has."""

from collections.abc import Callable
from typing import Any

from symgrad.notation.documents.blocks import (
    Align,
    Block,
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
from symgrad.notation.documents.breaking import broken, continued, width
from symgrad.notation.documents.words import latex_words
from symgrad.notation.latex import latex
from symgrad.notation.signs import latex_relation
from symgrad.notation.style import DEFAULT, Style

_PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb}
\usepackage[a4paper,margin=2.2cm]{geometry}
\usepackage{graphicx}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt plus 2pt}
\setcounter{MaxMatrixCols}{30}
"""

_LINE = 94
"""Characters of two-dimensional text that fit a printed line."""

_BLANK = "\\underline{\\hspace{4cm}}"
_SECTIONS = ("\\section*", "\\subsection*", "\\subsubsection*", "\\paragraph*")
_BREAK = " \\\\\n"


def document_latex(document: Document, standalone: bool = True, style: Style = DEFAULT) -> str:
    """The document in LaTeX; `standalone` makes it a complete file for pdflatex, otherwise the body only."""
    body = "\n\n".join(_block(block, style) for block in document.blocks)
    if not standalone:
        return body
    title = (
        f"\\begin{{center}}\\Large\\bfseries {latex_words(document.title)}\\end{{center}}\n\n" if document.title else ""
    )
    return f"{_PREAMBLE}\\begin{{document}}\n{title}{body}\n\\end{{document}}\n"


def align_latex(align: Align, style: Style = DEFAULT) -> str:
    """The rows as one `aligned` environment, for a page's own display delimiters."""
    return f"\\begin{{aligned}}\n{_rows(align, style)}\n\\end{{aligned}}"


def prose_latex(prose: Prose, style: Style = DEFAULT) -> str:
    """Prose for the running text: terms between dollar signs."""
    return "".join(latex_words(p) if isinstance(p, str) else f"${latex(p, style)}$" for p in pieces(prose))


def reason_latex(row: Row, style: Style = DEFAULT) -> str:
    """The reason and conditions of a row for use inside a display: words in \\text, terms bare."""
    return "".join(
        f"\\text{{{latex_words(p)}}}" if isinstance(p, str) else latex(p, style) for p in row_reason(row) if p != ""
    )


def row_latex(row: Row, style: Style = DEFAULT) -> str:
    """One row without alignment marks: `left = right`."""
    left = latex(row.left, style) if row.left is not None else ""
    return " ".join(part for part in (left, latex_relation(row.sign), _right(row, style)) if part)


def _right(row: Row, style: Style) -> str:
    return _BLANK if row.right is None else _marked(latex(row.right, style), row.marks)


def _marked(text: str, marks: tuple[str, ...]) -> str:
    for mark, command in (("highlight", "\\underline"), ("box", "\\boxed")):
        text = f"{command}{{{text}}}" if mark in marks else text
    return text


def _rows(align: Align, style: Style) -> str:
    """All rows; reasons stand in a column of their own where all fit beside the rows, otherwise under them."""
    lines = [_row_lines(row, style) for row in align.rows]
    beside = _fits(align)
    out: list[str] = []
    for row, parts in zip(align.rows, lines, strict=True):
        reason = reason_latex(row, style)
        if reason and beside:
            parts = [*parts[:-1], f"{parts[-1]} && {reason}"]
        elif reason:
            parts = [*parts, f"&\\qquad \\left({reason}\\right)"]
        out.extend(parts)
    return _BREAK.join(out)


def _row_lines(row: Row, style: Style) -> list[str]:
    left = latex(row.left, style) if row.left is not None else ""
    head = f"{left} &{latex_relation(row.sign)} ".lstrip()
    parts = () if row.right is None or row.marks else broken(row.right, _room(row))
    if len(parts) < 2:
        return [head + _right(row, style)]
    first, *rest = (latex(part, style) for part in parts)
    return [head + first, *(f"&\\quad {{}} {continued(part)}" for part in rest)]


def _room(row: Row) -> int:
    return max(_LINE - _left_width(row), _LINE // 2)


def _left_width(row: Row) -> int:
    return (width(row.left) if row.left is not None else 0) + 3


def _right_width(row: Row) -> int:
    return 20 if row.right is None else max(width(part) for part in broken(row.right, _room(row)))


def _fits(align: Align) -> bool:
    columns = (_left_width, _right_width, _reason_width)
    return sum(max(map(column, align.rows)) for column in columns) <= _LINE


def _reason_width(row: Row) -> int:
    return sum(len(p) if isinstance(p, str) else width(p) for p in row_reason(row)) + 4


def _block(block: Block, style: Style) -> str:
    return _WRITERS[type(block)](block, style)


def _say(block: Say, style: Style) -> str:
    return prose_latex(block.text, style)


def _heading(block: Heading, style: Style) -> str:
    return f"{_SECTIONS[min(block.level, len(_SECTIONS)) - 1]}{{{prose_latex(block.text, style)}}}"


def _show(block: Show, style: Style) -> str:
    parts = broken(block.term, _LINE)
    if len(parts) == 1:
        return f"\\[{latex(block.term, style)}\\]"
    first, *rest = (latex(part, style) for part in parts)
    rows = _BREAK.join([f"&{first}", *(f"&\\quad {{}} {continued(part)}" for part in rest)])
    return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"


def _align(block: Align, style: Style) -> str:
    """`align*` rather than `aligned`, so that a long derivation may run over a page's end."""
    return f"\\begin{{align*}}\n{_rows(block, style)}\n\\end{{align*}}"


def _table(block: Table, style: Style) -> str:
    columns = "l" * max(len(block.header), *(len(row) for row in block.rows), 1)
    rows = [" & ".join(prose_latex(cell, style) for cell in row) + " \\\\" for row in (block.header, *block.rows)]
    head = [rows[0], "\\hline"] if block.header else []
    body = "\n".join(["\\begin{tabular}{" + columns + "}", *head, *rows[1:], "\\end{tabular}"])
    caption = f"\n\n{prose_latex(block.caption, style)}" if block.caption else ""
    return f"\\begin{{center}}\n{body}{caption}\n\\end{{center}}"


def _figure(block: Figure, style: Style) -> str:
    """Pictures that LaTeX cannot include (SVG) are replaced by what they show, in words."""
    drawable = block.path and not block.path.lower().endswith(".svg")
    picture = f"\\includegraphics[width=0.8\\linewidth]{{\\detokenize{{{block.path}}}}}" if drawable else _framed(block)
    caption = f"\n\n{prose_latex(block.caption, style)}" if block.caption else ""
    return f"\\begin{{center}}\n{picture}{caption}\n\\end{{center}}"


def _framed(block: Figure) -> str:
    return f"\\fbox{{{latex_words(block.alt or 'figure')}}}"


def _hint(block: Hint, style: Style) -> str:
    return f"\\textit{{Hint:}} {prose_latex(block.text, style)}"


def _hole(block: Hole, style: Style) -> str:
    prompt = prose_latex(block.prompt, style)
    return f"{prompt} {_BLANK}".lstrip()


_WRITERS: dict[type, Callable[[Any, Style], str]] = {
    Say: _say,
    Heading: _heading,
    Show: _show,
    Align: _align,
    Table: _table,
    Figure: _figure,
    Hint: _hint,
    Hole: _hole,
}
