"""A derivation's result as numbers: compiled NumPy for formulas, arrays for vectors of components."""

from typing import TYPE_CHECKING, Any

from symgrad.errors import SymgradError
from symgrad.graph import Graph
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation

#: goals whose results are vectors and matrices
ARRAYS = ("differentials",)


def evaluate_result(derivation: "Derivation", values: dict[str, Any]) -> Any:
    """The result at these values: a float or array; for several components an array of them.

    Raises SymgradError for a missing value.
    """
    from symgrad.numeric import stacked

    if derivation.goal in ARRAYS:
        return _arrays(derivation, values)
    graph = derivation.graph if derivation.goal == "adjoint" else None
    result = derivation.result if graph else derivation.source_result()
    parts = result.args if result.head is Head.TUPLE else (result,)
    if graph is None:
        found = [_value(part, values) for part in parts]
    else:
        by_name = dict(zip(graph.outputs, _all_values(graph, values), strict=True))
        found = [by_name.get(part, 0.0) for part in parts]
    return stacked(found) if result.head is Head.TUPLE else found[0]


def _arrays(derivation: "Derivation", values: dict[str, Any]) -> Any:
    """A result in vectors and matrices, computed with matrix products; several as a tuple."""
    from symgrad.numeric.arrays import evaluate_arrays

    return evaluate_arrays(derivation.graph, values, derivation.source.inputs)


def _value(part: Term, values: dict[str, Any]) -> Any:
    """One component, compiled on its own."""
    return _called(part, free_names(part), values)


def _all_values(graph: Graph, values: dict[str, Any]) -> tuple[Any, ...]:
    """All outputs of a system, compiled together so that what they share is computed once."""
    found = _called(graph, graph.inputs, values)
    return tuple(found) if len(graph.outputs) > 1 else (found,)


def _called(f: Term | Graph, names: tuple[Term, ...], values: dict[str, Any]) -> Any:
    from symgrad.numeric import lambdify

    by_key = {_key(name): value for name, value in values.items()}
    missing = [n.data.plain for n in names if n.data.key not in by_key]
    if missing:
        raise SymgradError(f"no value for {missing[0]}", hint=f"pass {missing[0]}=...")
    return lambdify(f, names)(*(by_key[n.data.key] for n in names))


def _key(spelling: str) -> str:
    from symgrad.terms.names import simple_name

    return simple_name(spelling).key
