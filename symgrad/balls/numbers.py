"""Values as numbers with a chosen number of digits."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import mpmath

from symgrad.balls.precision import MOST_BITS, Ball, Number, known_ball
from symgrad.balls.values import UNDEFINED
from symgrad.errors import DomainError
from symgrad.terms.node import Term


@lru_cache(maxsize=16)
def _context(digits: int) -> Any:
    context = mpmath.MPContext()
    context.dps = digits
    return context


def evaluate(term: Term, values: Mapping[Term, Number], *, digits: int = 15) -> Any:
    """The term's value at the point as an mpmath number with so many correct significant digits.

    `values` gives a number for each free name: int, Fraction, float (as the decimal it prints), decimal text or a
    term. Raises DomainError where the value is not real, UnsupportedError where a name has no value or the term is not
    a number.
    """
    accuracy = int(digits * 3.33) + 8
    value = known_ball(term, values, accuracy, max(MOST_BITS, 4 * accuracy))
    if value is UNDEFINED:
        raise DomainError("the value is not a real number here")
    if not isinstance(value, Ball):
        raise DomainError("the value could not be computed here", hint="the point may lie on the edge of the domain")
    if value.bits < accuracy:
        return _small(value, digits)
    return _context(digits).mpf(value.digits(digits + 3))


def _small(value: Ball, digits: int) -> Any:
    """Zero, where the ball around zero is tiny beyond any doubt that matters."""
    if not value.within(2 * digits + 100):
        raise DomainError("the value could not be computed to the digits asked for")
    return _context(digits).mpf(0)
