"""The report of a gradient check: verdict, components, the table of finite differences, and what it means in words."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from symgrad.balls import UNDEFINED, Ball, Missing

AGREES, DISAGREES = "agrees", "disagrees"
NOT_DIFFERENTIABLE, UNDECIDED = "not differentiable", "undecided"

NEGLIGIBLE = 1e-30
"""Error bars below this are shown as 0."""


class Row(NamedTuple):
    """A central difference quotient in one variable, its error bar, and the claim beside it (None: no value)."""

    name: str
    step: float
    value: float | None
    error: float | None
    claim: float | None


class Component(NamedTuple):
    """One claimed slope beside what both routes found: the slope to the left and to the right.

    `factor` is claimed slope / true slope where they differ and the true slope is not 0.
    """

    name: str
    verdict: str
    claim: float | None
    left: float | None
    right: float | None
    factor: float | None = None

    @property
    def sentence(self) -> str:
        """The component in words."""
        if self.verdict == NOT_DIFFERENTIABLE:
            return f"{self.name}: no slope (to the left {_side(self.left)}, to the right {_side(self.right)})"
        if self.verdict == DISAGREES and self.claim is None and self.right is None:
            return f"{self.name}: claimed in another shape"
        if self.verdict == DISAGREES:
            by = "" if self.factor is None else f", {told_apart(self.factor, 1)[0]} times the slope"
            claimed, slope = _claimed(self.claim, self.right), _slope(self.right, self.claim)
            return f"{self.name}: claimed {claimed}, the slope is {slope}{by}"
        return f"{self.name}: {self.verdict}"


class CheckReport(NamedTuple):
    """Whether a claimed gradient `agrees`, `disagrees`, the function is `not differentiable` there, or `undecided`.

    `components` are judged at `point`; `counterexample` is a point at which the claim fails; `sentence` says what the
    numbers mean; `notes` say what the verdict rests on.
    """

    verdict: str
    point: Mapping[str, str]
    components: tuple[Component, ...] = ()
    table: tuple[Row, ...] = ()
    counterexample: Mapping[str, str] | None = None
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    place: str = ""  # what the point is called where its numbers are many

    @property
    def sentence(self) -> str:
        """What the slopes mean, in words: one sentence for each of the first three variables."""
        return " ".join(self.sentences[:3])

    def __str__(self) -> str:
        lines = [*self._table_lines(), self._verdict_line()]
        lines += [component.sentence for component in self.components if component.verdict != AGREES]
        if self.counterexample is not None:
            lines.append(f"It fails at {self.place or place_text(self.counterexample)}.")
        return "\n".join([*lines, *self.sentences[:3], *self.notes])

    def text(self) -> str:
        """The report as a readable table with its sentences."""
        return str(self)

    def _table_lines(self) -> list[str]:
        if not self.table:
            return []
        rows = [("in", "step h", "(f(x+h) - f(x-h))/2h", "error bar", "claimed")]
        rows += [
            (row.name, short(row.step), exact_text(row.value), error_text(row.error), exact_text(row.claim))
            for row in self.table
        ]
        widths = [max(len(row[i]) for row in rows) for i in range(5)]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        return [f"Finite differences at {self.place or place_text(self.point)}", *(line.rstrip() for line in lines)]

    def _verdict_line(self) -> str:
        return {
            AGREES: "The claim agrees with the measured slopes.",
            DISAGREES: "The claim disagrees with the measured slopes.",
            NOT_DIFFERENTIABLE: "The function is not differentiable here, so no claim can be right.",
            UNDECIDED: "Undecided: the two routes do not settle it.",
        }[self.verdict]


def short(value: float) -> str:
    """Three significant digits."""
    return f"{value:.3g}"


def told_apart(value: float, other: float) -> tuple[str, str]:
    """Two numbers with three significant digits, or with as many more as show by how much they differ."""
    gap = abs(value - other) / max(abs(value), abs(other), 1e-300)
    digits = min(max(3, 2 - math.floor(math.log10(gap))), 15) if 0 < gap < math.inf else 3
    return f"{value:.{digits}g}", f"{other:.{digits}g}"


def exact_text(value: float | None) -> str:
    """Up to ten significant digits; a dash for no value."""
    return "-" if value is None else f"{value:.10g}"


def error_text(value: float | None) -> str:
    """An error bar: two significant digits."""
    return "-" if value is None else f"± {value:.1e}" if value > NEGLIGIBLE else "0"


def place_text(point: Mapping[str, str]) -> str:
    """A point in text: x = 3, y = 1."""
    return ", ".join(f"{name} = {value}" for name, value in point.items())


def side_or_none(value: Ball | Missing) -> float | None:
    """A one-sided slope as a float; infinite where there is certainly none."""
    if isinstance(value, Ball):
        return float(value)
    return float("inf") if value is UNDEFINED else None


def _side(value: float | None) -> str:
    if value is None:
        return "not known"
    return "none" if value == float("inf") else short(value)


def _claimed(claim: float | None, slope: float | None) -> str:
    if claim is None:
        return "nothing (not defined)"
    return short(claim) if slope is None else told_apart(claim, slope)[0]


def _slope(slope: float | None, claim: float | None) -> str:
    if slope is None or claim is None or slope == float("inf"):
        return _side(slope)
    return told_apart(slope, claim)[0]
