"""`symgrad equal`: whether two expressions are equal, with a point where they differ."""

import argparse
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.screen import say
from symgrad.notation import text

if TYPE_CHECKING:
    from symgrad.graph import Graph

_STYLES = {"equal": "bold green", "different": "bold red", "undecided": "yellow"}


def run(options: argparse.Namespace) -> int:
    """Print the verdict and what it rests on; 0 only for equal."""
    from symgrad.deciding import equal

    if options.a == options.b == "-":
        raise given.one_input_only()
    domain = given.domain_of(options.domain)
    if options.kind is None:
        left, right = (given.graph_of(options, word) for word in (options.a, options.b))
        verdict, shown = equal(left, right, domain=domain), (_written(left), _written(right))
    else:
        shown = options.a, options.b
        verdict = equal(*shown, syntax=options.syntax, domain=domain, kind=options.kind)
    say(f"{shown[0]}   and   {shown[1]}\n")
    say(verdict.sentence, _STYLES[verdict.verdict])
    for note in verdict.notes:
        say(note)
    return 0 if verdict.verdict == "equal" else 1


def _written(graph: "Graph") -> str:
    return "; ".join(text(row) for row in graph.rows())
