"""Proof in the function field: first with |u|, steps and cases taken as they are, then cell by cell with the ties."""

from typing import NamedTuple

from symgrad.deciding.field.comparing import POINTS, Comparison, Found, compared
from symgrad.deciding.field.opaque import INERT
from symgrad.terms.build import ONE, ZERO, add, div, mul, neg, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depth, free_names, has_head, postorder, substitute

DEEPEST = 120
"""Terms nested deeper are not evaluated here."""

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
        return f"one element of a field of functions (equal at {POINTS} random points modulo primes near 2^127{cells})"


def proved_equal(before: Term, after: Term, domain: tuple[Term, ...] = ()) -> Proof | None:
    """A proof that `after` is defined and equal to `before` wherever `before` is, but for isolated holes; or None."""
    if max(depth(before), depth(after)) > DEEPEST:
        return None
    found = _settled(before, after, domain, holes=False)
    return Proof(found.cells) if found.found is Found.EQUAL else None


def _settled(before: Term, after: Term, domain: tuple[Term, ...], holes: bool) -> Comparison:
    """Without telling cells apart if that is enough, else with them."""
    whole = compared(before, after, domain, told_apart=False, holes=holes)
    if whole.found is Found.NOT_SHOWN and (_has_switches(before) or _has_switches(after)):
        return _by_cells(before, after, domain, holes)
    return whole


def _has_switches(term: Term) -> bool:
    return any(
        node.head in (Head.PIECEWISE, Head.INDICATOR) or (node.head is Head.CALL and node.data in _SWITCHED)
        for node in postorder(term)
    )


def _by_cells(before: Term, after: Term, domain: tuple[Term, ...], holes: bool) -> Comparison:
    cells = compared(before, after, domain, told_apart=True, holes=holes)
    if cells.found is not Found.NOT_SHOWN and cells.ties:
        inert = has_head(before, *INERT) or has_head(after, *INERT)
        if inert or len(cells.ties) > _MOST_TIES:
            return Comparison(Found.NOT_SHOWN)
        if not all(_equal_where_zero(tie, before, after, domain) for tie in cells.ties):
            return Comparison(Found.NOT_SHOWN)
    return cells


def _equal_where_zero(tie: Term, before: Term, after: Term, domain: tuple[Term, ...]) -> bool:
    """Whether the lines are equal also where a term is 0, by solving for a name that it is linear in."""
    for name in free_names(tie):
        start = substitute(tie, {name: ZERO})
        slope = sub(substitute(tie, {name: ONE}), start)
        line = compared(tie, add(start, mul(slope, name)), (), told_apart=False, holes=True)
        if line.found is Found.EQUAL:
            there = {name: neg(div(start, slope))}
            sides = substitute(before, there), substitute(after, there)
            return _settled(*sides, domain=(), holes=True).found is not Found.NOT_SHOWN
    return False
