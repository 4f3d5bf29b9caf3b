"""The local derivatives of one definition in the names that it uses, by the laws of its parts, from the output down.

This is the reverse sweep inside one formula: every part gets the slope of the whole in it, and a name the sum over its
places. What is written 1/(1 + e^(-u)) is seen to be the sigmoid, whose slope is y(1 - y).
"""

from symgrad.graph import Definition
from symgrad.rules import partials
from symgrad.rules.tidying import IN_ORDER, tidy
from symgrad.terms.build import ONE, ZERO, E, add, apply, call, div, mul, neg, power
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rewrite


def local_slopes(one: Definition, needed: set[Term]) -> dict[Term, Term]:
    """The local derivatives of one definition in the names that matter, by the laws of its parts, tidied."""
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
        for child, slope in zip(node.args, _partials(node, one.name if node is term else node), strict=True):
            if child in matters:
                bars.setdefault(child, []).append(mul(bar, slope))
    return slopes


def recognised(term: Term) -> Term:
    """The term with the sigmoid in place of 1/(1 + e^(-u))."""
    return rewrite(term, _sigmoid)


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
        if node in needed or any(child in found for child in node.args):
            found.add(node)
    return found
