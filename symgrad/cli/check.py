"""`symgrad check`: a derivative or gradient, somebody's or symgrad's own, against what numbers say."""

import argparse

from symgrad.cli import given
from symgrad.cli.screen import say


def run(options: argparse.Namespace) -> int:
    """Print the table and the verdict; 0 only where they agree."""
    import symgrad

    if [options.f, *options.claim].count("-") > 1:
        raise given.one_input_only()
    claim = [given.text_of(word) for word in options.claim]
    report = symgrad.check(
        given.graph_of(options, options.f),
        claim or None,
        given.names_of(options.wrt),
        given.point_of(options.at),
        syntax=options.syntax,
    )
    say(str(report))
    return 0 if report.verdict == "agrees" else 1
