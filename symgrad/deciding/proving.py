"""Settling one line of a derivation, before = after: proved, checked, failed or undecided.

The exact route is the function field. What it does not prove is put to points in ball arithmetic, which may refute it;
then SymPy is asked in its worker; last, enough agreeing points make it `checked`. The line after must be real wherever
the line before is, but for isolated holes: ln(x^2) may not become 2 ln x, but (sqrt x)^2 may become x.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice
from time import perf_counter

from symgrad.algebra import proved_zero
from symgrad.balls import UNDEFINED, Ball, ball
from symgrad.deciding.comparing import Outcome, compare_at
from symgrad.deciding.field import proved_equal
from symgrad.deciding.points import Point, boundaries, generic_points, points, scaled_points
from symgrad.deciding.sizes import at_sizes, is_general
from symgrad.deciding.verdicts import Evidence
from symgrad.errors import SymgradError
from symgrad.graph import Constraint, Domain
from symgrad.terms.build import ZERO, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder

ENOUGH_POINTS = 12
"""Agreeing points from which a line counts as checked."""

MOST_POINTS = 24
"""Generic points that are tried; more where there are boundaries of cases."""

BITS = 128
_NEAR = Fraction(1, 10**9)

#: from the weakest to the strongest
_ORDER = ("failed", "undecided", "checked", "proved")

#: heads that are settled part by part
_COMPOUND = (Head.MATRIX, Head.TUPLE, Head.RELATION, Head.LOGIC)


def prove_equal(before: Term, after: Term, *, domain: tuple[Term, ...] = ()) -> Evidence:
    """Settle that `after` is the value of `before` wherever `before` is real and the conditions of the domain hold.

    Tuples, matrices, relations and conditions of one build are settled part by part; unknown functions and inert
    derivatives are fixed by their arguments. Nothing is raised. The same call gives the same answer.
    """
    began = perf_counter()
    found = _settled(before, after, domain)
    return found._replace(seconds=perf_counter() - began)


@lru_cache(maxsize=8192)
def _settled(before: Term, after: Term, domain: tuple[Term, ...]) -> Evidence:
    if before is after:
        return Evidence("proved", "identical")
    if before.head in _COMPOUND or after.head in _COMPOUND:
        if (before.head, before.data, len(before.args)) != (after.head, after.data, len(after.args)):
            return Evidence("undecided", "two statements of different build")
        return _weakest(_settled(a, b, domain) for a, b in zip(before.args, after.args, strict=True))
    proof = proved_equal(before, after, domain)
    if proof:
        return Evidence("proved", proof.route)
    if is_general(before, after):
        return at_sizes((before, after), _settled_here, domain)
    return _by_points(before, after, domain)


def _settled_here(before: Term, after: Term) -> Evidence:
    return _settled(before, after, ())


def _weakest(parts: Iterable[Evidence]) -> Evidence:
    found = list(parts)
    weakest = min(found, key=lambda evidence: _ORDER.index(evidence.status), default=Evidence("proved", "identical"))
    routes = dict.fromkeys(evidence.route for evidence in found if evidence.status == weakest.status)
    return weakest._replace(route="; ".join(routes) or weakest.route)


def _by_points(before: Term, after: Term, domain: tuple[Term, ...]) -> Evidence:
    """Refuted at a point, else proved by SymPy, else checked where enough points agree."""
    agreeing = 0
    try:
        for point in _points(before, after, domain):
            found = compare_at(before, after, point)
            if found.outcome is Outcome.DIFFER:
                return Evidence("failed", "ball arithmetic finds different values", agreeing, counterexample=point)
            if found.outcome is Outcome.ONE_SIDED and found.right is UNDEFINED and not _isolated(before, after, point):
                return Evidence("failed", "the line after is not real where the line before is", agreeing, 0.0, point)
            agreeing += found.outcome is Outcome.AGREE
    except SymgradError:
        agreeing = 0  # no numbers: a matrix, a limit
    how = proved_zero(before, after, _words(domain)) if agreeing else ""
    if how:
        return Evidence("proved", f"SymPy reduced the difference to 0 ({how})", agreeing)
    if agreeing >= ENOUGH_POINTS or (agreeing and not free_names(before) and not free_names(after)):
        return Evidence("checked", f"ball arithmetic agrees at {agreeing} points", agreeing)
    return Evidence("undecided", "no route decides it", agreeing)


def _points(before: Term, after: Term, domain: tuple[Term, ...]) -> Iterator[Point]:
    """Points of the domain; where cases occur, also on both sides of every boundary."""
    names = tuple(dict.fromkeys(free_names(before) + free_names(after)))
    declared = Domain(tuple((key, Constraint(words)) for key, words in _words(domain).items()))
    if boundaries((before, after)):
        candidates = points(names, declared, (before, after))
    else:
        candidates = chain(
            generic_points(names, declared, MOST_POINTS), scaled_points(names, declared, (before, after))
        )
    if _has_variable_exponent(before) or _has_variable_exponent(after):
        candidates = chain(map(_in_quarters, generic_points(names, declared, MOST_POINTS // 2)), candidates)
    return (point for point in candidates if all(_holds(condition, point) for condition in domain))


def _has_variable_exponent(term: Term) -> bool:
    """Whether some exponent is not a number: then roots of even degree must be among its values."""
    return any(node.head is Head.POWER and free_names(node.args[1]) for node in postorder(term))


def _in_quarters(point: Point) -> Point:
    return {name: Fraction(2 * round(2 * at) + 1, 4) for name, at in point.items()}


def _holds(condition: Term, point: Point) -> bool:
    known = free_names(condition)
    if any(name not in point for name in known):
        return True
    value = ball(unary(Head.INDICATOR, condition), point, BITS)
    return isinstance(value, Ball) and value.sign == 1


def _isolated(before: Term, after: Term, point: Point) -> bool:
    """Whether some point close by does not lack the line after."""
    shifts = (_NEAR, -_NEAR, 3 * _NEAR, -3 * _NEAR)
    near = ({name: at + shift * (place + 1) for place, (name, at) in enumerate(point.items())} for shift in shifts)
    around = [compare_at(before, after, at) for at in islice(near, len(shifts) if point else 0)]
    return any(found.outcome is not Outcome.ONE_SIDED for found in around)


_WORD = {">": "positive", "<": "negative", ">=": "nonnegative", "<=": "nonpositive", "!=": "nonzero"}


def _words(domain: tuple[Term, ...]) -> dict[str, tuple[str, ...]]:
    """The signs of names that the conditions state, in words."""
    found: dict[str, tuple[str, ...]] = {}
    for condition in domain:
        left, *rest = condition.args
        if left.head is Head.NAME and rest == [ZERO] and condition.data[0] in _WORD:
            found[left.data.key] = (*found.get(left.data.key, ()), _WORD[condition.data[0]])
    return found
