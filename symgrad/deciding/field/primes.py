"""Arithmetic modulo the primes that functions are evaluated in, with square roots and the roots of unity they hold.

Each prime p is 1 mod 64, so that i and roots of -1 up to the 32nd exist; 2, 5, 7, 11 and 13 have square roots; no odd
prime from 5 to 2000 divides p - 1, so that roots of such degree are unique, as they are on the real line. Both the cube
root being unique and sqrt(3) being there beside i is impossible: there is a table of primes for each.
"""

from fractions import Fraction
from functools import cache
from math import gcd
from typing import NamedTuple

ORDER = 6
"""2^6 divides p - 1 and 2^7 does not."""

SMALL = 1 << 40
"""Residues below this are written numbers: no random residue of 127 bits is."""

_WHOLE = 1 << 24
"""A residue that is a fraction of two integers below this is that fraction: chance would need luck of 1 in 2^78."""

#: 3 divides p - 1 and sqrt(3) exists
WITH_SQRT_3 = (
    170141183460469231731687233347144315969,
    170141183460469231731687233347149448129,
    170141183460469231731687233347152767809,
    170141183460469231731687233347157621569,
    170141183460469231731687233347157834689,
    170141183460469231731687233347158977089,
    170141183460469231731687233347164783169,
    170141183460469231731687233347166196289,
    170141183460469231731687233347166639809,
    170141183460469231731687233347170280129,
)

#: 3 does not divide p - 1: every residue has one cube root
WITH_CUBE_ROOTS = (
    170141183460469231731687233347140232769,
    170141183460469231731687233347143001409,
    170141183460469231731687233347146885569,
    170141183460469231731687233347149575489,
    170141183460469231731687233347149842369,
    170141183460469231731687233347149871169,
    170141183460469231731687233347153094849,
    170141183460469231731687233347153834049,
    170141183460469231731687233347154897729,
    170141183460469231731687233347161227969,
)


class Prime(NamedTuple):
    """A modulus and a generator of its roots of unity of order 64."""

    modulus: int
    zeta: int

    def unity(self, order: int) -> int:
        """A root of unity of exactly this order, a power of 2 up to 64."""
        return pow(self.zeta, 64 // order, self.modulus)

    def odd_exponent(self, degree: int) -> int | None:
        """The exponent that takes the one root of an odd degree; None where roots of it are not unique."""
        return pow(degree, -1, self.modulus - 1) if gcd(degree, self.modulus - 1) == 1 else None

    def square_root(self, value: int) -> int | None:
        """One of the two square roots (the smaller), by Tonelli and Shanks; None where there is none."""
        p, odd = self.modulus, (self.modulus - 1) >> ORDER
        root, rest, step, order = pow(value, (odd + 1) // 2, p), pow(value, odd, p), self.zeta, ORDER
        while rest != 1:
            height, power = 0, rest
            while power != 1:
                power, height = power * power % p, height + 1
            if height == order:
                return None
            lift = pow(step, 1 << (order - height - 1), p)
            root, step, order = root * lift % p, lift * lift % p, height
            rest = rest * step % p
        return min(root, p - root)

    def residue(self, value: Fraction | int) -> int:
        """A fraction as a residue."""
        if isinstance(value, int):
            return value % self.modulus
        return value.numerator * pow(value.denominator, -1, self.modulus) % self.modulus

    def as_fraction(self, value: int) -> Fraction | None:
        """The fraction of small integers that the residue is, if any."""
        if value < _WHOLE:
            return Fraction(value)
        before, here, back, last = self.modulus, value, 0, 1
        while here >= _WHOLE:
            times = before // here
            before, here, back, last = here, before - times * here, last, back - times * last
        return Fraction(here, last) if abs(last) < _WHOLE else None


@cache
def prime(modulus: int) -> Prime:
    """The prime with its root of unity: a power of the smallest number that is not a square."""
    candidates = (pow(base, (modulus - 1) >> ORDER, modulus) for base in range(3, 1000))
    return Prime(modulus, next(z for z in candidates if pow(z, 32, modulus) != 1))
