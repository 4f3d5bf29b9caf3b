"""`syntax="latex2sympy2"`: the rows that the second reader reads, sorted into a graph like any others.

Declarations of names do not reach latex2sympy2; what they would change shows as a difference between the readers.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from symgrad.algebra.second import second_reading
from symgrad.errors import UnsupportedError
from symgrad.graph import Graph, make_domain
from symgrad.parsing.known import Known
from symgrad.parsing.statements import Statements, build_graph
from symgrad.parsing.tokens import LATEX
from symgrad.parsing.trouble import Source
from symgrad.terms.heads import Head


def read_second(text: str, domain: Mapping[str, Any] | None, shapes: object) -> Graph:
    """The graph of what latex2sympy2 reads, with a note that says so. Raises what `second_reading` raises."""
    if shapes:
        raise UnsupportedError("latex2sympy2 knows no shapes", hint="leave out shapes=, or read with another syntax")
    reading = second_reading(text)
    statements = Statements(Source(text), LATEX, Known())
    for row in reading.rows:
        left = row.term.args[0] if row.term.head is Head.RELATION else row.term
        if left.head is Head.APPLY:
            statements.known.define(left.data.name, function=True)
    rows = [statements.classified(row.term, row.start, None) for row in reading.rows]
    graph = build_graph(rows, statements, make_domain(domain), ())
    said = (note.text for note in statements.notes)
    return replace(graph, notes=tuple(dict.fromkeys((*reading.notes, *said))))
