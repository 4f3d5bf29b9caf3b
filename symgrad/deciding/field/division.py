"""Division of one polynomial by another in one of their atoms."""

from symgrad.deciding.field.polynomials import (
    MOST_TERMS,
    Monomial,
    Polynomial,
    Rational,
    add,
    multiply,
    scaled,
)

Divided = tuple[Polynomial, Polynomial]
"""(quotient, remainder)."""

_MOST_STEPS = 24


def divided(polynomial: Polynomial, divisor: Polynomial) -> Divided | None:
    """quotient and remainder in an atom whose highest power in the divisor has a number in front; None without one.

    The remainder has lower powers of that atom than the divisor.
    """
    leading = leading_power(divisor)
    if leading is None:
        return None
    atom, degree = leading
    number = divisor[((atom, degree),)]
    quotient: Polynomial = {}
    for _ in range(_MOST_STEPS):
        highest = max((_degree(monomial, atom) for monomial in polynomial), default=0)
        if highest < degree or not polynomial or len(polynomial) > MOST_TERMS:
            break
        top = {_lowered(m, atom, degree): c / number for m, c in polynomial.items() if _degree(m, atom) == highest}
        quotient = add((quotient, top))
        polynomial = add((polynomial, scaled(multiply(top, divisor), -1)))
    return quotient, polynomial


def leading_power(divisor: Polynomial) -> tuple[int, Rational] | None:
    """(atom, degree) of the first atom whose highest power in the polynomial stands alone."""
    for atom in sorted({atom for monomial in divisor for atom, _ in monomial}):
        degree = max(_degree(monomial, atom) for monomial in divisor)
        alone = [m for m in divisor if _degree(m, atom) == degree] == [((atom, degree),)]
        if alone and degree > 0 and degree.denominator == 1:
            return atom, degree
    return None


def _degree(monomial: Monomial, atom: int) -> Rational:
    return next((exponent for own, exponent in monomial if own == atom), 0)


def _lowered(monomial: Monomial, atom: int, degree: Rational) -> Monomial:
    lowered = ((own, exponent - degree if own == atom else exponent) for own, exponent in monomial)
    return tuple((own, exponent) for own, exponent in lowered if exponent)


def in_powers(polynomial: Polynomial, divisor: Polynomial, count: int) -> list[Polynomial] | None:
    """The digits r_0, r_1, ..., q of the polynomial in base divisor: r_0 + r_1 d + ... + q d^count."""
    digits = []
    for _ in range(count):
        found = divided(polynomial, divisor)
        if found is None:
            return None
        polynomial, rest = found
        digits.append(rest)
    return [*digits, polynomial]
