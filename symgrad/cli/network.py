"""`symgrad network`: backpropagation through named formulas, on the screen or in a file, and the network drawn."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.derive import deliver, format_of, written_as
from symgrad.cli.files import check_writable, write
from symgrad.cli.screen import say
from symgrad.settings import settings

if TYPE_CHECKING:
    from symgrad.derivations import Backpropagation
    from symgrad.graph import Graph


def run(options: argparse.Namespace) -> int:
    """Derive, print or write; 1 where `--prove` finds a line that does not hold."""
    for path in (options.output, options.picture):
        if path:
            check_writable(path)
    with settings(detail=options.detail, kink=options.kink):
        derivation = _derived(options)
        report = derivation.prove() if options.prove else None
        written = written_as(derivation, format_of(options), standalone=bool(options.output))
        if options.picture:
            _draw(derivation, options.picture)
    return deliver(written, report, options)


def _derived(options: argparse.Namespace) -> "Backpropagation":
    from symgrad.derivations import backpropagate

    graph = _graph(options)
    functions = given.mapping_of(vars(options)["with"], "--with") if vars(options)["with"] else None
    names, point = given.names_of(options.wrt), given.point_of(options.at)
    return backpropagate(graph, names, point, functions=functions, learning_rate=options.learning_rate)


def _graph(options: argparse.Namespace) -> "Graph":
    """The formulas as typed, or those of a network of these sizes: 2,2,1."""
    if not re.fullmatch(r"\s*\d+(\s*,\s*\d+)+\s*", options.system):
        return given.graph_of(options, options.system)
    from symgrad.networks import network

    sizes = [int(size) for size in options.system.split(",")]
    return network(sizes, activation=options.activation, loss=options.loss)


def _draw(derivation: "Backpropagation", path: str) -> None:
    """The network as a picture, with its numbers if there are any. Raises SymgradError for an unknown ending."""
    from symgrad import plotting

    write(path, plotting.rendered(plotting.graph(derivation), Path(path).suffix))
    say(f"Written: {path}\n")
