"""|u|, sign u, maximum, minimum and cases: what they are in a cell where the signs that decide are fixed."""

from collections.abc import Callable

from symgrad.deciding.field.evaluation import Evaluation
from symgrad.deciding.field.forks import Undefined, Unsettled
from symgrad.deciding.field.polynomials import Polynomial, Product
from symgrad.deciding.field.primes import SMALL
from symgrad.terms.build import ONE, ZERO, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Stands = tuple[int, Term]


def sign_of(ev: Evaluation, u: Term) -> int:
    """The sign of a term in the cell."""
    return ev.sign(ev.product(u))


def told_sign(ev: Evaluation, u: Term) -> int:
    """The sign of a term where the value at 0 is a matter of its own: the tie is noted."""
    product = ev.product(u)
    if any(atom >= SMALL and ev.atom(atom).exponent is None for atom, _ in product[1]):
        ev.ties[u] = None
    return ev.sign(product)


def _size(ev: Evaluation, term: Term) -> Stands:
    (u,) = term.args
    return sign_of(ev, u), u


def size(ev: Evaluation, u: Term) -> int:
    """|u| where signs are not told apart: factor by factor, so that |-2u| is 2|u|."""
    product = ev.product(u)
    value = ev.world.prime.residue(abs(product[0]))
    for atom, exponent in product[1]:
        odd = exponent.numerator % 2 and exponent.denominator % 2
        base = _size_of_atom(ev, atom) if odd else atom
        value = value * ev.power_of_atom(base, exponent) % ev.world.modulus
    return value


def _size_of_atom(ev: Evaluation, atom: int) -> int:
    sign = ev.known_sign(atom)
    if sign:
        return atom if sign > 0 else ev.world.modulus - atom
    return ev.world.free(("size", atom), names=ev.atom(atom).names, positive=True)


def _sign(ev: Evaluation, term: Term) -> Stands:
    (u,) = term.args
    sign = told_sign(ev, u)
    return (sign, ONE) if sign else (1, ZERO)


def _extreme(ev: Evaluation, term: Term, side: int) -> Stands:
    best = term.args[0]
    for other in term.args[1:]:
        if side * sign_of(ev, sub(other, best)) > 0:
            best = other
    return 1, best


#: functions that are written by others in each cell
SWITCHES: dict[str, Callable[[Evaluation, Term], Stands]] = {
    "abs": _size,
    "sign": _sign,
    "max": lambda ev, term: _extreme(ev, term, 1),
    "min": lambda ev, term: _extreme(ev, term, -1),
}


def chosen(ev: Evaluation, term: Term) -> Term:
    """The value of the first case that holds."""
    for value, condition in zip(term.args[0::2], term.args[1::2], strict=True):
        if holds(ev, condition):
            return value
    raise Undefined


def holds(ev: Evaluation, condition: Term) -> bool:
    """Whether a condition holds in the cell (off the ties, which are noted)."""
    if condition.head is Head.TRUTH:
        return bool(condition.data)
    if condition.head is Head.LOGIC:
        parts = (holds(ev, part) for part in condition.args)
        if condition.data == "not":
            return not any(parts)
        return all(parts) if condition.data == "and" else any(parts)
    if condition.head is not Head.RELATION:
        raise Unsettled
    sides = condition.args
    return all(_compared(ev, a, how, b) for a, how, b in zip(sides, condition.data, sides[1:], strict=False))


def _compared(ev: Evaluation, left: Term, how: str, right: Term) -> bool:
    if how not in _HOLDS:
        raise Unsettled
    difference = sub(left, right)
    if how in ("=", "!="):
        if ev.polynomial(difference).keys() - {()}:
            ev.ties[difference] = None
        return _HOLDS[how](ev.value(difference))
    return _HOLDS[how](told_sign(ev, difference))


_HOLDS: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
    "=": lambda value: not value,
    "!=": lambda value: bool(value),
}


def fingerprint(ev: Evaluation, term: Term) -> object:
    """What a term is known by inside a function that is not taken apart."""
    if term.head is Head.TRUTH:
        return term.data
    if term.head in (Head.RELATION, Head.LOGIC):
        return term.data, *(fingerprint(ev, arg) for arg in term.args)
    return ev.value(term)


def value_of_cases(ev: Evaluation, term: Term) -> int:
    """A piecewise term: the chosen case, or an independent function where cases are not told apart."""
    if not ev.opaque:
        return ev.value(chosen(ev, term))
    before, ev.needs = ev.needs, "known"  # a case that does not hold here assumes nothing
    key = ("cases", *(fingerprint(ev, arg) for arg in term.args))
    ev.needs = before
    return ev.world.free(key, names=ev.names_in(term))


def polynomial_of_cases(ev: Evaluation, term: Term) -> Polynomial:
    """The chosen case."""
    return ev.atomic(term) if ev.opaque else ev.polynomial(chosen(ev, term))


def product_of_cases(ev: Evaluation, term: Term) -> Product:
    """The chosen case."""
    return ev.factored(ev.atomic(term)) if ev.opaque else ev.product(chosen(ev, term))


def value_of_indicator(ev: Evaluation, term: Term) -> int:
    """1 where the condition holds, else 0."""
    if not ev.opaque:
        return int(holds(ev, term.args[0]))
    return ev.world.free(("indicator", fingerprint(ev, term.args[0])), names=ev.names_in(term))
