"""Whether a function has a value and a slope at every point: what is claimed of all extremes rests on that.

sqrt(x y) on a circle is smooth on a part of it only, and its smallest value lies at the end of that part, where no
gradient is 0 and no multiplier is found.
"""

from symgrad.derivations.conditions import positive
from symgrad.terms.build import E
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder

#: functions with a slope at every number
_CALLS = frozenset({"sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "sigmoid", "softplus", "erf"})


def is_smooth(term: Term) -> bool:
    """Whether it is plain to see that the term has a value and a slope everywhere."""
    return all(_is_smooth(node) for node in postorder(term) if free_names(node))


def _is_smooth(node: Term) -> bool:
    if node.head in (Head.NAME, Head.SUM, Head.PRODUCT, Head.NEGATION):
        return True
    if node.head is Head.QUOTIENT:
        return _is_apart_from_0(node.args[1])
    if node.head is Head.ROOT:
        return positive(node.args[0])
    if node.head is Head.POWER:
        return _is_smooth_power(*node.args)
    if node.head is Head.CALL:
        return node.data in _CALLS or (node.data == "log" and len(node.args) == 1 and positive(node.args[0]))
    return False


def _is_apart_from_0(bottom: Term) -> bool:
    return not free_names(bottom) or positive(bottom)


def _is_smooth_power(base: Term, exponent: Term) -> bool:
    number = as_fraction(exponent)
    if base is E or positive(base):
        return True
    return number is not None and number.denominator == 1 and number >= 0
