"""An unknown function given a formula: "with f the sigmoid", its slope, and the products again."""

from collections.abc import Mapping

from symgrad.derivations.backward.deltas import Deltas
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.writing import beside, product
from symgrad.derivations.state import State
from symgrad.errors import SymgradError
from symgrad.graph import Definition, Graph
from symgrad.parsing import parse
from symgrad.terms.build import add, apply, call, name, relation
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rewrite, substitute


def filled(graph: Graph, functions: Mapping[str, str]) -> Graph:
    """The graph with known functions in place of unknown ones. Raises SymgradError for one that is not there."""
    if not functions:
        return graph
    known = {key: _record(spelled) for key, spelled in functions.items()}
    used = {node.data.name.key for one in graph.definitions for node in postorder(one.term) if node.head is Head.APPLY}
    strange = [key for key in known if key not in used]
    if strange:
        raise SymgradError(f"{strange[0]} is not an unknown function here",
                           hint=f"unknown are: {', '.join(sorted(used)) or 'none'}")  # fmt: skip
    rows = tuple(one._replace(term=_filled(one.term, known)) for one in graph.definitions)
    return Graph(rows, graph.outputs, graph.equations, graph.domain, graph.notes, (), graph.chosen)


def _record(spelled: str) -> str:
    """The id of a function of one variable from any of its spellings, LaTeX too."""
    found = parse(f"{spelled}(x)", functions=[]).output.term
    if found.head is not Head.CALL or len(found.args) != 1:
        raise SymgradError(f"{spelled!r} is not a known function", hint='for example "sigmoid", "tanh" or "relu"')
    return str(found.data)


def _filled(term: Term, known: Mapping[str, str]) -> Term:
    def change(node: Term) -> Term:
        if node.head is Head.APPLY and node.data.name.key in known and len(node.args) == 1:
            return call(known[node.data.name.key], node.args[0])
        return node

    return rewrite(term, change)


def states(network: Network, final: Network, last: Deltas, through: list[Term]) -> list[State]:
    """f'(z) = sigma(z)(1 - sigma(z)) = yhat(1 - yhat), then the products along the paths with it."""
    found = [_slope(before, after, final) for before, after in zip(network.definitions, final.definitions, strict=True)
             if before.term is not after.term and before.name in final.slopes]  # fmt: skip
    again = []
    for one in (*through, *beside(final, through)):
        products = [product(final, last, way) for way in final.paths(one)]
        again.append(State(add(*products), "follows", "backward.product", ("the slope put in",), (), final.total(one)))
    return [*(one for one in found if one is not None), *again]


def _slope(before: Definition, after: Definition, final: Network) -> State | None:
    """The slope of the function in its own value, where the definition is that function of one name."""
    if before.term.head is not Head.APPLY or before.term.args[0] not in final.slopes[after.name]:
        return None
    slope = final.slopes[after.name][before.term.args[0]]
    primed = apply(Applied(before.term.data.name, (1,)), *before.term.args)
    written = substitute(slope, {after.name: after.term})
    parts = [written] if written is slope else [written, "=", slope]
    named = function(after.term.data).says
    return State(
        relation(primed, "=", *parts), "follows", "backward.with", (name(before.term.data.name), " the ", named)
    )
