"""Updates typed as formulas, such as w <- w - 0.1*2w: followed as they stand, without a function to make small."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from symgrad.descent.objective import Objective
from symgrad.descent.trace import Run, Trace
from symgrad.errors import DomainError, SymgradError
from symgrad.graph import Graph
from symgrad.numeric import lambdify
from symgrad.parsing import parse
from symgrad.terms import Term, simple_name
from symgrad.terms.build import name as name_of
from symgrad.terms.heads import Head
from symgrad.terms.traverse import free_names, substitute

METHOD = "update"
"""What `Trace.method` says of such a run."""

Callback = Callable[[int, dict[str, float], float], Any]


class Update(NamedTuple):
    """One rule: the name whose value it renews, and the formula of the next value."""

    name: Term
    formula: Term


def read_updates(f: Any) -> tuple[Update, ...]:
    """The updates that text or a graph holds, definitions put in; none where f is a function.

    Raises SymgradError for updates beside equations, and for two of one name.
    """
    if not isinstance(f, str | Graph):
        return ()
    graph = parse(f) if isinstance(f, str) else f
    renewed = [(row, _renewed(row)) for row in graph.equations]
    found = [(name, row.args[1]) for row, name in renewed if name is not None]
    if not found:
        return ()
    if len(found) < len(renewed) or len({name for name, _ in found}) < len(found):
        raise SymgradError("an equation beside an update, or two updates of one name", hint="write one row for each")
    values: dict[Term, Term] = {}
    for one in graph.definitions:
        values[one.name] = substitute(one.term, values)
    return tuple(Update(name, substitute(formula, values)) for name, formula in found)


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
    names: tuple[str, ...],
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
    step_at = _step(updates, names, data)
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


def _step(updates: Sequence[Update], names: Sequence[str], data: Mapping[str, Any]) -> Callable[[Any], Any]:
    """point -> what one step adds to it."""
    by_key = {one.name.data.key: one.formula for one in updates}
    keys = [simple_name(one).key for one in names]
    if set(keys) != set(by_key):
        raise SymgradError(f"the updates renew {', '.join(by_key)}", hint="give a start for each of them, and no other")
    fixed = {simple_name(key).key: _number(key, value) for key, value in data.items()}
    used = {term.data.key: term for one in updates for term in free_names(one.formula)}
    missing = [key for key in used if key not in by_key and key not in fixed]
    if missing:
        raise SymgradError(f"no value for {missing[0]}", hint=f'add it to data: data={{"{missing[0]}": 0.1}}')
    order = [key for key in used if key in by_key or key in fixed]
    formulas = [lambdify(by_key[key], [used[one].data.plain for one in order]) for key in keys]

    def change(point: Any) -> Any:
        values = {**fixed, **dict(zip(keys, np.asarray(point, dtype=float).tolist(), strict=True))}
        arguments = [values[key] for key in order]
        return np.array([formula(*arguments) for formula in formulas], dtype=float) - point

    return change


def _number(key: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise SymgradError(f"the value of {key} is not a number", hint="an update works on single numbers") from None


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
