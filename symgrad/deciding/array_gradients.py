"""Gradients in vectors and matrices before the judge: along one random direction first, then entry by entry.

At a random point each variable is moved along a random direction in all its entries. That makes a function of one
number for each variable, and its slope is put before the judge of gradients: finite differences and ball arithmetic,
neither with symgrad's rules. A wrong entry shows along almost every direction; then all entries are compared.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, NamedTuple

from symgrad.balls import Ball, known_ball, known_balls, slopes_along
from symgrad.deciding import array_claims as arrays
from symgrad.deciding.array_claims import Claimed, Shape
from symgrad.deciding.array_reports import Slopes, details, place_of, point_text, shape_component
from symgrad.deciding.claims import Claim
from symgrad.deciding.gradients import Question, judge_gradient
from symgrad.deciding.inputs import Given, as_term
from symgrad.deciding.reports import AGREES, DISAGREES, UNDECIDED, CheckReport, Component, side_or_none
from symgrad.errors import DataError, LimitError, ShapeError, SymgradError
from symgrad.graph import Domain, Graph
from symgrad.parsing import parse
from symgrad.terms.build import add, mul, name, rational
from symgrad.terms.entries import entries
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.sizes import at_sizes as size_at
from symgrad.terms.sizes import size_names
from symgrad.terms.traverse import as_fraction, substitute

SIZES = (3, 2, 4, 5)
"""Numbers for named sizes, each another one: what is transposed by mistake does not fit."""
POINTS, TRIES = 3, 24
"""Random points at which formulas and code are tried, and how many are drawn to find those with a value."""
SEED = 20
MOST_ENTRIES = 400
"""Entries of one variable that are compared one by one."""
ALONG = "Each variable was moved along one random direction, in all its entries at once."


class Arrays(NamedTuple):
    """A function of arrays, written out: its formula in entries, and the variables with their shapes and entries."""

    function: Term
    sizes: Mapping[str, int]
    inputs: Mapping[str, Term]
    shapes: Mapping[str, Shape]
    names: Mapping[str, tuple[Term, ...]]
    graph: Graph


Point = Mapping[str, list[Fraction]]


def judge_arrays(graph: Graph, claim: Given, wanted: Sequence[str] | None, at: Any, syntax: str) -> CheckReport:
    """Judge a claimed gradient of a number in vectors and matrices.

    `claim` is a formula, array or code for each variable of `wanted` (all inputs if None); `at` gives arrays by name.
    Raises SymgradError for what cannot be read, DataError for code that fails or the wrong number of arrays.
    """
    given = None if at is None else _given(graph, at)
    written = _written(graph, given)
    names = [_key(graph, one) for one in wanted] if wanted is not None else list(written.inputs)
    checked = {one: written.shapes[one] for one in names}
    read = _reader(claim, written, checked, syntax)
    points = [_numbers(written, given)] if given is not None else list(islice(_points(written), POINTS))
    if not points:
        return CheckReport(UNDECIDED, {}, notes=("No point was found at which the function has a value.",))
    reports = (_judged(written, checked, point, read(point), i) for i, point in enumerate(points))
    found = next(reports)
    if given is not None:
        return _told(found, "Judged at this point only.")._replace(place=place_of(written.shapes, True))
    found = found._replace(place=place_of(written.shapes, False))
    if found.verdict != AGREES:
        return _told(found)
    others = [one for one in reports if one.verdict in (AGREES, DISAGREES)]
    wrong = next((one for one in others if one.verdict == DISAGREES), None)
    return (
        _told(wrong)._replace(place=found.place)
        if wrong
        else _told(found, f"It also agrees at {len(others)} other point{'' if len(others) == 1 else 's'}.")
    )


def _told(report: CheckReport, note: str = "") -> CheckReport:
    return report._replace(notes=tuple(filter(None, (*report.notes, ALONG, note))))


def _key(graph: Graph, spelled: str) -> str:
    found = graph.named(spelled)
    if found is None or found not in graph.inputs:
        listed = ", ".join(one.data.plain for one in graph.inputs)
        raise DataError(f"{spelled} is no variable of the function", hint=f"its variables are: {listed}")
    return str(found.data.plain)


def _given(graph: Graph, at: Any) -> dict[str, Any]:
    if not isinstance(at, Mapping):
        raise DataError("a point of arrays is given by name", hint="at={'A': ..., 'x': ...}")
    named = {str(key): graph.named(str(key)) for key in at}
    return {key if one is None else str(one.data.plain): at[key] for key, one in named.items()}


def _written(graph: Graph, given: Mapping[str, Any] | None) -> Arrays:
    """The function in entries, at the sizes of the given arrays or at small ones."""
    sizes = _sizes(graph, given)
    inputs = {str(one.data.plain): one for one in graph.inputs if one.shape or one.data.plain not in sizes}
    shapes = {key: tuple(int(size_at(side, sizes)) for side in one.shape) for key, one in inputs.items()}
    keys = {name(size).data.key: number for size, number in sizes.items()}
    body = graph.unfold()
    if body.shape:
        raise ShapeError("a gradient is checked of one number", hint="check one component at a time")
    try:
        (function,) = entries(body, keys)
        names = {key: entries(one, keys) for key, one in inputs.items()}
    except LimitError as error:
        raise LimitError(error.reason, hint="small arrays test the same formula: leave the point out") from error
    return Arrays(function, keys, inputs, shapes, names, graph)


def _sizes(graph: Graph, given: Mapping[str, Any] | None) -> dict[str, int]:
    """A number for every size with a name."""
    found: dict[str, int] = {}
    for one in graph.inputs:
        value = None if given is None else given.get(one.data.plain)
        for size, side in zip(one.shape, arrays.shape_of(value), strict=False) if value is not None else ():
            if isinstance(size, str) and size.isidentifier():
                found.setdefault(size, side)
    named = dict.fromkeys(part for one in graph.inputs for size in one.shape for part in size_names(size))
    free = (one for one in named if one not in found)
    return found | {one: SIZES[i % len(SIZES)] for i, one in enumerate(free)}


def _numbers(written: Arrays, given: Mapping[str, Any]) -> Point:
    """The given arrays as exact numbers. Raises SymgradError for a missing one, ShapeError for a wrong shape."""
    point = {}
    for key, shape in written.shapes.items():
        if key not in given:
            raise SymgradError(f"no value for {key}", hint=f"add {key} to the point")
        values = [as_fraction(as_term(one)) for one in arrays.flat(given[key])]
        if len(values) != arrays.count(shape) or None in values:
            raise ShapeError(f"{key} is to have shape {shape}, the value has shape {arrays.shape_of(given[key])}")
        point[key] = [one for one in values if one is not None]
    return point


def _points(written: Arrays) -> Iterator[Point]:
    """Random points with a value, the same at every call; what is declared of a name holds there."""
    for number in range(TRIES):
        generator = random.Random(SEED + number)
        numbers = {key: arrays.random_numbers(generator, shape) for key, shape in written.shapes.items()}
        point = {key: _as_declared(written, key, values) for key, values in numbers.items()}
        if isinstance(known_ball(written.function, _place(written, point)), Ball):
            yield point


def _as_declared(written: Arrays, key: str, values: list[Fraction]) -> list[Fraction]:
    words, shape = written.graph.domain.of(written.inputs[key]).words, written.shapes[key]
    columns = shape[-1] if shape else 1
    if "symmetric" in words and len(shape) == 2:
        return [values[max(i, j) * columns + min(i, j)] for i in range(shape[0]) for j in range(columns)]
    if "signs" in words:
        return [Fraction(1 if one.numerator % 2 else -1) for one in values]
    if "distribution" in words:
        return [one / sum(values[i - i % columns :][:columns]) for i, one in enumerate(values)]
    return values


Read = Callable[[Point], dict[str, Claimed]]


def _reader(claim: Given, written: Arrays, checked: Mapping[str, Shape], syntax: str) -> Read:
    """How the claim is taken at a point: code is called, formulas are evaluated, arrays are as they are."""
    if callable(claim) and not hasattr(claim, "free_symbols"):
        return lambda point: arrays.claimed(arrays.called(claim, _as_arrays(written, point), list(checked)), checked)
    parts = _parts(claim, checked)
    formulas = {key: _formula(part, written, syntax) for key, part in parts.items()}
    return lambda point: {key: _values(formulas[key], key, written, point) for key in checked}


def _as_arrays(written: Arrays, point: Point) -> dict[str, Any]:
    return {key: arrays.as_array([float(one) for one in point[key]], shape) for key, shape in written.shapes.items()}


def _parts(claim: Given, checked: Mapping[str, Shape]) -> dict[str, Any]:
    """One claim for each variable; a derivation claims its result."""
    if hasattr(claim, "source_result"):
        claim = claim.source_result()
        claim = claim.args if claim.head is Head.TUPLE else claim
    if isinstance(claim, Mapping):
        parts = {str(key): value for key, value in claim.items()}
    else:
        several = isinstance(claim, list | tuple) and len(claim) == len(checked)
        parts = dict(zip(checked, claim if several else [claim], strict=False))
    missing = [key for key in checked if key not in parts]
    if missing:
        raise DataError(f"nothing is claimed for {missing[0]}")
    return parts


def _formula(part: Any, written: Arrays, syntax: str) -> Any:
    """A formula as a term at the sizes, with the shapes of the function's variables; arrays as they are."""
    if isinstance(part, str):
        shapes: dict[str, Any] = {key: one.shape for key, one in written.inputs.items()}
        part = parse(part, syntax="python" if syntax == "auto" else syntax, shapes=shapes)
    return part.unfold() if isinstance(part, Graph) else part


