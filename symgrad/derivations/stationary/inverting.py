"""Functions that take each of their values once, as they stand around an unknown: F(u) = v is then u = F^-1(v)."""

from fractions import Fraction

from symgrad.derivations.stationary.equations import SLOT, Line, as_line
from symgrad.terms.build import E, call, power
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, free_names, postorder, substitute

#: function -> its inverse, for those that take each of their values once
INVERSES = {"log": lambda c: power(E, c), "tanh": lambda c: call("atanh", c), "sinh": lambda c: call("asinh", c),
             "atan": lambda c: call("tan", c)}  # fmt: skip


def root_index(node: Term) -> int | None:
    """n of an n-th root, sqrt(u) or u^(1/n)."""
    if node.head not in (Head.ROOT, Head.POWER):
        return None
    exponent = as_fraction(node.args[1]) or Fraction(0)
    index = exponent if node.head is Head.ROOT else 1 / exponent if exponent else exponent
    return int(index) if index.denominator == 1 and index > 1 else None


def outer(term: Term, name: Term) -> tuple[Term, Line] | None:
    """(F(u), the term as a line in it) where the name stands only in one function that has an inverse."""
    for node in postorder(term):
        exponential = node.head is Head.POWER and node.args[0] is E and depends_on(node.args[1], name)
        radical = root_index(node) is not None and depends_on(node, name)
        if exponential or radical or (node.head is Head.CALL and node.data in INVERSES and len(node.args) == 1):
            line = as_line(substitute(term, {node: SLOT}), SLOT)
            if line is not None and not free_names(line.slope) and not free_names(line.offset):
                return node, line
    return None
