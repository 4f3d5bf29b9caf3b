"""Functions whose inverse has a name: the inverse, the range that makes it one, and how its slope gets back to x."""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.terms.build import ONE, PI, TWO, ZERO, E, add, call, div, integer, neg, power, relation, root, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


class Inverse(NamedTuple):
    """`of(x)` is the inverse function; `where(y)` its range; `identity(y)` writes a part of f'(y) by f(y)."""

    of: Callable[[Term], Term]
    where: Callable[[Term], tuple[Term, ...]]
    identity: Callable[[Term], tuple[Term, Term]] | None = None
    says: str = ""  # why the identity holds


_HALF_PI = div(PI, TWO)


def _squared(function: str, y: Term) -> Term:
    return power(call(function, y), TWO)


def _everywhere(y: Term) -> tuple[Term, ...]:
    return ()


_PYTHAGORAS = "sine and cosine squared add up to 1"
_HYPERBOLA = "the square of cosh is 1 more than that of sinh"

INVERSES: dict[str, Inverse] = {
    "sin": Inverse(
        lambda x: call("asin", x),
        lambda y: (relation(neg(_HALF_PI), "<", y, "<", _HALF_PI),),
        lambda y: (call("cos", y), root(sub(ONE, _squared("sin", y)))),
        f"{_PYTHAGORAS}; the cosine is positive there",
    ),
    "cos": Inverse(
        lambda x: call("acos", x),
        lambda y: (relation(ZERO, "<", y, "<", PI),),
        lambda y: (call("sin", y), root(sub(ONE, _squared("cos", y)))),
        f"{_PYTHAGORAS}; the sine is positive there",
    ),
    "tan": Inverse(
        lambda x: call("atan", x),
        lambda y: (relation(neg(_HALF_PI), "<", y, "<", _HALF_PI),),
        lambda y: (_squared("sec", y), add(ONE, _squared("tan", y))),
        f"{_PYTHAGORAS}; divide by the cosine squared",
    ),
    "sinh": Inverse(
        lambda x: call("asinh", x),
        _everywhere,
        lambda y: (call("cosh", y), root(add(ONE, _squared("sinh", y)))),
        _HYPERBOLA,
    ),
    "cosh": Inverse(
        lambda x: call("acosh", x),
        lambda y: (relation(y, ">", ZERO),),
        lambda y: (call("sinh", y), root(sub(_squared("cosh", y), ONE))),
        _HYPERBOLA,
    ),
    "tanh": Inverse(lambda x: call("atanh", x), _everywhere),
    "log": Inverse(lambda x: power(E, x), _everywhere),
}


def inverse_of(f: Term, x: Term) -> Inverse | None:
    """The row for f(x), where f is one of the table, the exponential or a power x^n; None for anything else."""
    if f.head is Head.CALL and f.args == (x,):
        return INVERSES.get(f.data)
    if f.head is not Head.POWER:
        return None
    base, exponent = f.args
    if base is E and exponent is x:
        return Inverse(lambda u: call("log", u), _everywhere)
    n = as_fraction(exponent)
    if base is not x or n is None or n.denominator != 1 or n < 2:
        return None
    return Inverse(lambda u: root(u, integer(int(n))), lambda y: (relation(y, ">", ZERO),))
