"""Forms that lose digits or overflow in floats, rewritten as equal ones that do not, by named steps.

Sources: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., sections 1.7, 1.14.1 and 27.2 (cancellation,
log(1 + u), overflow); Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax functions, IMA J.
Numer. Anal. 2021. Every step is an equality of real functions, wherever the form before is real.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from symgrad.notation import text
from symgrad.numeric.repeated import repeated_factors
from symgrad.terms import Head, Term
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    call,
    div,
    exp,
    logic,
    mul,
    neg,
    piecewise,
    power,
    rational,
    relation,
    sub,
)
from symgrad.terms.traverse import as_fraction, rewrite

Known = Mapping[Term, Term]


class Rewrite(NamedTuple):
    """One step: the name of the technique, what was written and what is computed instead."""

    name: str
    before: Term
    after: Term

    @property
    def sentence(self) -> str:
        """What is computed instead, in words."""
        return f"{self.name}: {text(self.before)} is computed as {text(self.after)}"


class Stable(NamedTuple):
    """A term as it is computed, and the steps from the term as written (none where it is stable already)."""

    term: Term
    rewrites: tuple[Rewrite, ...]


def stable(term: Term, known: Known | None = None) -> Stable:
    """The term with known-unstable forms rewritten: log-sum-exp, softplus, log1p, expm1, 1 - cos, 1 - sigmoid, powers.

    `known` gives the terms of names defined elsewhere: log(a) is seen to be a softplus where a is a sigmoid.
    """
    found: list[Rewrite] = []

    def change(node: Term) -> Term:
        for label, form in FORMS.items():
            after = form(node, known or {})
            if after is not None:
                found.append(Rewrite(label, node, after))
                return after
        return node

    return Stable(rewrite(term, change), tuple(found))


def _exponent(term: Term) -> Term | None:
    """u of e^u."""
    if term.head is Head.CALL and term.data == "exp":
        return term.args[0]
    return term.args[1] if term.head is Head.POWER and term.args[0] is E else None


def _odds(term: Term, known: Known) -> Term | None:
    """u where the term is a sigmoid 1/(1 + e^-u), spelled in one of its ways."""
    term = known.get(term, term)
    if term.head is Head.CALL and term.data == "sigmoid":
        return term.args[0]
    if term.head is not Head.QUOTIENT:
        return None
    top, bottom = term.args
    inside = _one_plus_exponential(bottom)
    if inside is None:
        return None
    if top is ONE:
        return _opposite(inside)
    return inside if _exponent(top) is inside else None


def _opposite(term: Term) -> Term:
    return term.args[0] if term.head is Head.NEGATION else neg(term)


def _one_plus_exponential(term: Term) -> Term | None:
    """u of 1 + e^u."""
    if term.head is not Head.SUM or len(term.args) != 2 or ONE not in term.args:
        return None
    return _exponent(term.args[1] if term.args[0] is ONE else term.args[0])


def _log_of_sigmoid(node: Term, known: Known) -> Term | None:
    """ln(1/(1 + e^-u)) = -softplus(-u): no logarithm of a number rounded to 0."""
    odds = _odds(node.args[0], known) if _is_log(node) else None
    return None if odds is None else neg(call("softplus", _opposite(odds)))


def _is_log(node: Term) -> bool:
    return node.head is Head.CALL and node.data == "log" and len(node.args) == 1


def _softplus(node: Term, _: Known) -> Term | None:
    """ln(1 + e^u) = softplus(u), computed as max(u, 0) + log1p(e^-|u|)."""
    inside = _one_plus_exponential(node.args[0]) if _is_log(node) else None
    return None if inside is None else call("softplus", inside)


def _log_sum_exp(node: Term, known: Known) -> Term | None:
    """ln(e^a + e^b + ...) = m + ln(e^(a-m) + e^(b-m) + ...) with the largest exponent m: nothing overflows."""
    total = known.get(node.args[0], node.args[0]) if _is_log(node) else None
    if total is None or total.head is not Head.SUM:
        return None
    exponents = [ZERO if part is ONE else _exponent(part) for part in total.args]
    each = [inside for inside in exponents if inside is not None]
    if len(each) < len(exponents) or all(inside is ZERO for inside in each):
        return None
    if len(each) == 2:
        return add(each[0], call("softplus", sub(each[1], each[0])))
    largest = call("max", *each)
    return add(largest, call("log", add(*(exp(sub(inside, largest)) for inside in each))))


_NEAR = rational(Fraction(1, 2))


def _log1p(node: Term, _: Known) -> Term | None:
    """ln(1 + u) = 2 artanh(u/(2 + u)) for small u, whose digits 1 + u would round away."""
    total = node.args[0] if _is_log(node) else None
    if total is None or total.head is not Head.SUM or ONE not in total.args:
        return None
    rest = list(total.args)
    rest.remove(ONE)
    if all(as_fraction(part) is not None for part in rest):
        return None
    u = add(*rest)
    near = logic("and", relation(u, "<", _NEAR), relation(u, ">", neg(_NEAR)))
    return piecewise((mul(TWO, call("atanh", div(u, add(TWO, u)))), near), (node, TRUE))


def _pair(node: Term, match: Callable[[Term, Term], Term | None]) -> Term | None:
    """A sum in which a number 1 and another part are joined into one term."""
    if node.head is not Head.SUM:
        return None
    for one in node.args:
        if one is not ONE and one is not _MINUS:
            continue
        for other in node.args:
            joined = match(one, other) if other is not one else None
            if joined is not None:
                return add(joined, *(part for part in node.args if part is not one and part is not other))
    return None


_MINUS = neg(ONE)


def _expm1(node: Term, _: Known) -> Term | None:
    """e^u - 1 = 2 e^(u/2) sinh(u/2): no difference of nearly equal numbers."""
    return _pair(node, lambda one, other: _difference(one, other, _exponent, _rise))


def _rise(u: Term) -> Term:
    return mul(TWO, exp(div(u, TWO)), call("sinh", div(u, TWO)))


def _versine(node: Term, _: Known) -> Term | None:
    """1 - cos u = 2 sin^2(u/2)."""
    return _pair(node, lambda one, other: _difference(one, other, _cosine, _minus_versine))


def _cosine(term: Term) -> Term | None:
    return term.args[0] if term.head is Head.CALL and term.data == "cos" else None


def _minus_versine(u: Term) -> Term:
    return neg(mul(TWO, power(call("sin", div(u, TWO)), TWO)))


def _difference(
    one: Term, other: Term, inside: Callable[[Term], Term | None], rise: Callable[[Term], Term]
) -> Term | None:
    """g(u) - 1 as rise(u), and 1 - g(u) as its opposite."""
    minus = other.head is Head.NEGATION
    u = inside(other.args[0] if minus else other)
    if u is None or minus is not (one is ONE):
        return None
    return _opposite(rise(u)) if minus else rise(u)


def _sigmoid(node: Term, _: Known) -> Term | None:
    """1/(1 + e^-u) as a sigmoid, which is computed without overflow on both sides of 0."""
    odds = _odds(node, {}) if node.head is Head.QUOTIENT else None
    return None if odds is None else call("sigmoid", odds)


def _one_minus_sigmoid(node: Term, known: Known) -> Term | None:
    """1 - sigmoid(u) = sigmoid(-u)."""
    if node.head is not Head.SUM or len(node.args) != 2 or node.args[0] is not ONE:
        return None
    odds = _odds(node.args[1].args[0], known) if node.args[1].head is Head.NEGATION else None
    return None if odds is None else call("sigmoid", _opposite(odds))


#: name of the technique -> the form it is for, tried in this order
FORMS: dict[str, Callable[[Term, Known], Term | None]] = {
    "repeated factor": repeated_factors,
    "log of sigmoid": _log_of_sigmoid,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "log-sum-exp": _log_sum_exp,
    "log1p": _log1p,
    "one minus sigmoid": _one_minus_sigmoid,
    "expm1": _expm1,
    "one minus cosine": _versine,
}
