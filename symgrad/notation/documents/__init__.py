"""Documents and their writers: LaTeX, text, Markdown, HTML, JSON."""

from symgrad.notation.documents.as_html import align_html, body_html, cell_html, document_html, prose_html
from symgrad.notation.documents.as_json import document_from_json, document_json
from symgrad.notation.documents.as_latex import document_latex, prose_latex
from symgrad.notation.documents.as_markdown import document_markdown
from symgrad.notation.documents.as_text import document_text
from symgrad.notation.documents.blocks import (
    Align,
    Block,
    Document,
    Figure,
    Heading,
    Hint,
    Hole,
    Prose,
    Reason,
    Row,
    Say,
    Show,
    Table,
    Tree,
)
from symgrad.notation.documents.latex_rows import align_latex, reason_latex, row_latex
from symgrad.notation.documents.schema import document_schema
from symgrad.notation.documents.text_rows import align_text, prose_text, row_text

__all__ = [
    "Align",
    "Block",
    "Document",
    "Figure",
    "Heading",
    "Hint",
    "Hole",
    "Prose",
    "Reason",
    "Row",
    "Say",
    "Show",
    "Table",
    "Tree",
    "align_html",
    "align_latex",
    "align_text",
    "body_html",
    "cell_html",
    "document_from_json",
    "document_html",
    "document_json",
    "document_latex",
    "document_markdown",
    "document_schema",
    "document_text",
    "prose_html",
    "prose_latex",
    "prose_text",
    "reason_latex",
    "row_latex",
    "row_text",
]
