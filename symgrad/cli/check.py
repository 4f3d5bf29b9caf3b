"""`symgrad check`: a derivative or gradient, somebody's or symgrad's own, against what numbers say."""

import argparse
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from symgrad.cli import given
from symgrad.cli.screen import say, width

if TYPE_CHECKING:
    from symgrad.deciding import CheckReport
    from symgrad.graph import Graph

_STYLES = {"agrees": "bold green", "disagrees": "bold red"}


def run(options: argparse.Namespace) -> int:
    """Print the table and the verdict; 0 only where they agree."""
    if [options.f, *options.claim].count("-") > 1:
        raise given.one_input_only()
    graph = given.graph_of(options, options.f)
    claim = [given.text_of(word) for word in options.claim]
    report = checked(graph, claim, given.names_of(options.wrt), given.point_of(options.at), options.syntax)
    show(report)
    return 0 if report.verdict == "agrees" else 1


def checked(
    graph: "Graph",
    claim: Sequence[str],
    wrt: Sequence[str] | None,
    at: Mapping[str, Any] | Sequence[Any] | None,
    syntax: str = "auto",
) -> "CheckReport":
    """The report on a claim; with none, on symgrad's own gradient."""
    from symgrad.deciding import check
    from symgrad.derivations import gradient

    claimed: list[Any] = list(claim) or list(gradient(graph, wrt).source_result().args)
    return check(graph, claimed, wrt, at, syntax=syntax)


def show(report: "CheckReport", indent: int = 0) -> None:
    """Print the report; the sentence that gives the verdict in colour."""
    style = _STYLES.get(report.verdict, "yellow")
    for line in str(report).splitlines():
        is_verdict = line.startswith(("The claim ", "The function is not", "Undecided"))
        for part in textwrap.wrap(line, width() - indent) if is_verdict or ":" in line else [line]:
            say(" " * indent + part, style if is_verdict else "")
