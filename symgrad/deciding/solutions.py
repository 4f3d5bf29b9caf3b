"""Whether two conditions on one variable hold for the same numbers: at a point between all zeros, and at every zero.

A condition is a choice of chains of simple relations gap < 0, gap <= 0, gap = 0, gap != 0. Between the zeros and breaks
of all gaps none of them changes, so one number there speaks for all.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from symgrad.deciding.components import Cuts, one_point_in_each
from symgrad.deciding.points import Point
from symgrad.deciding.relations import Claim, over_common
from symgrad.deciding.verdicts import Counterexample, Verdict
from symgrad.graph import Domain
from symgrad.notation import text
from symgrad.terms.build import ONE, neg, sub, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, has_head, postorder, substitute

Choice = Sequence[tuple[Claim, ...]]
"""Chains of which one has to hold."""

_MOST_SIZES = 4

#: function of one argument -> what is 0 where it is
_ZEROS = {"log": lambda u: sub(u, ONE)} | dict.fromkeys(("sinh", "asinh", "tanh", "atan", "asin"), lambda u: u)


def same_solutions(ours: Choice, theirs: Choice, domain: Domain) -> Verdict | None:
    """The verdict on two conditions in one name; None where the zeros are not known exactly."""
    gaps = tuple(claim.gap for chain in (*ours, *theirs) for claim in chain)
    names = free_names(tuple_of(*gaps))
    if len(names) != 1:
        return None
    zeros = [zero for gap in gaps for zero in _zeros(gap)]
    cuts = Cuts(domain, ties=True)
    found = one_point_in_each(tuple_of(*gaps), tuple_of(*zeros), cuts, zeros)
    if found is None:
        return None
    judged = _judged(ours, theirs, [*found, *({name: value} for name, value in cuts.inside())])
    if judged is None or judged.verdict == "different":
        return judged
    return _at_numbers(ours, theirs, cuts) or judged


def _at_numbers(ours: Choice, theirs: Choice, cuts: Cuts) -> Verdict | None:
    """At zeros such as sqrt(2), put in as they are written: a verdict where they do not hold alike."""
    for name, number in cuts.numbers_inside():
        first, second = (_some([_all([one.holds_at(name, number) for one in chain]) for chain in choice])
                         for choice in (ours, theirs))  # fmt: skip
        if first is None or second is None:
            return Verdict("undecided", notes=(f"it is open whether {text(number)} solves both",))
        if first != second:
            return Verdict("different", notes=(f"{text(name)} = {text(number)} solves only one of the two.",))
    return None


def _judged(ours: Choice, theirs: Choice, places: Sequence[Point]) -> Verdict | None:
    for place in places:
        first, second = _holds(ours, place), _holds(theirs, place)
        if first is None or second is None:
            return None
        if first != second:
            words = {True: "a solution", False: "not a solution"}
            where = {name.data.plain: value for name, value in place.items()}
            return Verdict("different", counterexample=Counterexample(where, words[first], words[second]))
    return Verdict("equal", "they hold for the same numbers: at every zero, and between the zeros")


def _holds(choice: Choice, point: Point) -> bool | None:
    return _some([_all([claim.holds(point) for claim in chain]) for chain in choice])


def _some(held: Sequence[bool | None]) -> bool | None:
    return True if True in held else None if None in held else False


def _all(held: Sequence[bool | None]) -> bool | None:
    return False if False in held else None if None in held else True


def _zeros(gap: Term) -> Iterator[Term]:
    """Terms among whose zeros are those of the gap, each |u| taken as u and as -u; itself where there are too many."""
    sizes = [node for node in postorder(gap) if node.head is Head.CALL and node.data == "abs"]
    if len(sizes) > _MOST_SIZES:
        yield gap
        return
    for signs in product((1, -1), repeat=len(sizes)):
        values = {
            node: node.args[0] if sign > 0 else neg(node.args[0]) for node, sign in zip(sizes, signs, strict=True)
        }
        yield from _simple(substitute(gap, values))


def _simple(gap: Term) -> Iterator[Term]:
    """The gap without what does not change its zeros: roots, powers, products, increasing functions through 0."""
    if gap.head in (Head.PRODUCT, Head.NEGATION, Head.QUOTIENT):
        for part in gap.args:
            yield from _simple(part)
    elif gap.head is Head.ROOT or (gap.head is Head.POWER and (as_fraction(gap.args[1]) or Fraction(0)) > 0):
        yield from _simple(gap.args[0])
    elif gap.head is Head.CALL and gap.data in _ZEROS:
        yield from _simple(_ZEROS[gap.data](gap.args[0]))
    elif gap.head is Head.SUM and has_head(gap, Head.QUOTIENT):
        top, bottom = over_common(gap)
        yield from (*_simple(top), *_simple(bottom)) if bottom is not ONE else (gap,)
    elif free_names(gap):
        yield gap
