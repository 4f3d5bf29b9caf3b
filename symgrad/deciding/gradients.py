"""The gradient judge: a claim against two routes that share nothing with the rules and must concur.

Route one measures: finite differences from both sides with steps of 10^-40 and error bars. Route two differentiates
forward in ball arithmetic by its own table of slopes. A kink counts only where both see one. Away from the given point
a claim made of formulas is tried at further points of the domain, along one direction in all variables at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from symgrad.balls import Ball, Missing, Number, Slopes, finite_differences, known_ball, measured, slopes_along
from symgrad.deciding.claims import Claim, as_float, values_of
from symgrad.deciding.inputs import as_term
from symgrad.deciding.nearby import what_is_nearby, why_undefined
from symgrad.deciding.points import Point, generic_points, points, scaled_points
from symgrad.deciding.reports import (
    AGREES,
    DISAGREES,
    NOT_DIFFERENTIABLE,
    UNDECIDED,
    CheckReport,
    Component,
    Row,
    side_or_none,
)
from symgrad.deciding.words import sentences, shown
from symgrad.graph import Domain
from symgrad.terms.build import add, mul, rational, tuple_of
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

SAMPLED = 40
"""Points of the domain at which formulas are tried, besides the given one."""
MANY = 12
"""Variables beyond which one direction is judged first."""
SHOWN = 6
"""Variables that the table shows."""
ROUNDING = 1e-9
"""Relative error of a directional slope put together from floats."""
FEW_SAMPLED = 8
"""Points of moderate size at which code is tried, since floats are not asked for more, and many formulas at once."""
NEAR = Fraction(1, 10**9)
"""How far from a gap of a claim its neighbours are looked at."""
CLOSE_BITS = 60
"""Leading bits in which a formula must match a slope."""

Values = Mapping[Term, Number]


class Question(NamedTuple):
    """The function, the variables, their claimed slopes, the domain, and what the function is called."""

    function: Term
    names: tuple[Term, ...]
    claims: tuple[Claim, ...]
    domain: Domain
    called: str = "f"


def judge_gradient(question: Question, at: Values | None) -> CheckReport:
    """Judge the claims at the point (if any) and at sampled points of the domain.

    Raises SymgradError where a name has no value, and what evaluating the function raises.
    """
    point: Values | None = at if at is not None else _first_point(question)
    if point is None:
        return CheckReport(UNDECIDED, {}, notes=("No point was found at which the function has a slope.",))
    components = _components(question, point)
    report = CheckReport(
        _overall(components),
        shown(point),
        components,
        _table(question, point),
        sentences=tuple(sentences(question.function, question.called, _slopes(question, components), point)),
    )
    if report.verdict == DISAGREES:
        return report._replace(counterexample=report.point)
    if report.verdict == AGREES:
        return _sampled(question, report)
    return _with_reason(question, report, point)


def _with_reason(question: Question, report: CheckReport, point: Values) -> CheckReport:
    """Where the function has no value, that is said, with what it does close by; a pole has no slope."""
    at = {name: value if isinstance(value, Term) else as_term(value) for name, value in point.items()}
    known = known_ball(question.function, point)
    if isinstance(known, Ball):
        return report
    near = [what_is_nearby(question.function, name, at) for name in question.names]
    why = [why_undefined(question.function, at), next(filter(None, near), "")]
    if known is Missing.UNKNOWN and not why[1]:
        return report
    told = "; ".join(filter(None, why))
    note = f"The function has no value here{': ' if told else ''}{told}."
    return report._replace(verdict=NOT_DIFFERENTIABLE, notes=(*report.notes, note))


def _overall(components: Iterable[Component]) -> str:
    verdicts = {component.verdict for component in components}
    return next((v for v in (NOT_DIFFERENTIABLE, DISAGREES, UNDECIDED) if v in verdicts), AGREES)


def _components(question: Question, point: Values) -> tuple[Component, ...]:
    """Every component; of many, one by one only if they are wrong along one direction."""
    if len(question.names) > MANY and _agrees_along(question, point, concurring=True):
        pairs = zip(question.names, values_of(question.claims, point), strict=True)
        return tuple(Component(name.data.plain, AGREES, value, value, value) for name, value in pairs)
    return tuple(_component(question, i, point) for i in range(len(question.names)))


def _component(question: Question, i: int, point: Values) -> Component:
    name = question.names[i]
    exact = slopes_along(question.function, {name: 1}, point)
    verdict, value = _concurring(exact, question.function, {name: 1}, point), None
    if verdict == AGREES and isinstance(exact.right, Ball):
        claimed = question.claims[i].value_at(point)
        verdict = _compared(claimed, exact.right, question.claims[i].tolerance)
        value = as_float(claimed)
    slope = side_or_none(exact.right)
    factor = value / slope if verdict == DISAGREES and value is not None and slope else None
    return Component(name.data.plain, verdict, value, side_or_none(exact.left), slope, factor)


def _slopes(question: Question, components: Iterable[Component]) -> dict[Term, float]:
    pairs = islice(zip(question.names, components, strict=True), SHOWN)
    return {name: one.right for name, one in pairs if one.verdict == AGREES and one.right is not None}


def _concurring(exact: Slopes, function: Term, direction: Values, point: Values) -> str:
    """What both routes say of the slope: there is one (AGREES), there is none, or they do not concur."""
    seen = measured(function, direction, point)
    if exact.differentiable is False and seen.differentiable is False:
        return NOT_DIFFERENTIABLE
    if not exact.differentiable or not seen.differentiable:
        return UNDECIDED
    if not isinstance(exact.right, Ball) or isinstance(seen.right, Missing):
        return UNDECIDED
    slope = float(exact.right)
    return AGREES if abs(seen.right.value - slope) <= 2 * seen.right.error + 1e-12 * abs(slope) else UNDECIDED


def _compared(claimed: Ball | Missing | float | None, slope: Ball, tolerance: Callable[[float], float]) -> str:
    if isinstance(claimed, float):
        return AGREES if abs(claimed - float(slope)) <= tolerance(float(slope)) else DISAGREES
    if not isinstance(claimed, Ball):  # certainly no value where the function has a slope, or none that is known
        return UNDECIDED if claimed is Missing.UNKNOWN else DISAGREES
    gap = claimed.minus(slope)
    if gap.sign in (1, -1):
        return AGREES if abs(float(gap)) <= tolerance(float(slope)) else DISAGREES
    return AGREES if gap.sign == 0 or gap.within(CLOSE_BITS, claimed, slope) else UNDECIDED


def _first_point(question: Question) -> Point | None:
    """A simple point at which the function has slopes."""
    for point in points(variables(question), question.domain, generic=20):
        if slopes_along(question.function, _direction(question.names), point).differentiable:
            return point
    return None


def variables(question: Question) -> tuple[Term, ...]:
    """Every name that needs a value: those asked about, and those in the function and in the claimed formulas."""
    formulas = [claim.formula for claim in question.claims if claim.formula is not None]
    return free_names(tuple_of(*question.names, question.function, *formulas))


def _direction(names: Sequence[Term]) -> dict[Term, Fraction]:
    """A fixed direction with a different weight for each variable."""
    return {name: Fraction(1 + i * (i % 7 + 1)) for i, name in enumerate(names)}


def _sampled(question: Question, report: CheckReport) -> CheckReport:
    """Try the claims elsewhere: the verdict stands unless some point refutes it."""
    if not all(claim.everywhere for claim in question.claims):
        return report._replace(notes=(*report.notes, "Judged at this point only."))
    tried = 0
    for point in _further_points(question):
        agrees = _agrees_along(question, point)
        if agrees is False and (wrong := _refuted(question, point)):
            return wrong
        tried += agrees is True
    return report._replace(notes=(*report.notes, f"It also agrees at {tried} other points."))


def _further_points(question: Question) -> Iterator[Point]:
    formulas = [claim.formula for claim in question.claims if claim.formula is not None]
    if len(formulas) < len(question.claims) or len(formulas) > MANY:
        return generic_points(variables(question), question.domain, FEW_SAMPLED)
    names, terms = variables(question), [question.function, *formulas]
    sampled = islice(points(names, question.domain, terms, 12), SAMPLED)
    return chain(sampled, scaled_points(names, question.domain, terms))


def _agrees_along(question: Question, point: Values, concurring: bool = False) -> bool | None:
    """Whether the claims give the slope along one direction; None where the function has none.

    With `concurring` both routes must find that slope.
    """
    direction = _direction(question.names)
    slope = slopes_along(question.function, direction, point)
    if not slope.differentiable or not isinstance(slope.right, Ball):
        return None
    if concurring and _concurring(slope, question.function, direction, point) != AGREES:
        return None
    weighted = [(direction[name], claim) for name, claim in zip(question.names, question.claims, strict=True)]
    if all(claim.formula is not None for _, claim in weighted):
        total = _total(tuple((weight, claim.formula) for weight, claim in weighted if claim.formula is not None))
        return _compared(known_ball(total, point), slope.right, lambda _: 0.0) == AGREES
    parts = [float(weight) * (as_float(claim.value_at(point)) or 0.0) for weight, claim in weighted]
    size = sum(map(abs, parts))
    return _compared(sum(parts), slope.right, lambda _: ROUNDING * size) == AGREES


@lru_cache(maxsize=16)
def _total(weighted: tuple[tuple[Fraction, Term], ...]) -> Term:
    """The slope along a direction that the formulas give."""
    return add(*(mul(rational(weight), formula) for weight, formula in weighted))


def _refuted(question: Question, point: Point) -> CheckReport | None:
    """The report at a point where some component is off; None where on a closer look none is."""
    components = _components(question, point)
    if _overall(components) != DISAGREES or _only_gaps(question, point, components):
        return None
    where = shown(point)
    return CheckReport(DISAGREES, where, components, _table(question, point), where)


def _only_gaps(question: Question, point: Point, components: Sequence[Component]) -> bool:
    """Whether the claims fail only in having no value at this very point, as sin(x)/x at 0."""
    near = [{name: value + step for name, value in point.items()} for step in (NEAR, -NEAR)]
    wrong = [(one, claim) for one, claim in zip(components, question.claims, strict=True) if one.verdict == DISAGREES]
    return all(
        one.claim is None and all(isinstance(claim.value_at(place), Ball) for place in near) for one, claim in wrong
    )


def _table(question: Question, point: Values) -> tuple[Row, ...]:
    rows = []
    for name, claim in islice(zip(question.names, question.claims, strict=True), SHOWN):
        value = as_float(claim.value_at(point))
        quotients = finite_differences(question.function, name, point)
        rows += [Row(name.data.plain, one.step, one.value, one.error, value) for one in quotients]
    return tuple(rows)
