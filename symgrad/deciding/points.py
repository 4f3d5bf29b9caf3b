"""Rational points of the declared domain at which claims are put to the test.

They are the same every time: a few small ones first, since a counterexample is shown to people, then zero, small and
large numbers of both signs, both sides of every boundary of absolute values, maxima, cases and signs, and a fixed
pseudo-random sequence, log-uniform over six decades.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from symgrad.balls import Ball, ball
from symgrad.deciding.scales import at_scales
from symgrad.errors import SymgradError
from symgrad.graph import Constraint, Domain
from symgrad.terms.build import sub
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder

Point = Mapping[Term, Fraction]

BITS = 128

#: values that catch what generic points miss
_SPECIAL = tuple(
    Fraction(text)
    for text in "1 -1 0 2 -2 1/2 -1/2 3 -3 1/1000000 -1/1000000 50 -50 1001 -1001 2000000 -2000000 "
    "1000000000 -1000000000 9/10 -9/10 3/2 -3/2".split()
)


_BY_HAND = ((2, 3, 5, 7, 4), (-1, 2, -3, 1, -2), (1, -2, 4, -3, 2))
"""Values for the names in turn: small, and different from one another."""


def points(names: Sequence[Term], domain: Domain, terms: Sequence[Term] = (), generic: int = 24) -> Iterator[Point]:
    """Points for these names: simple and special ones, both sides of the terms' boundaries, so many generic ones."""
    if not names:
        yield {}
        return
    yield from _by_hand(names, domain)
    yield from islice(_generic(names, domain, "first"), 6)
    for value in _SPECIAL:
        point = dict.fromkeys(names, value)
        if all(allowed(domain.of(name), value) for name in names):
            yield point
    yield from _at_boundaries(names, domain, terms)
    yield from islice(_generic(names, domain, "more"), generic)
    yield from scaled_points(names, domain, terms)


def _by_hand(names: Sequence[Term], domain: Domain) -> Iterator[Point]:
    for values in _BY_HAND:
        point = {name: Fraction(values[place % len(values)]) for place, name in enumerate(names)}
        if all(allowed(domain.of(name), value) for name, value in point.items()):
            yield point


def scaled_points(names: Sequence[Term], domain: Domain, terms: Sequence[Term]) -> Iterator[Point]:
    """Points on the scale of the terms' own numbers, where these are out of the ordinary (see `scales`)."""
    bases = islice(_generic(names, domain, "scales"), 1 if names else 0)
    for point in (point for base in bases for point in at_scales(terms, base)):
        if all(allowed(domain.of(name), value) for name, value in point.items()):
            yield point


def generic_points(names: Sequence[Term], domain: Domain, count: int) -> Iterator[Point]:
    """So many pseudo-random points: all of moderate size first, then over six decades."""
    if not names:
        yield {}
        return
    yield from islice(_generic(names, domain, "generic"), count)


def allowed(constraint: Constraint, value: Fraction) -> bool:
    """Whether the value satisfies the constraint."""
    lower, upper = ends(constraint)
    inside = (lower is None or value >= lower) and (upper is None or value <= upper)
    return inside and all(_WORDS[word](value) for word in constraint.words)


_WORDS: Mapping[str, Callable[[Fraction], bool]] = {
    "real": lambda value: True,
    "integer": lambda value: value.denominator == 1,
    "positive": lambda value: value > 0,
    "negative": lambda value: value < 0,
    "nonnegative": lambda value: value >= 0,
    "nonpositive": lambda value: value <= 0,
    "nonzero": lambda value: value != 0,
    "symmetric": lambda value: True,
    "distribution": lambda value: True,
    "signs": lambda value: abs(value) == 1,
}


def ends(constraint: Constraint) -> tuple[Fraction | None, Fraction | None]:
    """The declared bounds as fractions, None where there is none; one such as pi/2 is taken a hair inside."""
    return _end(constraint.lower, 1), _end(constraint.upper, -1)


def bounded_box(term: Term, domain: Domain) -> dict[Term, tuple[Fraction, Fraction]] | None:
    """The declared bounds of the names in a term; None where one of them has no lower or no upper bound."""
    box: dict[Term, tuple[Fraction, Fraction]] = {}
    for name in free_names(term):
        lower, upper = ends(domain.of(name))
        if lower is None or upper is None:
            return None
        box[name] = (lower, upper)
    return box


