"""`symgrad read`: how an input is read, in two dimensions, in text, in LaTeX, with what was ambiguous in it.

`--both` shows the reading of the second reader, latex2sympy2, beside it, and whether the two mean the same.
"""

import argparse
import textwrap
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.screen import heading, indented, say, width
from symgrad.cli.wording import for_shell
from symgrad.errors import SymgradError
from symgrad.notation import Align, Document, Row, Show, document_text, latex, text
from symgrad.terms.heads import Head

if TYPE_CHECKING:
    from symgrad.deciding.verdicts import Verdict
    from symgrad.graph import Graph
    from symgrad.terms.node import Term

_TITLES = 11
"""Columns of the titles."""


def run(options: argparse.Namespace) -> int:
    """Print what was read; with `--both`, 0 only where both readers read the same."""
    written = given.text_of(options.expr)
    graph = given.graph_of(options, written)
    if options.both:
        return _both(graph, written)
    say(as_read(graph))
    return 0


def _both(graph: "Graph", written: str) -> int:
    """Print both readings, one under the other, and how they compare."""
    from symgrad.deciding.readings import same_reading
    from symgrad.parsing import parse

    heading("symgrad")
    say(as_read(graph))
    heading("latex2sympy2")
    try:
        second = parse(written, "latex2sympy2")
    except SymgradError as error:
        hint = f"hint: {for_shell(error.hint)}" if error.hint else ""
        say("\n".join(part for part in (f"refused: {error}", error.caret(), hint) if part))
        return 1
    say(as_read(second))
    verdict = same_reading(graph, second)
    say()
    say(*_compared(verdict))
    return 0 if verdict.verdict == "equal" else 1


def _compared(verdict: "Verdict") -> tuple[str, str]:
    """The outcome in a sentence, and its colour."""
    if verdict.verdict == "equal":
        return "Both mean the same.", "bold green"
    if verdict.verdict == "different":
        why = verdict.counterexample or ", ".join(verdict.notes)
        return f"They do not mean the same: {why}.", "bold red"
    return "Whether the two mean the same could not be settled.", "yellow"


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
