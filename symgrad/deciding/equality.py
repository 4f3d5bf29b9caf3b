"""Whether two expressions have one value on the declared domain: equal, different with a point, or undecided.

Both are compared at many points in ball arithmetic first; only then is a proof looked for, so no proof ever speaks
against a point. Sides that are defined on different sets count as different, unless only at isolated points.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from symgrad.algebra import locally_constant, proved_zero, words_of
from symgrad.balls import Ball, Missing
from symgrad.deciding.arcs import as_arctangents
from symgrad.deciding.comparing import CLOSEST, Compared, Outcome, compare_at
from symgrad.deciding.components import Cuts, one_point_in_each
from symgrad.deciding.field import proved_equal
from symgrad.deciding.logarithms import arctangents_cancel, logarithms_cancel
from symgrad.deciding.pieces import proved_in_pieces
from symgrad.deciding.points import Point, allowed, points
from symgrad.deciding.principal import taken_back
from symgrad.deciding.squares import squares_agree
from symgrad.deciding.verdicts import Counterexample, Verdict
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import rational, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

NEAR = Fraction(1, 10**9)
"""How far around a point the domain is probed to tell an isolated hole from a difference of domains."""

LEAST_SHOWN, MOST_SHOWN = 8, 60
"""Digits of the values at a counterexample; where they agree to more, the difference is shown."""

_COMPOUND = (Head.TUPLE, Head.MATRIX, Head.RELATION)


def equal_terms(left: Term, right: Term, domain: Domain) -> Verdict:
    """Judge whether two terms are equal on the domain; tuples, matrices and equations part by part."""
    if left is right:
        return _identical(left, domain)
    if left.head in _COMPOUND or right.head in _COMPOUND:
        return _compound(left, right, domain)
    try:
        seen = _compared(left, right, domain)
    except SymgradError as error:
        return Verdict("undecided", notes=(f"no numbers to compare: {error.reason}",))
    if seen.counterexample is not None:
        return Verdict("different", "", seen.counterexample, seen.notes, seen.agreeing, seen.digits)
    how = _proof(left, right, domain, seen)
    if how:
        return Verdict("equal", how, notes=seen.notes, points=seen.agreeing)
    return _on_a_closer_look(left, right, seen)


def _on_a_closer_look(left: Term, right: Term, seen: "_Seen") -> Verdict:
    """Where nothing is proved: thousands of digits at the first point may tell the two apart."""
    point = seen.agreed_at
    found = None if point is None else compare_at(left, right, point, close=CLOSEST)
    if point is None or found is None or found.outcome is not Outcome.DIFFER:
        return Verdict("undecided", notes=seen.notes, points=seen.agreeing)
    digits = _shared_digits(found)
    return Verdict("different", "", _counterexample(point, found), _closeness(digits), seen.agreeing, digits)


def _identical(term: Term, domain: Domain) -> Verdict:
    """The same expression is equal to itself, if it has a value anywhere: 0/0 is nothing."""
    same = Verdict("equal", "they are the same expression")
    if term.head in _COMPOUND or is_infinite(term):
        return same
    try:
        outcomes = (compare_at(term, term, point).outcome for point in points(free_names(term), domain, (term,)))
        nowhere = all(outcome is Outcome.NEITHER for outcome in outcomes)
    except SymgradError:
        return same
    return Verdict("undecided", notes=("Neither has a real value anywhere.",)) if nowhere else same


def is_infinite(term: Term) -> bool:
    """Whether the term is infinity, with or without a minus sign."""
    inner = term.args[0] if term.head is Head.NEGATION else term
    return inner.head is Head.CONSTANT and inner.data == "oo"


def _compound(left: Term, right: Term, domain: Domain) -> Verdict:
    left, right = _as_list(left, right), _as_list(right, left)
    if (left.head, left.data, len(left.args)) != (right.head, right.data, len(right.args)):
        lists = (Head.TUPLE, Head.MATRIX)
        sizes = left.head in lists and right.head in lists and len(left.args) != len(right.args)
        if sizes:
            return Verdict("different", notes=(f"One has {len(left.args)} entries, the other {len(right.args)}.",))
        return Verdict("undecided", notes=("the two are not of one kind or size",))
    parts = [equal_terms(a, b, domain) for a, b in zip(left.args, right.args, strict=True)]
    notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
    for wanted in ("different", "undecided"):
        for part in parts:
            if part.verdict == wanted:
                return _of_parts(part, left, notes)
    return Verdict("equal", "; ".join(dict.fromkeys(part.proof for part in parts)), notes=notes)


def _as_list(term: Term, other: Term) -> Term:
    """A row or a column as a list of numbers, where the other is one."""
    if term.head is Head.MATRIX and other.head is Head.TUPLE and 1 in term.data:
        return tuple_of(*term.args)
    return term


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
    where = {name.data.plain: value for name, value in point.items()}
    if not (isinstance(found.left, Ball) and isinstance(found.right, Ball)):
        return Counterexample(where, _shown(found.left, LEAST_SHOWN), _shown(found.right, LEAST_SHOWN))
    digits = max(_common_digits(found.left, found.right) + 4, LEAST_SHOWN)
    if digits > MOST_SHOWN:
        return Counterexample(where, found.left.digits(LEAST_SHOWN), f"{found.right.minus(found.left).digits(3)} more")
    return Counterexample(where, found.left.digits(digits), found.right.digits(digits))


def _shown(value: Ball | Missing, digits: int) -> str:
    return value.digits(digits) if isinstance(value, Ball) else "not defined"


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
    """How the two are proved equal, in words; empty where no route shows it."""
    if seen.agreeing == 0:
        return ""
    left, right = taken_back(left, domain), taken_back(right, domain)
    if left is right:
        return (
            "they are the same once roots are written plainly and a function that meets its own inverse is taken back"
        )
    conditions = domain.relations(free_names(left) + free_names(right))
    proof = proved_equal(left, right, conditions) or proved_equal(right, left, conditions)
    if proof:
        return proof.route
    return next((words for shown, words in _FURTHER if shown(left, right, domain)), "") or _by_sympy(
        left, right, domain
    )


#: routes with a reason of their own, quick ones
_FURTHER: tuple[tuple[Callable[[Term, Term, Domain], bool], str], ...] = (
    (lambda a, b, _: logarithms_cancel(a, b), "the product that the logarithms are of is 1 (exact arithmetic)"),
    (lambda a, b, _: squares_agree(a, b), "neither is negative, and their squares are equal (exact arithmetic)"),
    (lambda a, b, _: arctangents_cancel(a, b), "the angles add up exactly (tangents of sums, and a bound)"),
    (lambda a, b, domain: _arctangents_agree(a, b, domain), "arcsines as arctangents, of the same (exact arithmetic)"),
)


def _arctangents_agree(left: Term, right: Term, domain: Domain) -> bool:
    """Whether the sides are proved equal with arcsines as arctangents, which lose nothing but isolated points."""
    first, second = as_arctangents(left), as_arctangents(right)
    changed = [(a, b) for a, b in ((left, first), (right, second)) if a is not b]
    if not changed or proved_equal(first, second, domain.relations(free_names(left) + free_names(right))) is None:
        return False
    return all(_compared(a, b, domain).counterexample is None for a, b in changed)


def _by_sympy(left: Term, right: Term, domain: Domain) -> str:
    """What SymPy shows in its time limit, and what rests on that."""
    words = words_of(domain)
    how = proved_zero(left, right, words)
    if how:
        return f"SymPy ({how})"
    if locally_constant(left, right, words) and _equal_in_each_component(left, right, domain):
        return "both have the same derivatives, and the same value at a point of each connected component"
    if proved_in_pieces(left, right, domain):
        return "on each connected component by itself, with every sign and case as it is there"
    return ""


def _equal_in_each_component(left: Term, right: Term, domain: Domain) -> bool:
    """Whether the two are proved equal at a simple point of each connected component on which they are defined."""
    found = one_point_in_each(left, right, Cuts(domain))
    outcomes = [_at_point(left, right, point) for point in found or ()]
    return True in outcomes and False not in outcomes


def _at_point(left: Term, right: Term, point: Point) -> bool | None:
    """Whether they are proved equal at the point; None where neither is defined."""
    if compare_at(left, right, point).outcome is Outcome.NEITHER:
        return None
    at = {name: rational(value) for name, value in point.items()}
    return bool(proved_zero(substitute(left, at), substitute(right, at)))
