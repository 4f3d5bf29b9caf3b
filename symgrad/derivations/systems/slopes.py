"""The local derivatives of one definition in the names that it uses, by the laws of its parts, from the output down.

This is the reverse sweep inside one formula: every part gets the slope of the whole in it, and a name the sum over its
places. What is written 1/(1 + e^(-u)) is seen to be the sigmoid, whose slope is y(1 - y), and max(0, u) to be ReLU.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from symgrad.graph import Definition
from symgrad.rules import partials
from symgrad.rules.kinks import as_relu
from symgrad.rules.tidying import IN_ORDER, tidy
from symgrad.terms.build import ONE, ZERO, E, add, apply, call, div, mul, neg, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rewrite

_NONE: Mapping[Term, Term] = MappingProxyType({})
_CONDITIONS = (Head.RELATION, Head.LOGIC, Head.TRUTH)


def local_slopes(one: Definition, needed: set[Term], entries: Mapping[Term, Term] = _NONE) -> dict[Term, Term]:
    """The local derivatives of one definition in the names that matter, by the laws of its parts, tidied.

    `entries` gives the names of other entries of a softmax, formula by formula: they turn up in its slope.
    """
    term = recognised(one.term)
    bars: dict[Term, list[Term]] = {term: [ONE]}
    slopes: dict[Term, Term] = {}
    matters = _mattering(term, needed)
    for node in reversed(list(postorder(term))):
        if node not in bars or node not in matters:
            continue
        bar = tidy(add(*bars[node]), IN_ORDER)
        if node.head is Head.NAME:
            slopes[node] = bar
            continue
        for child, slope in _edges(node, one.name if node is term else node, entries):
            if child in matters:
                bars.setdefault(child, []).append(mul(bar, slope))
    return slopes


def _edges(node: Term, value: Term, entries: Mapping[Term, Term]) -> Iterable[tuple[Term, Term]]:
    """What a node rests on, with its slope in that: its children, or the exponents of a softmax."""
    exponents = softmax_exponents(node)
    if exponents:
        return [(one, _softmax_slope(node, one, value, entries)) for one in exponents]
    return zip(node.args, _partials(node, value), strict=True)


def softmax_exponents(node: Term) -> tuple[Term, ...]:
    """u, v, ... of e^u/(e^u + e^v + ...); nothing for any other term."""
    if node.head is not Head.QUOTIENT or node.args[1].head is not Head.SUM:
        return ()
    top, parts = node.args[0], node.args[1].args
    if top not in parts or any(one.head is not Head.POWER or one.args[0] is not E for one in parts):
        return ()
    found = tuple(one.args[1] for one in parts)
    return found if len(set(found)) == len(found) else ()


def _softmax_slope(node: Term, exponent: Term, value: Term, entries: Mapping[Term, Term]) -> Term:
    """y(1 - y) in the entry's own exponent, -y times the other entry in another one's."""
    if node.args[0].args[1] is exponent:
        return mul(value, sub(ONE, value))
    other = div(power(E, exponent), node.args[1])
    return neg(mul(value, entries.get(other, other)))


def recognised(term: Term) -> Term:
    """The term with the sigmoid in place of 1/(1 + e^(-u)), and ReLU in place of max(0, u)."""
    return rewrite(term, lambda node: _sigmoid(as_relu(node)))


def _sigmoid(node: Term) -> Term:
    if node.head is not Head.QUOTIENT or node.args[0] is not ONE or node.args[1].head is not Head.SUM:
        return node
    for exponential in node.args[1].args:
        if exponential.head is Head.POWER and exponential.args[1].head is Head.NEGATION:
            inner = exponential.args[1].args[0]
            if node in (div(ONE, add(*pair)) for pair in _orders(power(E, neg(inner)))):
                return call("sigmoid", inner)
    return node


def _orders(exponential: Term) -> tuple[tuple[Term, Term], ...]:
    return (ONE, exponential), (exponential, ONE)


def _partials(node: Term, value: Term) -> tuple[Term, ...]:
    """The slope of a node in each of its children; an unknown function keeps its prime."""
    if node.head is Head.APPLY:
        return tuple(_primed(node, i) for i in range(len(node.args)))
    if node.head is Head.POWER and node.args[0] is E:
        return ZERO, value
    return partials(node.data if node.head is Head.CALL else node.head, node.args, value)


def _primed(node: Term, place: int) -> Term:
    """f'(u), or the partial derivative of f in its argument at this place."""
    orders = list(node.data.orders or (0,) * len(node.args))
    orders[place] += 1
    return apply(Applied(node.data.name, tuple(orders)), *node.args, shape=node.shape)


def _mattering(term: Term, needed: set[Term]) -> set[Term]:
    """The nodes of the term that depend on a needed name."""
    found: set[Term] = set()
    for node in postorder(term):
        if node.head in _CONDITIONS:  # a case distinction has its slope in the values, not in the conditions
            continue
        if node in needed or any(child in found for child in node.args):
            found.add(node)
    return found
