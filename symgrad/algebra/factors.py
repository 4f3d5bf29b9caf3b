"""Polynomial questions to the worker: bounded in time, cached, and without SymPy in this process."""

from functools import lru_cache

from symgrad.algebra.front import suits
from symgrad.errors import LimitError
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.node import Term
from symgrad.workers import JSON, WorkerError, run

SECONDS = 0.5


def factored(term: Term) -> Term | None:
    """The term as a product over the rational numbers; None where it has no proper factor, or none was found."""
    return _asked("factored", ("term",), (term,))


def shared_factor(top: Term, bottom: Term) -> Term | None:
    """What divides both, as polynomials; None where nothing does, or nothing was found."""
    return _asked("shared_factor", ("top", "bottom"), (top, bottom))


@lru_cache(maxsize=1024)
def _asked(what: str, labels: tuple[str, ...], terms: tuple[Term, ...]) -> Term | None:
    if not all(map(suits, terms)):
        return None
    payload: JSON = {"seconds": SECONDS, **{k: to_json(term) for k, term in zip(labels, terms, strict=True)}}
    try:
        answer = run(f"symgrad.algebra.factoring:{what}", payload, soft=2 * SECONDS, hard=4 * SECONDS)
    except (LimitError, WorkerError):
        return None
    return None if answer["form"] is None else from_json(answer["form"])
