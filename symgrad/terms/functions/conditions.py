"""Conditions on arguments, used in the tables: where a function is real, where it has a kink or a jump."""

from symgrad.terms.build import ONE, TWO, ZERO, E, div, neg, power, relation, sub
from symgrad.terms.node import Term


def positive(u: Term, *_: Term) -> tuple[Term, ...]:
    """u > 0."""
    return (relation(u, ">", ZERO),)


def nonnegative(u: Term, *_: Term) -> tuple[Term, ...]:
    """u >= 0."""
    return (relation(u, ">=", ZERO),)


def nonzero(u: Term, *_: Term) -> tuple[Term, ...]:
    """u != 0."""
    return (relation(u, "!=", ZERO),)


def within_one(u: Term) -> tuple[Term, ...]:
    """-1 <= u <= 1."""
    return (relation(neg(ONE), "<=", u, "<=", ONE),)


def inside_one(u: Term) -> tuple[Term, ...]:
    """-1 < u < 1."""
    return (relation(neg(ONE), "<", u, "<", ONE),)


def beyond_one(u: Term) -> tuple[Term, ...]:
    """|u| >= 1, written without bars so that it needs no other function."""
    return (relation(_square(u), ">=", ONE),)


def outside_one(u: Term) -> tuple[Term, ...]:
    """|u| > 1."""
    return (relation(_square(u), ">", ONE),)


def at_least_one(u: Term) -> tuple[Term, ...]:
    """u >= 1."""
    return (relation(u, ">=", ONE),)


def above_one(u: Term) -> tuple[Term, ...]:
    """u > 1."""
    return (relation(u, ">", ONE),)


def inside_zero_one(u: Term) -> tuple[Term, ...]:
    """0 < u < 1."""
    return (relation(ZERO, "<", u, "<", ONE),)


def unit_open_zero(u: Term) -> tuple[Term, ...]:
    """0 < u <= 1."""
    return (relation(ZERO, "<", u, "<=", ONE),)


def below_one(u: Term) -> tuple[Term, ...]:
    """u < 1."""
    return (relation(u, "<", ONE),)


def at_most_one(u: Term) -> tuple[Term, ...]:
    """u <= 1."""
    return (relation(u, "<=", ONE),)


def second_positive(_: Term, u: Term) -> tuple[Term, ...]:
    """u > 0 for the argument after an order or index."""
    return positive(u)


def second_below_one(_: Term, u: Term) -> tuple[Term, ...]:
    """u < 1 for the argument after an order or index."""
    return below_one(u)


def zero_of(u: Term, *_: Term) -> tuple[Term, ...]:
    """The kink or jump is where u = 0."""
    return (u,)


def ties(*args: Term) -> tuple[Term, ...]:
    """Where two arguments of a maximum or minimum are equal."""
    return tuple(sub(a, b) for i, a in enumerate(args) for b in args[i + 1 :])


def log_needs(u: Term, base: Term | None = None) -> tuple[Term, ...]:
    """u > 0, and a positive base other than 1."""
    own = positive(u)
    return own if base is None else (*own, relation(base, ">", ZERO), relation(base, "!=", ONE))


def above_branch_point(u: Term, *_: Term) -> tuple[Term, ...]:
    """u >= -1/e, where Lambert's W is real."""
    return (relation(u, ">=", neg(div(ONE, E))),)


def _square(u: Term) -> Term:
    return power(u, TWO)
