"""Known functions in the function field: through exponentials, by definition, or as independent functions."""

from collections.abc import Callable
from fractions import Fraction

from symgrad.deciding.field.evaluation import Evaluation
from symgrad.deciding.field.exponentials import exponential, logarithm, turn
from symgrad.deciding.field.forks import Undefined
from symgrad.deciding.field.polynomials import Polynomial, Product, add, polynomial_of, scaled
from symgrad.deciding.field.switches import SWITCHES, fingerprint, size
from symgrad.terms.build import ONE, PI, TWO, call, div, neg, power, root, sub
from symgrad.terms.build import add as plus
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_HALF_PI = div(PI, TWO)


def _cathetus(u: Term) -> Term:
    """sqrt(1 - u^2)."""
    return root(sub(ONE, power(u, TWO)))


def _hypotenuse(u: Term) -> Term:
    """sqrt(1 + u^2)."""
    return root(plus(ONE, power(u, TWO)))


#: angles: their cosine and sine
_ANGLES: dict[str, Callable[[Term], tuple[Term, Term]]] = {
    "asin": lambda u: (_cathetus(u), u),
    "atan": lambda u: (div(ONE, _hypotenuse(u)), div(u, _hypotenuse(u))),
}

_ODD = frozenset({"asin", "atan", "erf", "erfi", "erfinv", "Si", "Shi", "fresnels", "fresnelc"})

#: functions written by others here, beside those whose record has a definition
_WRITTEN: dict[str, Callable[..., Term]] = {
    "tanh": lambda u: div(call("sinh", u), call("cosh", u)),
    "tan": lambda u: div(call("sin", u), call("cos", u)),
    "sech": lambda u: div(ONE, call("cosh", u)),
    "csch": lambda u: div(ONE, call("sinh", u)),
    "erfc": lambda u: sub(ONE, call("erf", u)),
    "acos": lambda u: sub(_HALF_PI, call("asin", u)),
}

_WITHIN_ONE = frozenset({"asin"})


def _within_one(u: Term) -> Term:
    """-1 <= u <= 1 as the one condition 1 - u^2 >= 0, which is what stands under the root in the derivative."""
    return sub(ONE, power(u, TWO))


def unfolded(ev: Evaluation, term: Term) -> tuple[int, Term] | None:
    """(sign, term) that a call stands for in this cell, or None where it stands for itself."""
    if term.data in SWITCHES:
        return None if ev.opaque else SWITCHES[term.data](ev, term)
    written = _WRITTEN.get(term.data) or function(term.data).definition
    if term.data == "log" and len(term.args) == 2:
        return 1, div(call("log", term.args[0]), call("log", term.args[1]))
    return None if written is None else (1, written(*term.args))


def value_of_call(ev: Evaluation, term: Term) -> int:
    """The residue of a call."""
    stands = unfolded(ev, term)
    if stands is not None:
        return stands[0] * ev.value(stands[1]) % ev.world.modulus
    own = size if term.data == "abs" else _VALUES.get(term.data)
    if own is not None:
        return own(ev, term.args[0])
    if term.data in _POLYNOMIALS:
        return ev.value_of(ev.polynomial(term))
    return _independent(ev, term)


def polynomial_of_call(ev: Evaluation, term: Term) -> Polynomial:
    """A call as a polynomial in atoms."""
    stands = unfolded(ev, term)
    if stands is not None:
        return scaled(ev.polynomial(stands[1]), stands[0])
    own = _POLYNOMIALS.get(term.data)
    return ev.atomic(term) if own is None else own(ev, term.args[0])


def product_of_call(ev: Evaluation, term: Term) -> Product:
    """A call as a product of atoms."""
    stands = unfolded(ev, term)
    if stands is None:
        return ev.factored(ev.polynomial(term))
    number, monomial = ev.product(stands[1])
    return stands[0] * number, monomial


