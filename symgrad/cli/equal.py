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
    left, right = (given.graph_of(options, word) for word in (options.a, options.b))
    verdict = equal(left, right, domain=given.domain_of(options.domain))
    say(f"{_written(left)}   and   {_written(right)}\n")
    say(verdict.sentence, _STYLES[verdict.verdict])
    for note in verdict.notes:
        say(note)
    return 0 if verdict.verdict == "equal" else 1


def _written(graph: "Graph") -> str:
    return "; ".join(text(row) for row in graph.rows())
