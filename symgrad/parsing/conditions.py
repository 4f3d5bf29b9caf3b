"""Conditions typed beside a formula, as in `f(x) = x^2 for x > 0`, become part of the graph's domain."""

from dataclasses import replace

from symgrad.graph import Constraint, Domain, Graph
from symgrad.terms.build import ZERO
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_WORDS = {">": "positive", ">=": "nonnegative", "<": "negative", "<=": "nonpositive", "!=": "nonzero"}


def with_conditions(graph: Graph, conditions: list[Term]) -> Graph:
    """The graph with these conditions added to its domain; what no domain can hold is said in a note."""
    entries = dict(graph.domain.entries)
    notes = list(graph.notes)
    for condition in conditions:
        if not _is_simple(condition):
            notes.append("the condition beside the formula was read but is not kept as part of the domain")
            continue
        key = condition.args[0].data.key
        before = entries.get(key, Constraint())
        entries[key] = _added(before, condition.data[0], condition.args[1])
    return replace(graph, domain=Domain(tuple(entries.items())), notes=tuple(notes))


def _is_simple(condition: Term) -> bool:
    if condition.head is not Head.RELATION or len(condition.args) != 2 or condition.args[0].head is not Head.NAME:
        return False
    sign, bound = condition.data[0], condition.args[1]
    return (sign in _WORDS and bound is ZERO) or (sign in (">=", "<=") and bound.head is Head.INTEGER)


def _added(before: Constraint, sign: str, bound: Term) -> Constraint:
    if bound is ZERO:
        return before._replace(words=(*before.words, _WORDS[sign]))
    return before._replace(lower=bound) if sign == ">=" else before._replace(upper=bound)
