"""`symgrad descend`: downhill along the gradient, the first updates written out, then the table of all steps."""

import argparse
from typing import TYPE_CHECKING, Any

from symgrad.cli import given
from symgrad.cli.screen import say, width
from symgrad.notation import Align, Document, Row, document_text
from symgrad.parsing import parse
from symgrad.terms.build import relation
from symgrad.terms.node import Term

if TYPE_CHECKING:
    from symgrad.descent.trace import Trace

_WRITTEN_OUT = ("gradient_descent", "sgd", "momentum", "adam")
"""Methods whose updates are formulas in the gradient; of the others it is said in words what they do."""


def run(options: argparse.Namespace) -> int:
    """Descend and print; 1 where the values ran away."""
    from symgrad.descent import descend

    graph = given.graph_of(options, options.f)
    trace = descend(
        graph,
        given.point_in(graph, options.start, "--start"),
        method=options.method,
        learning_rate=given.number(options.learning_rate, "--learning-rate"),
        steps=given.whole(options.steps, "--steps", 0),
        momentum=given.number(options.momentum, "--momentum"),
    )
    first = given.whole(options.show, "--show", 0)
    say(f"{graph.text()}: {options.method.replace('_', ' ')}, η = {trace.learning_rate:g}\n")
    if first and len(trace):
        say(updates(trace, first) + "\n")
    say(trace.table())
    return 1 if ran_away(trace) else 0


def ran_away(trace: "Trace") -> bool:
    """Whether the values grew instead of falling."""
    return "not finite" in trace.stopped or any(notice.kind == "diverging" for notice in trace.notices)


def updates(trace: "Trace", first: int) -> str:
    """The first updates with their numbers, as formulas or in words."""
    if trace.method not in _WRITTEN_OUT:
        return "\n".join(trace.words(first))
    rows = tuple(row for line in _lines(trace.latex(first)) for row in _rows(line))
    return document_text(Document((Align(rows),)), width()).strip("\n")


def _lines(written: str) -> list[str]:
    """The rows of an aligned block of LaTeX, without its marks."""
    body = written.replace("\\begin{aligned}", "").replace("\\end{aligned}", "").replace("&", "")
    return [part.strip() for line in body.split("\\\\\n") for part in line.split(",\\qquad")]


def _rows(line: str) -> list[Row]:
    """What LaTeX says, as a row: the notation reads back what it prints."""
    return [_row(term) for term in parse(line, syntax="latex").rows()]


def _row(term: Term) -> Row:
    left, *rest = term.args
    right = rest[0] if len(rest) == 1 else relation(rest[0], *_chained(rest[1:], term.data[1:]))
    return Row(left, term.data[0], right)


def _chained(terms: list[Term], signs: tuple[str, ...]) -> list[Any]:
    return [part for pair in zip(signs, terms, strict=True) for part in pair]
