"""Sums and products over an index, and bars with values, written out before evaluation: they bind names."""

from collections.abc import Mapping
from typing import Any

from flint import fmpq

from symgrad.balls.values import Value
from symgrad.errors import LimitError, UnsupportedError
from symgrad.terms import build
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head, postorder, rebuild, substitute

MOST_TERMS = 10_000
"""Terms of a sum or product that are written out."""

_BINDING = (Head.BIGSUM, Head.BIGPROD, Head.EVALUATED)


def unrolled(term: Term, point: Mapping[Term, Value]) -> Term:
    """The term without heads that bind names. Raises LimitError for too many terms, UnsupportedError for open ends."""
    if not has_head(term, *_BINDING):
        return term
    done: dict[Term, Term] = {}
    for node in postorder(term):
        new = rebuild(node, tuple(done[child] for child in node.args))
        done[node] = _written_out(new, point) if node.head in _BINDING else new
    return done[term]


def _written_out(node: Term, point: Mapping[Term, Value]) -> Term:
    if node.head is Head.EVALUATED:
        return substitute(node.args[0], dict(zip(node.args[1::2], node.args[2::2], strict=True)))
    body, index, lower, upper = node.args
    first, last = _whole(lower, point), _whole(upper, point)
    if last - first >= MOST_TERMS:
        raise LimitError(f"a sum of {last - first + 1} terms is too long to write out")
    terms = [substitute(body, {index: build.integer(i)}) for i in range(first, last + 1)]
    return build.add(*terms) if node.head is Head.BIGSUM else build.mul(*terms)


def _whole(end: Term, point: Mapping[Term, Value]) -> int:
    from symgrad.balls.evaluation import run

    value: Any = run(end, point)
    if not isinstance(value, fmpq) or value.q != 1:
        raise UnsupportedError("a sum is written out only between whole numbers")
    return int(value.p)
