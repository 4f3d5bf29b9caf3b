"""Whether two expressions have one value on the declared domain: equal, different with a point, or undecided.

Both are compared at many points in ball arithmetic first; only then is a proof looked for, so no proof ever speaks
against a point. Sides that are defined on different sets count as different, unless only at isolated points.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from symgrad.algebra import locally_constant, proved_zero, words_of
from symgrad.balls import Ball, Missing
from symgrad.deciding.comparing import Compared, Outcome, compare_at
from symgrad.deciding.components import one_point_in_each
from symgrad.deciding.field import proved_equal
from symgrad.deciding.points import Point, allowed, points
from symgrad.deciding.verdicts import Counterexample, Verdict
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

NEAR = Fraction(1, 10**9)
"""How far around a point the domain is probed to tell an isolated hole from a difference of domains."""

_COMPOUND = (Head.TUPLE, Head.MATRIX, Head.RELATION)


def equal_terms(left: Term, right: Term, domain: Domain) -> Verdict:
    """Judge whether two terms are equal on the domain; tuples, matrices and equations part by part."""
    if left is right:
        return Verdict("equal", "they are the same expression")
    if left.head in _COMPOUND or right.head in _COMPOUND:
        return _compound(left, right, domain)
    try:
        seen = _compared(left, right, domain)
    except SymgradError as error:
        return Verdict("undecided", notes=(f"no numbers to compare: {error.reason}",))
    if seen.counterexample is not None:
        return Verdict("different", "", seen.counterexample, seen.notes, seen.agreeing, seen.digits)
    how = _proof(left, right, domain, seen)
    return Verdict("equal" if how else "undecided", how, notes=seen.notes, points=seen.agreeing)


def _compound(left: Term, right: Term, domain: Domain) -> Verdict:
    if (left.head, left.data, len(left.args)) != (right.head, right.data, len(right.args)):
        return Verdict("undecided", notes=("the two are not of one kind or size",))
    parts = [equal_terms(a, b, domain) for a, b in zip(left.args, right.args, strict=True)]
    notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
    for wanted in ("different", "undecided"):
        for part in parts:
            if part.verdict == wanted:
                return _of_parts(part, left, notes)
    return Verdict("equal", "; ".join(dict.fromkeys(part.proof for part in parts)), notes=notes)


def _of_parts(part: Verdict, whole: Term, notes: tuple[str, ...]) -> Verdict:
    """An equation may be written in many ways: other sides alone do not make it a different one."""
    if whole.head is Head.RELATION and part.verdict == "different":
        return Verdict("undecided", notes=(*notes, "the sides of the equations differ"))
    return part._replace(notes=notes)


class _Seen(NamedTuple):
    """What the points said: how many agreed, the first of them, a difference, notes on isolated holes."""

    agreeing: int
    agreed_at: Point | None
    counterexample: Counterexample | None
    notes: tuple[str, ...]
    digits: int = 0


def _compared(left: Term, right: Term, domain: Domain) -> _Seen:
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    agreeing, first, holes = 0, None, []
    for point in points(names, domain, (left, right)):
        found = compare_at(left, right, point)
        if found.outcome is Outcome.AGREE:
            agreeing, first = agreeing + 1, first or point
        elif found.outcome is Outcome.DIFFER:
            digits = _shared_digits(found)
            return _Seen(agreeing, first, _counterexample(point, found), _closeness(digits), digits)
        elif found.outcome is Outcome.ONE_SIDED:
            if not _isolated(left, right, point, domain):
                return _Seen(agreeing, first, _counterexample(point, found), ("They are defined on different sets.",))
            holes.append(point)
    return _Seen(agreeing, first, None, _hole_notes(holes))


def _isolated(left: Term, right: Term, point: Point, domain: Domain) -> bool:
    """Whether some point close by does not have the same trouble."""
    around = list(islice(_nearby(point, domain), 4))
    return bool(around) and any(compare_at(left, right, near).outcome is not Outcome.ONE_SIDED for near in around)


def _nearby(point: Point, domain: Domain) -> Iterator[Point]:
    for k in (1, -1, 3, -3, 7, -7):
        near = {name: value + k * NEAR * (i + 1) ** 2 for i, (name, value) in enumerate(point.items())}
        if all(allowed(domain.of(name), value) for name, value in near.items()):
            yield near


def _hole_notes(holes: Iterable[Point]) -> tuple[str, ...]:
    shown = [", ".join(f"{name.data.plain} = {value}" for name, value in point.items()) for point in islice(holes, 1)]
    return tuple(f"Only one side is defined at isolated points such as {where}." for where in shown)


def _counterexample(point: Point, found: Compared) -> Counterexample:
    digits = 8
    if isinstance(found.left, Ball) and isinstance(found.right, Ball):
        digits = min(_common_digits(found.left, found.right) + 4, 60)
    where = {name.data.plain: value for name, value in point.items()}
    return Counterexample(where, _shown(found.left, digits), _shown(found.right, digits))


def _shown(value: Ball | Missing, digits: int) -> str:
    return value.digits(max(digits, 8)) if isinstance(value, Ball) else "not defined"


def _common_digits(left: Ball, right: Ball) -> int:
    """How many leading digits the two values share."""
    gap = left.minus(right)
    digits = 0
    while digits < 200 and gap.within_digits(digits + 1, left, right):
        digits += 1
    return digits


def _shared_digits(found: Compared) -> int:
    if isinstance(found.left, Ball) and isinstance(found.right, Ball):
        return _common_digits(found.left, found.right)
    return 0


def _closeness(digits: int) -> tuple[str, ...]:
    return (f"The values agree to {digits} digits there.",) if digits >= 3 else ()


def _proof(left: Term, right: Term, domain: Domain, seen: _Seen) -> str:
    if seen.agreeing == 0:
        return ""
    conditions = domain.relations(free_names(left) + free_names(right))
    proof = proved_equal(left, right, conditions) or proved_equal(right, left, conditions)
    if proof:
        return proof.route
    words = words_of(domain)
    how = proved_zero(left, right, words)
    if how:
        return f"SymPy ({how})"
    if seen.agreed_at and locally_constant(left, right, words) and _equal_in_each_component(left, right, domain):
        return "both have the same derivatives, and the same value at a point of each connected component"
    return ""


def _equal_in_each_component(left: Term, right: Term, domain: Domain) -> bool:
    """Whether the two are proved equal at a simple point of each connected component on which they are defined."""
    found = one_point_in_each(left, right, domain)
    outcomes = [_at_point(left, right, point) for point in found or ()]
    return True in outcomes and False not in outcomes


def _at_point(left: Term, right: Term, point: Point) -> bool | None:
    """Whether they are proved equal at the point; None where neither is defined."""
    if compare_at(left, right, point).outcome is Outcome.NEITHER:
        return None
    at = {name: rational(value) for name, value in point.items()}
    return bool(proved_zero(substitute(left, at), substitute(right, at)))
