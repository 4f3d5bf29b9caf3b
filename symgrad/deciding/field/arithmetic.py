"""Numbers, names, sums, products, quotients, powers and roots in the function field."""

from fractions import Fraction

from symgrad.deciding.field.evaluation import LARGEST_POWER, Evaluation
from symgrad.deciding.field.exponentials import exponential, logarithm
from symgrad.deciding.field.forks import Undefined, Unsettled
from symgrad.deciding.field.polynomials import (
    MOST_TERMS,
    ONE,
    Monomial,
    Polynomial,
    Product,
    add,
    constant,
    multiply,
    polynomial_of,
    product_of,
    raised,
    scaled,
)
from symgrad.terms.build import E
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

LARGEST_NUMBER = 1 << 96


def inverse(ev: Evaluation, term: Term) -> Product:
    """1 over a term, as a product."""
    number, monomial = ev.product(term)
    if not number:
        raise Undefined
    return product_of(((1 / number, raised(monomial, -1)),))


def value_of_number(ev: Evaluation, term: Term) -> int:
    """A typed number, exactly; one as long as the primes might vanish modulo them."""
    number = Fraction(term.data)
    if max(number.numerator, number.denominator) > LARGEST_NUMBER:
        raise Unsettled
    return ev.world.prime.residue(number)


def value_of_name(ev: Evaluation, term: Term) -> int:
    """A random residue for each name."""
    names = frozenset((term,)) if term in ev.bound else frozenset()
    return ev.world.free(("name", term.data.key), names=names)


def value_of_constant(ev: Evaluation, term: Term) -> int:
    """e as an exponential, pi as an independent number; there is no i and no infinity on the real line."""
    if term.data == "e":
        return ev.value_of_product(exponential(ev, {ONE: Fraction(1)}))
    if term.data == "pi":
        return ev.world.free(("pi",), positive=True)
    raise Unsettled


def value_of_sum(ev: Evaluation, term: Term) -> int:
    """The sum of the values."""
    return sum(map(ev.value, term.args)) % ev.world.modulus


def value_of_product(ev: Evaluation, term: Term) -> int:
    """The product of the values."""
    value = 1
    for arg in term.args:
        value = value * ev.value(arg) % ev.world.modulus
    return value


def value_of_quotient(ev: Evaluation, term: Term) -> int:
    """The quotient; what is 0 at a random point is 0."""
    top, bottom = map(ev.value, term.args)
    if not bottom:
        raise Undefined
    return top * pow(bottom, -1, ev.world.modulus) % ev.world.modulus


def value_of_power(ev: Evaluation, term: Term) -> int:
    """Whole powers of the value, every other power by its product."""
    base, exponent = term.args
    number = None if base is E else as_constant(ev, exponent)
    if number is None or number.denominator > 1 or abs(number) > LARGEST_POWER:
        return ev.value_of_product(ev.product(term))
    value = ev.value(base)
    if not value and number < 0:
        raise Undefined
    return pow(value, number.numerator, ev.world.modulus)


def as_constant(ev: Evaluation, term: Term) -> Fraction | None:
    """The number that a term is, however it is written (x^(3 - 1))."""
    polynomial = ev.polynomial(term)
    if not polynomial:
        return Fraction(0)
    return polynomial[ONE] if polynomial.keys() == {ONE} else None


def product_of_factors(ev: Evaluation, term: Term) -> Product:
    """The factors, none of them multiplied out."""
    return product_of([ev.product(arg) for arg in term.args])


def product_of_negation(ev: Evaluation, term: Term) -> Product:
    """The opposite."""
    number, monomial = ev.product(term.args[0])
    return -number, monomial


def product_of_quotient(ev: Evaluation, term: Term) -> Product:
    """The numerator's and, inverted, the denominator's factors."""
    return product_of((ev.product(term.args[0]), inverse(ev, term.args[1])))


def product_of_power(ev: Evaluation, term: Term) -> Product:
    """e^u by its exponent, rational powers factor by factor, u^v as e^(v ln u)."""
    base, exponent = term.args
    if base is E:
        return exponential(ev, ev.polynomial(exponent))
    number = as_constant(ev, exponent)
    if number is not None:
        return ev.power(ev.product(base), number)
    return _general_power(ev, base, exponent)


