"""One-sided limits, by SymPy in the worker: proposals, which whoever asks has to confirm."""

from functools import lru_cache
from typing import Any

from symgrad.algebra.front import suits
from symgrad.errors import LimitError
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.node import Term
from symgrad.workers import JSON, WorkerError, run

SECONDS = 1.0

Limits = tuple[Term | None, Term | None]


@lru_cache(maxsize=512)
def one_sided_limits(term: Term, variable: Term, place: Term) -> Limits:
    """The limits from the left and from the right, infinity among them; None where SymPy gives none in its time."""
    if not suits(term, cases=True):
        return None, None
    payload: JSON = {"term": to_json(term), "name": to_json(variable), "place": to_json(place), "seconds": SECONDS}
    try:
        found: Any = run("symgrad.algebra.limits:limits", payload, soft=3 * SECONDS, hard=4 * SECONDS)
    except (LimitError, WorkerError):
        return None, None
    left, right = (None if one is None else from_json(one) for one in found)
    return left, right
