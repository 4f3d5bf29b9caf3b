"""How many real roots a polynomial has, and where: certified by flint, which isolates all complex roots.

A root that flint returns with the imaginary part exactly 0 is real; distinct roots lie in distinct balls.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import ctx, fmpq, fmpq_poly

from symgrad.balls.precision import FIRST_BITS, Ball


def real_root_balls(coefficients: Sequence[Fraction]) -> tuple[Ball, ...]:
    """The distinct real roots in ascending order; coefficients from the constant one upwards, not all 0.

    The imaginary part of each other root is certainly not 0. Raises ValueError for the polynomial 0.
    """
    poly = fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients])
    if poly.degree() < 0:
        raise ValueError("every number is a root of 0")
    if poly.degree() == 0:
        return ()
    with ctx.workprec(FIRST_BITS):
        isolated: list[Any] = list(poly.numer().complex_roots())
        found = [root for root, _ in isolated if root.imag.is_zero()]
        return tuple(Ball(root.real) for root in sorted(found, key=lambda root: root.real.mid()))
