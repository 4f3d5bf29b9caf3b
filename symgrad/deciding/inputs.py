"""What a judge is given, as a term: text, a graph, a SymPy expression, a number or a term."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from symgrad import algebra
from symgrad.errors import UnsupportedError
from symgrad.graph import Domain, Graph, make_domain
from symgrad.graph.domain import number_term
from symgrad.parsing import parse
from symgrad.terms.build import ZERO, equation, mul, sub, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Given = Any
"""Text, Graph, Term, SymPy object, number, or a sequence of them."""

Declared = Mapping[str, Any] | Domain | None


def as_term(given: Given, syntax: str = "auto", domain: Declared = None) -> Term:
    """The term that is meant; a graph's result in its inputs, a sequence as a tuple.

    Raises what parsing raises, and UnsupportedError for anything else.
    """
    if isinstance(given, Term):
        return given
    if isinstance(given, Graph):
        return of_graph(given)
    if isinstance(given, str):
        return of_graph(parse(given, syntax=syntax, domain=plain_domain(domain)))
    if isinstance(given, int | float | Fraction):
        return number_term(given)
    if isinstance(given, Sequence):
        return tuple_of(*(as_term(one, syntax, domain) for one in given))
    if hasattr(given, "free_symbols"):
        return algebra.from_sympy(given)  # loads SymPy, so only where there is a SymPy object already
    raise UnsupportedError(f"{type(given).__name__} is not an expression", hint="give text, a graph or a SymPy object")


def of_graph(graph: Graph) -> Term:
    """The one result of a graph in its inputs, or its one equation."""
    if not graph.definitions and len(graph.equations) == 1:
        return _as_relation(graph.equations[0])
    return graph.unfold()


def _as_relation(statement: Term) -> Term:
    """A relation as it is; x = 1 or x = 2 as (x - 1)(x - 2) = 0. Raises UnsupportedError for points to choose from."""
    if statement.head is not Head.LOGIC:
        return statement
    if any(one.data != ("=",) or Head.TUPLE in (part.head for part in one.args) for one in statement.args):
        raise UnsupportedError(
            "a choice of points or of rounded values is not compared", hint="compare them one by one"
        )
    return equation(mul(*(sub(*one.args) for one in statement.args)), ZERO)


def plain_domain(domain: Declared) -> Any:
    """The domain as `parse` takes it."""
    return None if isinstance(domain, Domain) else domain


def domain_of(declared: Declared, *given: Given) -> Domain:
    """The declared domain, with what the graphs among the inputs declare."""
    entries = dict(make_domain(declared).entries)
    for graph in given:
        if isinstance(graph, Graph):
            entries = {**dict(graph.domain.entries), **entries}
    return Domain(tuple(entries.items()))