def _values(claim: Any, key: str, written: Arrays, point: Point) -> Claimed:
    """The entries of a formula at a point, or those of an array."""
    shape = written.shapes[key]
    if not isinstance(claim, Term):
        return arrays.claimed(claim, {key: shape})[key]
    sides = tuple(int(size_at(side, written.sizes)) for side in claim.shape)
    if sides != shape:
        return Claimed((), sides)
    found = known_balls(entries(claim, written.sizes), _place(written, point))
    return Claimed(tuple(float(one) if isinstance(one, Ball) else None for one in found))


def _place(written: Arrays, point: Point) -> dict[Term, Fraction]:
    pairs = (zip(written.names[key], values, strict=True) for key, values in point.items())
    return {one: value for pair in pairs for one, value in pair}


def _judged(
    written: Arrays, checked: Mapping[str, Shape], point: Point, given: Mapping[str, Claimed], number: int
) -> CheckReport:
    """The report at one point: variables whose array has the right shape go before the judge."""
    fitting = [key for key in checked if given[key].wrong_shape is None]
    misfits = [shape_component(key, checked[key], given[key]) for key in checked if key not in fitting]
    generator = random.Random(SEED - 1 - number)
    ways = {key: arrays.random_direction(generator, checked[key]) for key in fitting}
    report = _along(written, point, ways, given) if fitting else CheckReport(AGREES, {})
    found = [_detailed(written, point, one, given) for one in report.components]
    components = (*(one for one, _ in found), *(one for one, _ in misfits))
    notes = tuple(note for _, note in (*found, *misfits) if note)
    verdict = DISAGREES if misfits and report.verdict in (AGREES, UNDECIDED) else report.verdict
    where = point_text(point, written.shapes)
    fails = where if verdict == DISAGREES else None
    return CheckReport(verdict, where, components, report.table, fails, notes=notes)


