"""`symgrad plot`: a curve with its tangents, or level curves with gradient arrows, into a file."""

import argparse
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symgrad.cli import given
from symgrad.cli.files import check_writable, write
from symgrad.cli.screen import say
from symgrad.errors import SymgradError

if TYPE_CHECKING:
    from symgrad.graph import Graph
    from symgrad.plotting import Figure

_FORMATS = (".png", ".svg", ".pdf")


def run(options: argparse.Namespace) -> int:
    """Draw and write the picture."""
    ending = Path(options.output).suffix.lower()
    if ending not in _FORMATS:
        raise SymgradError(f"a picture cannot be written as {ending or 'a file without an ending'}",
                           hint=f"end the name in one of {', '.join(_FORMATS)}")  # fmt: skip
    check_writable(options.output)
    figure = _figure(options, given.graph_of(options, options.f))
    picture = io.BytesIO()
    figure.savefig(picture, format=ending[1:])
    write(options.output, picture.getvalue())
    say(f"Written: {options.output}")
    return 0


def _figure(options: argparse.Namespace, graph: "Graph") -> "Figure":
    """One variable: the curve. Two: the contour plot."""
    from symgrad import plotting

    names = [one.data.plain for one in graph.inputs]
    if len(names) not in (1, 2):
        listed = ", ".join(names) or "none"
        raise SymgradError(f"a picture shows a function of one or two variables; here they are: {listed}")
    trace = _trace(options, graph)
    point = _coordinates(options.at, graph) if options.at else []
    if len(names) == 1:
        return plotting.curve(graph, point, trace=trace)
    return plotting.contour(graph, gradient_at=[(point[0], point[1])] if point else [], trace=trace)


def _coordinates(word: str, graph: "Graph") -> list[float]:
    """The point as floats in the order of the variables. Raises SymgradError where a value is no number."""
    from symgrad.balls import evaluate
    from symgrad.derivations.asking import value_term

    point = given.point_in(graph, word, "--at")
    return [float(evaluate(value_term(point[one.data.plain]), {})) for one in graph.inputs]


def _trace(options: argparse.Namespace, graph: "Graph") -> Any:
    if options.descend is None:
        return None
    from symgrad.descent import descend

    rate = given.number(options.learning_rate, "--learning-rate")
    return descend(graph, given.point_in(graph, options.descend, "--descend"), learning_rate=rate)
