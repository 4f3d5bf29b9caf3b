"""Sets whose order is free, intervals with open and closed ends, unions, and lines and planes with parameters."""

import re
from collections.abc import Callable, Sequence, Set
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from symgrad.balls import Ball, ball
from symgrad.deciding.equality import equal_terms, is_infinite
from symgrad.deciding.relations import Claim, value_at
from symgrad.deciding.solutions import same_solutions
from symgrad.deciding.verdicts import Counterexample, Verdict
from symgrad.errors import DataError, SymgradError
from symgrad.graph import Domain
from symgrad.notation import text
from symgrad.terms.build import ONE, ZERO, add, div, mul, name, neg, rational, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

Read = Callable[[str], Term]
"""Reads one expression."""

_JOINED = re.compile(r"\\cup|∪|\bU\b")
_INTERVAL = re.compile(r"\s*(?:\\left)?([\[(])(.*?)(?:\\right)?([\])])\s*", re.DOTALL)
_SET = re.compile(r"\s*(?:\\left)?\\?\{(.*?)(?:\\right)?\\?\}\s*", re.DOTALL)


class Interval(NamedTuple):
    """The numbers between two ends; `closed` says for each end whether it belongs."""

    lower: Term
    upper: Term
    closed: tuple[bool, bool]


def claims_of(interval: Interval, number: Term) -> tuple[Claim, ...]:
    """What the interval says of a number in it."""
    lower, upper = interval.lower, interval.upper
    first = () if is_infinite(lower) else (Claim(sub(lower, number), "<=" if interval.closed[0] else "<"),)
    last = () if is_infinite(upper) else (Claim(sub(number, upper), "<=" if interval.closed[1] else "<"),)
    return first + last


def set_texts(given: object) -> tuple[object, ...] | None:
    """The members of a set: of Python's, or written in braces; None for anything else."""
    if isinstance(given, Set):
        return tuple(sorted(given, key=repr))
    found = _SET.fullmatch(given) if isinstance(given, str) else None
    return None if found is None else tuple(_split(found[1]))


def read_intervals(given: object, read: Read) -> tuple[Interval, ...] | None:
    """The intervals of a text such as (0, 1] or (-oo, 1) U (2, oo); None for anything else."""
    if not isinstance(given, str):
        return None
    found = []
    for piece in _JOINED.split(given):
        match = _INTERVAL.fullmatch(piece)
        ends = _split(match[2]) if match else []
        if match is None or len(ends) != 2:
            return None
        found.append(Interval(read(ends[0]), read(ends[1]), (match[1] == "[", match[3] == "]")))
    return tuple(found)


def is_plainly_intervals(given: object) -> bool:
    """Whether a text can mean nothing but intervals: brackets of two kinds, a union, or an infinite end."""
    if not isinstance(given, str):
        return False
    pieces = _JOINED.split(given)
    matches = [_INTERVAL.fullmatch(piece) for piece in pieces]
    if not all(match is not None and len(_split(match[2])) == 2 for match in matches):
        return False
    mixed = any(match is not None and (match[1] == "[") != (match[3] == "]") for match in matches)
    return len(pieces) > 1 or mixed or "\\infty" in given or "∞" in given or re.search(r"\boo\b", given) is not None


def _split(inside: str) -> list[str]:
    """The parts between commas outside all brackets."""
    parts, depth, start = [], 0, 0
    for i, sign in enumerate(inside):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append(inside[start:i])
            start = i + 1
    last = inside[start:]
    return [*parts, last] if last.strip() or parts else []


def equal_sets(left: Sequence[Term], right: Sequence[Term], domain: Domain) -> Verdict:
    """Judge two sets: every member of one must be equal to a member of the other."""
    for these, those in ((left, right), (right, left)):
        for member in these:
            found = [equal_terms(member, other, domain).verdict for other in those]
            if "equal" not in found:
                return _lonely(member, found, these is left)
    return Verdict("equal", "each member of one is equal to a member of the other")


def _lonely(member: Term, found: Sequence[str], in_first: bool) -> Verdict:
    if "undecided" in found:
        return Verdict("undecided", notes=(f"it is open whether {text(member)} is in both sets",))
    value = as_fraction(member)
    point = None if value is None else _on_one(value, in_first)
    return Verdict("different", counterexample=point, notes=(f"{text(member)} is in one set only.",))


def _on_one(value: Fraction, in_first: bool) -> Counterexample:
    """A number that belongs to one of two sets only."""
    words = ("in the set", "not in the set")
    return Counterexample({"x": value}, *(words if in_first else words[::-1]))


def equal_intervals(left: Sequence[Interval], right: Sequence[Interval], domain: Domain) -> Verdict:
    """Judge two unions of intervals: by the numbers that are in them, else end by end in any order."""
    number = name("x")
    by_numbers = same_solutions([claims_of(one, number) for one in left], [claims_of(one, number) for one in right],
                                Domain())  # fmt: skip
    if by_numbers is not None:
        return by_numbers
    rest = list(right)
    for mine in left:
        found = [_same_interval(mine, other, domain) for other in rest]
        if "equal" not in found:
            known = "different" if len(left) == len(right) == 1 and "undecided" not in found else "undecided"
            point = _between_ends(left[0], right[0]) if known == "different" else None
            return Verdict(known, counterexample=point, notes=("An interval of one is not among those of the other.",))
        del rest[found.index("equal")]
    return Verdict("undecided", notes=("the unions have different numbers of intervals",)) if rest else _SAME_ENDS


