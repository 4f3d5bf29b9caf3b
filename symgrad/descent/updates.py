"""Updates typed as formulas, such as w <- w - 0.1*2w: followed as they stand, without a function to make small."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from symgrad.descent.carrying import carried_out
from symgrad.descent.layout import Layout, shape_of
from symgrad.descent.objective import Objective
from symgrad.descent.trace import Run, Trace
from symgrad.errors import DomainError, SymgradError
from symgrad.graph import Graph
from symgrad.numeric import lambdify
from symgrad.parsing import parse
from symgrad.terms import Term, simple_name
from symgrad.terms.build import name as name_of
from symgrad.terms.heads import Head
from symgrad.terms.shapes import shape_text
from symgrad.terms.traverse import free_names, substitute

METHOD = "update"
"""What `Trace.method` says of such a run."""

Callback = Callable[[int, dict[str, float], float], Any]


class Update(NamedTuple):
    """One rule: the name whose value it renews, and the formula of the next value."""

    name: Term
    formula: Term


def read_updates(f: Any, start: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[Update, ...]:
    """The updates that text or a graph holds, definitions put in and derivatives carried out; none where f is none.

    Lists in `start` and `data` are vectors and matrices. Raises SymgradError for updates beside equations, for two of
    one name, and for the slope of what has no formula.
    """
    if not isinstance(f, str | Graph):
        return ()
    graph = _read(f, start, data) if isinstance(f, str) else f
    found = _rows(graph)
    if not found:
        return ()
    if len(found) < len(graph.equations) or len({name for name, _ in found}) < len(found):
        raise SymgradError("an equation beside an update, or two updates of one name", hint="write one row for each")
    values: dict[Term, Term] = {}
    for one in graph.definitions:
        values[one.name] = substitute(one.term, values)
    return tuple(_update(name, substitute(formula, values)) for name, formula in found)


def _read(f: str, start: Mapping[str, Any], data: Mapping[str, Any]) -> Graph:
    """The graph of the text. Columns of data are vectors in an update; elsewhere they are many values of one number."""
    given = {**data, **start}
    shapes = {str(key): shape for key, value in given.items() if (shape := shape_of(value))}
    if any(shape_of(value) for value in start.values()):
        return parse(f, shapes=shapes)
    graph = parse(f)
    return parse(f, shapes=shapes) if shapes and _rows(graph) else graph


def _rows(graph: Graph) -> list[tuple[Term, Term]]:
    renewed = [(_renewed(row), row.args[1]) for row in graph.equations if row.head is Head.RELATION]
    return [(name, formula) for name, formula in renewed if name is not None]


def _update(name: Term, formula: Term) -> Update:
    carried = carried_out(formula, name)
    if carried.shape != name.shape:
        reason = f"{name.data.plain} is a {shape_text(name.shape)}, its update a {shape_text(carried.shape)}"
        raise SymgradError(reason, hint=f"give {name.data.plain} a start of the shape of its update")
    return Update(name, carried)


def _renewed(row: Term) -> Term | None:
    """The name that a row renews: w of w <- ..., w_t of w_{t+1} = ...; None if the row is no update."""
    left, right = row.args[0], row.args[1]
    if left.head is not Head.NAME:
        return None
    if row.data == ("<-",):
        return left
    before = [one for one in free_names(right) if _is_step(one, left)]
    return before[0] if before else None


def _is_step(before: Term, after: Term) -> bool:
    same = before.data._replace(sub="", typed="") == after.data._replace(sub="", typed="")
    return same and bool(before.data.sub) and after.data.sub == f"{before.data.sub}+1"


def follow(
    updates: Sequence[Update],
    layout: Layout,
    start: Sequence[float],
    data: Mapping[str, Any],
    *,
    steps: int,
    tolerance: float,
    callback: Callback | None,
) -> Trace:
    """The values of the names step by step from `start`: in each step all formulas see the values before it.

    In the trace the value of a point is the length of the step from there, its gradient what the step takes away.
    Raises SymgradError where these names and those of the updates differ, or a name has no value; DomainError where
    there is no step at the start.
    """
    names = layout.entries
    step_at = _step(updates, layout, data)
    point = np.array(start, dtype=float)
    change = step_at(point)
    run = Run([point], [math.hypot(*change)], [-change], "")
    for step in range(steps):
        run.stopped = _reason(step, names, run, tolerance, callback)
        if run.stopped:
            break
        point = point + change
        try:
            change = step_at(point)
        except DomainError as error:
            run.stopped = f"there is no next step: {error.reason}"
            break
        run.record(point, math.hypot(*change), -change)
    run.stopped = run.stopped or _reason(steps, names, run, tolerance, callback) or "all steps used"
    variables = tuple(name_of(one) for one in names)
    objective = Objective(name_of("step"), variables, _both(step_at), _lengths(step_at), len(names) > 1)
    return Trace(names, run, (), METHOD, 1.0, 0.0, objective)


def _step(updates: Sequence[Update], layout: Layout, data: Mapping[str, Any]) -> Callable[[Any], Any]:
    """point -> what one step adds to it."""
    by_key = {one.name.data.key: one.formula for one in updates}
    keys = _keys(layout.names, by_key)
    fixed = {simple_name(key).key: _value(key, value) for key, value in data.items()}
    used = [term.data.key for one in updates for term in free_names(one.formula)]
    missing = [key for key in used if key not in by_key and key not in fixed]
    if missing:
        raise SymgradError(f"no value for {missing[0]}", hint=f'add it to data: data={{"{missing[0]}": 0.1}}')
    needs = [free_names(by_key[key]) for key in keys]
    formulas = [lambdify(by_key[key], [n.data.plain for n in used]) for key, used in zip(keys, needs, strict=True)]

    def change(point: Any) -> Any:
        point = np.asarray(point, dtype=float)
        values = {**fixed, **dict(zip(keys, layout.values(point).values(), strict=True))}
        found = (f(*(values[n.data.key] for n in used)) for f, used in zip(formulas, needs, strict=True))
        return np.concatenate([np.ravel(one) for one in found]).astype(float) - point

    return change


def _keys(names: Sequence[str], renewed: Iterable[str]) -> list[str]:
    """The keys that the updates renew, in the order of the start. A start for w is one for w_t too."""
    given = [simple_name(one).key for one in names]
    short = {simple_name(key)._replace(sub="", typed="").key: key for key in renewed}
    keys = given if set(given) == set(renewed) else [short.get(key, key) for key in given]
    if set(keys) != set(renewed):
        raise SymgradError(
            f"the updates renew {', '.join(renewed)}", hint="give a start for each of them, and no other"
        )
    return keys


def _value(key: str, value: Any) -> Any:
    """A number, or an array of numbers."""
    try:
        return np.asarray(value, dtype=float) if shape_of(value) else float(value)
    except (TypeError, ValueError):
        raise SymgradError(f"the value of {key} is not a number", hint="give numbers, or lists of numbers") from None


def _reason(step: int, names: Sequence[str], run: Run, tolerance: float, callback: Callback | None) -> str:
    """Why to stop here, or nothing."""
    length = run.values[-1]
    if not math.isfinite(length):
        return "the value is not finite"
    if length < tolerance:
        return f"the step is 0 to within {tolerance:g}"
    named = dict(zip(names, run.points[-1].tolist(), strict=True))
    return "the callback asked to stop" if callback and callback(step, named, length) is True else ""


def _both(step_at: Callable[[Any], Any]) -> Callable[[Any, Any], tuple[float, Any]]:
    def both(point: Any, _: Any) -> tuple[float, Any]:
        change = step_at(point)
        return math.hypot(*change), -change

    return both


def _lengths(step_at: Callable[[Any], Any]) -> Callable[..., Any]:
    return np.vectorize(lambda *numbers: math.hypot(*step_at(np.array(numbers))), otypes=[float])
