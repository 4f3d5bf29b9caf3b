"""Whether a derivative has a value at a point: where a condition of its lines fails, the function itself is measured.

The conditions beside the lines are enough for the formula, but not always needed: x|x| has the slope 0 at 0. So where
one fails, the judge of `deciding`, which does not know the formula, says whether there is a slope. Where there is none
the reason is told: a hole and its limit, a jump, a pole, a kink with both slopes.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from symgrad import balls, deciding
from symgrad.balls import Ball
from symgrad.deciding.nearby import what_is_nearby, why_no_slope, why_undefined
from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.step import Step
from symgrad.errors import DomainError, NotDifferentiableError, SymgradError, UnsupportedError
from symgrad.graph import from_term
from symgrad.notation import text
from symgrad.terms.build import derivative
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

Point = Mapping[Term, Term]

#: bits to decide a condition with: what is this close to an edge counts as on it
BITS = 120


def require_slope(made: Derivation, point: Point) -> None:
    """Raise DomainError where the function is not defined at the point, NotDifferentiableError where it has no slope.

    Nothing is raised where that cannot be told: for unknown functions, and where variables are left without a number.
    """
    conditions = tuple(dict.fromkeys(each for state in made.states for each in state.conditions))
    values = dict(point)
    for one in made.source.definitions:
        values[one.name] = substitute(one.term, values)
    there = {condition: substitute(condition, values) for condition in conditions}
    _require(made.source.unfold(), made.question.args[1:], made.source_result(), there, point)


def require_slopes(statement: Term, point: Point) -> None:
    """The same for every inert derivative in a statement, also of higher order."""
    for node in postorder(statement):
        if node.head is Head.DERIVATIVE:
            _require_along(node.args[0], node.args[1:], point)


def _require_along(body: Term, path: tuple[Term, ...], point: Point) -> None:
    """For a higher derivative every one on the way has to have a slope."""
    for name in path:
        result, steps = solve(derivative(body, name))
        _require(body, (name,), result, {one: substitute(one, dict(point)) for one in _needed(steps)}, point)
        body = result


def _needed(steps: Sequence[Step]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(condition for step in steps for condition in step.conditions))


def _require(f: Term, path: Sequence[Term], formula: Term, conditions: Mapping[Term, Term], point: Point) -> None:
    """`conditions` are those of the formula, each with the numbers put in."""
    if any(node.head is Head.APPLY for node in postorder(f)):
        return
    if not _is_defined(substitute(f, dict(point))):
        raise _undefined(f, path[0], point)
    broken = next(_broken(conditions), None)
    if broken is None and not _may_jump(f, point) and _is_defined(substitute(formula, dict(point))):
        return
    lack = "has no value there" if broken is None else f"needs {text(broken)}"
    _measured(f, path, formula, point, lack)


def require_gradient(f: Term, names: Sequence[Term], point: Point, slopes: Mapping[Term, Ball]) -> None:
    """The same for a network's function, whose slopes are sums over paths and were not written out.

    `slopes` are those the paths give. Where a kink was met they are held against slopes measured without any rule.
    """
    if not _is_defined(substitute(f, dict(point))):
        raise _undefined(f, names[0], point)
    weights = {one: Fraction(1 + i * (i % 7 + 1)) for i, one in enumerate(names)}
    together = balls.slopes_along(f, weights, point)
    if together.differentiable and not together.tied:
        return
    for one in names:
        _require_measured(f, one, point, slopes.get(one))


def _require_measured(f: Term, variable: Term, point: Point, claimed: Ball | None) -> None:
    """Where paths meet at a kink the two sides may still have one slope: it has to be the one that the paths give."""
    exact, seen = balls.slopes_along(f, {variable: 1}, point), balls.measured(f, {variable: 1}, point)
    sides = tuple(side.value if isinstance(side, balls.Estimate) else None for side in (seen.left, seen.right))
    if False in (exact.differentiable, seen.differentiable):
        raise _no_slope(f, variable, f, point, sides)
    given = 0.0 if claimed is None else float(claimed)
    known = sides[1] is not None and math.isclose(given, sides[1], rel_tol=1e-9, abs_tol=1e-12)
    if not (exact.differentiable and seen.differentiable and known):
        silent = f"a function in the network has a kink at {place(point)}, so the formulas say nothing there"
        raise DomainError(silent, hint=_by_measure(sides))


def place(point: Point) -> str:
    """`x = 3, y = 1`."""
    return ", ".join(f"{name.data.plain} = {text(value)}" for name, value in point.items())


def _undefined(f: Term, variable: Term, point: Point) -> DomainError:
    why = why_undefined(f, point)
    reason = f"the function is not defined at {place(point)}"
    return DomainError(f"{reason}: {why} there" if why else reason, hint=what_is_nearby(f, variable, point))


def _broken(conditions: Mapping[Term, Term]) -> Iterator[Term]:
    """The conditions that do not surely hold at the point."""
    from symgrad.balls.evaluation import truth_at

    for condition, there in conditions.items():
        if not free_names(there) and truth_at(there, {}, BITS) is not True:
            yield condition


def _may_jump(f: Term, point: Point) -> bool:
    """Whether a function in f jumps where its arguments are now, such as floor x at a whole number."""
    jumps = (
        substitute(gap, dict(point))
        for node in postorder(f)
        if node.head is Head.CALL
        for gap in function(node.data).jumps(*node.args)
    )
    return any(not free_names(gap) and _is_defined(gap) and not balls.evaluate(gap, {}) for gap in jumps)


def _is_defined(number: Term) -> bool:
    """Whether the term has a real value; True where variables are left or it is no number at all."""
    if free_names(number):
        return True
    try:
        balls.evaluate(number, {})
    except UnsupportedError:
        return True
    except SymgradError:
        return False
    return True


def _measured(f: Term, path: Sequence[Term], formula: Term, point: Point, lack: str) -> None:
    """Ask the judge, where the formula does not hold. Raises unless it measures the slope that the formula gives."""
    silent = f"the formula {lack}, so it says nothing at {place(point)}"
    if len(path) > 1 and path[0] in point and not (set(free_names(f)) - set(point)):
        _require_along(f, tuple(path), point)
        return
    if len(path) > 1 or any(name not in point for name in free_names(f)) or path[0] not in point:
        raise DomainError(silent)
    at = {name.data.plain: text(value) for name, value in point.items()}
    slope = deciding.check(from_term(f), [formula], [path[0].data.plain], at).components[0]
    if slope.verdict == "agrees":
        return
    if slope.verdict == "not differentiable":
        raise _no_slope(f, path[0], formula, point, (slope.left, slope.right))
    seen = balls.measured(f, {path[0]: 1}, dict(point))
    sides = tuple(side.value if isinstance(side, balls.Estimate) else None for side in (seen.left, seen.right))
    if seen.differentiable is False:
        raise _no_slope(f, path[0], formula, point, sides)
    raise DomainError(silent, hint=_by_measure(sides))


def _by_measure(sides: Sequence[float | None]) -> str:
    left, right = sides
    known = left is not None and right is not None and math.isclose(left, right, abs_tol=1e-12)
    return f"measured there, by the definition of the derivative, the slope is {right:g}" if known else ""


def _no_slope(
    f: Term, variable: Term, formula: Term, point: Point, sides: Sequence[float | None]
) -> NotDifferentiableError:
    why = _sides(*sides) or why_no_slope(f, formula, variable, point)
    return NotDifferentiableError(f"there is no derivative at {place(point)}{': ' if why else ''}{why}")


def _sides(left: float | None, right: float | None) -> str:
    """The slopes to both sides, where they are numbers that differ."""
    if left is None or right is None or not math.isfinite(left) or not math.isfinite(right):
        return ""
    return f"the slope is {left:g} to the left and {right:g} to the right"
