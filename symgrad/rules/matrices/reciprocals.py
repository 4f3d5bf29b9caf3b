"""Multiplying out where every denominator cancels, as in the cross-entropy of two classes.

((1 - y)/(1 - p) - y/p) ∘ p ∘ (1 - p) = p - y.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from symgrad.rules.matrices.factors import Factors, factors, scaled, written
from symgrad.terms.build import add, hadamard
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Terms = tuple[Term, ...]
#: numbers in front and names that are multiplied entry by entry, with the number of the monomial
Monomials = dict[tuple[Factors, Terms], Fraction]


def without_reciprocals(node: Term) -> Term:
    """The entrywise product of a sum of quotients multiplied out, if no denominator and no further summand is left."""
    if node.head is not Head.HADAMARD:
        return node
    for i, part in enumerate(node.args):
        if part.head is Head.SUM:
            found = _multiplied_out(part.args, node.args[:i] + node.args[i + 1 :])
            if found is not None and 0 < len(found) <= len(part.args):
                return _gathered(found)
    return node


def _multiplied_out(summands: Terms, others: Terms) -> Monomials | None:
    """The monomials with their numbers; None where a denominator is left, or where there was none."""
    found: Monomials = {}
    quotients = 0
    for summand in summands:
        own = factors(summand)
        left = _without_denominator(own.core, others)
        if left is None:
            return None
        quotients += own.core is not None and own.core.head is Head.QUOTIENT
        for number, entries in _expanded(left):
            key = own._replace(number=Fraction(1), core=None), entries
            found[key] = found.get(key, Fraction(0)) + own.number * number
    if not quotients or any(not entries for _, entries in found):
        return None
    return {key: number for key, number in found.items() if number}


def _without_denominator(core: Term | None, others: Terms) -> Terms | None:
    """The entrywise factors of core ∘ others when its denominator has cancelled; None if it does not."""
    left = list(others)
    top, below = core, None
    if core is not None and core.head is Head.QUOTIENT:
        top, below = core.args
    for one in _entries(below):
        if one not in left:
            return None
        left.remove(one)
    return (*(one for one in _entries(top) if one.shape), *left)


def _entries(term: Term | None) -> Terms:
    if term is None:
        return ()
    return term.args if term.head is Head.HADAMARD else (term,)


def _expanded(parts: Terms) -> Iterator[tuple[Fraction, Terms]]:
    """The product of sums as monomials: a number and the names that are multiplied entry by entry."""
    for choice in product(*(part.args if part.head is Head.SUM else (part,) for part in parts)):
        taken = [factors(one) for one in choice]
        number = Fraction(1)
        for one in taken:
            number *= one.number
        scalars = (written(one._replace(number=Fraction(1), core=None)) for one in taken if one.tops or one.bottoms)
        cores = (one.core for one in taken if one.core is not None)
        yield number, tuple(sorted((*scalars, *cores), key=_order))


def _order(term: Term) -> str:
    return repr(term)


def _gathered(found: Monomials) -> Term:
    """The monomials as a sum; what all of them share stands in front, the sum begins with what is added."""
    ordered = sorted(found.items(), key=lambda one: one[1] < 0)
    shared = {(own, abs(number)) for (own, _), number in ordered}
    if len(shared) > 1:
        return add(*(scaled(written(own._replace(number=number)), _product(parts)) for (own, parts), number in ordered))
    own, number = shared.pop()
    signed = add(*(scaled(written(Factors(n / number)), _product(parts)) for (_, parts), n in ordered))
    return scaled(written(own._replace(number=number)), signed)


def _product(parts: Terms) -> Term:
    shaped = [one for one in parts if one.shape]
    return scaled(*(one for one in parts if not one.shape), hadamard(*shaped))
