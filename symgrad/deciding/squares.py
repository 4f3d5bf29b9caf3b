"""Numbers that are not negative are equal where their squares are: |u| and sqrt(u^2), sqrt(x) = 2 and x = 4."""

from symgrad.deciding.field import proved_equal
from symgrad.terms.build import TWO, equation, power
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


def squares_agree(left: Term, right: Term) -> bool:
    """Whether neither side is negative where it is real, and the squares are proved equal."""
    if not (_has_root(left) or _has_root(right)) or not (never_negative(left) and never_negative(right)):
        return False
    return proved_equal(_squared(left), _squared(right)) is not None


def without_roots(relation: Term) -> Term:
    """An equation between sides that are not negative, one a root or a size, with both sides squared.

    What is under a root is then a square, so it is not negative by itself; of two roots that would not follow.
    """
    sides = relation.args
    roots = sum(side.head is Head.ROOT for side in sides)
    if relation.data != ("=",) or roots > 1 or not any(map(_has_root, sides)) or not all(map(never_negative, sides)):
        return relation
    return equation(*map(_squared, relation.args))


def never_negative(term: Term) -> bool:
    """Whether the term is at least 0 wherever it is real, by its build."""
    if term.head in (Head.SUM, Head.PRODUCT, Head.QUOTIENT):
        return all(map(never_negative, term.args))
    value = as_fraction(term)
    if value is not None:
        return value >= 0
    if term.head is Head.POWER:
        exponent = as_fraction(term.args[1])
        return never_negative(term.args[0]) or (
            exponent is not None and exponent.denominator == 1 and exponent.numerator % 2 == 0
        )
    return _has_root(term) or term.head is Head.CONSTANT


def _has_root(term: Term) -> bool:
    """Whether the term itself is a square root or a size."""
    return (term.head is Head.ROOT and term.args[1] is TWO) or (term.head is Head.CALL and term.data == "abs")


def _squared(term: Term) -> Term:
    if term.head is Head.ROOT and term.args[1] is TWO:
        return term.args[0]
    return power(term.args[0] if _has_root(term) else term, TWO)
