"""Sums of logarithms and sums of arctangents of numbers, which are compared by what they are the logarithm of.

c1 ln u1 + c2 ln u2 + ... = 0 with whole c holds where u1^(2 c1) u2^(2 c2) ... = 1, since e^t is one-to-one: ln|u| and
ln u are taken alike. 1 + i r has the argument atan r, so a sum of n_k atan r_k is a multiple of 2 pi where the product
of (1 + i r_k)^n_k is a positive real number (Gauss; Lehmer, On arccotangent relations for pi, 1938): which multiple,
a ball tells.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import NamedTuple

from symgrad.balls import Ball, known_ball
from symgrad.deciding.field import proved_equal
from symgrad.deciding.zeros import rational_value
from symgrad.terms.build import ONE, TWO, add, call, integer, mul, power, root, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

LARGEST = 400
"""Sum of the whole coefficients up to which powers are multiplied out."""


class _Part(NamedTuple):
    """coefficient * f(inside), or coefficient * pi where there is no inside."""

    coefficient: Fraction
    inside: Term | None


def logarithms_cancel(left: Term, right: Term) -> bool:
    """Whether both are sums of multiples of logarithms whose difference is shown to be 0 wherever it is defined."""
    parts = _parts(sub(left, right), "log")
    if not parts:
        return False
    whole = _whole(parts)
    if sum(abs(count) for count, _ in whole) > LARGEST:
        return False
    product = mul(*(power(_size(u), integer(2 * count)) for count, u in whole if u is not None))
    return proved_equal(product, ONE) is not None


def _size(u: Term) -> Term:
    """What is inside of |...|: squares do not see the difference."""
    return u.args[0] if u.head is Head.CALL and u.data == "abs" else u


def arctangents_cancel(left: Term, right: Term) -> bool:
    """Whether both are sums of rational multiples of pi and of arctangents of fractions, and are the same number."""
    difference = sub(left, right)
    parts = _parts(difference, "atan")
    if not parts or free_names(difference):
        return False
    scale = lcm(*(part.coefficient.denominator for part in parts))
    whole = _whole(parts)
    if sum(abs(count) for count, u in whole if u is not None) > LARGEST:
        return False
    turns = [_power(_gaussian(u), count) for count, u in whole]
    real, imaginary = reduce(_times, turns, (Fraction(1), Fraction(0)))
    value = known_ball(difference, {})
    return imaginary == 0 and real > 0 and isinstance(value, Ball) and abs(float(value)) * scale < 1


def _gaussian(u: Term | None) -> "Gaussian":
    """1 + i r for the arctangent of r; -1 for pi."""
    ratio = None if u is None else rational_value(u)
    return (Fraction(-1), Fraction(0)) if ratio is None else (Fraction(1), ratio)


Gaussian = tuple[Fraction, Fraction]


def _times(a: Gaussian, b: Gaussian) -> Gaussian:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _power(base: Gaussian, count: int) -> Gaussian:
    """A power up to a positive factor: the conjugate where the exponent is negative."""
    turned = base if count >= 0 else (base[0], -base[1])
    return reduce(_times, [turned] * abs(count), (Fraction(1), Fraction(0)))


def _whole(parts: list[_Part]) -> list[tuple[int, Term | None]]:
    """The parts times their common denominator."""
    scale = lcm(*(part.coefficient.denominator for part in parts))
    return [(int(part.coefficient * scale), part.inside) for part in parts]


def _parts(term: Term, function: str) -> list[_Part]:
    """The parts of a sum of multiples of one function (and, with arctangents, of pi); empty where it is another."""
    found: list[_Part] = []
    for coefficient, given in _multiples(term, Fraction(1)):
        core = _LOGARITHMS[given.data](*given.args) if function == "log" and _is_inverse(given) else given
        if core.head is Head.CALL and core.data == function and len(core.args) == 1:
            if function == "atan" and rational_value(core.args[0]) is None:
                return []
            found.append(_Part(coefficient, core.args[0]))
        elif function == "atan" and core.head is Head.CONSTANT and core.data == "pi":
            found.append(_Part(coefficient, None))
        elif coefficient:
            return []
    return found if any(part.inside is not None for part in found) else []


#: inverse hyperbolic functions as logarithms (DLMF 4.37.16-21)
_LOGARITHMS: Mapping[str, Callable[[Term], Term]] = {
    "asinh": lambda u: call("log", add(u, root(add(power(u, TWO), ONE)))),
    "acosh": lambda u: call("log", add(u, root(sub(power(u, TWO), ONE)))),
}


def _is_inverse(term: Term) -> bool:
    return term.head is Head.CALL and term.data in _LOGARITHMS


def _multiples(term: Term, by: Fraction) -> Iterator[tuple[Fraction, Term]]:
    """(number, what it multiplies) for each part of a sum."""
    if term.head is Head.SUM:
        for part in term.args:
            yield from _multiples(part, by)
        return
    if term.head is Head.NEGATION:
        yield from _multiples(term.args[0], -by)
        return
    number, core = _split(term)
    if core is term or core.head not in (Head.SUM, Head.NEGATION, Head.PRODUCT, Head.QUOTIENT):
        yield by * number, core
    else:
        yield from _multiples(core, by * number)


def _split(term: Term) -> tuple[Fraction, Term]:
    """A rational factor, or divisor, and the rest."""
    if term.head is Head.QUOTIENT:
        bottom = as_fraction(term.args[1])
        return (1 / bottom, term.args[0]) if bottom else (Fraction(1), term)
    if term.head is Head.PRODUCT:
        numbers = [as_fraction(part) for part in term.args]
        rest = [part for part, number in zip(term.args, numbers, strict=True) if number is None]
        known = [number for number in numbers if number is not None]
        if known and rest:
            return reduce(Fraction.__mul__, known, Fraction(1)), mul(*rest)
    value = as_fraction(term)
    return (Fraction(0), term) if value == 0 else (Fraction(1), term)
