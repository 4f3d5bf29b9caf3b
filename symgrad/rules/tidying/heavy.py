"""Tidying that is worth a line of its own: expand and collect, factor out, cancel, common denominator.

Each is tried where it may shorten the result and kept only if it does.
"""

from fractions import Fraction
from functools import reduce
from math import gcd, isqrt, lcm

from symgrad.rules.tidying.expanding import expand, operations
from symgrad.rules.tidying.light import Tidying, collect_terms, rewrite_open, tidy
from symgrad.rules.tidying.monomial import Monomial, as_product, monomial
from symgrad.rules.tidying.ordering import Exponent
from symgrad.terms.build import ONE, TWO, add, div, mul, neg, power, rational, root
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


def common_factor(parts: list[Monomial]) -> Monomial:
    """The largest monomial that divides all: the numbers' common divisor, the lowest power of each shared base."""
    top = reduce(gcd, (abs(m.coefficient.numerator) for m in parts))
    bottom = reduce(lcm, (m.coefficient.denominator for m in parts))
    shared = {
        base: e
        for base, e in parts[0].powers.items()
        if isinstance(e, Fraction) or all(m.powers.get(base) is e for m in parts)
    }
    for m in parts[1:]:
        shared = {base: _lower(e, m.powers.get(base)) for base, e in shared.items()}
    powers = {base: e for base, e in shared.items() if e != 0}
    sign = -1 if all(m.coefficient < 0 for m in parts) else 1
    rooted = frozenset(base for m in parts for base in m.rooted)
    return Monomial(Fraction(sign * top, bottom), powers, False, frozenset(), rooted)


def _lower(e: Exponent, other: Exponent | None) -> Exponent:
    if isinstance(e, Term):
        return e
    return min(e, other) if isinstance(other, Fraction) else min(e, Fraction(0))


def factored(term: Term) -> Term:
    """A sum with its common factor in front; anything else as it is."""
    if term.head is not Head.SUM or not term.is_scalar:
        return term
    parts = [monomial(part) for part in term.args]
    if any(m.coefficient == 0 for m in parts):
        return term
    shared = common_factor(parts)
    if not shared.powers and abs(shared.coefficient) == 1 and shared.coefficient > 0:
        return term
    inverse = as_product(Monomial(1 / shared.coefficient, {}))
    left = [mul(inverse, part, power(_unit_of(shared), neg(ONE))) for part in term.args]
    inner = collect_terms(add(*(as_product(monomial(part), order=True) for part in left)))
    return as_product(monomial(mul(as_product(shared), inner)), order=True)


def _unit_of(m: Monomial) -> Term:
    return as_product(m._replace(coefficient=Fraction(1)))


def factor(term: Term) -> Term:
    """Common factors of sums taken out, wherever that makes them at least two operations shorter.

    A polynomial in letters alone is left as it is: that is how its derivative is printed.
    """

    def change(node: Term) -> Term:
        if _is_polynomial(node):
            return node
        new = factored(node)
        return new if operations(new) <= operations(node) - 2 else node

    return rewrite_open(term, change)


def _is_polynomial(node: Term) -> bool:
    parts = [monomial(part) for part in node.args] if node.head is Head.SUM else []
    return bool(parts) and all(base.head is Head.NAME for m in parts for base in m.powers)


def cancel(term: Term) -> Term:
    """Common factors of numerator and denominator cancelled after taking them out of sums."""

    def change(node: Term) -> Term:
        if node.head is not Head.QUOTIENT or not node.is_scalar:
            return node
        new = tidy(as_product(monomial(div(_factors_out(node.args[0]), _factors_out(node.args[1]))), order=True))
        return new if operations(new) < operations(node) else node

    return rewrite_open(term, change)


def _factors_out(side: Term) -> Term:
    if side.head is Head.PRODUCT:
        return mul(*map(_factors_out, side.args))
    if side.head is Head.POWER and (value := as_fraction(side.args[1])) is not None and value.denominator == 1:
        return power(factored(side.args[0]), side.args[1])
    return _root_of_factored(side) if side.head is Head.ROOT else factored(side)


def _root_of_factored(side: Term) -> Term:
    """sqrt(1 - x^2/9) as sqrt(9 - x^2)/3: a square in the common number leaves the root."""
    radicand, degree = side.args
    if radicand.head is not Head.SUM or degree is not TWO:
        return side
    content = common_factor([monomial(part) for part in radicand.args]).coefficient
    top, bottom = _square_part(abs(content.numerator)), isqrt(content.denominator)
    if bottom**2 != content.denominator or top * bottom == 1:
        return side
    inner = add(*(as_product(monomial(mul(rational(Fraction(bottom**2, top**2)), part))) for part in radicand.args))
    return mul(rational(Fraction(top, bottom)), root(inner))


def _square_part(number: int) -> int:
    """The largest s of at most 50 whose square divides the number."""
    return next(s for s in range(50, 0, -1) if number % (s * s) == 0)


def common_denominator(term: Term) -> Term:
    """Fractions added over one denominator, wherever the result is shorter."""
    return rewrite_open(term, _together_if_shorter)


def _together_if_shorter(node: Term) -> Term:
    if node.head is not Head.SUM or not node.is_scalar:
        return node
    new = together(node)
    return new if operations(new) < operations(node) else node


def together(node: Term) -> Term:
    """A sum over its common denominator, the numerator multiplied out where that is shorter."""
    parts = [monomial(part) for part in node.args]
    bottoms = [_denominator(m) for m in parts]
    shared: dict[Term, Fraction] = {}
    for bottom in bottoms:
        for base, e in bottom.powers.items():
            shared[base] = max(shared.get(base, Fraction(0)), e if isinstance(e, Fraction) else Fraction(0))
    number = reduce(lcm, (int(b.coefficient) for b in bottoms))
    if number == 1 and not shared:
        return node
    rooted = frozenset(base for m in parts for base in m.rooted)
    below = as_product(Monomial(Fraction(number), dict(shared), False, frozenset(), rooted), order=True)
    above = [as_product(monomial(mul(part, below)), order=True) for part in node.args]
    return cancel(tidy(div(expand(tidy(add(*above))), below)))


def _denominator(m: Monomial) -> Monomial:
    below = {base: -e for base, e in m.powers.items() if isinstance(e, Fraction) and e < 0}
    return Monomial(Fraction(m.coefficient.denominator), dict(below))


ALGEBRA: tuple[Tidying, ...] = (
    Tidying("tidy.expand", "expand and collect", "Multiply out and add like terms, where that is shorter.", expand,
            "2*x*(x - 1) - (x^2 + 1)"),
    Tidying("tidy.factor", "factor out what is common", "What all terms share stands in front of a bracket.", factor,
            "x*e^x + x^2*e^x + x^3*e^x"),
    Tidying("tidy.cancel", "take out common factors and cancel", "What numerator and denominator share is cancelled.",
            cancel, "(2*x^2 + 2*x)/(2*x)"),
    Tidying("tidy.denominator", "common denominator", "Fractions are added over one denominator.", common_denominator,
            "1/x + (1 - x)/x"),
)  # fmt: skip
