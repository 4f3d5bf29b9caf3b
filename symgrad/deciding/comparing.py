"""Two terms at one point: equal as far as seen, certainly unequal, or defined on one side only."""

from enum import Enum
from typing import NamedTuple

from symgrad.balls import UNDEFINED, Ball, Missing, ball
from symgrad.deciding.points import Point
from symgrad.terms.node import Term

BITS = (128, 512, 2048, 6000)
CLOSE = 100
"""Leading bits to which two values must agree to count as agreeing."""
CLOSEST = 5000
"""The same on a closer look."""


class Outcome(Enum):
    """What a point says."""

    AGREE = "agree"
    DIFFER = "differ"
    ONE_SIDED = "one side is not defined"
    NEITHER = "neither side is defined"
    UNKNOWN = "not decided"


class Compared(NamedTuple):
    """The outcome at a point, with both values where there are any."""

    outcome: Outcome
    left: Ball | Missing
    right: Ball | Missing


def compare_at(left: Term, right: Term, point: Point, close: int = CLOSE) -> Compared:
    """Compare two terms at a point, with precision raised until the outcome is certain or 6000 bits are used.

    Values that agree to so many bits (`close`) count as agreeing.

    Raises UnsupportedError for terms that have no number.
    """
    found = Compared(Outcome.UNKNOWN, UNDEFINED, UNDEFINED)
    for bits in BITS:
        found = _compared(ball(left, point, bits), ball(right, point, bits), close)
        if found.outcome is not Outcome.UNKNOWN:
            break
    return found


def _compared(left: Ball | Missing, right: Ball | Missing, close: int) -> Compared:
    return Compared(outcome_of(left, right, close), left, right)


def outcome_of(left: Ball | Missing, right: Ball | Missing, close: int = CLOSE) -> Outcome:
    """What two values say of each other."""
    if isinstance(left, Ball) and isinstance(right, Ball):
        return _by_values(left, right, close)
    if left is UNDEFINED and right is UNDEFINED:
        return Outcome.NEITHER
    if UNDEFINED in (left, right) and (isinstance(left, Ball) or isinstance(right, Ball)):
        return Outcome.ONE_SIDED
    return Outcome.UNKNOWN


def _by_values(left: Ball, right: Ball, close: int) -> Outcome:
    gap = left.minus(right)
    if gap.sign in (1, -1):
        return Outcome.DIFFER
    return Outcome.AGREE if gap.sign == 0 or gap.within(close, left, right) else Outcome.UNKNOWN
