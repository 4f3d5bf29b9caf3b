"""What a result says, in sentences: a slope as what a small change does, a gradient as an arrow.

The change that a slope predicts stands beside the change measured.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from symgrad.balls import evaluate
from symgrad.errors import LimitError, SymgradError
from symgrad.terms.node import Term

#: the small change that sentences speak of
STEP = Fraction(1, 100)
#: significant digits of changes in sentences
DIGITS = 3


def slope_sentence(f: Term, called: str, variable: Term, point: Mapping[Term, Term], slope: Term) -> str:
    """`raising w by 0.01 lowers L by about 0.00188 (measured 0.00187)`; empty where a value is missing."""
    try:
        predicted = number(slope) * STEP
        measured = _change(f, point, {variable: STEP})
    except SymgradError:
        return ""
    if predicted == 0:
        return f"The slope is 0: a small change of {variable.data.plain} changes {called} by almost nothing."
    verb = "raises" if predicted > 0 else "lowers"
    return (
        f"Raising {variable.data.plain} by {shown(STEP)} {verb} {called} by about {shown(abs(predicted))} "
        f"(measured: {shown(abs(measured))})."
    )


def arrow_sentences(f: Term, called: str, point: Mapping[Term, Term], slopes: Mapping[Term, Term]) -> tuple[str, ...]:
    """The gradient as an arrow: how far in each direction, where it points, what a step along it does."""
    try:
        parts = {name: number(slope) for name, slope in slopes.items()}
        if all(part == 0 for part in parts.values()):
            return (f"The gradient is 0 here: {called} is flat at this point in every direction.",)
        return (_as_arrow(parts), _along(f, called, point, parts))
    except SymgradError:
        return ()


def _as_arrow(parts: Mapping[Term, Fraction]) -> str:
    steps = _listed([f"{shown(part)} in the {name.data.plain}-direction" for name, part in parts.items()])
    return f"As an arrow: {steps}{_compass(list(parts.values()))}."


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _compass(parts: Sequence[Fraction]) -> str:
    """`, up and to the right`, for two variables drawn as usual."""
    if len(parts) != 2:
        return ""
    sides = {1: "to the right", -1: "to the left", 0: ""}[_sign(parts[0])]
    height = {1: "up", -1: "down", 0: ""}[_sign(parts[1])]
    return ": " + " and ".join(word for word in (height, sides) if word)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _along(f: Term, called: str, point: Mapping[Term, Term], parts: Mapping[Term, Fraction]) -> str:
    """What moving STEP along the gradient does to f, predicted by its length and measured."""
    length = Fraction(float(sum(part * part for part in parts.values())) ** 0.5)
    moved = {name: STEP * part / length for name, part in parts.items()}
    measured = _change(f, point, moved)
    return (
        f"Moving {shown(STEP)} along it raises {called} by about {shown(STEP * length)} (measured: {shown(measured)})."
    )


def _change(f: Term, point: Mapping[Term, Term], moved: Mapping[Term, Fraction]) -> Fraction:
    here = {name: number(value) for name, value in point.items()}
    there = {name: value + moved.get(name, 0) for name, value in here.items()}
    return _value(f, there) - _value(f, here)


def number(term: Term) -> Fraction:
    """The value of a number term, to 20 digits. Raises SymgradError where it is not a real number."""
    return _value(term, {})


def _value(term: Term, place: Mapping[Term, Fraction]) -> Fraction:
    try:
        return Fraction(float(evaluate(term, place, digits=20)))
    except (OverflowError, ValueError) as error:
        raise LimitError("the value is too large for a sentence") from error


def shown(value: Fraction) -> str:
    """The number with a few significant digits, without an exponent where that is short."""
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.{DIGITS}g}"
    return text if "e" not in text else text.replace("e-0", "e-").replace("e+0", "e+")
