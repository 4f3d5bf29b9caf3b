"""A point that a learner can work at by hand, where two formulas are seen to differ."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from symgrad.balls import evaluate
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import rational
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

_SIMPLE = tuple(Fraction(value) for value in ("2", "1", "3", "1/2", "-1", "-2", "1/3", "5", "0"))
"""Values to try, the plainest first; each variable begins at another of them."""

_APART = 1e-3
"""Values closer than this, in proportion, do not look different in four digits."""


class Seen(NamedTuple):
    """A point in text, and both values there in four digits."""

    where: str
    left: str
    right: str


def seen_apart(left: Term, right: Term, domain: Domain) -> Seen | None:
    """The first simple point of the domain at which both are defined and plainly differ."""
    names = tuple(dict.fromkeys((*free_names(left), *free_names(right))))
    for point in _points(names):
        if not _allowed(point, domain):
            continue
        values = [_value(side, point) for side in (left, right)]
        if None not in values and _differ(values[0] or 0.0, values[1] or 0.0):
            where = ", ".join(f"{name.data.plain} = {value}" for name, value in point.items())
            return Seen(where, *(f"{value:.4g}" for value in values))
    return None


def _points(names: tuple[Term, ...]) -> Iterator[dict[Term, Fraction]]:
    count = len(_SIMPLE)
    for turn in range(count if names else 1):
        yield {name: _SIMPLE[(turn + place) % count] for place, name in enumerate(names)}


def _allowed(point: dict[Term, Fraction], domain: Domain) -> bool:
    """Whether every declared relation holds at the point."""
    here = {name: rational(value) for name, value in point.items()}
    return all(_holds(substitute(one, here)) for one in domain.relations(point))


def _holds(relation: Term) -> bool:
    """Whether a relation of two plain numbers holds; not where one is no plain number."""
    left, right = (as_fraction(side) for side in relation.args)
    if left is None or right is None:
        return False
    sign = relation.data[0]
    return {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}.get(sign, left != right)


def _value(term: Term, point: dict[Term, Fraction]) -> float | None:
    try:
        return float(evaluate(term, {name: point[name] for name in free_names(term)}, digits=12))
    except (SymgradError, OverflowError):
        return None


def _differ(left: float, right: float) -> bool:
    return abs(left - right) > _APART * max(abs(left), abs(right))
