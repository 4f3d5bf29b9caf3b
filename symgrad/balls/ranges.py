"""The sign of a term on a whole box, in interval arithmetic: what is certain there is certain at every point of it."""

from collections.abc import Mapping
from fractions import Fraction

from flint import ctx

from symgrad.balls import values as v
from symgrad.balls.evaluation import evaluate_at
from symgrad.balls.values import Missing, Value
from symgrad.terms.node import Term

BITS = 64
MOST_PIECES = 256
"""Pieces that the box is cut into before the question is given up."""

Box = Mapping[Term, tuple[Fraction, Fraction]]


def sign_on(term: Term, box: Box) -> int | None:
    """1 or -1 where the term has that sign at every point of the box, None where that is not certain.

    Raises UnsupportedError for a term that has no number.
    """
    waiting, looked = [dict(box)], 0
    signs: set[int] = set()
    while waiting:
        looked += 1
        here = waiting.pop()
        sign = _sign(term, here)
        if sign:
            signs.add(sign)
        elif looked + len(waiting) > MOST_PIECES or not here:
            return None
        else:
            waiting += _halves(here)
    return signs.pop() if len(signs) == 1 else None


def _sign(term: Term, here: Box) -> int | None:
    value = evaluate_at(term, {name: _ball(*ends) for name, ends in here.items()}, BITS)
    return None if isinstance(value, Missing) else v.sign(value)


def _ball(lower: Fraction, upper: Fraction) -> Value:
    with ctx.workprec(BITS):
        return v.as_ball(v.exact(lower)).union(v.as_ball(v.exact(upper))) if lower < upper else v.exact(lower)


def _halves(box: dict[Term, tuple[Fraction, Fraction]]) -> list[dict[Term, tuple[Fraction, Fraction]]]:
    """The box cut in the middle of its longest side."""
    name = max(box, key=lambda one: box[one][1] - box[one][0])
    lower, upper = box[name]
    middle = (lower + upper) / 2
    return [{**box, name: (lower, middle)}, {**box, name: (middle, upper)}]
