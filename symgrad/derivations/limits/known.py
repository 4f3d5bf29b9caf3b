"""The limits that a derivation from the definition rests on, by name: sin t/t, (cos t - 1)/t, (e^t - 1)/t, ln(1 + t)/t.

The judge of a line (`deciding.limits`) does not look here.
"""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.terms.build import ONE, ZERO, E, add, call, div, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on


class Known(NamedTuple):
    """One well-known limit as t goes to 0: the function of t, and its value."""

    form: Callable[[Term], Term]
    value: Term


KNOWN = (
    Known(lambda t: div(call("sin", t), t), ONE),
    Known(lambda t: div(sub(call("cos", t), ONE), t), ZERO),
    Known(lambda t: div(sub(power(E, t), ONE), t), ONE),
    Known(lambda t: div(call("log", add(ONE, t)), t), ONE),
)


def known_limit(factor: Term, h: Term) -> Term | None:
    """The limit of a factor of one of the known forms as h, and so t, goes to 0; None for any other factor."""
    if factor.head is not Head.QUOTIENT or not depends_on(factor, h):
        return None
    top, t = factor.args
    for known in KNOWN:
        if known.form(t) is factor:
            return known.value
    grows = top.args[0] if top.head is Head.SUM else top
    if grows.head is Head.POWER and grows.args[1] is t and div(sub(grows, ONE), t) is factor:
        base = grows.args[0]
        return None if depends_on(base, h) else call("log", base)
    return None
