"""Points on the scale of a function's own numbers: far out, and within features too narrow for a fixed list of points.

e^(-10^8 (x - 2.7)^2) is 0 to all digits unless x is close to 2.7; sqrt(x + 10^10) is real nearly everywhere. Where such
numbers occur, each argument that is linear in a name is brought to 0, to small values, and to a few units.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from math import ceil

from symgrad.balls import Ball, ball
from symgrad.errors import SymgradError
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder

Point = Mapping[Term, Fraction]

ORDINARY = 12
"""Whole numbers up to this need no points of their own."""

BITS = 192
STRAIGHT = Fraction(1, 10**30)
"""Relative difference of two slopes up to which an argument counts as linear."""

MOST_ARGUMENTS = 8

_REACHED = tuple(Fraction(text) for text in "0 1/1000 -1/1000 1/1000000 1/1000000000 1 -1 2 -4 7 -7".split())
"""Values that an argument is brought to: around 0 by scales, and over several waves of a sine."""


def at_scales(terms: Sequence[Term], base: Point) -> Iterator[Point]:
    """Points that differ from the base in one name, none where the terms hold ordinary numbers only."""
    if not any(_unusual(node) for term in terms for node in postorder(term)):
        return
    for argument in islice(_arguments(terms), MOST_ARGUMENTS):
        for name in free_names(argument):
            if name in base:
                yield from ({**base, name: value} for value in _reaching(argument, name, base))


def _unusual(node: Term) -> bool:
    """A decimal or a long number; an exponential of a number, which may be any size."""
    if node.head is Head.INTEGER:
        return bool(abs(node.data) > ORDINARY)
    return node.head is Head.DECIMAL or (node.head is Head.POWER and not free_names(node))


def _arguments(terms: Iterable[Term]) -> Iterator[Term]:
    """What functions, powers, roots and relations are of, and what is divided by: each once."""
    found: dict[Term, None] = {}
    for node in (node for term in terms for node in postorder(term)):
        if node.head in (Head.CALL, Head.POWER, Head.ROOT, Head.RELATION):
            found.update(dict.fromkeys(node.args))
        elif node.head is Head.QUOTIENT:
            found[node.args[1]] = None
    return (one for one in found if free_names(one))


def _reaching(argument: Term, name: Term, base: Point) -> Iterator[Fraction]:
    """Values of the name at which the argument, linear in it, is 0, and small, and a few units."""
    known = [_value(argument, {**base, name: Fraction(k)}) for k in (0, 1, 2)]
    at_0, at_1, at_2 = known
    if at_0 is None or at_1 is None or at_2 is None or at_1 == at_0:
        return
    slope = at_1 - at_0
    if abs(at_2 - at_1 - slope) > STRAIGHT * max(map(abs, (at_0, at_1, at_2))):
        return
    finest = max(10**12, ceil(10**12 * abs(slope)))
    for value in _REACHED:
        yield ((value - at_0) / slope).limit_denominator(finest)


def _value(term: Term, point: Point) -> Fraction | None:
    try:
        value = ball(term, point, BITS)
    except SymgradError:
        return None
    return value.middle if isinstance(value, Ball) else None
