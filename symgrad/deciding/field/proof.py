"""Proof in the function field: first with |u|, steps and cases taken as they are, then cell by cell with the ties."""

from contextlib import suppress
from typing import NamedTuple

from symgrad.deciding.field.comparing import POINTS, Comparison, Found, How, compared
from symgrad.deciding.field.forks import Exhausted
from symgrad.deciding.field.opaque import INERT
from symgrad.deciding.field.world import Budget
from symgrad.terms.build import ONE, ZERO, add, div, mul, neg, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depth, fold, free_names, has_head, postorder, substitute

DEEPEST = 120
"""Terms nested deeper are not evaluated here."""

LARGEST_DEGREE = 1 << 48
"""Beyond it a difference could vanish at a random point by its sheer degree."""

WORK = 150_000
"""Terms of polynomials that one proof may handle: half a second or so."""

_MOST_TIES = 6

#: functions that are other terms in other cells
_SWITCHED = frozenset({"abs", "sign", "max", "min", "relu", "leaky_relu", "elu", "step", "softsign"})


class Proof(NamedTuple):
    """That two terms are equal: how many cells it took."""

    cells: int

    @property
    def route(self) -> str:
        """The argument in words."""
        cells = f", for each of {self.cells} choices of signs" if self.cells > 1 else ""
        return f"exact arithmetic ({POINTS} random points modulo primes near 2^127{cells})"


def proved_equal(before: Term, after: Term, domain: tuple[Term, ...] = ()) -> Proof | None:
    """A proof that `after` is defined and equal to `before` wherever `before` is, but for isolated holes; or None."""
    if any(depth(term) > DEEPEST or fold(term, _degree) > LARGEST_DEGREE for term in (before, after)):
        return None
    budget = Budget(WORK)
    with suppress(Exhausted):
        for thorough in (False, True):
            found = _settled(before, after, domain, How(thorough=thorough), budget)
            if found.found is Found.EQUAL:
                return Proof(found.cells)
    return None


def _degree(node: Term, below: tuple[int, ...]) -> int:
    """The product of the written exponents above one another: a measure of the degree."""
    exponent = as_fraction(node.args[1]) if node.head is Head.POWER else None
    return max(below, default=1) * max(1, 1 if exponent is None else abs(round(exponent)))


def _settled(before: Term, after: Term, domain: tuple[Term, ...], how: How, budget: Budget) -> Comparison:
    """Without telling cells apart if that is enough, else with them."""
    whole = compared(before, after, domain, how, budget)
    if whole.found is Found.NOT_SHOWN and (_has_switches(before) or _has_switches(after)):
        return _by_cells(before, after, domain, how._replace(told_apart=True), budget)
    return whole


def _has_switches(term: Term) -> bool:
    return any(
        node.head in (Head.PIECEWISE, Head.INDICATOR) or (node.head is Head.CALL and node.data in _SWITCHED)
        for node in postorder(term)
    )


def _by_cells(before: Term, after: Term, domain: tuple[Term, ...], how: How, budget: Budget) -> Comparison:
    cells = compared(before, after, domain, how, budget)
    if cells.found is not Found.NOT_SHOWN and cells.ties:
        inert = has_head(before, *INERT) or has_head(after, *INERT)
        if inert or len(cells.ties) > _MOST_TIES:
            return Comparison(Found.NOT_SHOWN)
        if not all(_tie_is_settled(tie, before, after, how, budget) for tie in cells.ties):
            return Comparison(Found.NOT_SHOWN)
    return cells


def _tie_is_settled(tie: Term, before: Term, after: Term, how: How, budget: Budget) -> bool:
    """Whether the lines are equal where a term is 0: solved for a name, or with just its sign put to 0."""
    if _equal_where_zero(tie, before, after, how, budget):
        return True
    with_sign = compared(before, after, (), how._replace(holes=True, zero=tie), budget)
    return with_sign.found is not Found.NOT_SHOWN


def _equal_where_zero(tie: Term, before: Term, after: Term, how: How, budget: Budget) -> bool:
    """Whether the lines are equal also where a term is 0, by solving for a name that it is linear in.

    a*x + b is 0 where x = -b/a, and it may be 0 where a is: then the lines are compared there as well.
    """
    for name in free_names(tie):
        start = substitute(tie, {name: ZERO})
        slope = sub(substitute(tie, {name: ONE}), start)
        if _same(tie, add(start, mul(slope, name)), budget) and not _same(slope, ZERO, budget):
            there = {name: neg(div(start, slope))}
            sides = substitute(before, there), substitute(after, there)
            here = _settled(*sides, (), How(thorough=how.thorough, holes=True), budget)
            return here.found is not Found.NOT_SHOWN and (
                not free_names(slope) or _equal_where_zero(slope, before, after, how, budget)
            )
    return False


def _same(left: Term, right: Term, budget: Budget) -> bool:
    return compared(left, right, (), How(holes=True), budget).found is Found.EQUAL
