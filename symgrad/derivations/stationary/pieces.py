"""A function with |u|, max, ReLU or cases, piece by piece: on each piece its gradient has no kinks.

The pieces are told apart by the signs of what the kinks depend on. On a piece where the whole gradient is 0 every
point is critical: a plateau. What lies on the border of two pieces is looked at apart.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from symgrad.derivations.conditions import solved
from symgrad.derivations.stationary.equations import short
from symgrad.derivations.stationary.judging import sign_of
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, ZERO, add, neg, relation, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, rewrite, substitute

MOST_KINKS = 3
"""More things that change sign than these are not told apart."""


class Piece(NamedTuple):
    """Where it lies, and the gradient there."""

    conditions: tuple[Term, ...]
    slopes: tuple[Term, ...]

    @property
    def is_flat(self) -> bool:
        """Whether the gradient is 0 all over the piece."""
        return all(slope is ZERO for slope in self.slopes)

    def holds(self, place: dict[Term, Term]) -> bool:
        """Whether a point lies in the inside of the piece."""
        return all(_holds(substitute(one, place)) for one in self.conditions)


def _holds(condition: Term) -> bool:
    left, right = condition.args
    return sign_of(sub(left, right)) == (1 if condition.data == (">",) else -1)


def kinks_of(terms: Sequence[Term]) -> tuple[Term, ...]:
    """What the kinks depend on: u of |u|, a - b of max(a, b); each up to its sign."""
    found: list[Term] = []
    for node in (node for term in terms for node in postorder(term)):
        for one in map(tidy, _turns_on(node)):
            if free_names(one) and not any(_relative_sign(one, known) for known in found):
                found.append(one)
    return tuple(found)


def _relative_sign(one: Term, other: Term) -> int:
    """1 where two terms are the same, -1 where one is the other's opposite, else 0."""
    return 1 if short(sub(one, other)) is ZERO else -1 if short(add(one, other)) is ZERO else 0


def _turns_on(node: Term) -> Iterator[Term]:
    if node.head is Head.CALL and node.data in ("abs", "sign", "relu"):
        yield node.args[0]
    elif len(node.args) == 2 and (node.head is Head.RELATION or _is_extreme(node)):
        yield sub(*node.args)


def _is_extreme(node: Term) -> bool:
    return node.head is Head.CALL and node.data in ("max", "min")


def pieces(body: Term, slopes: Sequence[Term]) -> tuple[Piece, ...] | None:
    """The gradient on each piece; None where it does not fall into such pieces."""
    kinks = kinks_of((body, *slopes))
    if not kinks or len(kinks) > MOST_KINKS:
        return None
    found = []
    for signs in product((1, -1), repeat=len(kinks)):
        known = dict(zip(kinks, signs, strict=True))
        here = tuple(_resolved(slope, known) for slope in slopes)
        if kinks_of(here):
            return None
        where = tuple(solved(relation(kink, ">" if sign > 0 else "<", ZERO)) for kink, sign in known.items())
        reduced = _reduced(where)
        if reduced is not None:
            found.append(Piece(reduced, here))
    return tuple(found)


def _resolved(slope: Term, known: dict[Term, int]) -> Term:
    return short(rewrite(slope, lambda node: _on(node, known)))


def _on(node: Term, known: dict[Term, int]) -> Term:
    """A node with its kink resolved by the signs that are known."""
    if node.head is Head.PIECEWISE:
        return _case(node, known)
    if node.head is not Head.CALL or node.data not in ("abs", "sign", "relu", "max", "min"):
        return node
    turned = list(_turns_on(node))
    sign = _sign(turned[0], known) if turned else None
    if sign is None:
        return node
    first = node.args[0]
    if node.data in ("max", "min"):
        return first if (sign > 0) == (node.data == "max") else node.args[1]
    values = {"abs": (first, neg(first)), "sign": (ONE, neg(ONE)), "relu": (first, ZERO)}
    return values[node.data][0 if sign > 0 else 1]


def _case(node: Term, known: dict[Term, int]) -> Term:
    """The case of a piecewise term that holds."""
    for value, condition in zip(node.args[0::2], node.args[1::2], strict=True):
        truth = _truth(condition, known)
        if truth is None:
            return node
        if truth:
            return value
    return node


def _truth(condition: Term, known: dict[Term, int]) -> bool | None:
    if condition.head is Head.TRUTH:
        return bool(condition.data)
    if condition.head is not Head.RELATION or len(condition.args) != 2:
        return None
    sign = _sign(sub(*condition.args), known)
    tests = {">": 1, ">=": 1, "<": -1, "<=": -1}
    if sign is None or condition.data[0] not in (*tests, "=", "!="):
        return None
    return sign == tests[condition.data[0]] if condition.data[0] in tests else condition.data[0] == "!="


def _sign(term: Term, known: dict[Term, int]) -> int | None:
    related = ((_relative_sign(tidy(term), kink), sign) for kink, sign in known.items())
    return next((relative * sign for relative, sign in related if relative), None)


def _reduced(conditions: Sequence[Term]) -> tuple[Term, ...] | None:
    """Bounds of one variable, the strongest only; None where nothing lies between them."""
    bounds = [(one.data[0], as_fraction(one.args[1])) for one in conditions if one.args[0].head is Head.NAME]
    if len(bounds) != len(conditions) or len({one.args[0] for one in conditions}) != 1:
        return tuple(conditions)
    low = max((value for sign, value in bounds if sign == ">" and value is not None), default=None)
    high = min((value for sign, value in bounds if sign == "<" and value is not None), default=None)
    if low is not None and high is not None and low >= high:
        return None
    return tuple(one for one in conditions if as_fraction(one.args[1]) in (low, high, None))
