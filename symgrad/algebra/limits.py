"""Limits by SymPy. Runs in the worker, so SymPy is imported at the top."""

from typing import Any

import sympy as sp

from symgrad.algebra.authority import real_words
from symgrad.algebra.forms import bounded
from symgrad.algebra.jobs import real_roots
from symgrad.algebra.reading import from_sympy
from symgrad.algebra.writing import to_sympy
from symgrad.errors import SymgradError
from symgrad.terms.codec import from_json, to_json
from symgrad.workers import JSON, job


@job
def limits(payload: Any) -> Any:
    """{"term", "name", "place", "seconds"} -> [limit from the left, limit from the right], None for one not found."""
    term, name, place = (from_json(payload[key]) for key in ("term", "name", "place"))
    words = real_words(term)
    expr, symbol, at = to_sympy(real_roots(term), words), to_sympy(name, words), to_sympy(place)
    return [_limit(expr, symbol, at, side, payload["seconds"]) for side in "-+"]


def _limit(expr: Any, symbol: Any, at: Any, side: str, seconds: float) -> JSON:
    found = bounded(lambda one: sp.limit(one, symbol, at, side), expr, seconds)
    if not isinstance(found, sp.Expr) or found.free_symbols or not found.is_extended_real:
        return None
    try:
        return to_json(from_sympy(found))
    except SymgradError:
        return None
