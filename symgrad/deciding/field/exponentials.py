"""e^u, e^(iu) and ln u of polynomials and products: the laws of exponents and logarithms.

An exponent is a sum of rational multiples of monomials. Each monomial m has one independent function e^m (and one
e^(im)); e^(c m) is its c-th power. Two exceptions: e^(c ln f) is |f|^c, and e^(i pi c) is a root of unity.
"""

from fractions import Fraction

from symgrad.deciding.field.evaluation import Evaluation
from symgrad.deciding.field.forks import Undefined
from symgrad.deciding.field.polynomials import Monomial, Polynomial, Product, Rational, add, product_of, reduced
from symgrad.deciding.field.primes import SMALL

_RATIOS = tuple(
    Fraction(s * a, b) for s in (1, -1) for a, b in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4))
)
"""An exponent that is such a multiple of a known one, whatever the spelling, is recognised."""


def exponential(ev: Evaluation, exponent: Polynomial) -> Product:
    """e^u as a product of atoms."""
    return product_of([_factor(ev, monomial, number) for monomial, number in ev.over_one_sum(exponent).items()])


def _factor(ev: Evaluation, monomial: Monomial, number: Fraction) -> Product:
    alone, sign = _alone(ev, monomial)
    base = ev.world.atoms[alone].log_of if alone else 0
    if base:
        return reduced(Fraction(1), {base: number * sign}) if base < SMALL else ev.size_of_atom(base, number * sign)
    value, ratio = _kernel(ev, "exp", monomial)
    return reduced(Fraction(1), {value: number * ratio})


def _alone(ev: Evaluation, monomial: Monomial) -> tuple[int, int]:
    """(atom, sign) of a monomial that is one atom or its opposite; (0, 1) for any other."""
    if len(monomial) != 1 or monomial[0][1] != 1 or monomial[0][0] < SMALL:
        return 0, 1
    base = ev.unflipped(monomial[0][0])
    return base, 1 if base == monomial[0][0] else -1


def _kernel(ev: Evaluation, kind: str, monomial: Monomial) -> tuple[int, Rational]:
    """(the atom e^m or e^(im), c) such that the monomial is c*m."""
    world = ev.world
    value = ev.value_of_product((Fraction(1), monomial))
    known = world.multiples.get((kind, value))
    if known is not None:
        return known
    names = ev.names_of(monomial)
    if kind == "exp":
        atom = world.free((kind, value), names=names, positive=True, exponent=monomial)
    else:
        atom = world.free((kind, value), names=names)
    if all(part >= SMALL and ev.atom(part).generator for part, _ in monomial):
        world.multiples[kind, value] = atom, 1
        return atom, 1
    for ratio in _RATIOS:
        world.multiples.setdefault((kind, value * world.prime.residue(ratio) % world.modulus), (atom, ratio))
    return atom, 1


def turn(ev: Evaluation, angle: Polynomial) -> int:
    """The residue of e^(iu)."""
    world, value = ev.world, 1
    pi = world.free(("pi",), positive=True)
    for monomial, number in ev.over_one_sum(angle).items():
        alone, sign = _alone(ev, monomial)
        angle_of = ev.angles.get(alone)
        if monomial == ((pi, 1),):
            factor = _turn_by_pi(ev, number)
        elif angle_of is not None and number.denominator == 1:
            cosine, sine = map(ev.value, angle_of)
            factor = pow(cosine + world.imaginary * sine, sign * number.numerator, world.modulus)
        else:
            atom, ratio = _kernel(ev, "turn", monomial)
            factor = ev.power_of_atom(atom, number * ratio)
        value = value * factor % world.modulus
    return value


def _turn_by_pi(ev: Evaluation, halves: Fraction) -> int:
    """e^(i pi c), exact for the multiples of pi/12."""
    world = ev.world
    sign = -1 if halves.numerator // halves.denominator % 2 else 1
    part = halves % 1
    if 12 % part.denominator:
        base = world.free(("turn", "pi", part.denominator))
        return sign * pow(base, part.numerator, world.modulus) % world.modulus
    twelfths = int(part * 12)
    thirds, quarters = twelfths % 3, (twelfths - 4 * (twelfths % 3)) // 3  # 12ths: 4 a third, 3 a quarter
    value = pow(_sixth(ev), thirds, world.modulus) if thirds else 1
    return sign * value * pow(_eighth(ev), quarters % 8, world.modulus) % world.modulus


def _sixth(ev: Evaluation) -> int:
    """e^(i pi/3) = (1 + i sqrt(3))/2."""
    world = ev.world
    return (1 + world.imaginary * ev.power_of_atom(3, Fraction(1, 2))) * world.prime.residue(Fraction(1, 2))


def _eighth(ev: Evaluation) -> int:
    """e^(i pi/4) = (1 + i) sqrt(2)/2."""
    world = ev.world
    return (1 + world.imaginary) * ev.power_of_atom(2, Fraction(1, 2)) * world.prime.residue(Fraction(1, 2))


def logarithm(ev: Evaluation, product: Product) -> Polynomial:
    """ln u of a product that is positive: the sum of the logarithms of the sizes of its factors."""
    number, monomial = product
    if not number:
        raise Undefined
    parts: list[Polynomial] = [
        {((_log(ev, prime), 1),): Fraction(power)} for prime, power in ev.primes_of(abs(number)).items()
    ]
    for atom, power in monomial:
        exponent = ev.atom(atom).exponent if atom >= SMALL else None
        inner = ((_log(ev, atom), 1),) if exponent is None else exponent
        parts.append({inner: Fraction(power)})
    return add(parts)


def _log(ev: Evaluation, atom: int) -> int:
    """The independent function ln|f|, one for f and -f."""
    base = ev.unflipped(atom)
    names = ev.atom(atom).names if atom >= SMALL else frozenset()
    return ev.world.free(("log", base), names=names, log_of=base)
