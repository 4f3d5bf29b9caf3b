"""Tidying that a reader does in passing, as named steps: drop 0 and 1, collect numbers, combine powers, order factors.

Each is a function from term to term. Bodies of inert derivatives, arguments of functions and exponents of e are left as
they were written.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from symgrad.rules.tidying.monomial import Monomial, as_product, monomial
from symgrad.rules.units import drop_units
from symgrad.terms import traverse
from symgrad.terms.build import E, add, mul, neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, rebuild

#: nothing below these is touched
FROZEN = frozenset({Head.DERIVATIVE, Head.CALL, Head.APPLY, Head.GRADIENT, Head.DIFFERENTIAL, Head.NORM})


class Tidying(NamedTuple):
    """One named way to tidy up: what the page calls it, and the function."""

    id: str
    says: str
    sentence: str
    change: Callable[[Term], Term]
    example: str = ""


def rewrite_open(term: Term, change: Callable[[Term], Term]) -> Term:
    """Apply `change` bottom up, but not inside frozen heads and exponents of e."""
    return traverse.rewrite_open(term, change, _is_closed)


def _is_closed(node: Term) -> bool:
    return node.head in FROZEN or (node.head is Head.POWER and node.args[0] is E)


def collect_numbers(term: Term) -> Term:
    """Numbers in a product multiplied, numbers in a sum added, fractions reduced, signs pulled in front."""
    return rewrite_open(term, _numbers)


def _numbers(node: Term) -> Term:
    if not node.is_scalar:
        return node
    if node.head is Head.PRODUCT:
        return _number_factors(node)
    if node.head is Head.SUM:
        return _number_parts(node)
    if node.head in (Head.QUOTIENT, Head.POWER):
        return _number_pair(node)
    if node.head is Head.NEGATION and node.args[0].head is Head.NEGATION:
        return node.args[0].args[0]
    return node


def _number_factors(node: Term) -> Term:
    """2*3*x to 6x; a minus sign of any factor in front."""
    sign = 1
    numbers: list[Term] = []
    rest: list[Term] = []
    for factor in node.args:
        while factor.head is Head.NEGATION:
            sign, factor = -sign, factor.args[0]
        (numbers if as_fraction(factor) is not None else rest).append(factor)
    if len(numbers) > 1:
        numbers = [as_product(monomial(mul(*numbers)))]
    in_front = not numbers or node.args[0] is numbers[0]
    if sign == 1 and in_front and len(numbers) + len(rest) == len(node.args):
        return node
    product = drop_units(mul(*numbers, *rest))
    return neg(product) if sign < 0 else product


def _number_parts(node: Term) -> Term:
    numbers = [part for part in node.args if as_fraction(part) is not None]
    if len(numbers) < 2:
        return node
    total = sum((as_fraction(part) or Fraction(0) for part in numbers), Fraction(0))
    place = node.args.index(numbers[0])
    parts = [part for part in node.args if as_fraction(part) is None]
    value = as_product(Monomial(total, {}, any(_is_decimal(n) for n in numbers)))
    parts[place:place] = [value] if total else []
    return add(*parts)


def _is_decimal(term: Term) -> bool:
    return term.head is Head.DECIMAL or (term.head is Head.NEGATION and _is_decimal(term.args[0]))


def _number_pair(node: Term) -> Term:
    """6/4 to 3/2, 2^3 to 8; a minus sign of the top or the bottom in front of the quotient."""
    left, right = node.args
    if as_fraction(left) is not None and as_fraction(right) is not None:
        return as_product(monomial(node))
    if node.head is Head.QUOTIENT and (left.head is Head.NEGATION or right.head is Head.NEGATION):
        bare = [side.args[0] if side.head is Head.NEGATION else side for side in (left, right)]
        quotient = rebuild(node, tuple(bare))
        return quotient if left.head is right.head else neg(quotient)
    return node


def combine_powers(term: Term) -> Term:
    """x*x^2 to x^3, x^3/x to x^2, fractions in a product over one line, x^-2 to 1/x^2."""
    return rewrite_open(term, lambda node: as_product(monomial(node)) if _is_product(node) else node)


def order_factors(term: Term) -> Term:
    """Numbers first, then letters, brackets, functions, exponentials."""
    return rewrite_open(term, lambda node: as_product(monomial(node), order=True) if _is_product(node) else node)


def _is_product(node: Term) -> bool:
    if not node.is_scalar:
        return False
    if node.head in (Head.PRODUCT, Head.QUOTIENT, Head.ROOT):
        return True
    if node.head is Head.POWER:
        return as_fraction(node.args[1]) is not None
    return node.head is Head.NEGATION and node.args[0].head in (Head.PRODUCT, Head.QUOTIENT, Head.POWER, Head.NEGATION)


def collect_terms(term: Term) -> Term:
    """2x + 3x to 5x; x - x to nothing."""
    return rewrite_open(term, _like_terms)


def _like_terms(node: Term) -> Term:
    if node.head is not Head.SUM or not node.is_scalar:
        return node
    groups: dict[frozenset[object], list[tuple[Monomial, Term]]] = {}
    for part in node.args:
        m = monomial(part)
        groups.setdefault(frozenset(m.key), []).append((m, part))
    if len(groups) == len(node.args):
        return node
    return drop_units(add(*(_total(group) for group in groups.values())))


def _total(group: list[tuple[Monomial, Term]]) -> Term:
    if len(group) == 1:
        return group[0][1]
    first = group[0][0]
    total = sum((m.coefficient for m, _ in group), Fraction(0))
    return as_product(first._replace(coefficient=total, decimal=any(m.decimal for m, _ in group)))


def flatten(term: Term) -> Term:
    """Brackets that mean nothing dropped: a - (b - c) to a - b + c."""
    return rewrite_open(term, _flatten)


def _flatten(node: Term) -> Term:
    if node.head is not Head.SUM:
        return node
    return add(*(inner for part in node.args for inner in _terms_of(part)))


def _terms_of(part: Term) -> tuple[Term, ...]:
    if part.head is Head.NEGATION and part.args[0].head is Head.SUM:
        return tuple(drop_units(neg(inner)) for inner in part.args[0].args)
    return part.args if part.head is Head.SUM else (part,)


LIGHT: tuple[Tidying, ...] = (
    Tidying("tidy.units", "drop 0 and 1", "Adding 0 and multiplying by 1 change nothing; 0 times anything is 0.",
            drop_units, "0*x + 1*y"),
    Tidying("tidy.numbers", "collect the numbers", "Multiply the numbers in a product, add those in a sum.",
            collect_numbers, "2*x*3"),
    Tidying("tidy.powers", "combine powers", "Powers of one base are combined; fractions share one line.",
            combine_powers, "x*x^2"),
    Tidying("tidy.terms", "collect like terms", "Terms that differ by a number only are added.", collect_terms,
            "x + 2*x"),
    Tidying("tidy.order", "order the factors", "Numbers first, then letters, brackets, functions, exponentials.",
            order_factors, "sin(x)*x*2"),
)  # fmt: skip


#: the light tidying that keeps the order in which factors were written, as a chain of causes is read
IN_ORDER: tuple[Tidying, ...] = LIGHT[:-1]


@lru_cache(maxsize=20_000)
def tidy(term: Term, ways: tuple[Tidying, ...] = LIGHT) -> Term:
    """The light tidying until nothing changes."""
    for _ in range(8):
        before = term
        for step in ways:
            term = step.change(term)
        if term is before:
            break
    return term
