"""Questions typed as the derivative that is asked for: d/dx x^2 and y = x^2; dy/dx ask for the derivative of x^2."""

from collections.abc import Sequence
from dataclasses import replace

from symgrad.errors import SymgradError
from symgrad.graph import Definition, Graph
from symgrad.notation import text
from symgrad.terms.heads import Head
from symgrad.terms.names import simple_name
from symgrad.terms.node import Term

Wrt = str | Sequence[str] | None

_ONCE = "the derivative that was typed is the one asked for: it is taken once"


def posed(graph: Graph, wrt: Wrt) -> tuple[Graph, Wrt]:
    """The function and the variables of a question such as d/dx[x^2]; anything else as it is.

    A derivative in another variable than `wrt` stays a function to be differentiated, and so does one with a name of
    its own, f = d/dx[x^2]. Raises SymgradError for dy/dx without a formula for y.
    """
    asked = _asked(graph)
    if asked is None:
        return graph, wrt
    body, *names = asked.term.args
    path = [one.data.plain for one in (names if asked.term.head is Head.GRADIENT else reversed(names))]
    if wrt is not None and path and _keys(wrt) != _keys(path):
        return graph, wrt
    notes = graph.notes if wrt is None else (*graph.notes, _ONCE)
    return replace(_function(graph, asked, body), notes=notes), path or wrt


def posed_gradient(graph: Graph, wrt: Wrt) -> tuple[Graph, Wrt]:
    """The same for a gradient. Raises SymgradError for a higher derivative: it is no gradient."""
    function, names = posed(graph, wrt)
    if function is not graph and names is not None and len(set(_keys(names))) < len(_keys(names)):
        shown = text(graph.output.term)
        raise SymgradError(f"{shown} is a higher derivative, not a gradient", hint="ask for the derivative")
    return function, names


def asks_derivative(graph: Graph) -> bool:
    """Whether the one formula is an inert derivative, such as ∂/∂x[x y], and so no gradient is asked for."""
    asked = _asked(graph)
    return asked is not None and asked.term.head is Head.DERIVATIVE


def _asked(graph: Graph) -> Definition | None:
    """The one output without a name, if it is an inert derivative or gradient."""
    if len(graph.outputs) != 1:
        return None
    one = graph.output
    return one if one.anonymous and one.term.head in (Head.DERIVATIVE, Head.GRADIENT) else None


def _keys(names: str | Sequence[str]) -> list[str]:
    listed = [names] if isinstance(names, str) else names
    return sorted(simple_name(str(one).strip().removeprefix("\\")).key for one in listed)


def _function(graph: Graph, asked: Definition, body: Term) -> Graph:
    """The graph whose output is what is to be differentiated."""
    if body.head is not Head.NAME:
        definitions = tuple(one._replace(term=body) if one is asked else one for one in graph.definitions)
        return replace(graph, definitions=definitions, typed=_typed(graph, asked, (body,)))
    if all(one.name is not body for one in graph.definitions):
        shown = text(body)
        raise SymgradError(f"{shown} has no formula", hint=f"write {shown} = x^2; {text(asked.term)}")
    left = tuple(one for one in graph.definitions if one is not asked)
    return replace(graph, definitions=left, outputs=(body,), typed=_typed(graph, asked, ()))


def _typed(graph: Graph, asked: Definition, instead: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for row in graph.typed for term in (instead if row is asked.term else (row,)))
