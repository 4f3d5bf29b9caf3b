"""`symgrad check`: a derivative or gradient, somebody's or symgrad's own, against what numbers say."""

import argparse
import textwrap
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.screen import say, width

if TYPE_CHECKING:
    from symgrad.deciding import CheckReport

_STYLES = {"agrees": "bold green", "disagrees": "bold red"}


def run(options: argparse.Namespace) -> int:
    """Print the table and the verdict; 0 only where they agree. With no claim symgrad's own gradient is checked."""
    import symgrad

    if [options.f, *options.claim].count("-") > 1:
        raise given.one_input_only()
    graph = given.graph_of(options, options.f)
    claim = [given.text_of(word) for word in options.claim]
    point = given.point_of(options.at)
    report = symgrad.check(graph, claim or None, given.names_of(options.wrt), point, syntax=options.syntax)
    show(report)
    return 0 if report.verdict == "agrees" else 1


def show(report: "CheckReport", indent: int = 0) -> None:
    """Print the report; the sentence that gives the verdict in colour."""
    style = _STYLES.get(report.verdict, "yellow")
    for line in str(report).splitlines():
        is_verdict = line.startswith(("The claim ", "The function is not", "Undecided"))
        for part in textwrap.wrap(line, width() - indent) if is_verdict or ":" in line else [line]:
            say(" " * indent + part, style if is_verdict else "")
