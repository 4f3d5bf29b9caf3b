"""Numbers for what has no number of its own: unknown functions and inert derivatives of names.

An unknown f of k arguments stands for sin(a_1 u_1 + ... + a_k u_k + c) with coefficients fixed by its name, and its
partials for the partials of that. What holds for every smooth f holds for it; what fails for it is false.
"""

import hashlib
from typing import Any

from flint import arb, fmpq

from symgrad.balls.values import ONE, Value, add, as_ball, missing, multiply, settled
from symgrad.errors import UnsupportedError
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term

_GRAIN = 1009
"""Denominator of the coefficients: a prime, so that they are never round."""


def coefficient(*labels: object) -> Value:
    """A fixed fraction between 1/2 and 3/2 for these labels."""
    digest = hashlib.blake2b("|".join(map(str, labels)).encode(), digest_size=4).digest()
    return fmpq(_GRAIN // 2 + int.from_bytes(digest, "big") % _GRAIN, _GRAIN)


def value_of_unknown(applied: Applied, args: tuple[Value, ...]) -> Value:
    """The stand-in's value, or that of its partial."""
    if (gap := missing(*args)) is not None:
        return gap
    orders = applied.orders or (0,) * len(args)
    phase, scale = coefficient(applied.name.key, "phase"), ONE
    for i, (arg, order) in enumerate(zip(args, orders, strict=True)):
        slope = coefficient(applied.name.key, i)
        phase, scale = add(phase, multiply(slope, arg)), scale * slope**order
    quarter = fmpq(sum(orders) % 4, 2)
    return multiply(scale, settled((as_ball(phase) + arb.pi() * quarter).sin()))


def slope_stand_in(node: Term) -> Value:
    """A fixed number for dy/dx where y is only a name. Raises UnsupportedError for a derivative of anything else."""
    body, *variables = node.args
    if body.head is not Head.NAME:
        raise UnsupportedError("a derivative that was not taken has no number yet")
    if body in variables:
        return ONE if len(variables) == 1 else fmpq(0)
    return coefficient(body.data.key, "by", *sorted(_key(variable) for variable in variables))


def _key(variable: Term) -> Any:
    return variable.data.key
