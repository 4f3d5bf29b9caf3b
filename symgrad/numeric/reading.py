"""From whatever describes a function to its definitions in scalar form, ready to be lowered."""

from collections.abc import Mapping
from typing import Any

from symgrad.errors import LimitError, SymgradError
from symgrad.graph import Definition, Graph, from_term
from symgrad.terms import Head, Term
from symgrad.terms.build import add, integer, mul
from symgrad.terms.families import written_as_name
from symgrad.terms.traverse import as_fraction, has_head, postorder, rewrite, substitute

_MOST_TERMS = 10_000
"""A sum over an index is written out up to this many terms."""
_TO_WRITE_OUT = (Head.BIGSUM, Head.BIGPROD, Head.EVALUATED, Head.INDEXED, Head.APPLY)
_SHAPED = (Head.MATRIX, Head.MATMUL, Head.TRANSPOSE, Head.DETERMINANT, Head.INVERSE, Head.TRACE, Head.NORM, Head.INNER)


def read(f: Any) -> Graph:
    """The graph of text, a term, a SymPy expression, a Python function, or a graph. Raises SymgradError."""
    if isinstance(f, Graph):
        graph = f
    elif isinstance(f, Term):
        graph = from_term(f)
    else:
        from symgrad.parsing import parse

        graph = parse(f)
    if not graph.definitions:
        raise SymgradError("an equation is not a function", hint="write one side minus the other, or solve it first")
    return graph


def needs_arrays(graph: Graph) -> bool:
    """Whether a definition works with vectors or matrices, which the scalar programs do not."""
    return any(node.shape or node.head in _SHAPED for one in graph.definitions for node in postorder(one.term))


def written_out(graph: Graph) -> tuple[Definition, ...]:
    """The definitions with sums over numbers, calls of defined functions and bar notation written out."""
    functions: dict[str, Definition] = {}
    done: list[Definition] = []
    for one in graph.definitions:
        term = one.term
        if has_head(term, *_TO_WRITE_OUT):
            term = rewrite(term, lambda node: _written_out(node, functions))
        done.append(one._replace(term=term))
        if one.parameters:
            functions[one.name.data.key] = done[-1]
    return tuple(done)


def _written_out(node: Term, functions: Mapping[str, Definition]) -> Term:
    if node.head in (Head.BIGSUM, Head.BIGPROD):
        return _sum_of_terms(node, functions)
    if node.head is Head.EVALUATED:
        return substitute(node.args[0], dict(zip(node.args[1::2], node.args[2::2], strict=True)))
    if node.head is Head.INDEXED:
        return written_as_name(node)
    known = functions.get(node.data.name.key) if node.head is Head.APPLY and not node.data.differentiated else None
    if known is None or len(known.parameters) != len(node.args):
        return node
    return substitute(known.term, dict(zip(known.parameters, node.args, strict=True)))


def _sum_of_terms(node: Term, functions: Mapping[str, Definition]) -> Term:
    body, index, lower, upper = node.args
    first, last = as_fraction(lower), as_fraction(upper)
    if first is None or last is None or first.denominator * last.denominator != 1:
        return node
    if last - first >= _MOST_TERMS:
        raise LimitError(f"a sum of {last - first + 1} terms is not written out", hint=f"at most {_MOST_TERMS}")
    terms = [
        rewrite(substitute(body, {index: integer(k)}), lambda part: _written_out(part, functions))
        for k in range(int(first), int(last) + 1)
    ]
    return add(*terms) if node.head is Head.BIGSUM else mul(*terms)
