"""Graphs of named definitions with their domains."""

from symgrad.graph.domain import Constraint, Domain, make_domain
from symgrad.graph.graph import Definition, Graph, fresh_name, from_term, leaves_of, order_definitions

__all__ = [
    "Constraint", "Definition", "Domain", "Graph", "fresh_name", "from_term", "leaves_of", "make_domain",
    "order_definitions",
]  # fmt: skip
