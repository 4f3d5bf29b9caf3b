"""Expanded powers in one name written as powers again: x^3 - 3x^2 + 3x - 1 as (x - 1)^3.

Near a multiple zero the terms of an expanded polynomial cancel and floats keep no digit. The multiple factors are found
by common divisors with the derivative in exact arithmetic (Yun, On square-free decomposition algorithms, 1976).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symgrad.terms.build import ONE, add, integer, mul, neg, power, rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

MOST_DEGREE = 40

Coefficients = list[Fraction]
"""From the constant one upwards, the last not 0."""


def repeated_factors(node: Term, _: object = None) -> Term | None:
    """A sum that is a polynomial in one name with a multiple zero, as powers of its factors; None for any other."""
    found = coefficients(node)
    if found is None or len(found) < 3:
        return None
    number, factors = square_free(found)
    if all(times == 1 for _, times in factors):
        return None
    name = free_names(node)[0]
    parts = [power(_polynomial(one, name), integer(times)) if times > 1 else _polynomial(one, name)
             for one, times in factors]  # fmt: skip
    whole = [*([] if abs(number) == 1 else [rational(abs(number))]), *parts]
    product = mul(*whole) if len(whole) > 1 else whole[0]
    return neg(product) if number < 0 else product


def coefficients(node: Term) -> Coefficients | None:
    """The coefficients of a sum of rational multiples of powers of one name."""
    names = free_names(node)
    if node.head is not Head.SUM or len(names) != 1 or len(node.args) < 3:
        return None
    found: dict[int, Fraction] = {}
    for part in node.args:
        monomial = _monomial(part, names[0])
        if monomial is None or monomial[1] > MOST_DEGREE:
            return None
        found[monomial[1]] = found.get(monomial[1], Fraction(0)) + monomial[0]
    return _trimmed([found.get(k, Fraction(0)) for k in range(max(found) + 1)])


def _monomial(term: Term, name: Term) -> tuple[Fraction, int] | None:
    """(coefficient, exponent) of c x^k."""
    number = as_fraction(term)
    if number is not None or term is name:
        return (Fraction(1), 1) if number is None else (number, 0)
    if term.head is Head.NEGATION:
        inner = _monomial(term.args[0], name)
        return None if inner is None else (-inner[0], inner[1])
    if term.head is Head.POWER and term.args[0] is name:
        exponent = as_fraction(term.args[1])
        whole = exponent is not None and exponent.denominator == 1 and exponent > 0
        return (Fraction(1), int(exponent)) if whole and exponent is not None else None
    if term.head is Head.PRODUCT:
        return _product([_monomial(part, name) for part in term.args])
    if term.head is Head.QUOTIENT:
        top, bottom = _monomial(term.args[0], name), as_fraction(term.args[1])
        return (top[0] / bottom, top[1]) if top is not None and bottom else None
    return None


def _product(parts: Sequence[tuple[Fraction, int] | None]) -> tuple[Fraction, int] | None:
    number, exponent = Fraction(1), 0
    for part in parts:
        if part is None:
            return None
        number, exponent = number * part[0], exponent + part[1]
    return number, exponent


def square_free(given: Coefficients) -> tuple[Fraction, list[tuple[Coefficients, int]]]:
    """(leading coefficient, [(square-free factor with leading coefficient 1, how often)]) by Yun's algorithm."""
    monic = [c / given[-1] for c in given]
    shared = _common(monic, _slope(monic))
    rest, other = _divided(monic, shared)[0], _divided(_slope(monic), shared)[0]
    found, times = [], 1
    while len(rest) > 1:
        other = _minus(other, _slope(rest))
        factor = _common(rest, other)
        if len(factor) > 1:
            found.append((factor, times))
        rest, other = _divided(rest, factor)[0], _divided(other, factor)[0] if other else other
        times += 1
    return given[-1], found


def _slope(given: Coefficients) -> Coefficients:
    return [k * c for k, c in enumerate(given)][1:]


def _minus(left: Coefficients, right: Coefficients) -> Coefficients:
    size = max(len(left), len(right))
    padded = ([*one, *[Fraction(0)] * (size - len(one))] for one in (left, right))
    return _trimmed([a - b for a, b in zip(*padded, strict=True)])


def _trimmed(given: Coefficients) -> Coefficients:
    while given and not given[-1]:
        given.pop()
    return given


def _divided(top: Coefficients, bottom: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder."""
    rest, quotient = list(top), [Fraction(0)] * max(len(top) - len(bottom) + 1, 0)
    for k in range(len(quotient) - 1, -1, -1):
        factor = rest[k + len(bottom) - 1] / bottom[-1]
        quotient[k] = factor
        for i, c in enumerate(bottom):
            rest[k + i] -= factor * c
    return quotient, _trimmed(rest)


def _common(left: Coefficients, right: Coefficients) -> Coefficients:
    """The greatest common divisor with leading coefficient 1 (Euclid)."""
    while right:
        left, right = right, _divided(left, right)[1]
    return [c / left[-1] for c in left]


def _polynomial(given: Coefficients, name: Term) -> Term:
    """The sum with the highest power first."""
    return add(*_terms(given, name))


def _terms(given: Coefficients, name: Term) -> Iterator[Term]:
    for k in range(len(given) - 1, -1, -1):
        if given[k]:
            x = ONE if k == 0 else name if k == 1 else power(name, integer(k))
            size = abs(given[k])
            shown = x if size == 1 else rational(size) if k == 0 else mul(rational(size), x)
            yield neg(shown) if given[k] < 0 else shown
