"""Floats compared with ball arithmetic at every call: where they are off, the right number is given, and that is said.

A float result can be wrong in three ways that it does not show. Digits cancel: then the values in balls differ. It is
too large, or the operations on the way are: then it is infinite, or fails. Or the argument is a rounded one beside a
pole, as math.pi/2 is for tan: there even the exact value at that float says nothing, since the rounding of the argument
alone changes it by its own size (condition number |x f'(x)/f(x)| >= 2^52/4; Higham, Accuracy and Stability, 1.6) and it
falls off steeply around.
"""

import math
import warnings
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from symgrad.balls import UNDEFINED, Ball, ball_gradient, known_ball
from symgrad.deciding.nearby import what_is_nearby, why_undefined
from symgrad.errors import AccuracyWarning, DomainError, ShapeError
from symgrad.numeric.compiled import Compiled
from symgrad.terms import Term
from symgrad.terms.build import rational

ACCURACY = 1e-9
"""Relative error of a float result above which the exact one is given instead."""

CONDITION = 2**50
"""Condition number from which the rounding of the argument alone changes the value by a quarter of its size."""
AROUND = Fraction(1, 10**8)
STEEP = 10**4
"""A pole is near where the value falls by this factor within a hundred-millionth of the argument."""

Place = Mapping[Term, Fraction]


class Exact(NamedTuple):
    """A formula that floats are compared with: its term, and the names of its arguments in order."""

    term: Term
    names: tuple[Term, ...]
    slopes: tuple[Term, ...] = ()

    def value(self, place: Place) -> float:
        """The value, correctly rounded; infinite where it is too large for a float.

        Raises DomainError where there is none, or none is known.
        """
        found = known_ball(self.term, place)
        if isinstance(found, Ball):
            return rounded(found)
        if found is UNDEFINED:
            raise self._undefined(place)
        raise DomainError(f"the value at {shown(place)} is not known to any digit")

    def gradient(self, place: Place) -> tuple[float | None, ...]:
        """The slopes, correctly rounded; None where there is none, such as at a kink."""
        found = ball_gradient(self.term, self.slopes, place)
        return tuple(
            rounded(one.right) if one.differentiable and isinstance(one.right, Ball) else None for one in found
        )

    def _undefined(self, place: Place) -> DomainError:
        at = {name: rational(value) for name, value in place.items()}
        why = why_undefined(self.term, at)
        reason = f"there is no real value at {shown(place)}{': ' if why else ''}{why}"
        return DomainError(reason, hint=what_is_nearby(self.term, self.names[0], at) if self.names else "")

    def require_no_pole(self, place: Place) -> None:
        """Raise DomainError where the rounding of an argument decides the value, next to a pole."""
        value = known_ball(self.term, place)
        if not isinstance(value, Ball) or not value.sign:
            return
        for name, slope in zip(self.names, ball_gradient(self.term, self.names, place), strict=True):
            if isinstance(slope.right, Ball) and self._is_beside_pole(name, value, slope.right, place):
                hint = "the rounding of the argument decides the value; give an exact point to `derivative`"
                raise DomainError(f"there is a pole within the rounding of {shown({name: place[name]})}", hint=hint)

    def _is_beside_pole(self, name: Term, value: Ball, slope: Ball, place: Place) -> bool:
        middle, change = value.middle, slope.middle
        if not middle or change is None or abs(place[name] * change) < CONDITION * abs(middle):
            return False
        moved = [known_ball(self.term, {**place, name: place[name] * (1 + k * AROUND)}) for k in (1, -1)]
        around = [one.middle for one in moved if isinstance(one, Ball)]
        return bool(around) and all(one is not None and abs(middle) > STEEP * abs(one) for one in around)


class Checked:
    """A compiled function whose results on numbers are compared with ball arithmetic at every call.

    Where floats are off by more than 1e-9 of the value, the value is computed in higher precision and an
    AccuracyWarning says so; too large a value is infinite, and said so too. Raises DomainError where the function has
    no value, or a pole lies within the rounding of an argument; ShapeError for arrays.
    """

    def __init__(self, compiled: Compiled, exact: Exact, single: bool = False) -> None:
        self.args = compiled.args
        self.backend = compiled.backend
        self.compiled = compiled
        self._exact = exact
        self._single = single
        compiled.warns = False

    def __repr__(self) -> str:
        return f"<checked {self.compiled!r}>"

    @property
    def source(self) -> str:
        """The generated Python function that is checked."""
        return self.compiled.source

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The value, or value and slopes, at these numbers."""
        numbers = [_float(value) for value in self.compiled.ordered(values, named)]
        place = {name: Fraction(number) for name, number in zip(self._exact.names, numbers, strict=True)}
        floats = self._floats(numbers)
        self._exact.require_no_pole(place)
        exact, told = self._exact.value(place), list[str]()
        slopes = self._slopes(place, floats[1:], told)
        value = _settled("the value", place, floats[0], exact, told)
        for words in told:
            warnings.warn(words, AccuracyWarning, stacklevel=2)
        if not slopes:
            return value
        return value, (slopes[0] if self._single else slopes)

    def _slopes(self, place: Place, floats: Sequence[float | None], told: list[str]) -> tuple[float, ...]:
        found = []
        for name, given, right in zip(self._exact.slopes, floats, self._exact.gradient(place), strict=True):
            what = f"the slope in {name.data.plain}"
            if right is not None:
                found.append(_settled(what, place, given, right, told))
            elif given is None:
                raise DomainError(f"there is no slope in {name.data.plain} at {shown(place)}")
            else:
                told.append(f"{what} at {shown(place)} is a convention: the function has a kink or an edge there")
                found.append(given)
        return tuple(found)

    def _floats(self, numbers: Sequence[float]) -> Sequence[float | None]:
        """What plain floats give, value first; nothing where they fail."""
        try:
            found = self.compiled(*numbers)
        except DomainError:
            return [None] * (1 + len(self._exact.slopes))
        if not self._exact.slopes:
            return [found]
        return [found[0], *([found[1]] if self._single else found[1])]


def _settled(what: str, place: Place, given: float | None, right: float, told: list[str]) -> float:
    """The number to give; what is to be said of it is added to what is told."""
    if math.isinf(right):
        told.append(f"{what} at {shown(place)} is too large for a float")
        return right
    if given is not None and abs(given - right) <= ACCURACY * abs(right) + _LEAST:
        return float(given)
    lost = "fail" if given is None else f"give {given:.6g}"
    told.append(f"{what} at {shown(place)} is computed in higher precision: it is {right:.6g}, where floats {lost}")
    return right


_LEAST = 5e-324
"""The least positive float: what is smaller is 0 in floats, and no error."""


def rounded(value: Ball) -> float:
    """The nearest float, infinite where the number is too large."""
    middle = value.middle
    if middle is None:
        return float(value)
    try:
        return float(middle)
    except OverflowError:
        return math.inf if middle > 0 else -math.inf


def shown(place: Place) -> str:
    """`x = 1.5, y = 2.0`, each float in as many digits as it takes."""
    return ", ".join(f"{name.data.plain} = {float(value)!r}" for name, value in place.items()) or "once"


def _float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        hint = "call it for one number at a time, or use checked=False"
        raise ShapeError(f"a checked function takes numbers, not {type(value).__name__}", hint=hint) from error
