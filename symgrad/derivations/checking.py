"""`check` with symgrad's own gradient where nothing is claimed: the judge does not know the rules, it is told here."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad import deciding
from symgrad.deciding import CheckReport
from symgrad.derivations.adjoint import adjoint_gradient
from symgrad.derivations.asking import variables
from symgrad.derivations.derivatives import derivative
from symgrad.derivations.gradients import FEW_DEFINITIONS, FEW_VARIABLES
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
    """symgrad's derivatives of the graph in these names, as terms in its inputs; of a network by its adjoints."""
    values: dict[Term, Term] = {}
    if len(graph.definitions) > FEW_DEFINITIONS or (len(graph.definitions) > 1 and len(names) > FEW_VARIABLES):
        made = adjoint_gradient(graph, variables(graph, names))
        _put_in(made.graph, values)
        return tuple(substitute(part, values) for part in made.result.args)
    _put_in(graph, values)
    return tuple(substitute(derivative(graph, name).result, values) for name in names)


def _put_in(graph: Graph, values: dict[Term, Term]) -> None:
    """Add every definition in terms of the inputs; what is shared stays shared."""
    for one in graph.definitions:
        values[one.name] = substitute(one.term, values)
