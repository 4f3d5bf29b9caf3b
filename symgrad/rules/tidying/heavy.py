"""Tidying that is worth a line of its own: expand and collect, factor out, cancel, common denominator.

Each is tried where it may shorten the result and kept only if it does.
"""

from fractions import Fraction
from functools import reduce
from math import gcd, isqrt, lcm

from symgrad.rules.tidying.light import Tidying, collect_terms, rewrite_open, tidy
from symgrad.rules.tidying.monomial import Monomial, as_product, monomial
from symgrad.rules.tidying.ordering import Exponent
from symgrad.terms.build import ONE, TWO, ZERO, add, div, mul, neg, power, rational, root
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, fold

#: an expansion stops here: more terms are never shorter
MOST_TERMS = 60
#: the highest power of a sum that is multiplied out
MOST_POWER = 6


def operations(term: Term) -> int:
    """How many operations are written: the measure of length (a root and a power count one, so does each function)."""
    return fold(term, _operations)


def _operations(node: Term, below: tuple[int, ...]) -> int:
    if node.head in (Head.SUM, Head.PRODUCT, Head.MATMUL, Head.HADAMARD):
        own = len(node.args) - 1
        if node.head is Head.SUM:  # a difference is one operation, not two, whichever part stands first
            own -= min(sum(part.head is Head.NEGATION for part in node.args), len(node.args) - 1)
        return own + sum(below)
    if node.head in (Head.TUPLE, Head.MATRIX, Head.INDEXED):
        return sum(below)
    return (1 if node.args else 0) + sum(below)


def expand(term: Term) -> Term:
    """Products of sums multiplied out and like terms collected, wherever that makes a sum shorter."""
    return rewrite_open(term, _expand_if_shorter)


def _expand_if_shorter(node: Term) -> Term:
    if node.head not in (Head.SUM, Head.PRODUCT) or not node.is_scalar:
        return node
    parts = expanded(node)
    if parts is None:
        return node
    new = sorted_sum(parts)
    return new if operations(new) < operations(node) else node


def expanded(term: Term) -> list[Monomial] | None:
    """The term as a sum of monomials, like terms collected; None when it would be too long."""
    parts = _expanded(term)
    return None if parts is None else _collected(parts)


def _expanded(term: Term) -> list[Monomial] | None:
    if term.head is Head.SUM:
        return _joined([_expanded(part) for part in term.args])
    if term.head is Head.NEGATION:
        return _product([[Monomial(Fraction(-1), {})], _expanded(term.args[0])])
    if term.head is Head.PRODUCT:
        return _product([_expanded(factor) for factor in term.args])
    if term.head is Head.QUOTIENT:
        return _product([_expanded(term.args[0]), [_inverse(term.args[1])]])
    if term.head is Head.POWER and term.args[0].head is Head.SUM:
        exponent = as_fraction(term.args[1])
        if exponent is not None and exponent.denominator == 1 and 1 < exponent <= MOST_POWER:
            return _product([_expanded(term.args[0])] * int(exponent))
    return [monomial(term)]


def _inverse(term: Term) -> Monomial:
    return monomial(power(term, neg(ONE)))


def _joined(lists: list[list[Monomial] | None]) -> list[Monomial] | None:
    out: list[Monomial] = []
    for parts in lists:
        if parts is None or len(out) + len(parts) > MOST_TERMS:
            return None
        out += parts
    return out


def _product(factors: list[list[Monomial] | None]) -> list[Monomial] | None:
    out = [Monomial(Fraction(1), {})]
    for parts in factors:
        if parts is None or len(out) * len(parts) > MOST_TERMS:
            return None
        out = [_times(a, b) for a in out for b in parts]
    return out


def _times(a: Monomial, b: Monomial) -> Monomial:
    if not a.powers or not b.powers:
        powers = a.powers or b.powers
        joined = Monomial(Fraction(1), powers)
    else:
        joined = monomial(
            mul(as_product(a._replace(coefficient=Fraction(1))), as_product(b._replace(coefficient=Fraction(1))))
        )
    return Monomial(
        a.coefficient * b.coefficient * joined.coefficient,
        joined.powers,
        a.decimal or b.decimal,
        a.below | b.below | joined.below,
        a.rooted | b.rooted | joined.rooted,
    )


def _collected(parts: list[Monomial]) -> list[Monomial]:
    found: dict[frozenset[tuple[Term, Exponent]], Monomial] = {}
    for part in parts:
        before = found.get(part.key)
        found[part.key] = (
            part
            if before is None
            else part._replace(
                coefficient=part.coefficient + before.coefficient, decimal=part.decimal or before.decimal
            )
        )
    return [part for part in found.values() if part.coefficient]


def sorted_sum(parts: list[Monomial]) -> Term:
    """The monomials as a sum, highest degree in the letters first; a positive term in front where there is one."""
    if not parts:
        return ZERO
    ordered = sorted(parts, key=lambda m: -_degree(m))
    lead = next((i for i, m in enumerate(ordered) if m.coefficient > 0), 0)
    if len(ordered) > 2 and _degree(ordered[lead]) < _degree(ordered[0]):
        lead = 0
    ordered.insert(0, ordered.pop(lead))
    return add(*(as_product(m, order=True) for m in ordered))


def _degree(m: Monomial) -> Fraction:
    sizes = (e for base, e in m.powers.items() if base.head is Head.NAME and isinstance(e, Fraction))
    return sum(sizes, Fraction(0))


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
