"""Whether two equations or inequalities have the same solutions: the same up to a factor, which is stated.

l1 = r1 and l2 = r2 have the same solutions where l1 - r1 = c (l2 - r2) for a number c that is not 0; for inequalities c
is positive. They have different ones where a point solves one and certainly not the other. Where only one of them
divides by a variable, nothing is concluded from the factor: solutions may be lost where the denominator is 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product

from symgrad.algebra import factored
from symgrad.balls import Ball
from symgrad.deciding.components import is_defined_everywhere
from symgrad.deciding.equality import equal_terms
from symgrad.deciding.points import Point, allowed, points
from symgrad.deciding.relations import Claim, claims, over_common, value_at
from symgrad.deciding.solutions import same_solutions
from symgrad.deciding.squares import without_roots
from symgrad.deciding.verdicts import Counterexample, Verdict
from symgrad.deciding.written import same_writing, written
from symgrad.deciding.zeros import constant_value, factors_of, is_positive, is_power, linear_zero
from symgrad.graph import Domain
from symgrad.notation import text
from symgrad.terms.build import ONE, div, mul, neg, rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, substitute

_GRID = tuple(Fraction(k, 2) for k in (0, 2, -2, 4, -4, 1, -1, 6, -6, 8, -8, 10, -10))
"""Values tried for every name in search of exact solutions."""

_MOST_TRIED = 400

_OPEN = "no factor between the two was found, and no point that solves only one"


def equal_relations(left: Term, right: Term, domain: Domain) -> Verdict:
    """Judge two relations (or chains such as 0 < x < 1) by their solutions on the domain."""
    if same_writing(left, right):
        return Verdict("equal", "they are the same up to order")
    ours, theirs = claims(without_roots(left)), claims(without_roots(right))
    if not ours or not theirs:
        return Verdict("undecided", notes=("a sign of one relation is not one that is compared",))
    found = _told_apart(ours, theirs, domain)
    if found is not None:
        return Verdict("different", counterexample=found)
    for order in (theirs, theirs[::-1]):
        if len(order) == len(ours):
            verdict = _same_up_to_factors(ours, order, domain)
            if verdict is not None:
                return verdict
    solved = same_solutions([ours], [theirs], domain)
    return solved or Verdict(
        "undecided", notes=("no factor between the two was found, and no point that solves only one",)
    )


def _same_up_to_factors(ours: Sequence[Claim], theirs: Sequence[Claim], domain: Domain) -> Verdict | None:
    """The verdict where each relation is one of the others up to a number, or to a factor that is never 0."""
    factors = [_factor(a, b, domain) for a, b in zip(ours, theirs, strict=True)]
    if all(factors):
        return _up_to(factors)
    shorter = [(_without_factors(a), _without_factors(b)) for a, b in zip(ours, theirs, strict=True)]
    if all(_factor(a, b, domain) for a, b in shorter):
        return Verdict("equal", "they are the same up to factors that are never 0")
    return None


def _without_factors(claim: Claim) -> Claim:
    """Without factors that are positive everywhere; an equation also without exponents."""
    if claim.sign not in ("=", "!="):
        return claim._replace(gap=_without_positive(claim.gap))
    bare = (one.args[0] if is_power(one) else one for one in factors_of(_numerator(claim.gap)))
    kept = [one for one in bare if not (is_positive(one) and is_defined_everywhere(one))]
    return Claim(mul(*kept) if kept else ONE, claim.sign)


def _without_positive(gap: Term) -> Term:
    """The gap without its positive factors, as it is typed: the sign stays."""
    if gap.head is Head.NEGATION:
        return neg(_without_positive(gap.args[0]))
    if gap.head is not Head.PRODUCT:
        return gap
    kept = [part for part in gap.args if not (is_positive(part) and is_defined_everywhere(part))]
    return mul(*kept) if kept else ONE


def _numerator(gap: Term) -> Term:
    """The gap, factored, and without its denominator where that is never 0 together with the numerator."""
    top, bottom = over_common(gap)
    if bottom is ONE:
        return factored(gap) or gap
    zeros = [linear_zero(factor) for factor in factors_of(bottom) if free_names(factor)]
    kept = (zero and constant_value(substitute(top, {zero[0]: rational(zero[1])})) for zero in zeros)
    return top if all(kept) else gap


def _up_to(factors: Iterable[Term | None]) -> Verdict:
    shown = dict.fromkeys(text(factor) for factor in factors if factor is not None and factor is not ONE)
    notes = tuple(f"The two are the same up to the factor {factor}." for factor in shown)
    return Verdict("equal", "the differences of their sides are multiples of each other", notes=notes)


def _factor(ours: Claim, theirs: Claim, domain: Domain) -> Term | None:
    """The number by which the second is to be multiplied to give the first, if that is shown."""
    if ours.sign != theirs.sign or _denominators(ours.gap) != _denominators(theirs.gap):
        return None
    number = _ratio(ours.gap, theirs.gap, domain)
    if number is None or (ours.sign in ("<", "<=") and not _is_positive(number)):
        return None
    verdict = equal_terms(ours.gap, theirs.gap if number is ONE else mul(number, theirs.gap), domain)
    return number if verdict.verdict == "equal" and not verdict.notes else None


def _ratio(ours: Term, theirs: Term, domain: Domain) -> Term | None:
    """The ratio at the first point where neither is 0: a simple fraction if it may be one."""
    names = tuple(dict.fromkeys(free_names(ours) + free_names(theirs)))
    for point in islice(points(names, domain), 6):
        a, b = value_at(ours, point), value_at(theirs, point)
        if isinstance(a, Ball) and isinstance(b, Ball) and a.sign and b.sign and a.middle and b.middle:
            at = {name: rational(value) for name, value in point.items()}
            simple = (a.middle / b.middle).limit_denominator(1000)
            if abs(simple - a.middle / b.middle) < abs(simple) * Fraction(1, 10**20):
                return rational(simple)
            return div(substitute(ours, at), substitute(theirs, at))
    return None


def _is_positive(number: Term) -> bool:
    value = value_at(number, {})
    return isinstance(value, Ball) and value.sign == 1


def _denominators(term: Term) -> set[object]:
    """What the term divides by that holds a name."""
    return {written(bottom) for bottom in _divisors(term) if free_names(bottom)}


def _divisors(term: Term) -> Iterator[Term]:
    for node in postorder(term):
        if node.head is Head.QUOTIENT:
            yield node.args[1]
        elif node.head is Head.POWER:
            value = as_fraction(node.args[1])
            if value is not None and value < 0:
                yield node.args[0]


def _told_apart(ours: tuple[Claim, ...], theirs: tuple[Claim, ...], domain: Domain) -> Counterexample | None:
    """A point that certainly solves one and not the other."""
    names = tuple(dict.fromkeys(name for claim in (*ours, *theirs) for name in free_names(claim.gap)))
    for point in _candidates(ours + theirs, names, domain):
        first, second = _all(ours, point), _all(theirs, point)
        if first is not None and second is not None and first != second:
            where = {name.data.plain: value for name, value in point.items()}
            words = {True: "a solution", False: "not a solution"}
            return Counterexample(where, words[first], words[second])
    return None


def _all(claims: tuple[Claim, ...], point: Point) -> bool | None:
    held = [claim.holds(point) for claim in claims]
    if False in held:
        return False
    return None if None in held else True


def _candidates(claims: tuple[Claim, ...], names: tuple[Term, ...], domain: Domain) -> Iterator[Point]:
    """Small values of all names, exact zeros of what is linear in a name, and points of the domain."""
    tried = (dict(zip(names, values, strict=True)) for values in product(_GRID, repeat=len(names)))
    for point in islice(tried, _MOST_TRIED):
        yield from _inside(point, domain)
    for base in islice(points(names, domain), 4):
        for claim in claims:
            for name in free_names(claim.gap):
                zero = _linear_zero(claim.gap, name, base)
                if zero is not None:
                    yield from _inside({**base, name: zero}, domain)
    yield from islice(points(names, domain, [claim.gap for claim in claims]), 60)


def _inside(point: Point, domain: Domain) -> Iterator[Point]:
    if all(allowed(domain.of(name), value) for name, value in point.items()):
        yield point


def _linear_zero(gap: Term, name: Term, base: Point) -> Fraction | None:
    """Where the gap is 0, if three values of it lie on a line: a candidate, to be looked at exactly."""
    found = [value_at(gap, {**base, name: Fraction(k)}) for k in range(3)]
    values = [one.middle for one in found if isinstance(one, Ball) and one.middle is not None]
    if len(values) < 3 or values[2] - values[1] != values[1] - values[0] or values[0] == values[1]:
        return None
    return values[0] / (values[0] - values[1])
