"""Documents in LaTeX: fragments, and complete files that compile with the packages every distribution has."""

from collections.abc import Callable
from typing import Any, NamedTuple

from symgrad.notation.boxes import box
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
from symgrad.notation.documents.breaking import width
from symgrad.notation.documents.latex_rows import BLANK, LINE, rows_latex, sum_latex, tree_latex, type_size
from symgrad.notation.documents.words import latex_words
from symgrad.notation.latex import latex
from symgrad.notation.style import DEFAULT, Style
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

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

_SECTIONS = ("\\section*", "\\subsection*", "\\subsubsection*", "\\paragraph*")


class _Page(NamedTuple):
    """How blocks are set: the notation, and whether TeX alone will read them (a notebook knows no sizes of type)."""

    style: Style
    complete: bool


def document_latex(document: Document, standalone: bool = True, style: Style = DEFAULT) -> str:
    """The document in LaTeX; `standalone` makes it a complete file for pdflatex, otherwise the body only."""
    page = _Page(style, standalone)
    body = "\n\n".join(_WRITERS[type(block)](block, page) for block in document.blocks)
    if not standalone:
        return body
    title = (
        f"\\begin{{center}}\\Large\\bfseries {latex_words(document.title)}\\end{{center}}\n\n" if document.title else ""
    )
    return f"{_PREAMBLE}\\begin{{document}}\n{title}{body}\n\\end{{document}}\n"


def prose_latex(prose: Prose, style: Style = DEFAULT) -> str:
    """Prose for the running text: terms between dollar signs."""
    return "".join(latex_words(p) if isinstance(p, str) else f"${latex(p, style)}$" for p in pieces(prose))


def _say(block: Say, page: _Page) -> str:
    return prose_latex(block.text, page.style)


def _heading(block: Heading, page: _Page) -> str:
    return f"{_SECTIONS[min(block.level, len(_SECTIONS)) - 1]}{{{prose_latex(block.text, page.style)}}}"


def _show(block: Show, page: _Page) -> str:
    if width(block.term) <= LINE or block.term.head is not Head.SUM:
        return f"\\[{latex(block.term, page.style)}\\]"
    return f"\\begin{{align*}}\n{sum_latex(block.term, page.style)}\n\\end{{align*}}"


def _align(block: Align, page: _Page) -> str:
    """`align*` rather than `aligned`, so that a long derivation may run over a page's end."""
    rows = f"\\begin{{align*}}\n{rows_latex(block, page.style)}\n\\end{{align*}}"
    size = type_size(block) if page.complete else ""
    return f"{{{size}\n{rows}}}" if size else rows


def _table(block: Table, page: _Page) -> str:
    columns = "l" * max(len(block.header), *(len(row) for row in block.rows), 1)
    rows = [_table_row(row, page) for row in (block.header, *block.rows)]
    head = [rows[0], "\\hline"] if block.header else []
    body = "\n".join(["\\begin{tabular}{" + columns + "}", *head, *rows[1:], "\\end{tabular}"])
    caption = f"\n\n{prose_latex(block.caption, page.style)}" if block.caption else ""
    return f"\\begin{{center}}\n{body}{caption}\n\\end{{center}}"


def _tree(block: Tree, page: _Page) -> str:
    return f"\\[{tree_latex(block, page.style)}\\]"


def _table_row(row: tuple[Prose, ...], page: _Page) -> str:
    """The cells, with room below where a formula is taller than a line."""
    tall = any(isinstance(piece, Term) and box(piece).height > 1 for cell in row for piece in pieces(cell))
    return " & ".join(prose_latex(cell, page.style) for cell in row) + (" \\\\[1ex]" if tall else " \\\\")


def _figure(block: Figure, page: _Page) -> str:
    """Pictures that LaTeX cannot include (SVG) are replaced by what they show, in words."""
    drawable = block.path and not block.path.lower().endswith(".svg")
    picture = f"\\includegraphics[width=0.8\\linewidth]{{\\detokenize{{{block.path}}}}}" if drawable else _framed(block)
    caption = f"\n\n{prose_latex(block.caption, page.style)}" if block.caption else ""
    return f"\\begin{{center}}\n{picture}{caption}\n\\end{{center}}"


def _framed(block: Figure) -> str:
    return f"\\fbox{{{latex_words(block.alt or 'figure')}}}"


def _hint(block: Hint, page: _Page) -> str:
    return f"\\textit{{Hint:}} {prose_latex(block.text, page.style)}"


def _hole(block: Hole, page: _Page) -> str:
    prompt = prose_latex(block.prompt, page.style)
    return f"{prompt} {BLANK}".lstrip()


_WRITERS: dict[type, Callable[[Any, _Page], str]] = {
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
