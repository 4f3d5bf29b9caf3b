"""Difference quotients of exponentials, sine, cosine, tangent and logarithm of a x + b, brought to the known limits."""

from collections.abc import Callable

from symgrad.derivations.limits.difference import Line, Quotient, refusal
from symgrad.derivations.limits.linear import line_slope
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, add, call, div, mul, power, sub
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on


def exponential(q: Quotient) -> list[Line]:
    """c^(a x + b): what the step adds comes out as a factor."""
    base, inside = q.f.args
    if depends_on(base, q.x):
        raise refusal(q.f)
    slope, step = _linear(q, inside)
    grows = power(base, step)
    return [
        Line(div(sub(mul(q.f, grows), q.f), q.h), ("a power of a sum is a product of powers",)),
        Line(mul(q.f, div(sub(grows, ONE), q.h)), ("take out ", q.f)),
        *_over_step(q, slope, step, mul(slope, q.f, div(sub(grows, ONE), step))),
    ]


def _linear(q: Quotient, inside: Term) -> tuple[Term, Term]:
    """(a, a h) of an inside a x + b. Raises UnsupportedError for any other."""
    slope = line_slope(inside, q.x)
    if slope is None:
        raise refusal(q.f)
    return slope, tidy(mul(slope, q.h))


def _over_step(q: Quotient, slope: Term, step: Term, body: Term) -> list[Line]:
    """The line in which a h stands under each fraction, needed where a is not 1."""
    return [] if slope is ONE else [Line(body, ("write the fraction over ", step))]


def _sine(q: Quotient, inside: Term) -> list[Line]:
    slope, step = _linear(q, inside)
    sine, cosine = call("sin", inside), call("cos", inside)
    return [
        Line(div(sub(add(mul(sine, call("cos", step)), mul(cosine, call("sin", step))), sine), q.h),
             ("addition formula",)),
        Line(_waves(ONE, sine, cosine, step, q.h), ("collect what has ", sine, " and what has ", cosine)),
        *_over_step(q, slope, step, _waves(slope, sine, cosine, step, step)),
    ]  # fmt: skip


def _waves(factor: Term, first: Term, second: Term, step: Term, below: Term) -> Term:
    """first (cos a - 1)/b + second sin a/b."""
    lower = mul(factor, first, div(sub(call("cos", step), ONE), below))
    return add(lower, mul(factor, second, div(call("sin", step), below)))


def _cosine(q: Quotient, inside: Term) -> list[Line]:
    slope, step = _linear(q, inside)
    sine, cosine = call("sin", inside), call("cos", inside)

    def sorted_by(factor: Term, below: Term) -> Term:
        down = mul(factor, sine, div(call("sin", step), below))
        return sub(mul(factor, cosine, div(sub(call("cos", step), ONE), below)), down)

    return [
        Line(div(sub(sub(mul(cosine, call("cos", step)), mul(sine, call("sin", step))), cosine), q.h),
             ("addition formula",)),
        Line(sorted_by(ONE, q.h), ("collect what has ", cosine, " and what has ", sine)),
        *_over_step(q, slope, step, sorted_by(slope, step)),
    ]  # fmt: skip


def _tangent(q: Quotient, inside: Term) -> list[Line]:
    slope, step = _linear(q, inside)
    new, old = q.moved(inside), inside
    below = mul(call("cos", new), call("cos", old))
    above = sub(mul(call("sin", new), call("cos", old)), mul(call("cos", new), call("sin", old)))
    return [
        Line(div(above, mul(q.h, below)), ("tangent is sine over cosine; common denominator",)),
        Line(div(call("sin", step), mul(q.h, below)), ("addition formula",)),
        Line(mul(slope, div(ONE, below), div(call("sin", step), step)), ("two fractions",)),
    ]


def _logarithm(q: Quotient, inside: Term) -> list[Line]:
    slope, step = _linear(q, inside)
    part = tidy(div(step, inside))
    return [
        Line(div(call("log", div(q.moved(inside), inside)), q.h), ("a difference of logarithms",)),
        Line(div(call("log", add(ONE, part)), q.h), ("divide by ", inside)),
        Line(mul(tidy(div(slope, inside)), div(call("log", add(ONE, part)), part)), ("write the fraction over ", part)),
    ]


FUNCTIONS: dict[str, Callable[[Quotient, Term], list[Line]]] = {
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "log": _logarithm,
}
