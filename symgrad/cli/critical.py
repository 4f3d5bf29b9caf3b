"""`symgrad critical`: critical points; with equations the extremes on them, with inequalities those of the region."""

import argparse
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.derive import deliver, format_of, written_as
from symgrad.cli.files import check_writable
from symgrad.errors import SymgradError
from symgrad.settings import settings

if TYPE_CHECKING:
    from symgrad.derivations import Derivation
    from symgrad.graph import Graph


def run(options: argparse.Namespace) -> int:
    """Derive, print or write; 1 where `--prove` finds a line that does not hold."""
    if options.output:
        check_writable(options.output)
    with settings(detail=options.detail):
        derivation = _derived(options)
        report = derivation.prove() if options.prove else None
        written = written_as(derivation, format_of(options), standalone=bool(options.output))
    return deliver(written, report, options)


def _derived(options: argparse.Namespace) -> "Derivation":
    from symgrad.derivations import critical_points, extrema, lagrange

    f = given.graph_of(options, options.f)
    names = given.names_of(options.wrt)
    conditions = [given.graph_of(options, word) for word in options.condition]
    box = None if options.box is None else box_of(options.box)
    if not conditions:
        return critical_points(f, names, box=box)
    if box is not None:
        raise SymgradError("--box is for a function without conditions", hint='write "x >= -1" "x <= 1"')
    equations = [one for one in conditions if _is_equation(one)]
    if equations and len(equations) < len(conditions):
        raise SymgradError("equations and inequalities together are not worked out", hint="give one kind")
    return lagrange(f, conditions, names) if equations else extrema(f, conditions, names)


def _is_equation(graph: "Graph") -> bool:
    return not graph.equations or all(set(one.data) == {"="} for one in graph.equations)


def box_of(word: str) -> dict[str, tuple[str, str]]:
    """`x=-1..1,y=0..2` as two ends for each variable. Raises SymgradError."""
    found = {}
    for name, ends in given.mapping_of(word, "--box").items():
        low, dots, high = ends.partition("..")
        if not (dots and low.strip() and high.strip()):
            raise SymgradError(f"{name} needs two ends", text=word, hint="--box x=-1..1,y=0..2")
        found[name] = (low.strip(), high.strip())
    return found
