"""A function of its own inverse taken back: asinh(sinh u) = u everywhere, asin(sin u) = u where |u| <= pi/2.

The second kind holds where the angle lies in the range of the inverse (DLMF 4.23(ii), 4.37(ii)): that has to be certain
on the whole declared domain.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from symgrad.balls import Ball, ball, sign_on
from symgrad.deciding.points import bounded_box
from symgrad.deciding.radicals import plainer
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import PI, TWO, ZERO, call, div, neg, rational, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, rewrite, substitute

Box = Mapping[Term, tuple[Fraction, Fraction]]

_RIGHT_ANGLE = div(PI, TWO)

#: (outer, inner) -> what outer(inner(u)) is for every u
_EVERYWHERE: Mapping[tuple[str, str], Callable[[Term], Term]] = {
    ("asinh", "sinh"): lambda u: u,
    ("atanh", "tanh"): lambda u: u,
    ("acosh", "cosh"): lambda u: call("abs", u),
}

#: (outer, inner) -> what it is where an angle lies in the range, the lower end, the upper end
_IN_RANGE: Mapping[tuple[str, str], tuple[Callable[[Term], Term], Term, Term]] = {
    ("asin", "sin"): (lambda u: u, neg(_RIGHT_ANGLE), _RIGHT_ANGLE),
    ("atan", "tan"): (lambda u: u, neg(_RIGHT_ANGLE), _RIGHT_ANGLE),
    ("acos", "cos"): (lambda u: u, ZERO, PI),
    ("asin", "cos"): (lambda u: sub(_RIGHT_ANGLE, u), ZERO, PI),
    ("acos", "sin"): (lambda u: sub(_RIGHT_ANGLE, u), neg(_RIGHT_ANGLE), _RIGHT_ANGLE),
}


def taken_back(term: Term, domain: Domain) -> Term:
    """The term with functions of their own inverses taken back where that is certain on the domain.

    Roots of roots and sizes with their signs are written plainly on the way.
    """
    return rewrite(term, lambda node: _taken_back(plainer(node), domain))


def _taken_back(node: Term, domain: Domain) -> Term:
    inner = node.args[0] if node.head is Head.CALL and len(node.args) == 1 else node
    if inner.head is not Head.CALL or inner is node:
        return node
    pair, (u, *_) = (node.data, inner.data), inner.args
    if pair in _EVERYWHERE:
        return _EVERYWHERE[pair](u)
    if pair in _IN_RANGE:
        form, lower, upper = _IN_RANGE[pair]
        if _never_negative(sub(u, lower), domain) and _never_negative(sub(upper, u), domain):
            return form(u)
    return node


def _never_negative(term: Term, domain: Domain) -> bool:
    """Whether the term is certainly at least 0 on the domain, which has to be bounded."""
    box = bounded_box(term, domain)
    try:
        return box is not None and (_linear_in_one(term, box) or sign_on(term, box) == 1)
    except SymgradError:
        return False


def _linear_in_one(term: Term, box: Box) -> bool:
    """Whether it is a + b x, and not negative at either end."""
    if len(box) != 1 or any(node.head is not Head.NAME for node in _bends(term)):
        return False
    ((name, places),) = box.items()
    return all(_value_is_at_least_zero(substitute(term, {name: rational(place)})) for place in places)


def _bends(term: Term) -> list[Term]:
    """What a linear term may not have: all but names, numbers, sums, and products with numbers."""
    if term.head in (Head.SUM, Head.NEGATION):
        return [bend for part in term.args for bend in _bends(part)]
    if term.head is Head.PRODUCT and sum(bool(free_names(part)) for part in term.args) <= 1:
        return [bend for part in term.args for bend in _bends(part)]
    if term.head is Head.QUOTIENT and not free_names(term.args[1]):
        return _bends(term.args[0])
    return [term] if free_names(term) else []


def _value_is_at_least_zero(number: Term) -> bool:
    value = ball(number, {}, 128)
    return isinstance(value, Ball) and value.sign in (0, 1)
