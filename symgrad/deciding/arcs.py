"""Arcsines as arctangents: asin u = atan(u/sqrt(1 - u^2)) and acos u = pi/2 - asin u, for |u| < 1 (DLMF 4.23.16).

Of arctangents it is enough to compare what they are of, which is algebra.
"""

from symgrad.terms.build import ONE, PI, TWO, call, div, power, root, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import rewrite


def as_arctangents(term: Term) -> Term:
    """The term with its arcsines and arccosines as arctangents: the same wherever both are defined."""
    return rewrite(term, _as_arctangent)


def _as_arctangent(node: Term) -> Term:
    if node.head is not Head.CALL or node.data not in ("asin", "acos"):
        return node
    u = node.args[0]
    angle = call("atan", div(u, root(sub(ONE, power(u, TWO)))))
    return angle if node.data == "asin" else sub(div(PI, TWO), angle)
