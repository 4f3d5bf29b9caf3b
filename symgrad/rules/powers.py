"""Powers, exponentials and roots. x^n, a^x and u^v are three laws of one head: which factor moves decides."""

from symgrad.rules.rule import Rule, Slip, Terms, register
from symgrad.terms.build import ONE, TWO, ZERO, E, add, call, div, mul, power, root, sub
from symgrad.terms.functions.conditions import nonnegative, nonzero, positive
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


def log_of(base: Term) -> Term:
    """ln of the base; 1 for e and 0 for 1."""
    if base is ONE:
        return ZERO
    return ONE if base is E else call("log", base)


def lowered(exponent: Term) -> Term:
    """The exponent less one, computed where it is a number."""
    from symgrad.terms.build import rational

    value = as_fraction(exponent)
    return sub(exponent, ONE) if value is None else rational(value - 1)


def _power(u: Terms, du: Terms, y: Term) -> Term:
    base, exponent = u
    if du[1] is ZERO:
        return mul(exponent, power(base, lowered(exponent)), du[0])
    if du[0] is ZERO:
        return mul(y, log_of(base), du[1])
    return mul(y, add(mul(du[1], log_of(base)), div(mul(exponent, du[0]), base)))


def _power_needs(base: Term, exponent: Term) -> Terms:
    """Where a power with a number for its exponent is real and has a slope; odd roots are real for negative u."""
    value = as_fraction(exponent)
    if base is E or value is None:
        return ()
    if value.denominator % 2 == 0:
        return nonnegative(base) if value > 1 else positive(base)
    smooth = value >= 0 if value.denominator == 1 else value > 1
    return () if smooth else nonzero(base)


def _root_needs(radicand: Term, degree: Term) -> Terms:
    value = as_fraction(degree)
    return nonzero(radicand) if value is not None and value % 2 else positive(radicand)


def _root(u: Terms, du: Terms, y: Term) -> Term:
    radicand, degree = u
    if du[1] is not ZERO:  # u^(1/n), both moving
        grows = sub(div(du[0], mul(degree, radicand)), div(mul(call("log", radicand), du[1]), power(degree, TWO)))
        return mul(y, grows)
    if degree is TWO:
        return mul(div(ONE, mul(TWO, root(radicand))), du[0])
    below = mul(degree, power(y, sub(degree, ONE) if as_fraction(degree) is None else lowered(degree)))
    return mul(div(ONE, below), du[0])


register(
    Rule(
        "power", Head.POWER, "power rule", _power,
        "Bring the exponent down and lower it by one; for a fixed base, keep the power and multiply by the logarithm "
        "of the base; where both move, add both parts.", 2, example="x^5", needs=_power_needs,
        slips=(
            Slip("power.exponent_kept", "the exponent was not lowered", lambda u, du, y: mul(u[1], y, du[0]), "power"),
            Slip("power.factor_lost", "the exponent was not brought down",
                 lambda u, du, y: mul(power(u[0], lowered(u[1])), du[0]), "power"),
            Slip("power.raised", "the exponent was raised, as in integration",
                 lambda u, du, y: mul(div(power(u[0], add(u[1], ONE)), add(u[1], ONE)), du[0]), "power"),
        ),
    ),
    Rule("root", Head.ROOT, "derivative of a root", _root,
         "One over twice the root, times the derivative of what is under it; in general one over n times the root to "
         "the n - 1.", 2, example="sqrt(x)", needs=_root_needs,
         slips=(Slip("root.half_lost", "the factor 1/2 was lost", lambda u, du, y: mul(div(ONE, y), du[0]), "power"),)),
)  # fmt: skip
