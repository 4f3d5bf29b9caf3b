"""Logarithmic differentiation: take logarithms of y = u^v or of a product, differentiate both sides, multiply by y."""

from symgrad.derivations.chain import solve
from symgrad.derivations.conditions import positive, relevant
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, ZERO, E, add, call, derivative, div, equation, mul, name, neg, relation
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names

Factors = list[tuple[Term, Term]]


def is_general_power(body: Term, variable: Term) -> bool:
    """Whether the body is u^v with both u and v depending on the variable."""
    return body.head is Head.POWER and all(depends_on(part, variable) for part in body.args)


def factors_of(body: Term, variable: Term) -> Factors:
    """The body as a product of u^v, as pairs; none where logarithms are of no use: for fewer than two that move."""
    if is_general_power(body, variable):
        return [(body.args[0], body.args[1])]
    found = _factors(body, ONE)
    moving = [base for base, exponent in found if any(depends_on(part, variable) for part in (base, exponent))]
    return found if len(moving) > 1 and body.is_scalar else []


def _factors(body: Term, times: Term) -> Factors:
    if body.head is Head.NEGATION:  # ln|-u| = ln|u|
        return _factors(body.args[0], times)
    if body.head is Head.PRODUCT:
        return [pair for part in body.args for pair in _factors(part, times)]
    if body.head is Head.QUOTIENT:
        top, bottom = body.args
        return [*_factors(top, times), *_factors(bottom, tidy(neg(times)))]
    if body.head is Head.POWER:
        return _factors(body.args[0], tidy(mul(body.args[1], times)))
    if body.head is Head.ROOT:
        return _factors(body.args[0], tidy(div(times, body.args[1])))
    return [(body, times)]


def logarithmic(question: Term) -> list[State]:
    """The states from y = f to y' = y (ln y)'. The question must have `factors_of`."""
    body, variable = question.args[0], question.args[1]
    factors = factors_of(body, variable)
    y, plain = _fresh_y(body), body.head is not Head.NEGATION and all(positive(u) for u, _ in factors)
    bars = not plain and not is_general_power(body, variable)
    logs = add(*(_logarithm(u, v, bars) for u, v in factors))
    inner = derivative(logs, variable, partial=question.data == "partial")
    slope, steps = solve(inner)
    ratio = mul(div(ONE, y), derivative(y, variable, partial=question.data == "partial"))
    result = tidy(mul(body, slope))
    last = Step("logarithmic", Weight.MAJOR, question, mul(body, slope), ("logarithmic differentiation",), question)
    return [
        State(equation(y, body), "definition", "logarithmic.name", *_opening(y, factors, bars)),
        State(equation(_log(y, bars), logs), "equivalent", "logarithmic.take", ("take logarithms",)),
        State(equation(ratio, slope), "follows", "logarithmic.differentiate",
              ("differentiate both sides", *_rules_used(steps)), (), None, tuple(steps)),
        State(result, "equal", "logarithmic", ("multiply by ", equation(y, body)), (), question, (last,)),
    ]  # fmt: skip


def _opening(y: Term, factors: Factors, bars: bool) -> tuple[Reason, tuple[Term, ...]]:
    """Why logarithms may be taken, and where."""
    if bars:
        needs = relevant(tuple(relation(u, "!=", ZERO) for u, _ in factors if free_names(u)))
        return ("so that ", _log(y, bars), " exists"), needs
    if len(factors) > 1:
        return ("every factor is positive",), ()
    base = factors[0][0]
    return ("so that ", call("log", base), " exists"), (relation(base, ">", ZERO),)


def _log(u: Term, bars: bool) -> Term:
    return call("log", call("abs", u) if bars and not positive(u) else u)


def _logarithm(u: Term, v: Term, bars: bool) -> Term:
    """v ln u, with ln e = 1."""
    written = ONE if u is E else _log(u, bars)
    if v.head is Head.NEGATION:
        return neg(drop_units(mul(v.args[0], written)))
    return drop_units(mul(v, written))


def _rules_used(steps: list[Step]) -> Reason:
    majors = dict.fromkeys(step.reason[0] for step in steps if step.weight == Weight.MAJOR)
    return tuple(f"; {reason}".rstrip(",: ") for reason in majors if isinstance(reason, str))


def _fresh_y(body: Term) -> Term:
    taken = {n.data.key for n in free_names(body)}
    return name(next(Name(letter) for letter in ("y", "z", "h", "g", "Y") if letter not in taken))
