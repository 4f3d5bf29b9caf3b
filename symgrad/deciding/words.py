"""What slopes mean, in words: how much the value changes when a variable is raised a little."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from symgrad.balls import Number, evaluate
from symgrad.deciding.reports import short
from symgrad.errors import SymgradError
from symgrad.graph.domain import number_term
from symgrad.notation import text
from symgrad.terms.build import add, rational
from symgrad.terms.node import Term

RAISED = Fraction(1, 100)
"""The change of a variable that the sentences speak of."""

Values = Mapping[Term, Number]


def sentences(function: Term, called: str, slopes: Mapping[Term, float], point: Values) -> Iterator[str]:
    """One sentence a slope, with the change that was measured beside the one that the slope promises."""
    for name, slope in slopes.items():
        says = f"d{called}/d{name.data.plain} = {short(slope)}"
        change = _change(function, name, point)
        yield f"{says}." if change is None else f"{says}: {_promise(name.data.plain, called, slope, change)}."


def _promise(name: str, called: str, slope: float, change: float) -> str:
    if slope == 0:
        return f"raising {name} by {float(RAISED)} hardly changes {called} (measured {change:.2g})"
    way = "raises" if slope > 0 else "lowers"
    measured = change if slope > 0 else -change
    about = f"{abs(slope) * float(RAISED):.2g}"
    return f"raising {name} by {float(RAISED)} {way} {called} by about {about} (measured {measured:.2g})"


def _change(function: Term, name: Term, point: Values) -> float | None:
    moved = {**point, name: add(number_term(point[name]), rational(RAISED))}
    try:
        return float(evaluate(function, moved, digits=40) - evaluate(function, point, digits=40))
    except SymgradError:
        return None


def shown(point: Values) -> dict[str, str]:
    """A point as text, by the names as typed."""
    return {name.data.plain: coordinate_text(value) for name, value in point.items()}


LONGEST = 40
"""Signs of a fraction up to which it is written out."""


def coordinate_text(value: Number) -> str:
    """A coordinate; a fraction that is too long to read as a decimal with a power of ten."""
    if isinstance(value, Term):
        return text(value)
    written = str(value)
    if len(written) <= LONGEST or not isinstance(value, Fraction):
        return written
    with localcontext(prec=12):
        return str((Decimal(value.numerator) / Decimal(value.denominator)).normalize()).lower()
