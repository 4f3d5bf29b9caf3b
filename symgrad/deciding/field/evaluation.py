"""Values and normal forms of terms in one cell: a residue, a polynomial in atoms, or a product of powers of atoms."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from symgrad.deciding.field.cell import Cell
from symgrad.deciding.field.division import divided, in_powers
from symgrad.deciding.field.forks import Choices, Undefined, Unsettled
from symgrad.deciding.field.polynomials import (
    MOST_TERMS,
    ONE,
    Monomial,
    Polynomial,
    Product,
    Rational,
    add,
    common,
    multiply,
    polynomial_of,
    prime_powers,
    product_of,
    raised,
    reduced,
)
from symgrad.deciding.field.world import NO_NAMES, World
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

LARGEST_POWER = 4096
"""Whole exponents beyond this are not written out."""


class Forms(NamedTuple):
    """How terms of each head are evaluated; without an entry a polynomial is one atom, a product its polynomial's."""

    values: "Mapping[Head, Callable[[Evaluation, Term], int]]"
    polynomials: "Mapping[Head, Callable[[Evaluation, Term], Polynomial]]"
    products: "Mapping[Head, Callable[[Evaluation, Term], Product]]"


class Evaluation(Cell):
    """Terms evaluated under one set of choices, each subterm once.

    `opaque` makes |u|, sign u, max, piecewise and their like functions of which nothing is known; `thorough` looks for
    sums that are made of other sums.
    """

    def __init__(self, world: World, choices: Choices, forms: Forms, *, opaque: bool, thorough: bool) -> None:
        super().__init__(world, choices)
        self.thorough = thorough
        self._squares: dict[int, int] = {}
        self.forms = forms
        self.opaque = opaque
        self.bound: dict[Term, None] = {}
        self.ties: dict[Term, None] = {}
        self.angles: dict[int, tuple[Term, Term]] = {}  # an angle -> its cosine and sine
        self._values: dict[Term, int] = {}
        self._polynomials: dict[Term, Polynomial] = {}

    def value(self, term: Term) -> int:
        """The residue of a term."""
        known = self._values.get(term)
        if known is None:
            self.spend(1)
            valuer = self.forms.values.get(term.head)
            if valuer is None or term.shape:
                raise Unsettled
            known = self._values[term] = valuer(self, term)
        return known

    def polynomial(self, term: Term) -> Polynomial:
        """A term as a polynomial in atoms."""
        known = self._polynomials.get(term)
        if known is None:
            self.spend(2)
            former = self.forms.polynomials.get(term.head)
            known = former(self, term) if former else self.atomic(term)
            self._polynomials[term] = known
        return known

    def atomic(self, term: Term) -> Polynomial:
        """A term that is not taken apart."""
        return polynomial_of(self.oriented(self.world.derived(self.value(term), self.names_in(term))))

    def value_of(self, polynomial: Polynomial) -> int:
        """The residue of a polynomial."""
        self.spend(len(polynomial))
        p, total = self.world.modulus, 0
        for monomial, number in polynomial.items():
            total += self.value_of_product((number, monomial))
        return total % p

    def value_of_product(self, product: Product) -> int:
        """The residue of coefficient * monomial."""
        p = self.world.modulus
        value = self.world.prime.residue(product[0])
        for atom, exponent in product[1]:
            value = value * self.power_of_atom(atom, exponent) % p
        return value

    def names_in(self, term: Term) -> frozenset[Term]:
        """The bound names that occur in a term."""
        if not self.bound:
            return NO_NAMES
        return frozenset(name for name in free_names(term) if name in self.bound)

    def product(self, term: Term) -> Product:
        """A term as a number times powers of atoms."""
        parts = self.forms.products.get(term.head)
        return self.factored(self.polynomial(term)) if parts is None else parts(self, term)

    def take_positive(self, term: Term) -> Product:
        """The product of a term that is known to be positive: where that settles the sign of an atom, it is noted."""
        product = self.product(term)
        unknown = [atom for atom in self.odd_atoms(product) if not self.known_sign(atom)]
        if len(unknown) == 1:
            rest = tuple(factor for factor in product[1] if factor[0] != unknown[0])
            self.facts[unknown[0]] = self.sign_of_product((product[0], rest))
        return product

    def factored(self, polynomial: Polynomial) -> Product:
        """A polynomial as a number times powers of atoms, a sum among them."""
        if not polynomial:
            return Fraction(0), ONE
        numerator, below = self._together(polynomial)
        if not numerator:
            return Fraction(0), ONE
        shared = common(numerator)
        inverse = raised(shared, -1)
        rest = {product_of(((c, m), (Fraction(1), inverse)))[1]: c for m, c in numerator.items()}
        leading = min(rest)
        scale = rest[leading]
        if len(rest) == 1:
            return product_of(((scale, leading), (Fraction(1), shared), (Fraction(1), below)))
        atom = self._sum_atom({monomial: number / scale for monomial, number in rest.items()})
        return product_of(((scale, shared), atom, (Fraction(1), below)))

    def _sum_atom(self, polynomial: Polynomial) -> Product:
        value = self.value_of(polynomial)
        number = self.world.prime.as_fraction(value)
        if number is not None:
            return number, ONE
        known = self._by_known(value, polynomial) if self.thorough else None
        if known is not None:
            return known
        names = frozenset().union(*(self.names_of(monomial) for monomial in polynomial))
        self.note_sum(value, polynomial, names)
        return self.oriented((Fraction(1), ((value, 1),)))

    def _by_known(self, value: int, polynomial: Polynomial) -> Product | None:
        """A sum that is, up to its sign, a known square, or a multiple of a known sum."""
        for sign in (1, -1):
            atom = self._squares.get(sign * value % self.world.modulus)
            if atom is not None:
                return Fraction(sign), ((atom, 2),)
        for atom, inner in self._sums.items():
            self.spend(4 * len(polynomial) * len(inner))
            parts = divided(polynomial, inner) if atom != value else None
            if parts is not None and parts[0] and not parts[1]:
                return product_of((self.oriented((Fraction(1), ((atom, 1),))), self.factored(parts[0])))
        return None

    def look_at(self, term: Term) -> None:
        """Take note of a sum, or of the square of a function, so that others are seen to be made of it."""
        product = self.product(term)
        if term.head is Head.CALL and len(product[1]) == 1 and product[1][0][1] == 1:
            atom = product[1][0][0]
            self._squares[atom * atom % self.world.modulus] = atom

    def over_one_sum(self, polynomial: Polynomial) -> Polynomial:
        """A polynomial with one sum in its denominators, divided out as far as it goes: x/(x + 1) is 1 - 1/(x + 1)."""
        numerator, below = self._together(polynomial)
        if len(below) != 1:
            return polynomial
        atom, exponent = below[0]
        inner = self.sum_of(atom)
        digits = None if inner is None else in_powers(numerator, inner, -int(exponent))
        if digits is None:
            return polynomial
        powers: list[Polynomial] = [{((atom, exponent + place),): Fraction(1)} for place in range(len(digits) - 1)]
        return add([digits[-1], *(multiply(digit, power) for digit, power in zip(digits, powers, strict=False))])

    def _together(self, polynomial: Polynomial) -> tuple[Polynomial, Monomial]:
        """(numerator, the negative powers of sums) of a polynomial."""
        least: dict[int, Rational] = {}
        for monomial in polynomial:
            for atom, exponent in monomial:
                if exponent < 0 and exponent.denominator == 1 and self.sum_of(atom) is not None:
                    least[atom] = min(exponent, least.get(atom, 0))
        if not least:
            return polynomial, ONE
        below = tuple(sorted(least.items()))
        over = raised(below, -1)
        parts = [self.expanded(product_of(((c, m), (Fraction(1), over)))) for m, c in polynomial.items()]
        return add(parts), below

    def expanded(self, product: Product) -> Polynomial:
        """The product with its sums to small whole powers multiplied out."""
        total = {ONE: product[0]}
        kept = []
        for atom, exponent in product[1]:
            inner = self.sum_of(atom) if exponent.denominator == 1 and exponent > 0 else None
            if inner is not None and len(inner) ** exponent <= MOST_TERMS:
                for _ in range(int(exponent)):
                    self.spend(len(total) * len(inner))
                    total = multiply(total, inner)
            else:
                kept.append((atom, exponent))
        if len(total) > MOST_TERMS:
            return polynomial_of(product)
        return multiply(total, {tuple(kept): Fraction(1)})

    def power(self, base: Product, exponent: Fraction) -> Product:
        """A rational power: the real root where the denominator is odd, else of what is not negative."""
        number, monomial = base
        if not number:
            if exponent < 0:
                raise Undefined
            return base if exponent else (Fraction(1), ONE)  # 0^0 is 1, as for numbers everywhere in symgrad
        if exponent.denominator == 1:
            if abs(exponent) > LARGEST_POWER:
                raise Unsettled
            return product_of([(number**exponent.numerator, raised(monomial, exponent))])
        if exponent.denominator % 2:
            sign = (-1) ** (exponent.numerator % 2) if number < 0 else 1
            sizes = [reduced(Fraction(1), {atom: own * exponent}) for atom, own in monomial]
        else:
            self.require_positive(base)
            sign = 1
            sizes = [self.size_of_atom(atom, own * exponent) for atom, own in monomial]
        return product_of([(Fraction(sign), ONE), self._number_power(abs(number), exponent), *sizes])

    def _number_power(self, number: Fraction, exponent: Rational) -> Product:
        powers = self.primes_of(number)
        return reduced(Fraction(1), {prime: own * exponent for prime, own in powers.items()})

    def primes_of(self, number: Fraction) -> dict[int, int]:
        """The prime factors of a positive fraction, with negative powers for those below."""
        top, bottom = prime_powers(number.numerator), prime_powers(number.denominator)
        if top is None or bottom is None:
            raise Unsettled
        return {**top, **{prime: -power for prime, power in bottom.items()}}
