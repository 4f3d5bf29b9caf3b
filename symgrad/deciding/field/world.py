"""One random point of the function field: a residue for every independent function that is met.

Everything random is a hash of what it stands for, so a world is the same whenever and in whatever order it is asked.
An independent function (a name, e^m of a new exponent m, ln of a new factor, an unknown function) gets the residue
g^48 of a random g, so that its roots of degree 2, 3, 4, 6, 8, 12, 16... are at hand without choosing a branch.
"""

from fractions import Fraction
from hashlib import blake2b
from typing import Any, NamedTuple

from symgrad.deciding.field.forks import Exhausted
from symgrad.deciding.field.polynomials import Monomial, Product, Rational
from symgrad.deciding.field.primes import SMALL, Prime
from symgrad.terms.node import Term

DEGREE = 48
"""Independent functions are such powers of a random residue; -1 is one too, which serves where they are negative."""

DEGREE_OF_POSITIVE = 3 << 12
"""For positive functions a higher power does: e^(x/1024) is met."""

NO_NAMES: frozenset[Term] = frozenset()


class Atom(NamedTuple):
    """What is known of a residue that is not taken apart."""

    names: frozenset[Term] = NO_NAMES  # the bound names it depends on
    generator: int = 0  # a root of it of this degree, 0 where none is known
    degree: int = 1
    positive: bool = False
    exponent: Monomial | None = None  # the residue is e^exponent
    log_of: int = 0  # the residue is ln|log_of|


class Budget:
    """How much work is left for a proof, in terms of polynomials handled: a limit that does not depend on the clock."""

    def __init__(self, terms: int) -> None:
        self.left = terms

    def spend(self, terms: int) -> None:
        """Take some. Raises Exhausted when there is none left."""
        self.left -= terms
        if self.left < 0:
            raise Exhausted


class Shared(NamedTuple):
    """What the worlds of one proof have in common."""

    budget: Budget
    independent: set[tuple[int, ...]]  # roots known to be independent of those before them


class World:
    """A prime, a seed, and the atoms met so far."""

    def __init__(self, prime: Prime, seed: int, depth: int, shared: Shared) -> None:
        self.prime = prime
        self.modulus = prime.modulus
        self.seed = seed
        self.depth = depth  # roots of sums are taken 2^depth-th
        self.shared = shared
        self.imaginary = prime.unity(4)
        self.atoms: dict[int, Atom] = {}
        self.multiples: dict[tuple[str, int], tuple[int, Rational]] = {}  # c*m -> (the atom of e^m, c)
        self._free: dict[tuple[Any, ...], int] = {}
        self._roots: dict[int, int | None] = {}

    def random(self, *key: Any) -> int:
        """A residue that depends on the key only."""
        digest = blake2b(repr((self.seed, key)).encode(), digest_size=24).digest()
        return int.from_bytes(digest, "big") % (self.modulus - SMALL) + SMALL

    def free(self, key: tuple[Any, ...], **known: Any) -> int:
        """The residue of an independent function."""
        value = self._free.get(key)
        if value is None:
            generator = self.random(*key)
            degree = DEGREE_OF_POSITIVE if known.get("positive") else DEGREE
            value = self._free[key] = pow(generator, degree, self.modulus)
            self.atoms[value] = Atom(generator=generator, degree=degree, **known)
        return value

    def derived(self, value: int, names: frozenset[Term]) -> Product:
        """A residue that was computed, as an atom with its sign in front: u and -u share one."""
        number = self.prime.as_fraction(value)
        if number is not None:
            return number, ()
        least = min(value, self.modulus - value)
        if least not in self.atoms and self.modulus - least not in self.atoms:
            self.atoms[least] = Atom(names)
        atom = least if least in self.atoms else self.modulus - least
        return Fraction(1 if atom == value else -1), ((atom, 1),)

    def root(self, value: int) -> int | None:
        """A 2^depth-th root of a residue, the same whenever asked; None where there is none."""
        if value not in self._roots:
            root: int | None = value
            for _ in range(self.depth):
                root = self.prime.square_root(root) if root is not None else None
            self._roots[value] = root
        return self._roots[value]