def _independent(ev: Evaluation, term: Term) -> int:
    if term.data in _WITHIN_ONE:
        ev.require_positive(ev.product(_within_one(term.args[0])))
    elif term.data not in SWITCHES:
        assume(ev, function(term.data).needs(*term.args))
    if term.data in _ODD:
        return _odd(ev, term)
    parts = [fingerprint(ev, arg) for arg in term.args]
    if term.data in ("max", "min"):
        parts.sort(key=repr)  # in any order
    key = ("call", term.data, *parts)
    return ev.world.free(key, names=ev.names_in(term))


def _odd(ev: Evaluation, term: Term) -> int:
    """f(-u) = -f(u)."""
    p, (u,) = ev.world.modulus, term.args
    value = ev.value(u)
    least = min(value, p - value)
    if not value:
        return 0
    atom = ev.world.free(("call", term.data, least), names=ev.names_in(term))
    if term.data in _ANGLES:
        ev.angles[atom] = _ANGLES[term.data](u if value == least else neg(u))
    return atom if value == least else p - atom


def assume(ev: Evaluation, conditions: tuple[Term, ...]) -> None:
    """Go on only where inequalities hold; conditions of other kinds, that single points are left out, do not count."""
    for condition in conditions:
        if condition.head is Head.RELATION:
            sides = condition.args
            for left, sign, right in zip(sides, condition.data, sides[1:], strict=False):
                if sign in ("<", "<="):
                    ev.require_positive(ev.product(sub(right, left)))
                elif sign in (">", ">="):
                    ev.require_positive(ev.product(sub(left, right)))


def _exponentials(ev: Evaluation, u: Term) -> tuple[Polynomial, Polynomial]:
    exponent = ev.polynomial(u)
    return polynomial_of(exponential(ev, exponent)), polynomial_of(exponential(ev, scaled(exponent, -1)))


def _hyperbolic(ev: Evaluation, u: Term, sign: int) -> Polynomial:
    up, down = _exponentials(ev, u)
    return scaled(add((up, scaled(down, sign))), Fraction(1, 2))


def _log(ev: Evaluation, u: Term) -> Polynomial:
    product = ev.product(u)
    if not product[0]:
        raise Undefined
    ev.require_positive(product)
    return logarithm(ev, product)


def _arsinh(ev: Evaluation, u: Term) -> Polynomial:
    return logarithm(ev, ev.take_positive(plus(u, _hypotenuse(u))))


def _arcosh(ev: Evaluation, u: Term) -> Polynomial:
    assume(ev, function("acosh").needs(u))
    return logarithm(ev, ev.take_positive(plus(u, root(sub(power(u, TWO), ONE)))))


def _artanh(ev: Evaluation, u: Term) -> Polynomial:
    ev.require_positive(ev.product(_within_one(u)))
    above, below = (logarithm(ev, ev.take_positive(side)) for side in (plus(ONE, u), sub(ONE, u)))
    return scaled(add((above, scaled(below, -1))), Fraction(1, 2))


def _cosine(ev: Evaluation, u: Term) -> int:
    p, z = ev.world.modulus, turn(ev, ev.polynomial(u))
    return (z + pow(z, -1, p)) * pow(2, -1, p) % p


def _sine(ev: Evaluation, u: Term) -> int:
    p, z = ev.world.modulus, turn(ev, ev.polynomial(u))
    return (z - pow(z, -1, p)) * pow(2 * ev.world.imaginary, -1, p) % p


_POLYNOMIALS: dict[str, Callable[[Evaluation, Term], Polynomial]] = {
    "log": _log,
    "exp": lambda ev, u: _exponentials(ev, u)[0],
    "sinh": lambda ev, u: _hyperbolic(ev, u, -1),
    "cosh": lambda ev, u: _hyperbolic(ev, u, 1),
    "asinh": _arsinh,
    "acosh": _arcosh,
    "atanh": _artanh,
}

_VALUES: dict[str, Callable[[Evaluation, Term], int]] = {
    "sin": _sine,
    "cos": _cosine,
}
