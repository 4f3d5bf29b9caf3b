"""Sums and products over an index, and bars with values, written out before evaluation: they bind names."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flint import fmpq

from symgrad.balls.values import Value
from symgrad.errors import LimitError, UnsupportedError
from symgrad.terms import build
from symgrad.terms.families import written_as_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, substitute

MOST_TERMS = 10_000
"""Terms of a sum or product that are written out."""

_WRITTEN_OUT = (Head.BIGSUM, Head.BIGPROD, Head.EVALUATED, Head.INDEXED)


def unrolled(term: Term, point: Mapping[Term, Value]) -> Term:
    """The term without heads that bind names, and entries x_i with i = 2 as the name x_2.

    The outermost goes first, so that a limit may depend on the index of a sum further out. Raises LimitError for too
    many terms, UnsupportedError for open ends.
    """
    if not _has_any(term):
        return term
    return substitute(term, {node: _opened(node, point) for node in _outermost(term)})


@lru_cache(maxsize=256)
def _has_any(term: Term) -> bool:
    """Whether something is to be written out; remembered, since one term is met at many points."""
    return has_head(term, *_WRITTEN_OUT)


def _outermost(term: Term) -> list[Term]:
    """The nodes to write out that are in no other such node."""
    found: dict[Term, None] = {}
    seen: set[Term] = set()
    stack = [term]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if node.head in _WRITTEN_OUT:
            found[node] = None
        else:
            stack.extend(node.args)
    return list(found)


def _opened(node: Term, point: Mapping[Term, Value]) -> Term:
    if node.head is Head.INDEXED:
        return _entry(node, point)
    if node.head is Head.EVALUATED:
        return unrolled(substitute(node.args[0], dict(zip(node.args[1::2], node.args[2::2], strict=True))), point)
    body, index, lower, upper = node.args
    first, last = _whole(lower, point), _whole(upper, point)
    if last - first >= MOST_TERMS:
        raise LimitError(f"a sum of {last - first + 1} terms is too long to write out")
    terms = [unrolled(substitute(body, {index: build.integer(i)}), point) for i in range(first, last + 1)]
    return build.add(*terms) if node.head is Head.BIGSUM else build.mul(*terms)


def _entry(node: Term, point: Mapping[Term, Value]) -> Term:
    """x_i where i has a value: the name x_2."""
    base, *indices = node.args
    if any(one not in point for index in indices for one in free_names(index)):
        return node
    return written_as_name(build.indexed(base, *(build.integer(_whole(index, point)) for index in indices)))


def _whole(end: Term, point: Mapping[Term, Value]) -> int:
    from symgrad.balls.evaluation import run

    value: Any = run(end, point)
    if not isinstance(value, fmpq) or value.q != 1:
        raise UnsupportedError("a sum is written out only between whole numbers")
    return int(value.p)
