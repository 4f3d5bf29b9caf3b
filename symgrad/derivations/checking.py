"""`check` with symgrad's own gradient where nothing is claimed: the judge does not know the rules, it is told here."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad import deciding
from symgrad.deciding import CheckReport
from symgrad.derivations.asking import graph_of, value_term, variable, variables
from symgrad.derivations.backward.numbers import Numbers, as_float
from symgrad.derivations.derivatives import derivative
from symgrad.derivations.differentials.shaped import gradient_of, is_shaped
from symgrad.derivations.gradients import FEW_DEFINITIONS, FEW_VARIABLES
from symgrad.derivations.systems.adjoint import adjoint_gradient
from symgrad.errors import SymgradError
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
    """Check a claimed derivative or gradient, or symgrad's own where none is claimed; see `symgrad.deciding.check`.

    At a kink the report also says which slope networks take there by convention.
    """
    report = deciding.check(f, claim, wrt, at, syntax=syntax, own=own_slopes)
    notes = _conventions(f, report) if isinstance(f, str | Graph) else ()
    return report._replace(notes=(*report.notes, *notes)) if notes else report


def _conventions(f: str | Graph, report: CheckReport) -> tuple[str, ...]:
    """What is taken for a slope at a kink, where the function bends but has a value."""
    kinked = [one for one in report.components if one.verdict == "not differentiable" and one.left is not None]
    if not kinked or not all(one.right is not None for one in kinked):
        return ()
    try:
        graph = graph_of(f)
        slopes = Numbers(graph, {variable(graph, key): value_term(v) for key, v in report.point.items()}).slopes
        taken = [(one.name, as_float(slopes[variable(graph, one.name)])) for one in kinked]
    except (SymgradError, KeyError):
        return ()
    listed = ", ".join(f"{slope:g} in {name}" for name, slope in taken)
    return (f"By convention networks take the slope {listed} here; sg.settings(kink=...) changes that.",)


def own_slopes(graph: Graph, names: Sequence[str]) -> tuple[Term, ...]:
    """symgrad's derivatives of the graph in these names, as terms in its inputs; of a network by its adjoints."""
    values: dict[Term, Term] = {}
    if is_shaped(graph):
        result = gradient_of(graph, variables(graph, names))
        return result.source_result().args if len(names) > 1 else (result.source_result(),)
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
