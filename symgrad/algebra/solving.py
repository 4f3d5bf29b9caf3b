"""Equations asked of the worker: factors, roots, elimination; bounded in time, cached, without SymPy in this process.

What comes back are proposals that the asker proves.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from symgrad.algebra.front import suits
from symgrad.errors import LimitError
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.node import Term
from symgrad.workers import JSON, WorkerError, run

SECONDS = 1.0


class Factors(NamedTuple):
    """A term as number * top / bottom, with the powers of the factors; the number holds no name."""

    number: Term
    top: tuple[tuple[Term, int], ...]
    bottom: tuple[tuple[Term, int], ...]


class Combination(NamedTuple):
    """first*left + second*right = rest, where the rest lacks the name that was to go."""

    first: Term
    second: Term
    rest: Term


@lru_cache(maxsize=1024)
def factors(term: Term) -> Factors | None:
    """The factors of numerator and denominator over the rational numbers; None where none were found in time."""
    found = _asked("factors", (term,), term=to_json(term))
    if found is None:
        return None
    top, bottom = (tuple((from_json(one), power) for one, power in found[side]) for side in ("top", "bottom"))
    return Factors(from_json(found["number"]), top, bottom)


@lru_cache(maxsize=1024)
def closed_roots(term: Term, name: Term) -> tuple[Term, ...]:
    """Real roots of a term in one name in closed form, as far as SymPy finds them; unproved."""
    found = _asked("closed_roots", (term,), term=to_json(term), name=name.data.plain)
    return () if found is None else tuple(map(from_json, found["roots"]))


@lru_cache(maxsize=1024)
def eliminated(left: Term, right: Term, name: Term) -> Combination | None:
    """Two polynomials combined so that a name goes; None where that cannot be done."""
    found = _asked("eliminated", (left, right), left=to_json(left), right=to_json(right), name=name.data.plain)
    return None if found is None else Combination(*(from_json(found[key]) for key in Combination._fields))


def _asked(what: str, terms: tuple[Term, ...], **payload: JSON) -> Any:
    if not all(map(suits, terms)):
        return None
    payload = {**payload, "seconds": SECONDS}
    try:
        return run(f"symgrad.algebra.systems:{what}", payload, soft=2 * SECONDS, hard=4 * SECONDS)
    except (LimitError, WorkerError):
        return None
