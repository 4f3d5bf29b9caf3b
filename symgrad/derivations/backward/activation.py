"""An unknown function given a formula: "with f the sigmoid", its slope, and the products again."""

from collections.abc import Iterator, Mapping

from symgrad.derivations.backward.deltas import Deltas
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.writing import beside, product
from symgrad.derivations.state import State
from symgrad.derivations.systems.slopes import local_slopes
from symgrad.errors import SymgradError
from symgrad.graph import Definition, Graph
from symgrad.parsing import parse
from symgrad.terms.build import ZERO, E, add, apply, call, name, power, relation
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import postorder, rewrite, substitute

#: names that nobody can type: the argument of a function, and its value
_INSIDE, _OWN = name("#inside"), name("#own")


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
    if found.head is Head.POWER and found.args[0] is E:
        return "exp"
    if found.head is not Head.CALL or len(found.args) != 1:
        raise SymgradError(f"{spelled!r} is not a known function", hint='for example "sigmoid", "tanh" or "relu"')
    return str(found.data)


def _filled(term: Term, known: Mapping[str, str]) -> Term:
    def change(node: Term) -> Term:
        if node.head is Head.APPLY and node.data.name.key in known and len(node.args) == 1:
            return call(known[node.data.name.key], node.args[0])
        return node

    return rewrite(term, change)


def slopes(network: Network, final: Network) -> list[State]:
    """f'(z) = sigma(z)(1 - sigma(z)) = yhat(1 - yhat) for every function that was filled in."""
    pairs = zip(network.definitions, final.definitions, strict=True)
    return list(dict.fromkeys(state for before, after in pairs for state in _slopes(before, after)))


def products(final: Network, last: Deltas, through: list[Term]) -> list[State]:
    """The products along the paths again, with these slopes."""
    found = []
    for one in (*through, *beside(final, through)):
        total = add(*(product(final, last, way) for way in final.paths(one)))
        found.append(State(total, "follows", "backward.product", ("the slope put in",), (), final.total(one)))
    return found


def changed(before: Definition, after: Definition) -> dict[Term, Term]:
    """What was called by an unknown name -> what it is now, inside one definition."""
    pairs = _side_by_side(before.term, after.term)
    return {old: new for old, new in pairs if old.head is Head.APPLY and new.head is not Head.APPLY}


def of_argument(value: Term, argument: Term) -> Term:
    """The same function of another argument; e^u is one."""
    return power(E, argument) if value.head is Head.POWER else make(value.head, (argument,), value.data)


def _side_by_side(before: Term, after: Term) -> Iterator[tuple[Term, Term]]:
    """The nodes of two terms that differ in functions only; e^u has one child more than f(u)."""
    yield before, after
    for left, right in zip(before.args, after.args[-len(before.args) :], strict=True):
        yield from _side_by_side(left, right)


def _slopes(before: Definition, after: Definition) -> list[State]:
    """The slope of each function that was filled in; in its own value, where that has a name."""
    found = []
    for old, new in changed(before, after).items():
        argument = new.args[-1]
        slope = local_slopes(Definition(_OWN, of_argument(new, _INSIDE)), {_INSIDE}).get(_INSIDE, ZERO)
        written = substitute(slope, {_INSIDE: argument, _OWN: new})
        short = substitute(slope, {_INSIDE: argument, _OWN: after.name if new is after.term else new})
        forms = [written] if written is short else [written, "=", short]
        says = function(new.data).says if new.head is Head.CALL else "exponential function"
        why = (name(old.data.name), f" the {says}")
        primed = apply(Applied(old.data.name, (1,)), argument)
        found.append(State(relation(primed, "=", *forms), "follows", "backward.with", why))
    return found
