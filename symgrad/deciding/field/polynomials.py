"""Polynomials in atoms with rational coefficients and exponents; an atom is known by its residue.

A monomial is a sorted tuple of (residue, exponent). Residues below SMALL are prime numbers: they stand only with proper
fractions as exponents (sqrt(2)); their whole powers belong to the coefficient.
"""

from collections.abc import Iterable
from fractions import Fraction

from symgrad.deciding.field.primes import SMALL

Rational = Fraction | int
Monomial = tuple[tuple[int, Rational], ...]
Product = tuple[Fraction, Monomial]
"""coefficient * monomial."""
Polynomial = dict[Monomial, Fraction]

ONE: Monomial = ()
MOST_TERMS = 60
_TRIED = 1000


def constant(value: Rational) -> Polynomial:
    """A number."""
    return {ONE: Fraction(value)} if value else {}


def product_of(parts: Iterable[Product]) -> Product:
    """The product of several."""
    coefficient = Fraction(1)
    powers: dict[int, Rational] = {}
    for number, monomial in parts:
        coefficient *= number
        for atom, exponent in monomial:
            powers[atom] = powers.get(atom, 0) + exponent
    return reduced(coefficient, powers)


def reduced(coefficient: Fraction, powers: dict[int, Rational]) -> Product:
    """The product in normal form: no exponent 0, whole powers of numbers in the coefficient."""
    if not coefficient:
        return coefficient, ONE
    kept = []
    for atom, exponent in powers.items():
        if atom < SMALL:
            whole = exponent.numerator // exponent.denominator
            coefficient *= Fraction(atom) ** whole
            exponent -= whole
        if exponent:
            kept.append((atom, exponent))
    return coefficient, tuple(sorted(kept))


def add(parts: Iterable[Polynomial]) -> Polynomial:
    """The sum."""
    total: Polynomial = {}
    for part in parts:
        for monomial, number in part.items():
            total[monomial] = total.get(monomial, Fraction(0)) + number
    return {monomial: number for monomial, number in total.items() if number}


def scaled(polynomial: Polynomial, by: Rational) -> Polynomial:
    """A multiple."""
    return {monomial: number * by for monomial, number in polynomial.items()} if by else {}


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product, expanded."""
    return add(polynomial_of(product_of(((a, m), (b, n)))) for m, a in left.items() for n, b in right.items())


def polynomial_of(product: Product) -> Polynomial:
    """One term as a polynomial."""
    return {product[1]: product[0]} if product[0] else {}


def raised(monomial: Monomial, exponent: Rational) -> Monomial:
    """A power of a monomial whose atoms are not numbers, or any power with a whole exponent."""
    return tuple((atom, own * exponent) for atom, own in monomial) if exponent else ONE


def common(polynomial: Polynomial) -> Monomial:
    """The monomial that divides every term: of each atom its least exponent, 0 where a term lacks it."""
    terms = [dict(monomial) for monomial in polynomial]
    atoms = {atom for term in terms for atom in term}
    least = ((atom, min(term.get(atom, 0) for term in terms)) for atom in atoms)
    return tuple(sorted((atom, exponent) for atom, exponent in least if exponent))


def prime_powers(number: int) -> dict[int, int] | None:
    """The prime factors of a positive integer; None where it has large ones that are not known to be prime."""
    found: dict[int, int] = {}
    divisor = 2
    while divisor < _TRIED and divisor * divisor <= number:
        while number % divisor == 0:
            number //= divisor
            found[divisor] = found.get(divisor, 0) + 1
        divisor += 1
    if number >= _TRIED * _TRIED:
        return None
    if number > 1:
        found[number] = found.get(number, 0) + 1
    return found