def _between_ends(mine: Interval, other: Interval) -> Counterexample | None:
    """A simple number that lies in one of two intervals, between two ends of theirs that differ."""
    for a, b in ((mine.lower, other.lower), (mine.upper, other.upper)):
        values = [None if is_infinite(end) else _middle(end) for end in (a, b)]
        if values[0] is not None and values[1] is not None and values[0] != values[1]:
            gap = abs(values[0] - values[1])
            value = ((values[0] + values[1]) / 2).limit_denominator(ceil(4 / gap))  # off by less than a quarter of it
            held = [_all_hold(claims_of(one, name("x")), value) for one in (mine, other)]
            if None not in held and held[0] != held[1]:
                return _on_one(value, bool(held[0]))
    return None


def _middle(end: Term) -> Fraction | None:
    value = value_at(end, {})
    return value.middle if isinstance(value, Ball) else None


def _all_hold(said: Sequence[Claim], value: Fraction) -> bool | None:
    held = [one.holds({name("x"): value}) for one in said]
    return None if None in held else False not in held


_SAME_ENDS = Verdict("equal", "they have the same ends")


def _same_interval(mine: Interval, other: Interval, domain: Domain) -> str:
    if mine.closed != other.closed:
        return "different"
    ends = [_same_end(a, b, domain) for a, b in ((mine.lower, other.lower), (mine.upper, other.upper))]
    return next((wanted for wanted in ("different", "undecided") if wanted in ends), "equal")


def _same_end(a: Term, b: Term, domain: Domain) -> str:
    if a is b:
        return "equal"
    return "different" if is_infinite(a) or is_infinite(b) else equal_terms(a, b, domain).verdict


class Flat(NamedTuple):
    """A line or a plane: a point of it, and the directions in which it extends."""

    point: tuple[Fraction, ...]
    directions: tuple[tuple[Fraction, ...], ...]


def equal_flats(left: Term, right: Term) -> Verdict:
    """Judge two lines or planes given as point + parameters times directions, with rational entries.

    Every name counts as a parameter. Raises DataError for what is not linear in its names.
    """
    ours, theirs = flat(left), flat(right)
    if len(ours.point) != len(theirs.point):
        return Verdict("different", notes=("They lie in spaces of different dimension.",))
    first, second = _rank(ours.directions), _rank(theirs.directions)
    if first != second or _rank((*ours.directions, *theirs.directions)) != first:
        return _told_apart(ours, theirs, "The directions do not span the same space.")
    between = tuple(a - b for a, b in zip(ours.point, theirs.point, strict=True))
    if _rank((*ours.directions, between)) != first:
        return _told_apart(ours, theirs, "They are parallel, but have no point in common.")
    return Verdict("equal", "the directions span the same space, and they have a point in common")


def _told_apart(ours: Flat, theirs: Flat, why: str) -> Verdict:
    """Different, with a point that lies on one only."""
    for one, other, words in ((ours, theirs, _ON_FIRST), (theirs, ours, _ON_FIRST[::-1])):
        moved = (tuple(a + b for a, b in zip(one.point, step, strict=True)) for step in one.directions)
        for place in (one.point, *moved):
            between = tuple(a - b for a, b in zip(place, other.point, strict=True))
            if _rank((*other.directions, between)) > _rank(other.directions):
                where = {f"x{i}" if len(place) > 3 else "xyz"[i - 1]: at for i, at in enumerate(place, 1)}
                return Verdict("different", counterexample=Counterexample(where, *words), notes=(why,))
    return Verdict("different", notes=(why,))


_ON_FIRST = ("on it", "not on it")


def flat(term: Term) -> Flat:
    """The line or plane of a vector that is linear in its names. Raises DataError for anything else."""
    parts, names = _components(term), free_names(term)
    point = tuple(_number(_at(part, names, None)) for part in parts)
    directions = tuple(
        tuple(_number(_at(part, names, name)) - start for part, start in zip(parts, point, strict=True))
        for name in names
    )
    for i, part in enumerate(parts):
        steps = (mul(rational(direction[i]), name) for direction, name in zip(directions, names, strict=True))
        if equal_terms(part, add(rational(point[i]), *steps), Domain()).verdict != "equal":
            raise DataError("this is not linear in its parameters", hint="write point + t * direction")
    return Flat(point, directions)


def _at(part: Term, names: Sequence[Term], raised: Term | None) -> Term:
    return substitute(part, {name: ONE if name is raised else ZERO for name in names})


def _number(term: Term) -> Fraction:
    try:
        value = ball(term, {}, 128)
    except SymgradError:
        value = None
    simple = value.middle.limit_denominator(10**6) if isinstance(value, Ball) and value.middle is not None else None
    if simple is None or equal_terms(term, rational(simple), Domain()).verdict != "equal":
        raise DataError("an entry of a line or plane is not a rational number")
    return simple


def _components(term: Term) -> tuple[Term, ...]:
    """The entries of a vector that is written as a sum of multiples of others."""
    if term.head in (Head.MATRIX, Head.TUPLE):
        return term.args
    if term.head is Head.SUM:
        return tuple(add(*entries) for entries in zip(*map(_components, term.args), strict=True))
    if term.head is Head.NEGATION:
        return tuple(neg(entry) for entry in _components(term.args[0]))
    if term.head is Head.QUOTIENT and term.shape:
        return tuple(div(entry, term.args[1]) for entry in _components(term.args[0]))
    if term.head is Head.PRODUCT and term.shape:
        vector = next(factor for factor in term.args if factor.shape)
        others = [factor for factor in term.args if factor is not vector]
        return tuple(mul(*others, entry) for entry in _components(vector))
    raise DataError("this is not a vector with entries", hint="write point + t * direction")


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    """The rank, by exact elimination."""
    left = [list(row) for row in rows]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for row in left[rank + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        rank += 1
    return rank
