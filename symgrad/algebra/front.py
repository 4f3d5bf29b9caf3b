"""Algebra asked of the worker process: bounded in time, cached, and without SymPy in this process."""

from functools import lru_cache
from typing import NamedTuple

from symgrad.algebra.words import Words
from symgrad.errors import LimitError
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, size
from symgrad.workers import JSON, WorkerError, run

SEARCH_SECONDS = 2.0
PROOF_SECONDS = 1.0
LARGEST = 1500
"""Nodes of a term beyond which no form is searched for and no proof is asked of SymPy."""

#: heads that are not ordinary algebra: what holds one is not handed over
_OPAQUE = frozenset({
    Head.BIGSUM, Head.BIGPROD, Head.LIMIT, Head.GRADIENT, Head.DIFFERENTIAL, Head.INDEXED, Head.RELATION, Head.TUPLE,
})  # fmt: skip


class Form(NamedTuple):
    """A proposed form of an expression: what led to it (`factor`, `cancel`, ...), and its number of operations."""

    how: str
    term: Term
    ops: int


def shortest(term: Term, words: Words | None = None) -> tuple[Form, ...]:
    """Forms of equal value that take no more operations than SymPy's own reading of the term, shortest first.

    They are proposals: nothing is proved of them here. Empty where there is none, or where the limit was reached.
    """
    return _shortest(term, _frozen(words))


def proved_zero(left: Term, right: Term, words: Words | None = None, seconds: float = PROOF_SECONDS) -> str:
    """How SymPy shows that two terms are equal wherever both are defined; empty where it does not show it."""
    return _asked("equal_zero", left, right, _frozen(words), seconds)


def locally_constant(left: Term, right: Term, words: Words | None = None, seconds: float = PROOF_SECONDS) -> bool:
    """Whether SymPy shows that all derivatives of the difference are 0: it is constant on each piece of the domain."""
    return bool(_asked("locally_constant", left, right, _frozen(words), seconds))


Frozen = tuple[tuple[str, tuple[str, ...]], ...]


def _frozen(words: Words | None) -> Frozen:
    return tuple(sorted((key, tuple(given)) for key, given in (words or {}).items()))


@lru_cache(maxsize=2048)
def _shortest(term: Term, words: Frozen) -> tuple[Form, ...]:
    if not suits(term):
        return ()
    payload: JSON = {"term": to_json(term), "words": dict(words), "seconds": SEARCH_SECONDS}
    try:
        answer = run("symgrad.algebra.jobs:propose", payload, soft=3 * SEARCH_SECONDS, hard=4 * SEARCH_SECONDS)
    except (LimitError, WorkerError):
        return ()
    found = (Form(row["how"], from_json(row["term"]), row["ops"]) for row in answer["forms"])
    return tuple(form for form in found if form.ops <= answer["ops"] and form.term is not term)


@lru_cache(maxsize=2048)
def _asked(what: str, left: Term, right: Term, words: Frozen, seconds: float) -> str:
    """How the job named shows what it is to show of a difference; empty where it does not."""
    if not (suits(left, cases=True) and suits(right, cases=True)):
        return ""
    payload: JSON = {"left": to_json(left), "right": to_json(right), "words": dict(words), "seconds": seconds / 4}
    try:
        answer = run(f"symgrad.algebra.jobs:{what}", payload, soft=seconds, hard=2 * seconds)
    except (LimitError, WorkerError):
        return ""
    return str(answer["how"])


def suits(term: Term, cases: bool = False) -> bool:
    """Whether the term is ordinary scalar algebra of bounded size."""
    if size(term) > LARGEST:
        return False
    for node in postorder(term):
        if node.shape or (node.head in _OPAQUE and not (cases and node.head is Head.RELATION)):
            return False
    return True
