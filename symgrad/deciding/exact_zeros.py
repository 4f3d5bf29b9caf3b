"""Where a term in one name is 0, as numbers written exactly: one operation undone at a time, or as a quadratic.

x^2 - 2 is 0 at sqrt(2) and -sqrt(2), ln(x) - 1 at e, ||x| - 1| - 1 at 0, 2 and -2. Each step is an equivalence: the
sign of the number on the other side is certain, or nothing is said.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from symgrad.balls import Ball
from symgrad.deciding.field import proved_equal
from symgrad.deciding.relations import value_at
from symgrad.deciding.zeros import is_natural, quadratic_coefficients, rational_value
from symgrad.terms.build import TWO, ZERO, E, add, call, div, integer, mul, neg, power, rational, root, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

Zeros = tuple[Term, ...]
Undo = Callable[[Term, Term], Zeros | None]


def exact_zeros(gap: Term) -> Zeros | None:
    """All real zeros of a term in one name, perhaps none; None where they are not found."""
    return _solved(gap, ZERO)


def _solved(term: Term, value: Term) -> Zeros | None:
    """Where term = value, a number; None where that is not known."""
    if term.head is Head.NAME:
        return (value,)
    undo = _UNDONE.get(term.head)
    found = undo(term, value) if undo and sum(bool(free_names(part)) for part in term.args) == 1 else None
    return _by_formula(term, value) if found is None else found


def _by_formula(term: Term, value: Term) -> Zeros | None:
    """The zeros of a quadratic with rational coefficients."""
    found = quadratic_coefficients(sub(term, value)) if len(free_names(term)) == 1 else None
    if found is None:
        return None
    a, b, c = found
    inside = b * b - 4 * a * c
    if inside < 0:
        return ()
    side, start = root(rational(inside)), _number(-b)
    return tuple(div(part, _number(2 * a)) for part in (add(start, side), sub(start, side)))


def _number(value: Fraction) -> Term:
    return neg(rational(-value)) if value < 0 else rational(value)


def _negation(term: Term, value: Term) -> Zeros | None:
    return _solved(term.args[0], _plain(neg(value)))


def _sum(term: Term, value: Term) -> Zeros | None:
    part, others = _apart(term)
    rest = add(*others)
    return _solved(part, _plain(neg(rest) if value is ZERO else sub(value, rest)))


def _plain(number: Term) -> Term:
    """The number worked out where it is rational, and without a double minus sign."""
    exact = rational_value(number)
    if exact is not None:
        return _number(exact)
    twice = number.head is Head.NEGATION and number.args[0].head is Head.NEGATION
    return number.args[0].args[0] if twice else number


def _product(term: Term, value: Term) -> Zeros | None:
    part, others = _apart(term)
    factor = mul(*others)
    return _solved(part, div(value, factor)) if sign_of(factor) else None


def _apart(term: Term) -> tuple[Term, list[Term]]:
    """The part that holds the name, and the others."""
    part = next(one for one in term.args if free_names(one))
    return part, [one for one in term.args if one is not part]


def _quotient(term: Term, value: Term) -> Zeros | None:
    top, bottom = term.args
    if free_names(top):
        return _solved(top, mul(value, bottom)) if sign_of(bottom) else None
    if not sign_of(top):
        return None
    side = sign_of(value)
    return _solved(bottom, div(top, value)) if side else None if side is None else ()


def _power(term: Term, value: Term) -> Zeros | None:
    base, exponent = term.args
    if free_names(exponent):
        return _exponential(base, exponent, value)
    degree = as_fraction(exponent)
    if degree is None or not is_natural(exponent) or not degree:
        return None
    if degree.numerator % 2:
        return _solved(base, _odd_root(value, degree.numerator))
    return _even(base, value, lambda number: root(number, integer(degree.numerator)))


def _exponential(base: Term, exponent: Term, value: Term) -> Zeros | None:
    """b^u = c for a number b > 0 other than 1: u = ln c/ln b, if c is positive."""
    if sign_of(value) != 1:
        return None if sign_of(value) is None else ()
    if base is E:
        return _solved(exponent, call("log", value))
    known = sign_of(base) == 1 and sign_of(call("log", base))
    return _solved(exponent, div(call("log", value), call("log", base))) if known else None


def _odd_root(value: Term, degree: int) -> Term:
    if degree == 1:
        return value
    return neg(root(neg(value), integer(degree))) if sign_of(value) == -1 else root(value, integer(degree))


def _even(inside: Term, value: Term, inverse: Callable[[Term], Term]) -> Zeros | None:
    """An even function of what is inside: two values where the number is positive, none where it is negative."""
    side = sign_of(value)
    if side != 1:
        return {0: _solved(inside, ZERO), -1: ()}[side] if side is not None else None
    found = [_solved(inside, each) for each in (inverse(value), neg(inverse(value)))]
    known = [one for one in found if one is not None]
    return tuple(zero for one in known for zero in one) if len(known) == len(found) else None


def _root(term: Term, value: Term) -> Zeros | None:
    inside, degree = term.args
    if degree is TWO:
        side = sign_of(value)
        return None if side is None else () if side < 0 else _solved(inside, power(value, TWO))
    number = as_fraction(degree)
    odd = number is not None and number.denominator == 1 and number.numerator % 2
    return _solved(inside, power(value, degree)) if odd else None


def _call(term: Term, value: Term) -> Zeros | None:
    if len(term.args) != 1:
        return None
    if term.data == "log":
        return _solved(term.args[0], power(E, value))
    return _even(term.args[0], value, lambda number: number) if term.data == "abs" else None


_UNDONE: Mapping[Head, Undo] = {
    Head.NEGATION: _negation,
    Head.SUM: _sum,
    Head.PRODUCT: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
}


def sign_of(number: Term) -> int | None:
    """The sign of a number, 0 only where that is proved; None where it is not certain, or there is none."""
    value = value_at(number, {})
    if not isinstance(value, Ball):
        return None
    return 0 if value.sign is None and proved_equal(number, ZERO) else value.sign
