"""Differentials of functions that go entry by entry, from the laws of the scalar functions.

d phi(U) = phi'(U) ∘ dU: the scalar slope is written with entrywise products, quotients and powers.
"""

from collections.abc import Callable

from symgrad.errors import UnsupportedError
from symgrad.rules.matrices.factors import negated, scaled
from symgrad.rules.matrices.products import spread
from symgrad.rules.matrices.record import DifferentialLaw
from symgrad.rules.matrices.shaped import entrywise, is_zero, plus
from symgrad.rules.rule import fallback, rule_of
from symgrad.rules.tidying import tidy
from symgrad.rules.units import drop_units
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
    "relu": lambda u, y: unary(Head.INDICATOR, relation(u, ">", ZERO)),
    "exp": lambda u, y: y,
}


def entrywise_law(node: Term) -> DifferentialLaw | None:
    """The law of a function that goes entry by entry; None for other heads and for powers of matrices."""
    if node.head not in HEADS or (node.head is Head.POWER and node.shape):
        return None
    if node.head is not Head.CALL:
        return DifferentialLaw(f"differential.{node.head}", "power rule", _law, "Entry by entry it is the power rule.")
    says = f"derivative of {function(node.data).says}"
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
    scalar = tidy(drop_units(rule.law(inputs, units, output)))
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
        return writer(parts) if writer and any(part.shape for part in parts) else rebuild(node, parts)

    return fold(scalar, combine)


def _power(parts: Terms) -> Term:
    return call("exp", parts[1]) if parts[0] is E else entrywise_power(*parts)


def _quotient(parts: Terms) -> Term:
    top, bottom = parts
    return div(top, bottom)


def _cases(parts: Terms) -> Term:
    """Values where their conditions hold: a sum of [condition] ∘ value; what is 0 is left out."""
    found: list[Term] = []
    before: list[Term] = []
    for value, condition in zip(parts[0::2], parts[1::2], strict=True):
        where = _otherwise(before) if condition is TRUE else unary(Head.INDICATOR, condition)
        found.append(where if value is ONE else entrywise(value, where))
        before.append(where)
    return plus(*(part for part in found if not is_zero(part)))


def _otherwise(before: list[Term]) -> Term:
    """1 where none of the conditions before holds."""
    return sub(ONE, plus(*before))


_LIFTED = {
    Head.SUM: lambda parts: plus(*parts),
    Head.NEGATION: lambda parts: negated(parts[0]),
    Head.PRODUCT: lambda parts: entrywise(*parts),
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.PIECEWISE: _cases,
}