def _along(
    written: Arrays, point: Point, ways: Mapping[str, list[Fraction]], given: Mapping[str, Claimed]
) -> CheckReport:
    """The judge on the function of one number for each variable, which is 0 at the point."""
    steps = {key: name(written.inputs[key].data) for key in ways}
    moved: dict[Term, Term] = {}
    for key, values in point.items():
        for i, (one, value) in enumerate(zip(written.names[key], values, strict=True)):
            shift = [mul(rational(ways[key][i]), steps[key])] if key in ways else []
            moved[one] = add(rational(value), *shift)
    claims = tuple(_claim(ways[key], given[key]) for key in ways)
    question = Question(substitute(written.function, moved), tuple(steps.values()), claims, Domain(()))
    return judge_gradient(question, dict.fromkeys(steps.values(), Fraction(0)))


def _claim(way: Sequence[Fraction], given: Claimed) -> Claim:
    """The slope along a direction that the entries claim; rounding of floats grows with their sizes."""
    total, allowed = arrays.along(way, given)
    return Claim(None, lambda _: total, lambda _: allowed, False)


def _detailed(
    written: Arrays, point: Point, component: Component, given: Mapping[str, Claimed]
) -> tuple[Component, str]:
    """The component with the factor of all its entries, and what is said of them."""
    key = component.name
    if component.verdict != DISAGREES or len(written.names[key]) > MOST_ENTRIES:
        return component, ""
    place = _place(written, point)
    slopes: Slopes = [side_or_none(slopes_along(written.function, {one: 1}, place).right) for one in written.names[key]]
    factor, note = details(key, written.shapes[key], given[key], slopes)
    return component._replace(factor=factor), note if written.shapes[key] else ""
