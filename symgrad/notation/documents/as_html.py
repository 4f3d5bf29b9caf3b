"""Documents as one self-contained HTML page: MathML, a little CSS, no script, nothing loaded from elsewhere."""

import base64
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

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
    Tree,
    pieces,
    row_reason,
)
from symgrad.notation.documents.braces import Braced, braced, shared
from symgrad.notation.mathml import mathml
from symgrad.notation.mathml.markup import fenced, sign, table, tag, words
from symgrad.notation.signs import unicode_relation
from symgrad.terms.node import Term

_PAGE = """
body { font-family: Georgia, "Times New Roman", serif; line-height: 1.5; max-width: 60em; margin: 2em auto;
  padding: 0 1em; color: #1a1a1a; background: #fff; }"""

_STYLE = """
.symgrad math { font-size: 1.1em; }
.symgrad .rows { overflow-x: auto; margin: 1em 0; }
.symgrad .rows table { border-collapse: collapse; margin: 0; }
.symgrad .rows td { padding: 0.35em 0.3em; vertical-align: middle; white-space: nowrap; text-align: left; }
.symgrad .rows td.left { text-align: right; }
.symgrad .rows td.reason { padding-left: 2.5em; opacity: 0.75; white-space: normal; }
.symgrad .box { border: 1.5px solid currentColor; padding: 0.3em 0.5em; display: inline-block; }
.symgrad .highlight { background: #fff3b0; color: #1a1a1a; }
.symgrad .hole { display: inline-block; min-width: 10em; border-bottom: 1px solid currentColor; }
.symgrad .data { border-collapse: collapse; margin: 1em 0; }
.symgrad .data th, .symgrad .data td { padding: 0.25em 0.9em; text-align: left; }
.symgrad .data th { border-bottom: 1.5px solid currentColor; }
.symgrad figure { margin: 1em 0; }
.symgrad figure img { max-width: 100%; }
.symgrad details { margin: 1em 0; }
"""

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_XMLNS = 'xmlns="http://www.w3.org/1998/Math/MathML"'
_BLANK = '<span class="hole">&nbsp;</span>'


def document_html(document: Document) -> str:
    """The document as a complete page."""
    title = escape(document.title or "symgrad")
    head = f'<meta charset="utf-8">\n<title>{title}</title>\n<style>{_PAGE}{_STYLE}</style>'
    heading = f"<h1>{escape(document.title)}</h1>\n" if document.title else ""
    body = f'<body class="symgrad">\n{heading}{body_html(document)}\n</body>'
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n{body}\n</html>\n'


def cell_html(document: Document) -> str:
    """The document for a notebook cell or a place in someone else's page, whose own look it leaves alone."""
    return f'<div class="symgrad">\n<style>{_STYLE}</style>\n{body_html(document)}\n</div>\n'


def body_html(document: Document) -> str:
    """The blocks alone, without any style."""
    return "\n".join(_WRITERS[type(block)](block) for block in document.blocks)


def align_html(align: Align) -> str:
    """The rows as a table: left, sign, right, reason."""
    return f'<div class="rows"><table>{"".join(map(_row, align.rows))}</table></div>'


def prose_html(prose: Prose) -> str:
    """Prose with inline MathML."""
    return "".join(escape(p) if isinstance(p, str) else mathml(p) for p in pieces(prose))


def _row(row: Row) -> str:
    left = _shown(row.left) if row.left is not None else ""
    labelled = braced(row)
    right = _BLANK if row.is_blank else _with_braces(labelled) if labelled else _right(row)
    marks = " ".join(mark for mark in ("box", "highlight") if mark in row.marks)
    right = f'<span class="{marks}">{right}</span>' if marks else right
    cells = f'<td class="left">{left}</td><td>{escape(unicode_relation(row.sign))}</td><td>{right}</td>'
    return f'<tr>{cells}<td class="reason">{prose_html(row_reason(row))}</td></tr>'


