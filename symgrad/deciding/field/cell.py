"""Atoms within one cell: their signs, their roots, and what follows for products of them.

A cell is a set of choices, made so far: the signs of atoms and the branches of roots of sums. Where one is needed that
the cell does not fix, `Fork` is raised: whoever explores the cells starts again with each choice. Choices are keyed by
residues, which depend on earlier choices only where the function does.
"""

from fractions import Fraction

from symgrad.deciding.field.forks import (
    Choices,
    Deeper,
    Fork,
    NoRoot,
    NoRootOfNumber,
    Switch,
    Thirds,
    Undefined,
    Unsettled,
)
from symgrad.deciding.field.polynomials import Monomial, Polynomial, Product, Rational, add, reduced, scaled
from symgrad.deciding.field.primes import SMALL
from symgrad.deciding.field.world import NO_NAMES, Atom, World
from symgrad.terms.node import Term

LARGEST_EXPONENT = 1 << 40
"""Numerator or denominator of an exponent beyond which degrees come near the primes."""


DEEPEST_ROOT = 4
"""Roots of sums up to the 2^4-th are taken."""


class Cell:
    """A point of the field with choices.

    `needs` says what becomes of a condition for being real whose sign is not known: "assumed" while the line before is
    evaluated, "asked" while the line after is, "known" where it must follow from the choices.
    """

    def __init__(self, world: World, choices: Choices) -> None:
        self.world = world
        self.choices = choices
        self.needs = "assumed"
        self._flipped: dict[int, int] = {}  # -v, positive here -> v
        self._sums: dict[int, Polynomial] = {}
        self._rooted: dict[int, int] = {}
        self._whole: set[Monomial] = set()
        self.zeros: tuple[int, ...] = ()  # atoms that are 0 here as far as signs go
        self.facts: dict[int, int] = {}  # signs that follow from where an atom was met

    def spend(self, terms: int) -> None:
        """Count work against the budget of the proof."""
        self.world.shared.budget.spend(terms)

    def unflipped(self, atom: int) -> int:
        """The atom itself where its opposite is given."""
        return self._flipped.get(atom, atom)

    def atom(self, atom: int) -> Atom:
        """What is known of an atom or of its opposite. Raises Unsettled where it was met under another choice only."""
        known = self.world.atoms.get(self.unflipped(atom))
        if known is None:
            raise Unsettled
        return known

    def sum_of(self, atom: int) -> Polynomial | None:
        """The sum that an atom (or its opposite) is."""
        known = self._sums.get(self.unflipped(atom))
        return scaled(known, -1) if known is not None and atom in self._flipped else known

    def note_sum(self, value: int, polynomial: Polynomial, names: frozenset[Term]) -> None:
        """Take note of a normalised sum; one that is an independent function is not taken apart."""
        known = self.world.atoms.setdefault(value, Atom(names))
        if not known.generator:
            self._sums[value] = polynomial

    def names_of(self, monomial: Monomial) -> frozenset[Term]:
        """The bound names that a monomial depends on."""
        found = NO_NAMES
        for atom, _ in monomial:
            if atom >= SMALL:
                found |= self.atom(atom).names
        return found

    def power_of_atom(self, atom: int, exponent: Rational) -> int:
        """atom^exponent; of an even denominator, the atom is positive in this cell."""
        world = self.world
        if max(abs(exponent.numerator), exponent.denominator) > LARGEST_EXPONENT:
            raise Unsettled
        if exponent.denominator == 1:
            return pow(atom, exponent.numerator, world.modulus)
        generator, degree = self._generator(atom) if exponent.denominator % 2 == 0 else self._given_generator(atom)
        steps = exponent * degree
        if steps.denominator % 2 == 0:
            raise Deeper if world.depth < DEEPEST_ROOT else Unsettled
        return pow(generator, steps.numerator * self._odd_part(steps.denominator), world.modulus)

    def _odd_part(self, degree: int) -> int:
        inverse = self.world.prime.odd_exponent(degree)
        if inverse is None:
            raise Thirds
        return inverse

    def _given_generator(self, atom: int) -> tuple[int, int]:
        """(g, n) with g^n = atom: the random residue of an independent function, else the atom itself."""
        known = self.world.atoms.get(self.unflipped(atom))
        if known is None or not known.generator:
            return atom, 1
        turn = self.world.prime.unity(32) if atom in self._flipped else 1
        return known.generator * turn % self.world.modulus, known.degree

    def _generator(self, atom: int) -> tuple[int, int]:
        """(g, n) with g^n = atom and n even; for a sum one of its roots is chosen."""
        world = self.world
        given = self._given_generator(atom)
        if given[1] > 1:
            return given
        root = world.root(atom)
        order = 1 << world.depth
        if root is None:
            self._note_independent(atom)
            raise NoRootOfNumber if atom < SMALL else NoRoot
        if atom < SMALL or self._is_independent(atom):
            return root, order
        branch = self.choice(("root", atom), tuple(range(order)))
        return root * pow(world.prime.unity(order), branch, world.modulus) % world.modulus, order

    def _place(self, atom: int) -> tuple[int, ...]:
        """Where a root is met: after how many others, and after which choices; the same in every world."""
        place = self._rooted.setdefault(atom, len(self._rooted))
        return place, *self.choices.values()

    def _branched(self) -> bool:
        return any(kind == "root" for kind, _ in self.choices)

    def _note_independent(self, atom: int) -> None:
        """A sum without a square root at a point where the roots before it exist is no square in the field of these."""
        if atom >= SMALL and not self._branched() and self.world.prime.square_root(atom) is None:
            self.world.shared.independent.add(self._place(atom))

    def _is_independent(self, atom: int) -> bool:
        """Whether the roots of a sum are conjugate: then one branch stands for all."""
        return not self._branched() and self._place(atom) in self.world.shared.independent

    def choice(self, switch: Switch, options: tuple[int, ...]) -> int:
        """What the cell says of a switch; raises Fork where it says nothing."""
        if switch not in self.choices:
            raise Fork(switch, options)
        return self.choices[switch]

    def known_sign(self, atom: int) -> int:
        """1 or -1 where the sign of an atom is known almost everywhere in the cell, else 0."""
        if atom < SMALL or atom in self._flipped:
            return 1
        chosen = self.choices.get(("sign", atom)) or self.facts.get(atom)
        if chosen:
            return chosen
        if self.atom(atom).positive:
            return 1
        inner = self._sums.get(atom)
        return 0 if inner is None else self.sign_of_sum(inner)

    def sign_of_sum(self, polynomial: Polynomial) -> int:
        """The sign of a sum all of whose terms have one sign, else what comparing with known signs tells."""
        sign = self._uniform(polynomial)
        if sign:
            return sign
        for (kind, atom), chosen in self.choices.items():
            if kind == "sign":
                other = self._sums.get(atom, {((atom, 1),): Fraction(1)})
                sign = self._compared(polynomial, scaled(other, chosen))
                if sign:
                    return sign
        return 0

    def _uniform(self, polynomial: Polynomial) -> int:
        signs = {self.sign_of_product((number, monomial)) for monomial, number in polynomial.items()}
        return signs.pop() if len(signs) == 1 else 0

    def _compared(self, polynomial: Polynomial, positive: Polynomial) -> int:
        """The sign of a sum that is a multiple of something positive plus terms of the same sign."""
        for monomial, number in positive.items():
            if monomial in polynomial:
                ratio = polynomial[monomial] / number
                rest = add((polynomial, scaled(positive, -ratio)))
                sign = 1 if ratio > 0 else -1
                if not rest or self._uniform(rest) == sign:
                    return sign
        return 0

    def sign_of_product(self, product: Product) -> int:
        """The sign of coefficient * monomial where it is known, else 0."""
        sign = 1 if product[0] > 0 else -1
        for atom, exponent in product[1]:
            if exponent.numerator % 2 and exponent.denominator % 2:
                sign *= self.known_sign(atom)
        return sign

    def take_zero(self, product: Product) -> None:
        """From here on the sign of a product is 0. Raises Unsettled where several of its factors may be 0."""
        may_vanish = [
            atom for atom, exponent in product[1] if exponent > 0 and atom >= SMALL and not self.atom(atom).positive
        ]
        if not product[0] or len(may_vanish) > 1:
            raise Unsettled
        if not may_vanish:
            raise Undefined
        self.zeros = may_vanish[0], self.world.modulus - may_vanish[0]

    def sign(self, product: Product) -> int:
        """The sign of coefficient * monomial; asks for the signs that it depends on."""
        if not product[0] or any(atom in self.zeros for atom, _ in product[1]):
            return 0
        sign = 1 if product[0] > 0 else -1
        for atom in self.odd_atoms(product):
            sign *= self.known_sign(atom) or self._ask(atom, (1, -1))
        return sign

    def odd_atoms(self, product: Product) -> list[int]:
        """The atoms whose signs a product depends on."""
        return [atom for atom, exponent in product[1] if exponent.numerator % 2 and exponent.denominator % 2]

    def _ask(self, atom: int, options: tuple[int, ...]) -> int:
        if self.atom(atom).names and len(options) > 1:
            raise Unsettled  # one sign for every value of a bound name would be an assumption
        return self.choice(("sign", atom), options)

    def require_positive(self, product: Product) -> None:
        """Go on only where coefficient * monomial > 0."""
        unknown = [atom for atom in self.odd_atoms(product) if not self.known_sign(atom)]
        if unknown and self.needs == "known":
            raise Unsettled
        if self.needs == "assumed" and len(unknown) == 1:
            known = self.sign_of_product((product[0], tuple(f for f in product[1] if f[0] != unknown[0])))
            self._ask(unknown[0], (known,))
        if self.sign(product) < 0:
            raise Unsettled if self.needs == "known" else Undefined

    def require_whole(self, exponent: Monomial) -> None:
        """Go on only where an exponent is a whole number: the line before may assume it, the line after may not."""
        if self.needs == "assumed":
            self._whole.add(exponent)
        elif exponent not in self._whole:
            raise Undefined if self.needs == "asked" else Unsettled

    def oriented(self, product: Product) -> Product:
        """The product with each atom of known negative sign replaced by its opposite."""
        coefficient = product[0]
        powers: dict[int, Rational] = {}
        for atom, exponent in product[1]:
            if atom >= SMALL and exponent.denominator % 2 and self.known_sign(atom) < 0:
                atom = self._opposite(atom)
                coefficient *= (-1) ** (exponent.numerator % 2)
            powers[atom] = exponent
        return reduced(coefficient, powers)

    def _opposite(self, atom: int) -> int:
        other = self.world.modulus - atom
        self._flipped[other] = atom
        return other

    def size_of_atom(self, atom: int, exponent: Rational) -> Product:
        """|atom|^exponent."""
        if exponent.numerator % 2 == 0:
            return reduced(Fraction(1), {atom: exponent})
        if self.sign((Fraction(1), ((atom, 1),))) < 0:
            atom = self._opposite(atom)
        return reduced(Fraction(1), {atom: exponent})
