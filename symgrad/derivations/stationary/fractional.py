"""Equations in roots of one unknown, 1 - x^(-2/3) = 0: with x = t^q they are equations in t alone."""

from fractions import Fraction
from math import lcm
from typing import NamedTuple

from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.heavy import together
from symgrad.terms.build import ONE, integer, power, rational
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, postorder, substitute

HIGHEST = 12
"""Roots of a higher order are not treated so."""

T = make_name("root0")


class InRoot(NamedTuple):
    """top/bottom in the root t; x = t^order."""

    top: Term
    bottom: Term
    order: int

    @property
    def is_even(self) -> bool:
        """Whether the root is taken of numbers that are not negative, and is none itself."""
        return self.order % 2 == 0


def in_root(term: Term, name: Term) -> InRoot | None:
    """The term in a root of the name; None where it holds the name in no root, or in another way too."""
    powers = {node: exponent for node in postorder(term) if (exponent := _exponent(node, name)) is not None}
    index = lcm(*(exponent.denominator for exponent in powers.values())) if powers else 1
    if not 1 < index <= HIGHEST:
        return None
    swap = {node: power(T, integer(int(exponent * index))) for node, exponent in powers.items()}
    flat = tidy(substitute(substitute(term, swap), {name: power(T, integer(index))}))
    whole = tidy(together(flat)) if flat.head is Head.SUM else flat
    top, bottom = whole.args if whole.head is Head.QUOTIENT else (whole, ONE)
    return None if depends_on(whole, name) else InRoot(top, bottom, index)


def written_back(term: Term, name: Term, index: int) -> Term:
    """The term in the root t with x^(1/q) for it."""
    return tidy(substitute(term, {T: power(name, rational(Fraction(1, index)))}))


def _exponent(node: Term, name: Term) -> Fraction | None:
    """r of x^r, 1/n of the n-th root of x."""
    if node.head not in (Head.POWER, Head.ROOT) or node.args[0] is not name:
        return None
    exponent = as_fraction(node.args[1])
    return None if not exponent else 1 / exponent if node.head is Head.ROOT else exponent