def _right(row: Row) -> str:
    """The right side and what goes on behind it."""
    more = "".join(escape(part) if isinstance(part, str) else _shown(part) for part in row.more)
    return ("" if row.right is None else _shown(row.right)) + more


def _with_braces(parts: tuple[Braced, ...]) -> str:
    """The summands or factors, each with a brace and its label under it."""
    inside = "".join(_braced(part) for part in parts)
    return f'<math {_XMLNS} displaystyle="true">{inside}</math>'


def _braced(part: Braced) -> str:
    term = fenced("(", _inner(part.term), ")") if part.bracketed else _inner(part.term)
    lines = [["".join(words(p) if isinstance(p, str) else _inner(p) for p in line)] for line in part.lines]
    label = tag("mrow", lines[0][0]) if len(lines) == 1 else table(lines)
    drawn = tag("munder", tag("munder", tag("mrow", term), sign("⏟")), label)
    return (sign(part.sign.replace("-", "−")) if part.sign else "") + drawn


def _inner(term: Term) -> str:
    """The MathML of a term without the element around it."""
    return mathml(term).partition(">")[2].removesuffix("</math>")


def _tree(block: Tree) -> str:
    """A row for each path, with what stands in the row above left out."""
    before: tuple[Term, ...] = ()
    rows = []
    for path in block.paths:
        known = shared(path, before)
        cells = ["<td></td>"] * known + [f"<td>{_edge(p) if i % 2 else mathml(p)}</td>" for i, p in enumerate(path)][
            known:
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
        before = path
    return f'<div class="rows"><table class="tree">{"".join(rows)}</table></div>'


def _edge(label: Term) -> str:
    """An arrow with its label above."""
    return f'<math {_XMLNS}><mover><mo stretchy="true">→</mo><mrow>{_inner(label)}</mrow></mover></math>'


def _shown(term: Term) -> str:
    """A term in display style inside a cell."""
    return mathml(term).replace("<math ", '<math displaystyle="true" ', 1)


def _say(block: Say) -> str:
    return f"<p>{prose_html(block.text)}</p>"


def _heading(block: Heading) -> str:
    level = min(block.level + 1, 6)
    return f"<h{level}>{prose_html(block.text)}</h{level}>"


def _show(block: Show) -> str:
    return f'<div class="rows">{mathml(block.term, display=True)}</div>'


def _table(block: Table) -> str:
    head = "".join(f"<th>{prose_html(cell)}</th>" for cell in block.header)
    rows = "".join("<tr>" + "".join(f"<td>{prose_html(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    caption = f"<caption>{prose_html(block.caption)}</caption>" if block.caption else ""
    header = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f'<table class="data">{caption}{header}<tbody>{rows}</tbody></table>'


def _figure(block: Figure) -> str:
    """The picture as data of an `img`, where an SVG runs no script; without a readable file, its words."""
    source = _source(block)
    alt = escape(block.alt, quote=True)
    picture = f'<img src="{source}" alt="{alt}">' if source else f"<p>{alt}</p>"
    caption = f"<figcaption>{prose_html(block.caption)}</figcaption>" if block.caption else ""
    return f"<figure>{picture}{caption}</figure>"


def _source(block: Figure) -> str:
    kind = _TYPES.get(Path(block.path).suffix.lower(), "")
    if block.svg:
        return _data("image/svg+xml", block.svg.encode())
    return _data(kind, Path(block.path).read_bytes()) if kind and Path(block.path).is_file() else ""


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _hint(block: Hint) -> str:
    return f"<details><summary>Hint</summary><p>{prose_html(block.text)}</p></details>"


def _hole(block: Hole) -> str:
    return f"<p>{prose_html(block.prompt)} {_BLANK}</p>"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Say: _say,
    Heading: _heading,
    Show: _show,
    Align: align_html,
    Table: _table,
    Tree: _tree,
    Figure: _figure,
    Hint: _hint,
    Hole: _hole,
}