def _general_power(ev: Evaluation, base: Term, exponent: Term) -> Product:
    """u^v as e^(v ln u) for u > 0; for u < 0, where v is a parameter, as the power of a whole number v."""
    below, above = ev.product(base), ev.polynomial(exponent)
    if not below[0]:
        raise Unsettled  # 0^v
    if ev.names_of(below[1]) or not set(free_names(base)).isdisjoint(free_names(exponent)):
        ev.require_positive(below)
    size = exponential(ev, multiply(above, logarithm(ev, below)))
    return size if ev.sign(below) > 0 else product_of((size, _alternating(ev, above)))


def _alternating(ev: Evaluation, exponent: Polynomial) -> Product:
    """(-1)^v of a sum of whole multiples of what is whole, even or odd."""
    factors = []
    for monomial, number in exponent.items():
        if number.denominator > 1:
            raise Undefined
        if monomial != ONE:
            ev.require_whole(monomial)
        if monomial == ONE or number % 2 == 0:
            factors.append((Fraction(-1) ** (number.numerator % 2), ONE))
        else:
            factors.append(_parity(ev, monomial))
    return product_of(factors)


def _parity(ev: Evaluation, monomial: Monomial) -> Product:
    value, names = ev.value_of_product((Fraction(1), monomial)), ev.names_of(monomial)
    if names:
        return Fraction(1), ((ev.world.free(("alternating", value), names=names), 1),)
    return Fraction(ev.choice(("parity", value), (1, -1))), ONE


def product_of_root(ev: Evaluation, term: Term) -> Product:
    """The root as a power."""
    degree = as_constant(ev, term.args[1])
    if not degree:
        raise Unsettled
    return ev.power(ev.product(term.args[0]), 1 / degree)


def polynomial_of_factors(ev: Evaluation, term: Term) -> Polynomial:
    """Multiplied out while that is short."""
    parts = [ev.polynomial(arg) for arg in term.args]
    length = 1
    for part in parts:
        length *= max(1, len(part))
    if length > MOST_TERMS:
        return polynomial_of(ev.product(term))
    ev.spend(length)
    total = parts[0]
    for part in parts[1:]:
        total = multiply(total, part)
    return total


def polynomial_of_quotient(ev: Evaluation, term: Term) -> Polynomial:
    """The numerator's terms, each over the denominator's factors."""
    return multiply(ev.polynomial(term.args[0]), polynomial_of(inverse(ev, term.args[1])))


def polynomial_of_power(ev: Evaluation, term: Term) -> Polynomial:
    """Small whole powers multiplied out."""
    base, exponent = term.args
    number = None if base is E else as_constant(ev, exponent)
    if number is None or number.denominator > 1 or not 0 < number <= 8:
        return polynomial_of(ev.product(term))
    below = ev.polynomial(base)
    if len(below) ** number.numerator > MOST_TERMS:
        return polynomial_of(ev.product(term))
    ev.spend(len(below) ** number.numerator)
    total = below
    for _ in range(number.numerator - 1):
        total = multiply(total, below)
    return total


VALUES = {
    Head.INTEGER: value_of_number,
    Head.DECIMAL: value_of_number,
    Head.CONSTANT: value_of_constant,
    Head.NAME: value_of_name,
    Head.SUM: value_of_sum,
    Head.NEGATION: lambda ev, term: -ev.value(term.args[0]) % ev.world.modulus,
    Head.PRODUCT: value_of_product,
    Head.QUOTIENT: value_of_quotient,
    Head.POWER: value_of_power,
    Head.ROOT: lambda ev, term: ev.value_of_product(ev.product(term)),
}

PRODUCTS = {
    Head.NEGATION: product_of_negation,
    Head.PRODUCT: product_of_factors,
    Head.QUOTIENT: product_of_quotient,
    Head.POWER: product_of_power,
    Head.ROOT: product_of_root,
}

POLYNOMIALS = {
    Head.INTEGER: lambda ev, term: constant(term.data),
    Head.DECIMAL: lambda ev, term: constant(Fraction(term.data)),
    Head.SUM: lambda ev, term: add([ev.polynomial(arg) for arg in term.args]),
    Head.NEGATION: lambda ev, term: scaled(ev.polynomial(term.args[0]), -1),
    Head.PRODUCT: polynomial_of_factors,
    Head.QUOTIENT: polynomial_of_quotient,
    Head.POWER: polynomial_of_power,
    Head.ROOT: lambda ev, term: polynomial_of(ev.product(term)),
}
