"""Difference quotients of polynomials, of fractions of them and of roots: multiplied out, joined, by the conjugate."""

from symgrad.derivations.limits.difference import Line, Quotient, refusal
from symgrad.derivations.limits.linear import in_powers_of, is_polynomial
from symgrad.derivations.step import Reason
from symgrad.rules import drop_units
from symgrad.terms.build import ONE, TWO, ZERO, add, div, integer, mul, neg, power, root, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

#: the highest root whose conjugate is written out
HIGHEST_ROOT = 4
_POWERS = {2: "squares", 3: "cubes", 4: "fourth powers"}


def constant(q: Quotient) -> list[Line]:
    """What does not change."""
    return [Line(div(ZERO, q.h), ("the difference is 0",)), Line(ZERO, ("divide by ", q.h))]


def polynomial(q: Quotient) -> list[Line]:
    """Multiplied out; what is without h cancels, the rest is divided by h."""
    spread, change = in_powers_of(q.h, q.moved(q.f)), _change(q, q.f)
    lines = [] if q.moved(q.f) is spread else [Line(div(sub(spread, q.f), q.h), ("multiply out",))]
    return [*lines, Line(div(change, q.h), ("collect like terms",)), Line(_over_h(q, change), ("divide by ", q.h))]


def _change(q: Quotient, f: Term) -> Term:
    """f(x + h) - f(x) of a polynomial, multiplied out and collected."""
    found = in_powers_of(q.h, sub(q.moved(f), f))
    if not is_polynomial(found, q.h):
        raise refusal(q.f)
    return found


def _over_h(q: Quotient, change: Term) -> Term:
    """What is left of a change when each of its terms is divided by h."""
    parts = change.args if change.head is Head.SUM else (change,)
    return add(*(in_powers_of(q.h, div(part, q.h)) for part in parts))


def fraction(q: Quotient, top: Term, bottom: Term) -> list[Line]:
    """Two polynomials: over a common denominator first."""
    below = mul(bottom, q.moved(bottom))
    above = drop_units(sub(mul(q.moved(top), bottom), mul(top, q.moved(bottom))))
    change = in_powers_of(q.h, above)
    if not is_polynomial(change, q.h):
        raise refusal(q.f)
    return [
        Line(div(above, mul(q.h, below)), ("common denominator",)),
        Line(_signed(change, mul(q.h, below)), ("multiply out and collect",)),
        Line(_signed(_over_h(q, change), below), ("cancel ", q.h)),
    ]


def _signed(top: Term, bottom: Term) -> Term:
    """A quotient with the minus sign of its top in front."""
    return neg(div(top.args[0], bottom)) if top.head is Head.NEGATION else div(top, bottom)


def of_root(q: Quotient) -> list[Line]:
    """The root of a polynomial: by its conjugate."""
    inside, degree = q.f.args
    n = as_fraction(degree)
    if n is None or n.denominator != 1 or not 2 <= n <= HIGHEST_ROOT or not is_polynomial(inside, q.x):
        raise refusal(q.f)
    return _conjugate(q, inside, root(q.moved(inside), degree), root(inside, degree), int(n))


def _conjugate(q: Quotient, inside: Term, new: Term, old: Term, n: int) -> list[Line]:
    """(a - b)/h with a^n - b^n known: multiply above and below by what makes it that."""
    conjugate = drop_units(add(*(mul(raised(new, n - 1 - i), raised(old, i)) for i in range(n))))
    change = _change(q, inside)
    return [
        Line(div(mul(sub(new, old), conjugate), mul(q.h, conjugate)), ("multiply above and below by ", conjugate)),
        Line(div(sub(q.moved(inside), inside), mul(q.h, conjugate)), _difference_of_powers(n)),
        Line(div(change, mul(q.h, conjugate)), ("collect like terms",)),
        Line(div(_over_h(q, change), conjugate), ("cancel ", q.h)),
    ]


def raised(base: Term, exponent: int) -> Term:
    """base^exponent as it is written."""
    return power(base, integer(exponent)) if exponent > 1 else base if exponent else ONE


def _difference_of_powers(n: int) -> Reason:
    return (f"a difference of two {_POWERS[n]}",)


def under_root(q: Quotient, top: Term, bottom: Term) -> list[Line]:
    """c/sqrt(u): one denominator first, then the conjugate."""
    inside, degree = bottom.args
    if degree is not TWO or not is_polynomial(inside, q.x):
        raise refusal(q.f)
    new, times = q.moved(bottom), in_powers_of(q.h, mul(neg(top), _change(q, inside)))
    below, conjugate = mul(bottom, new), add(bottom, new)
    return [
        Line(div(mul(top, sub(bottom, new)), mul(q.h, below)), ("common denominator",)),
        Line(div(mul(top, sub(bottom, new), conjugate), mul(q.h, below, conjugate)),
             ("multiply above and below by ", conjugate)),
        Line(div(mul(top, sub(inside, q.moved(inside))), mul(q.h, below, conjugate)), _difference_of_powers(2)),
        Line(_signed(times, mul(q.h, below, conjugate)), ("collect like terms",)),
        Line(_signed(_over_h(q, times), mul(below, conjugate)), ("cancel ", q.h)),
    ]  # fmt: skip
