"""The difference quotient (f(x + h) - f(x))/h worked out until h can go to 0, as a list of equal expressions.

Polynomials are multiplied out, rational functions brought over one denominator, roots multiplied by their conjugate;
sine, cosine, tangent, exponentials and logarithms of a linear inside are brought to the well-known limits.
"""

from collections.abc import Callable, Sequence

from symgrad.derivations.limits.algebraic import constant, fraction, of_root, polynomial, raised, under_root
from symgrad.derivations.limits.difference import Line, Quotient, refusal
from symgrad.derivations.limits.functions import FUNCTIONS, exponential
from symgrad.derivations.limits.linear import is_polynomial
from symgrad.derivations.step import Reason
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, add, div, integer, mul, neg, power, rational, root
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on


def worked(q: Quotient) -> list[Line]:
    """The forms after the first, each equal to the one before for h != 0. Raises UnsupportedError."""
    lines = [Line(drop_units(line.body), line.reason) for line in _kind(q)(q)]
    before = [q.body, *(line.body for line in lines)]
    return [line for line, last in zip(lines, before, strict=False) if line.body is not last]


def _kind(q: Quotient) -> Callable[[Quotient], list[Line]]:
    if not depends_on(q.f, q.x):
        return constant
    if is_polynomial(q.f, q.x):
        return polynomial if is_polynomial(q.moved(q.f), q.x) else _cancelled
    choose = _KINDS.get(q.f.head)
    if choose is None:
        raise refusal(q.f)
    return choose


def _cancelled(q: Quotient) -> list[Line]:
    """x^3/x, which is a polynomial only when it is cancelled."""
    short = tidy(q.f)
    if short is q.f:
        raise refusal(q.f)
    return _rewritten(q, short)


def _quotient(q: Quotient) -> list[Line]:
    top, bottom = q.f.args
    if not depends_on(bottom, q.x):
        return _multiple(q, div(ONE, bottom), top)
    if bottom.head is Head.ROOT and not depends_on(top, q.x):
        return under_root(q, top, bottom)
    if not (is_polynomial(top, q.x) and is_polynomial(bottom, q.x)):
        raise refusal(q.f)
    return fraction(q, top, bottom)


def _power(q: Quotient) -> list[Line]:
    base, exponent = q.f.args
    if depends_on(exponent, q.x):
        return exponential(q)
    value = as_fraction(exponent)
    if value is None or (value.denominator == 1 and value > 3):
        raise refusal(q.f)
    if value.denominator == 1 and 1 < value <= 3:
        return _product_of(q, base, power(base, rational(value - 1)) if value > 2 else base)
    written = _as_root(base, abs(value.numerator), value.denominator)
    other = q.of(written if value > 0 else div(ONE, written))
    how = "a root" if value > 0 else "one over a root" if value.denominator > 1 else "a fraction"
    return [Line(other.body, (f"write the power as {how}",)), *worked(other)]


def _as_root(base: Term, above: int, below: int) -> Term:
    inner = raised(base, above)
    return root(inner, integer(below)) if below > 1 else inner


def _rewritten(q: Quotient, written: Term) -> list[Line]:
    """The quotient of the same function in another writing, and then its lines."""
    other = q.of(written)
    return [Line(other.body, ("write ", q.f, " as ", written)), *worked(other)]


def _call(q: Quotient) -> list[Line]:
    known = FUNCTIONS.get(q.f.data)
    if known is None or len(q.f.args) > 1:
        raise refusal(q.f)
    return known(q, q.f.args[0])


def _multiple(q: Quotient, constant: Term, f: Term) -> list[Line]:
    return _together([q.of(f)], lambda bodies: mul(constant, bodies[0]), ("take out the constant factor",))


def _product(q: Quotient) -> list[Line]:
    still = [factor for factor in q.f.args if not depends_on(factor, q.x)]
    moving = [factor for factor in q.f.args if depends_on(factor, q.x)]
    if still:
        return _multiple(q, mul(*still), mul(*moving))
    return _product_of(q, moving[0], mul(*moving[1:]))


def _product_of(q: Quotient, first: Term, second: Term) -> list[Line]:
    new = q.moved(first)
    return _together(
        [q.of(second), q.of(first)],
        lambda bodies: add(mul(new, bodies[0]), mul(second, bodies[1])),
        ("subtract and add ", mul(new, second)),
    )


def _sum(q: Quotient) -> list[Line]:
    """Polynomial terms stay together; every other has its own quotient."""
    plain_ = [part for part in q.f.args if is_polynomial(part, q.x)]
    other = [part for part in q.f.args if not is_polynomial(part, q.x)]
    signs = [part.head is Head.NEGATION for part in other]
    kept = [part.args[0] if minus else part for part, minus in zip(other, signs, strict=True)]
    quotients = [q.of(add(*plain_))] if any(depends_on(part, q.x) for part in plain_) else []
    signs = [False] * len(quotients) + signs

    def sum_of(bodies: Sequence[Term]) -> Term:
        return add(*(neg(body) if minus else body for body, minus in zip(bodies, signs, strict=True)))

    return _together([*quotients, *map(q.of, kept)], sum_of, ("a quotient for each term",))


def _together(parts: list[Quotient], build: Callable[[Sequence[Term]], Term], reason: Reason) -> list[Line]:
    """The quotients of the parts in one expression, all worked out at the same time."""
    bodies = [part.body for part in parts]
    lines = [Line(build(bodies), reason)]
    work = [worked(part) for part in parts]
    for k in range(max(map(len, work))):
        told = [one[k].reason for one in work if k < len(one)]
        bodies = [one[k].body if k < len(one) else body for one, body in zip(work, bodies, strict=True)]
        lines.append(Line(build(bodies), _joined(told)))
    return lines


def _joined(reasons: list[Reason]) -> Reason:
    out: list[str | Term] = []
    for one in dict.fromkeys(reasons):
        out += ["; ", *one] if out else list(one)
    return tuple(out)


def _negation(q: Quotient) -> list[Line]:
    return _together([q.of(q.f.args[0])], lambda bodies: neg(bodies[0]), ("take out the minus sign",))


_KINDS: dict[Head, Callable[[Quotient], list[Line]]] = {
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: of_root,
    Head.CALL: _call,
}
