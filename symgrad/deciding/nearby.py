"""What a function does close to a point where it has no value or no slope: the limit, a jump, growth without bound.

SymPy proposes the limits; none is told that values in ball arithmetic, ever closer to the point, do not confirm.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from symgrad.algebra import one_sided_limits
from symgrad.balls import Ball, ball
from symgrad.errors import SymgradError
from symgrad.notation import text
from symgrad.terms.build import add, div, name, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

Point = Mapping[Term, Term]

BITS = 512
_CLOSER = (Fraction(1, 10**12), Fraction(1, 10**24), Fraction(1, 10**48))
_TINY = 1e-6
"""How close the last value has to be to the limit, relative to its size, or 1."""
_GROWN = 1.5
"""Factor by which values without a limit grow at least from one step to the next: a logarithm doubles."""


def why_undefined(f: Term, point: Point) -> str:
    """What fails at the point in words, such as "it is 0/0"; empty where that is not seen."""
    for node in postorder(f):
        if node.head is Head.QUOTIENT and _is_zero(node.args[1], point):
            return "it is 0/0" if _is_zero(node.args[0], point) else "it divides by 0"
        if node.head is Head.CALL and node.data == "log" and _is_zero(node.args[0], point):
            return "it takes the logarithm of 0"
        if node.head is Head.POWER and _is_zero(node.args[0], point) and _sign(node.args[1], point) == -1:
            return "it divides by 0"
    return ""


def what_is_nearby(f: Term, variable: Term, point: Point) -> str:
    """The limits of a function without a value at the point, and its slope there once the limit is put in for it."""
    left, right = limits_at(f, variable, point)
    if left is None or right is None:
        return ""
    if left is not right:
        return f"it jumps there from {text(left)} to {text(right)}" if _finite(left, right) else _GROWS
    if not _finite(left):
        return _GROWS
    quotient = div(sub(f, left), sub(variable, point[variable]))
    slopes = limits_at(quotient, variable, point)
    found = f"its limit there is {text(left)}"
    if None in slopes or slopes[0] is not slopes[1] or slopes[0] is None or not _finite(slopes[0]):
        return found
    return f"{found}; with that value its slope there is {text(slopes[0])}, by the definition of the derivative"


_GROWS = "it grows without bound there"


def why_no_slope(f: Term, formula: Term, variable: Term, point: Point) -> str:
    """Why a function that has a value has no slope: a jump, or slopes that grow without bound; else empty."""
    left, right = limits_at(f, variable, point)
    if left is not None and right is not None and left is not right:
        return f"it jumps there from {text(left)} to {text(right)}" if _finite(left, right) else _GROWS
    slopes = limits_at(formula, variable, point)
    known = [slope for slope in slopes if slope is not None]
    return "its slope grows without bound there" if known and not any(map(_finite, known)) else ""


def limits_at(f: Term, variable: Term, point: Point) -> tuple[Term | None, Term | None]:
    """The limits from the left and the right, as far as SymPy finds them and values close by confirm them."""
    others = {one: value for one, value in point.items() if one is not variable}
    body = substitute(f, others)
    if variable not in point or any(one is not variable for one in free_names(body)):
        return None, None
    left, right = one_sided_limits(body, variable, point[variable])
    return _confirmed(left, body, variable, point, -1), _confirmed(right, body, variable, point, 1)


def _confirmed(limit: Term | None, f: Term, variable: Term, point: Point, side: int) -> Term | None:
    if limit is None:
        return None
    values = [_near(f, variable, point[variable], side * step) for step in _CLOSER]
    if None in values:
        return None
    known = [value for value in values if value is not None]
    if not _finite(limit):
        up = -1 if limit.head is Head.NEGATION else 1
        grown = all(abs(b) > _GROWN * abs(a) for a, b in pairwise(known))
        return limit if grown and known[-1] * up > 0 else None
    target = ball(limit, {}, BITS)
    close = isinstance(target, Ball) and abs(known[-1] - float(target)) <= _TINY * max(1.0, abs(float(target)))
    return limit if close else None


def _near(f: Term, variable: Term, place: Term, step: Fraction) -> float | None:
    moved = name("step")
    try:
        value = ball(substitute(f, {variable: add(place, moved)}), {moved: step}, BITS)
    except SymgradError:
        return None
    return float(value) if isinstance(value, Ball) else None


def _finite(*limits: Term) -> bool:
    """Whether none of the limits is infinite."""
    return not any(node.head is Head.CONSTANT and node.data == "oo" for one in limits for node in postorder(one))


def _sign(term: Term, point: Point) -> int | None:
    try:
        value = ball(substitute(term, dict(point)), {}, BITS)
    except SymgradError:
        return None
    return value.sign if isinstance(value, Ball) else None


def _is_zero(term: Term, point: Point) -> bool:
    """Whether the term is 0 at the point, or so close to it that it cannot be told from 0."""
    try:
        value = ball(substitute(term, dict(point)), {}, BITS)
    except SymgradError:
        return False
    return isinstance(value, Ball) and (value.is_zero or (value.contains_zero and value.within(BITS // 2)))
