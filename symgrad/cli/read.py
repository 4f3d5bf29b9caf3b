"""`symgrad read`: how an input is read, in two dimensions, in text, in LaTeX, with what was ambiguous in it."""

import argparse
import textwrap
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.screen import indented, say, width
from symgrad.notation import Align, Document, Row, Show, document_text, latex, text
from symgrad.terms.heads import Head

if TYPE_CHECKING:
    from symgrad.graph import Graph
    from symgrad.terms.node import Term

_TITLES = 11
"""Columns of the titles."""


def run(options: argparse.Namespace) -> int:
    """Print what was read."""
    say(as_read(given.graph_of(options, options.expr)))
    return 0


def as_read(graph: "Graph") -> str:
    """What was read, as a page."""
    rows = graph.rows()
    parts = [indented(_shown(rows).rstrip("\n")), ""]
    parts += [_listed("text", [text(row) for row in rows]), _listed("LaTeX", [latex(row) for row in rows])]
    variables = [one.data.plain for one in graph.inputs]
    parts.append(_listed("variables", [", ".join(variables) or "none"]))
    parts += [_listed("note", _wrapped(note)) for note in graph.notes]
    return "\n".join(parts)


def _shown(rows: "tuple[Term, ...]") -> str:
    """The rows in two dimensions; definitions with their signs under each other."""
    if all(row.head is Head.RELATION and len(row.args) == 2 for row in rows):
        block: Align | Show = Align(tuple(Row(row.args[0], row.data[0], row.args[1]) for row in rows))
        return document_text(Document((block,)), width() - 2)
    return document_text(Document(tuple(Show(row) for row in rows)), width() - 2)


def _wrapped(note: str) -> list[str]:
    return textwrap.wrap(note, width() - _TITLES, break_long_words=False, break_on_hyphens=False)


def _listed(title: str, values: list[str]) -> str:
    """A title with its values under each other beside it."""
    return "\n".join(f"{title if i == 0 else '':<{_TITLES}}{value}" for i, value in enumerate(values))
