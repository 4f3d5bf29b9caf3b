"""Which of the values on constraints are the largest and the smallest, and how it is known that there are such.

A continuous function on a closed and bounded set has both. One that grows in every direction has a smallest value on
every closed set. On lines and planes a function of degree 2 that bends upwards along them has its smallest value where
its slope along them is 0. Elsewhere the values are compared, and it is said that more was not shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary.boundedness import grows, is_bounded, polynomial
from symgrad.derivations.stationary.case_lines import same
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.smooth import is_smooth
from symgrad.derivations.stationary.tangent_test import Constrained, Minors
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.terms.build import ZERO, relation, sub
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

Place = Mapping[Term, Term]


class Extremes(NamedTuple):
    """For each point its kind and the words for it; the largest and smallest value (None: none, or not known)."""

    kinds: tuple[tuple[str, str], ...]
    largest: Term | None
    smallest: Term | None
    states: tuple[State, ...]
    notes: tuple[str, ...]


class _Known(NamedTuple):
    """Whether there is surely a largest, a smallest value, and why."""

    largest: bool
    smallest: bool
    why: str


def extremes_of(problem: Constrained, places: Sequence[Place], minors: Sequence[Minors], periodic: bool) -> Extremes:
    """The values compared."""
    values = [worked_out(substitute(problem.body, dict(place))) for place in places]
    if not values:
        none = "No point solves the system" + (", so there is no extreme." if has_slopes(problem) else ".")
        return Extremes((), None, None, (), (none,))
    known = _known(problem, minors, periodic)
    order = sorted(range(len(values)), key=lambda i: _Ordered(values[i]))
    low, high = values[order[0]], values[order[-1]]
    spread = sign_of(sub(high, low)) == 1
    tops, bottoms = (_tested(one, values, minors) for one in (high, low))
    largest = high if known.largest or (not known.smallest and spread and tops <= {"maximum", ""}) else None
    smallest = low if known.smallest or (not known.largest and spread and bottoms <= {"minimum", ""}) else None
    if largest is None and smallest is None:
        largest, smallest = _by_test(high, low, minors)
    kinds = tuple(_kind(value, minor, known, (largest, smallest)) for value, minor in zip(values, minors, strict=True))
    states = _bounds(problem, known, high, low, values)
    return Extremes(kinds, largest, smallest, states, _notes(known, largest, smallest))


def _tested(value: Term, values: Sequence[Term], minors: Sequence[Minors]) -> set[str]:
    """What the second-order test says of the points with this value: a saddle is no extreme, whatever its value."""
    return {minor.kind for one, minor in zip(values, minors, strict=True) if sign_of(sub(one, value)) == 0}


def _by_test(high: Term, low: Term, minors: Sequence[Minors]) -> tuple[Term | None, Term | None]:
    kinds = {one.kind for one in minors}
    return (high if kinds == {"maximum"} else None), (low if kinds == {"minimum"} else None)


class _Ordered:
    """A number term in the order of the reals."""

    def __init__(self, value: Term) -> None:
        self.value = value

    def __lt__(self, other: "_Ordered") -> bool:
        return sign_of(sub(self.value, other.value)) == -1


def _known(problem: Constrained, minors: Sequence[Minors], periodic: bool) -> _Known:
    if not has_slopes(problem):
        return _Known(False, False, "")
    if is_bounded(problem.rules, problem.names):
        why = "The constraint holds on a closed and bounded set, so there is a largest and a smallest value."
        return _Known(True, True, why)
    if periodic:
        return _Known(True, True, "Everything repeats, so there is a largest and a smallest value.")
    for side, found in ((1, (False, True)), (-1, (True, False))):
        if grows(problem.body, problem.names, side):
            word, size = ("grows", "smallest") if side == 1 else ("falls", "largest")
            return _Known(*found, f"The function {word} beyond all bounds far out, so there is a {size} value.")
    return _on_flat(problem, minors)


def _on_flat(problem: Constrained, minors: Sequence[Minors]) -> _Known:
    """Degree 2 on lines and planes: the second-order test holds for all points at once."""
    flat = all(_degree(one.zero) == 1 for one in problem.rules) and _degree(problem.body) == 2
    kind = minors[0].kind if len(minors) == 1 and flat else ""
    if kind not in ("minimum", "maximum"):
        return _Known(False, False, "")
    way, size = ("upwards", "smallest") if kind == "minimum" else ("downwards", "largest")
    why = f"Along the constraint the function bends {way} everywhere, so this is the {size} value."
    return _Known(kind == "maximum", kind == "minimum", why)


def has_slopes(problem: Constrained) -> bool:
    """Whether the function and the constraints have a slope everywhere: else extremes may lie where they have none."""
    return is_smooth(problem.body) and all(is_smooth(one.zero) for one in problem.rules)


def _degree(term: Term) -> int | None:
    parts = polynomial(term)
    return None if parts is None else int(max((sum(powers.values()) for _, powers in parts), default=0))


def _kind(value: Term, minor: Minors, known: _Known, ends: tuple[Term | None, Term | None]) -> tuple[str, str]:
    """The kind of a point and the words for it."""
    largest, smallest = ends
    top = largest is not None and sign_of(sub(value, largest)) == 0
    bottom = smallest is not None and sign_of(sub(value, smallest)) == 0
    if top and bottom:
        return "degenerate", "the only value"
    if top:
        return "maximum", "maximum" if known.largest else _found("maximum", "largest", minor)
    if bottom:
        return (
            "minimum",
            "minimum" if known.smallest else "a local minimum" if minor.kind else "the smallest value found",
        )
    if minor.kind in ("minimum", "maximum"):
        return minor.kind, f"a local {minor.kind}"
    if minor.kind == "saddle":
        return "saddle", "neither"
    return "degenerate", "what it is there is not decided"


def _found(kind: str, size: str, minor: Minors) -> str:
    """Words for the largest value found where nothing says that it is the largest of all."""
    return f"a local {kind}" if minor.kind else f"the {size} value found"


def _bounds(
    problem: Constrained, known: _Known, high: Term, low: Term, values: Sequence[Term]
) -> tuple[State, ...]:  # fmt: skip
    """-4 <= f <= 4 on the constraint, where that is known."""
    if not (known.largest or known.smallest):
        return ()
    parts: list[str | Term] = [low, "<="] if known.smallest else []
    parts += [problem.called, *(("<=", high) if known.largest else ())]
    first, *rest = parts
    assert isinstance(first, Term)
    why: Reason = ("the values compared; such values exist",)
    told = relation(first, *rest)
    on = tuple(one.statement for one in problem.rules)
    compared = tuple(same(value, value) for value in values)
    return (State(told, "bound", "lagrange.bound", why, on, None, (evidence(problem), *compared)),)


def evidence(problem: Constrained) -> Step:
    """The function, for the proof of the bound."""
    return Step("lagrange.function", Weight.LIGHT, problem.body, ZERO, ())


def _notes(known: _Known, largest: Term | None, smallest: Term | None) -> tuple[str, ...]:
    if known.why:
        open_ = None if known.largest and known.smallest else "largest" if known.smallest else "smallest"
        return (known.why + (f" Whether there is a {open_} value is not said." if open_ else ""),)
    if largest is None and smallest is None:
        return ("It is not shown that there is a largest or a smallest value.",)
    return ("The constraint is not shown to hold on a bounded set: these are extremes among the points found, and "
            "elsewhere the function may be larger or smaller.",)  # fmt: skip


def as_sympy(value: Term | None) -> Any:
    """The value as a SymPy number; None for none."""
    from symgrad.algebra import to_sympy

    return None if value is None else to_sympy(value)
