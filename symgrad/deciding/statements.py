"""Settling one statement of a derivation: before = after.

The exact route comes first; then ball arithmetic looks for a point of difference; what neither proves nor refutes goes
to SymPy in its worker, and last counts as checked if enough points agree. Results are cached.
"""

from collections.abc import Iterable
from functools import lru_cache
from time import perf_counter

from symgrad.algebra import proved_zero, words_of
from symgrad.deciding.comparing import Outcome, compare_at
from symgrad.deciding.exact import equal_images
from symgrad.deciding.points import Point, boundaries, generic_points, points
from symgrad.deciding.verdicts import Evidence
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

ENOUGH_POINTS = 12
"""Agreeing points from which a statement counts as checked."""
GENERIC_POINTS = 24

_REAL = Domain()

#: from the weakest to the strongest
_ORDER = ("failed", "undecided", "checked", "proved")

#: heads that are compared part by part
_COMPOUND = (Head.MATRIX, Head.TUPLE, Head.RELATION, Head.LOGIC)


def prove_equal(before: Term, after: Term, *, domain: Domain | None = None) -> Evidence:
    """Settle that two terms are equal wherever both are real on the domain.

    Tuples, matrices and relations of one build are settled part by part. Inert derivatives and unknown functions count
    as quantities fixed by their arguments. Nothing is raised: what has no route is `undecided`.
    """
    began = perf_counter()
    found = _settled(before, after, domain or _REAL)
    return found._replace(seconds=perf_counter() - began)


@lru_cache(maxsize=8192)
def _settled(before: Term, after: Term, domain: Domain) -> Evidence:
    if before is after:
        return Evidence("proved", "identical")
    if before.head in _COMPOUND or after.head in _COMPOUND:
        if (before.head, before.data, len(before.args)) != (after.head, after.data, len(after.args)):
            return Evidence("undecided", "two statements of different build")
        return _weakest(_settled(a, b, domain) for a, b in zip(before.args, after.args, strict=True))
    if equal_images(before, after, domain):
        return Evidence("proved", "exact arithmetic in a prime field")
    return _by_points(before, after, domain)


def _weakest(found: Iterable[Evidence]) -> Evidence:
    return min(found, key=lambda evidence: _ORDER.index(evidence.status), default=Evidence("proved", "identical"))


def _by_points(before: Term, after: Term, domain: Domain) -> Evidence:
    agreeing = 0
    for point in _points(before, after, domain):
        outcome = _outcome(before, after, point)
        if outcome is Outcome.DIFFER:
            return Evidence("failed", "ball arithmetic finds different values", agreeing, counterexample=point)
        agreeing += outcome is Outcome.AGREE
        if outcome is None:
            break
    how = proved_zero(before, after, words_of(domain))
    if how:
        return Evidence("proved", f"SymPy ({how})", agreeing)
    if agreeing >= ENOUGH_POINTS or (agreeing and not free_names(before) and not free_names(after)):
        return Evidence("checked", f"ball arithmetic at {agreeing} points", agreeing)
    return Evidence("undecided", "no route decides it", agreeing)


def _points(before: Term, after: Term, domain: Domain) -> Iterable[Point]:
    """Generic points; where cases occur, also both sides of every boundary."""
    names = tuple(dict.fromkeys(free_names(before) + free_names(after)))
    if boundaries((before, after)):
        return points(names, domain, (before, after))
    return generic_points(names, domain, GENERIC_POINTS)


def _outcome(before: Term, after: Term, point: Point) -> Outcome | None:
    """What the point says; None where the terms have no numbers at all."""
    try:
        return compare_at(before, after, point).outcome
    except SymgradError:
        return None
