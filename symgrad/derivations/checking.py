"""`check` with symgrad's own gradient where nothing is claimed: the judge does not know the rules, it is told here."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad import deciding
from symgrad.deciding import CheckReport
from symgrad.derivations.derivatives import derivative
from symgrad.graph import Graph
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute


def check(
    f: Any,
    claim: Any = None,
    wrt: str | Sequence[str] | None = None,
    at: Mapping[str, Any] | Sequence[Any] | None = None,
    *,
    syntax: str = "auto",
) -> CheckReport:
    """Check a claimed derivative or gradient, or symgrad's own where none is claimed; see `symgrad.deciding.check`."""
    return deciding.check(f, claim, wrt, at, syntax=syntax, own=own_slopes)


def own_slopes(graph: Graph, names: Sequence[str]) -> tuple[Term, ...]:
    """symgrad's derivatives of the graph in these names, as terms in its inputs."""
    values: dict[Term, Term] = {}
    for one in graph.definitions:
        values[one.name] = substitute(one.term, values)
    return tuple(substitute(derivative(graph, name).result, values) for name in names)
