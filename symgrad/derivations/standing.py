"""Whether a derivative has a value at a point: where a condition of its lines fails, the function itself is measured.

The conditions beside the lines are enough for the formula, but not always needed: x|x| has the slope 0 at 0. So where
one fails, the judge of `deciding`, which does not know the formula, says whether there is a slope.
"""

import math
from collections.abc import Iterator, Mapping

from symgrad import deciding
from symgrad.balls import evaluate
from symgrad.derivations.derivation import Derivation
from symgrad.errors import DomainError, NotDifferentiableError, SymgradError, UnsupportedError
from symgrad.graph import from_term
from symgrad.notation import text
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
    f = made.source.unfold()
    if any(node.head is Head.APPLY for node in postorder(f)):
        return
    if not _is_defined(substitute(f, dict(point))):
        raise DomainError(f"the function is not defined at {place(point)}")
    broken = next(_broken(made, point), None)
    if broken is None and _is_defined(substitute(made.source_result(), dict(point))):
        return
    _measured(made, f, point, "has no value there" if broken is None else f"needs {text(broken)}")


def place(point: Point) -> str:
    """`x = 3, y = 1`."""
    return ", ".join(f"{name.data.plain} = {text(value)}" for name, value in point.items())


def _broken(made: Derivation, point: Point) -> Iterator[Term]:
    """The conditions of the lines that do not surely hold at the point."""
    from symgrad.balls.evaluation import truth_at

    values = dict(point)
    for one in made.source.definitions:
        values[one.name] = substitute(one.term, values)
    for condition in dict.fromkeys(each for state in made.states for each in state.conditions):
        there = substitute(condition, values)
        if not free_names(there) and truth_at(there, {}, BITS) is not True:
            yield condition


def _is_defined(number: Term) -> bool:
    """Whether the term has a real value; True where variables are left or it is no number at all."""
    if free_names(number):
        return True
    try:
        evaluate(number, {})
    except UnsupportedError:
        return True
    except SymgradError:
        return False
    return True


def _measured(made: Derivation, f: Term, point: Point, lack: str) -> None:
    """Ask the judge, where the formula does not hold. Raises unless it measures the slope that the formula gives."""
    path = made.question.args[1:]
    if len(path) > 1 or any(name not in point for name in free_names(f)) or path[0] not in point:
        raise DomainError(f"the formula {lack}, so it says nothing at {place(point)}")
    at = {name.data.plain: text(value) for name, value in point.items()}
    report = deciding.check(from_term(f), [made.source_result()], [path[0].data.plain], at)
    slope = report.components[0]
    if slope.verdict == "not differentiable":
        raise NotDifferentiableError(f"there is no derivative at {place(point)}{_sides(slope.left, slope.right)}")
    if slope.verdict != "agrees":
        known = slope.left is not None and slope.left == slope.right and math.isfinite(slope.left)
        hint = f"measured there, the slope is {slope.left:g}" if known else ""
        raise DomainError(f"the formula {lack}, so it says nothing at {place(point)}", hint=hint)


def _sides(left: float | None, right: float | None) -> str:
    """The slopes to both sides, where they are numbers that differ."""
    if left is None or right is None or not math.isfinite(left) or not math.isfinite(right):
        return ""
    return f": the slope is {left:g} to the left and {right:g} to the right"
