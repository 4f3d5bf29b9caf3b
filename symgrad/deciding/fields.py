"""A tower of prime fields in which exponentials have exact images.

Each prime is one more than a multiple of the next, so the field of p_k holds an element g of order p_(k+1), and
e^u has the image g^(image of u in the next field): e^(a+b) = e^a e^b holds by construction. Every prime is 1 modulo 8
(i and the eighth roots of unity exist) and has square roots of 2, 5 and 7. In the first tower 3 has a square root too;
in the second 3 does not divide p - 1, so every element has exactly one cube root, as real numbers do. 5 and 7 never
divide p - 1: fifth and seventh roots are unique in both.
"""

from functools import cache
from typing import NamedTuple

WITH_ROOT_OF_THREE = (
    466675351736140212051611909229529,
    83454104387721783271032172609,
    39514253971459177685147809,
    8757591748993612075609,
    576460752303423649,
)
WITH_CUBE_ROOTS = (
    16029780919400054569332050894849,
    1956760366137701973795416369,
    538755607416768164591249,
    1980719144914588840409,
    288230376151715489,
)


class Field(NamedTuple):
    """One field of the tower. `generator` has the order of the next prime (0 in the last field), `eighth` is a
    primitive eighth root of 1."""

    prime: int
    generator: int
    eighth: int

    @property
    def imaginary(self) -> int:
        """A square root of -1."""
        return self.eighth * self.eighth % self.prime

    def inverse(self, value: int) -> int:
        """1/value. Raises ZeroDivisionError for 0."""
        if value % self.prime == 0:
            raise ZeroDivisionError
        return pow(value, -1, self.prime)

    def square_root(self, value: int) -> int | None:
        """One of the two square roots, or None (Tonelli and Shanks)."""
        p = self.prime
        if value == 0:
            return 0
        if pow(value, (p - 1) // 2, p) != 1:
            return None
        odd, twos = p - 1, 0
        while odd % 2 == 0:
            odd, twos = odd // 2, twos + 1
        root, rest, unit = pow(value, (odd + 1) // 2, p), pow(value, odd, p), pow(_non_residue(p), odd, p)
        while rest != 1:
            order = _order_of_two(rest, p)
            factor = pow(unit, 1 << (twos - order - 1), p)
            root, unit = root * factor % p, factor * factor % p
            rest, twos = rest * unit % p, order
        return root

    def odd_root(self, value: int, degree: int) -> int | None:
        """The one root of this odd degree; None where the field has not exactly one."""
        try:
            return pow(value, pow(degree, -1, self.prime - 1), self.prime)
        except ValueError:
            return None


def _order_of_two(value: int, p: int) -> int:
    order = 0
    while value != 1:
        value, order = value * value % p, order + 1
    return order


@cache
def _non_residue(p: int) -> int:
    return next(a for a in range(2, 1000) if pow(a, (p - 1) // 2, p) == p - 1)


@cache
def tower(cube_roots: bool) -> tuple[Field, ...]:
    """The fields, largest first."""
    primes = WITH_CUBE_ROOTS if cube_roots else WITH_ROOT_OF_THREE
    return tuple(_field(p, after) for p, after in zip(primes, (*primes[1:], 0), strict=True))


def _field(p: int, after: int) -> Field:
    generator = next(g for a in range(2, 100) if (g := pow(a, (p - 1) // after, p)) != 1) if after else 0
    return Field(p, generator, pow(_non_residue(p), (p - 1) // 8, p))