def _end(term: Term | None, inward: int) -> Fraction | None:
    """A bound as a fraction; one such as pi/2 is taken a hair inside the interval."""
    if term is None:
        return None
    exact = as_fraction(term)
    if exact is not None:
        return exact
    value = ball(term, {}, BITS)
    if not isinstance(value, Ball) or value.middle is None:
        return None
    return value.middle + inward * Fraction(1, 2**64)


def _generic(names: Sequence[Term], domain: Domain, label: str) -> Iterator[Point]:
    source = random.Random(f"symgrad {label} {len(names)}")
    count = 0
    while True:
        decades = 1.0 if count < 8 else 3.0
        yield {name: _draw(source, domain.of(name), decades) for name in names}
        count += 1


def _draw(source: random.Random, constraint: Constraint, decades: float) -> Fraction:
    lower, upper = ends(constraint)
    if lower is not None and upper is not None:
        value = lower + (upper - lower) * Fraction(source.randint(1, 996), 997)
    else:
        size = Fraction(round(10 ** source.uniform(-decades, decades) * 1009) or 1, 1009)
        value = size if source.random() < 0.5 else -size
        value = lower + abs(value) if lower is not None else upper - abs(value) if upper is not None else value
    if "integer" in constraint.words:
        value = Fraction(round(value))
    if allowed(constraint, value) or allowed(constraint, -value):
        return value if allowed(constraint, value) else -value
    return Fraction(1) if allowed(constraint, Fraction(1)) else Fraction(-1)


def boundaries(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms whose zeros separate cases: arguments of |u| and sign, differences in maxima, conditions and cases."""
    found: dict[Term, None] = {}
    for term in terms:
        for node in postorder(term):
            if node.head is Head.CALL:
                record = function(node.data)
                found.update(dict.fromkeys((*record.kinks(*node.args), *record.jumps(*node.args))))
            elif node.head is Head.RELATION:
                found.update(dict.fromkeys(_gap(a, b) for a, b in zip(node.args, node.args[1:], strict=False)))
    return tuple(found)


def _gap(left: Term, right: Term) -> Term:
    return sub(left, right)


def _at_boundaries(names: Sequence[Term], domain: Domain, terms: Iterable[Term]) -> Iterator[Point]:
    bases = list(islice(_generic(names, domain, "boundary"), 2))
    for gap in boundaries(terms):
        for name in free_names(gap):
            for base in bases:
                if name in base:
                    yield from _around(gap, name, base, domain.of(name))


def _around(gap: Term, name: Term, base: Point, constraint: Constraint) -> Iterator[Point]:
    zero = _zero(gap, name, base)
    if zero is None:
        return
    for step in (0, Fraction(1, 1000), Fraction(-1, 1000), 1, -1):
        if allowed(constraint, zero + step):
            yield {**base, name: zero + step}


def _zero(gap: Term, name: Term, base: Point) -> Fraction | None:
    """The zero of a term that is linear in the name; otherwise a place where its sign changes, if one is near."""
    at_0, at_1, at_2 = (_exact(gap, {**base, name: Fraction(k)}) for k in (0, 1, 2))
    if at_0 is None or at_1 is None or at_2 is None:
        return None
    if at_2 - at_1 == at_1 - at_0:
        return None if at_1 == at_0 else at_0 / (at_0 - at_1)
    return _sign_change(gap, name, base)


def _exact(gap: Term, point: Point) -> Fraction | None:
    try:
        value = ball(gap, point, BITS)
    except SymgradError:
        return None
    return value.middle if isinstance(value, Ball) else None


def _sign_change(gap: Term, name: Term, base: Point) -> Fraction | None:
    grid = [Fraction(k, 2) for k in range(-8, 9)]
    values = [_exact(gap, {**base, name: at}) for at in grid]
    for left, right, a, b in zip(grid, grid[1:], values, values[1:], strict=False):
        if a is not None and b is not None and (a == 0 or a * b < 0):
            return left if a == 0 else _bisected(gap, name, base, left, right, a)
    return None


def _bisected(gap: Term, name: Term, base: Point, left: Fraction, right: Fraction, at_left: Fraction) -> Fraction:
    for _ in range(20):
        middle = (left + right) / 2
        value = _exact(gap, {**base, name: middle})
        if not value:
            return middle
        left, right = (middle, right) if value * at_left > 0 else (left, middle)
    return (left + right) / 2
