"""Square roots that hold square roots, and what a sign times a size is: written plainly, at every point the same.

sqrt(a + b sqrt c) = sqrt((a + d)/2) + sqrt((a - d)/2) with the sign of b, where d = sqrt(a^2 - b^2 c) is rational
(Borodin, Fagin, Hopcroft and Tompa, Decreasing the nesting depth of expressions involving square roots, 1985).
"""

from fractions import Fraction
from math import isqrt

from symgrad.terms.build import TWO, add, call, mul, neg, rational, root
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


def plainer(node: Term) -> Term:
    """The node itself, or what it is at every point, written with fewer roots and signs."""
    if node.head is Head.NEGATION and node.args[0].head is Head.NEGATION:
        return node.args[0].args[0]
    if node.head is Head.PRODUCT:
        return _without_sign(node)
    if node.head is Head.CALL and node.data == "ceil":
        inner = node.args[0]  # ceil(u) = -floor(-u) (Graham, Knuth and Patashnik, Concrete Mathematics, 3.4)
        return neg(call("floor", inner.args[0] if inner.head is Head.NEGATION else neg(inner)))
    if node.head is Head.ROOT and node.args[1] is TWO:
        inner = node.args[0]
        if inner.head is Head.POWER and inner.args[1] is TWO:
            return call("abs", inner.args[0])
        return _denested(inner) or node
    return node


def _without_sign(node: Term) -> Term:
    """|u| sign u as u."""
    signs = {part.args[0] for part in node.args if part.head is Head.CALL and part.data == "sign"}
    for size in node.args:
        if size.head is Head.CALL and size.data == "abs" and size.args[0] in signs:
            rest = list(node.args)
            rest.remove(size)
            rest.remove(call("sign", size.args[0]))
            return mul(size.args[0], *rest) if rest else size.args[0]
    return node


def _denested(inside: Term) -> Term | None:
    """The root of a + b sqrt c as a sum of two roots of fractions, where there is one."""
    found = _parts(inside)
    if found is None:
        return None
    a, b, c = found
    d = _exact_root(a * a - b * b * c)
    if d is None or a < 0 or a < d:
        return None
    larger, smaller = (root(rational((a + side) / 2)) for side in (d, -d))
    return add(larger, smaller if b > 0 else neg(smaller)) if a != d else larger


def _parts(inside: Term) -> tuple[Fraction, Fraction, Fraction] | None:
    """(a, b, c) of a + b sqrt c."""
    if inside.head is not Head.SUM:
        return None
    a, several = Fraction(0), []
    for part in inside.args:
        number = as_fraction(part)
        if number is None:
            several.append(_multiple(part))
        else:
            a += number
    if len(several) != 1 or several[0] is None:
        return None
    return a, *several[0]


def _multiple(term: Term) -> tuple[Fraction, Fraction] | None:
    """(b, c) of b sqrt c."""
    if term.head is Head.NEGATION:
        inner = _multiple(term.args[0])
        return None if inner is None else (-inner[0], inner[1])
    factors = term.args if term.head is Head.PRODUCT else (term,)
    numbers = [as_fraction(part) for part in factors]
    roots = [part for part, number in zip(factors, numbers, strict=True) if number is None]
    if len(roots) != 1 or roots[0].head is not Head.ROOT or roots[0].args[1] is not TWO:
        return None
    c, b = as_fraction(roots[0].args[0]), Fraction(1)
    for number in numbers:
        b *= 1 if number is None else number
    return None if c is None or c <= 0 else (b, c)


def _exact_root(number: Fraction) -> Fraction | None:
    if number < 0:
        return None
    found = Fraction(isqrt(number.numerator), isqrt(number.denominator))
    return found if found * found == number else None
