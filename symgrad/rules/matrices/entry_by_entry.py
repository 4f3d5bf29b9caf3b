"""Differentials of functions that go entry by entry, from the laws of the scalar functions.

d phi(U) = phi'(U) ∘ dU: the scalar slope is written with entrywise products, quotients and powers.
"""

from collections.abc import Callable

from symgrad.errors import UnsupportedError
from symgrad.rules.kinks import closed
from symgrad.rules.matrices.factors import negated, scaled
from symgrad.rules.matrices.products import spread
from symgrad.rules.matrices.record import DifferentialLaw
from symgrad.rules.matrices.shaped import entrywise, is_zero, plus
from symgrad.rules.rule import fallback, rule_of
from symgrad.rules.tidying import tidy
from symgrad.rules.units import drop_units
from symgrad.settings import current
from symgrad.terms.build import ONE, TRUE, ZERO, E, call, div, entrywise_power, name, relation, sub, unary
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, fold, rebuild

Terms = tuple[Term, ...]

#: heads that go entry by entry, with the head of their scalar law
HEADS = {Head.CALL: None, Head.ENTRYWISE_POWER: Head.POWER, Head.POWER: Head.POWER, Head.ROOT: Head.ROOT}

#: slopes written shorter than the scalar law
_SLOPES: dict[str, Callable[[Term, Term], Term]] = {
    "exp": lambda u, y: y,
}


def entrywise_law(node: Term) -> DifferentialLaw | None:
    """The law of a function that goes entry by entry; None for other heads and for powers of matrices."""
    if node.head not in HEADS or (node.head is Head.POWER and node.shape):
        return None
    if node.head is not Head.CALL:
        says = "derivative of exponential" if node.args[0] is E else "power rule"
        return DifferentialLaw(f"differential.{node.head}", says, _law, f"Entry by entry it is the {says}.")
    record = function(node.data)
    kinked = bool(record.kinks(*node.args))
    says = f"derivative of {record.says}" + ("; at a kink the slope is set by convention" if kinked else "")
    return DifferentialLaw(f"differential.{node.data}", says, _law, "Entry by entry it is the chain rule.")


def _law(node: Term, i: int, d: Term) -> Term:
    return entrywise(slope(node, i), spread(d, node)) if node.shape else scaled(slope(node, i), d)


def slope(node: Term, i: int) -> Term:
    """phi'(U) in place i, of the shape of the node, in terms of U and of the node itself."""
    if node.head is Head.CALL and node.data in _SLOPES:
        return _SLOPES[node.data](node.args[0], node)
    head = str(node.data) if node.head is Head.CALL else str(HEADS[node.head])
    inputs = tuple(arg if _is_fixed(arg) else name(f"#{j}") for j, arg in enumerate(node.args))
    output = name("#y")
    rule = rule_of(head) or fallback(head, len(inputs))
    if rule is None:
        raise UnsupportedError(f"there is no rule for the derivative of {head}")
    units = tuple(ONE if j == i else ZERO for j in range(len(inputs)))
    scalar = tidy(closed(drop_units(rule.law(inputs, units, output)), current().kink))
    return lifted(scalar, dict(zip((*inputs, output), (*node.args, node), strict=True)))


def _is_fixed(arg: Term) -> bool:
    """Whether the law of a power looks at it: numbers, and e as a base."""
    return as_fraction(arg) is not None or arg is E


def lifted(scalar: Term, values: dict[Term, Term]) -> Term:
    """A scalar formula with vectors or matrices put in for its names, every operation entry by entry."""

    def combine(node: Term, parts: Terms) -> Term:
        if node.head is Head.NAME:
            return values.get(node, node)
        writer = _LIFTED.get(node.head)
        return writer(parts) if writer and any(map(_is_shaped, parts)) else rebuild(node, parts)

    return fold(scalar, combine)


def _is_shaped(part: Term) -> bool:
    """Whether the part, or what a condition compares, is a vector or a matrix."""
    return bool(part.shape) or (part.head in (Head.RELATION, Head.LOGIC) and any(map(_is_shaped, part.args)))


def _power(parts: Terms) -> Term:
    return call("exp", parts[1]) if parts[0] is E else entrywise_power(*parts)


def _quotient(parts: Terms) -> Term:
    top, bottom = parts
    return div(top, bottom)


def _cases(parts: Terms) -> Term:
    """Values where their conditions hold: a sum of [condition] ∘ value; what is 0 is left out."""
    cases = _edges_joined(list(zip(parts[0::2], parts[1::2], strict=True)))
    found: list[Term] = []
    before: list[Term] = []
    for value, condition in cases:
        where = sub(ONE, plus(*before)) if condition is TRUE else unary(Head.INDICATOR, condition)
        found.append(where if value is ONE else entrywise(value, where))
        before.append(where)
    return plus(*(part for part in found if not is_zero(part)))


_WITH_EDGE = {"<": "<=", ">": ">="}


def _edges_joined(cases: list[tuple[Term, Term]]) -> list[tuple[Term, Term]]:
    """The value at an edge joined to the side that has the same: u > 0 and 0 become u >= 0."""
    at_edge, last = cases[-1]
    if last is not TRUE:
        return cases
    for i, (value, condition) in enumerate(cases[:-1]):
        if value is at_edge and condition.head is Head.RELATION and condition.data[0] in _WITH_EDGE:
            joined = relation(condition.args[0], _WITH_EDGE[condition.data[0]], condition.args[1])
            return [*cases[:i], (value, joined), *cases[i + 1 : -1]]
    return cases


_LIFTED = {
    Head.SUM: lambda parts: plus(*parts),
    Head.NEGATION: lambda parts: negated(parts[0]),
    Head.PRODUCT: lambda parts: entrywise(*parts),
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.PIECEWISE: _cases,
}
