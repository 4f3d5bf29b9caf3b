"""Dropping what has no effect: + 0, times 1, to the power 1, over 1, a double minus. And 0 times anything is 0."""

from symgrad.terms.build import ONE, ZERO, add, mul, neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import rewrite_open


def drop_units(term: Term) -> Term:
    """The term without zeros added, ones multiplied, first powers, double minus signs; inert derivatives are kept."""
    return rewrite_open(term, _drop, lambda node: node.head is Head.DERIVATIVE)


def _drop(node: Term) -> Term:
    rule = _DROPS.get(node.head)
    return rule(node) if rule and node.is_scalar else node


def _sum(node: Term) -> Term:
    parts = [part for part in node.args if part is not ZERO]
    return node if len(parts) == len(node.args) and not _nested(node) else add(*parts)


def _product(node: Term) -> Term:
    if ZERO in node.args:
        return ZERO
    parts = [part for part in node.args if part is not ONE]
    if parts and any(part.head is Head.NEGATION and part.args[0] is ONE for part in parts[:1]):
        return neg(mul(*parts[1:]))
    return node if len(parts) == len(node.args) and not _nested(node) else mul(*parts)


def _nested(node: Term) -> bool:
    return any(part.head is node.head for part in node.args)


def _negation(node: Term) -> Term:
    inner = node.args[0]
    if inner is ZERO:
        return ZERO
    return inner.args[0] if inner.head is Head.NEGATION else node


def _quotient(node: Term) -> Term:
    top, bottom = node.args
    if bottom is ONE:
        return top
    return ZERO if top is ZERO and bottom is not ZERO else node


def _power(node: Term) -> Term:
    base, exponent = node.args
    if exponent is ONE or base is ONE:
        return base
    return ONE if exponent is ZERO and base is not ZERO else node


_DROPS = {
    Head.SUM: _sum,
    Head.PRODUCT: _product,
    Head.NEGATION: _negation,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
}
