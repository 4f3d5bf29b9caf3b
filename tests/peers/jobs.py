"""SymPy's three ways to compare two expressions, each in the worker, so that one that hangs can be stopped."""

import random
from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy.core.random import verify_numerically

from symgrad.algebra.jobs import real_roots
from symgrad.algebra.words import Words
from symgrad.algebra.writing import to_sympy
from symgrad.terms.codec import from_json
from symgrad.terms.traverse import free_names
from symgrad.workers import job


def _pair(payload: Any) -> tuple[Any, Any]:
    """Both sides with real symbols and real odd roots, as our judge takes them."""
    terms = [real_roots(from_json(payload[side])) for side in ("left", "right")]
    words: Words = {name.data.key: ("real",) for term in terms for name in free_names(term)}
    left, right = (to_sympy(term, words) for term in terms)
    return left, right


def _told(payload: Any, way: Callable[[Any, Any], bool | None]) -> str:
    random.seed(1)
    found = way(*_pair(payload))
    return "undecided" if found is None else "equal" if found else "different"


@job
def equals(payload: Any) -> str:
    """`a.equals(b)`."""
    return _told(payload, lambda a, b: a.equals(b))


@job
def simplified(payload: Any) -> str:
    """`simplify(a - b) == 0`."""
    return _told(payload, lambda a, b: bool(sp.simplify(a - b) == 0))


@job
def verified(payload: Any) -> str:
    """`verify_numerically(a, b)`."""
    return _told(payload, lambda a, b: bool(verify_numerically(a, b)))
