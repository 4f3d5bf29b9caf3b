"""The second-order test on constraints: leading minors of the bordered Hessian, and the line with a point's value.

With m constraints in n variables, the minors of order 2m + 1 to m + n of [[0, G], [G^T, L'']], where G holds the
gradients of the constraints and L = f - lambda g - mu h - ...: all of the sign (-1)^m at a strict local minimum, with
alternating signs that end in (-1)^n at a strict local maximum (J. R. Magnus and H. Neudecker, Matrix Differential
Calculus, 3.11). The first m columns of G must be independent, which nonzero minors imply here.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary.case_lines import listed, same
from symgrad.derivations.stationary.cases import Solution
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.judging import is_zero, sign_of
from symgrad.derivations.stationary.quadratic_forms import determinant
from symgrad.derivations.step import Reason, Step
from symgrad.terms.build import ZERO, apply, derivative, equation, mul, relation, sub
from symgrad.terms.build import name as make_name
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

Place = Mapping[Term, Term]


class Constrained(NamedTuple):
    """f and the constraints with their names, the multipliers, the first derivatives of f and of each constraint."""

    body: Term
    called: Term
    names: tuple[Term, ...]
    rules: tuple[Equation, ...]
    names_of_rules: tuple[Term, ...]
    multipliers: tuple[Term, ...]
    parts: tuple[tuple[Derivation, ...], ...]


class Minors(NamedTuple):
    """The minors, what kind of point they make it ("" where they say nothing), and the equalities."""

    values: tuple[Term, ...]
    kind: str
    steps: tuple[Step, ...]


NONE = Minors((), "", ())


def bordered(problem: Constrained, place: Place, solutions: Sequence[Solution]) -> Minors:
    """The test at one of the solutions; nothing at a point that is none."""
    whole = next((one.values for one in solutions if _is_at(one, place)), None)
    if whole is None or any(letter not in whole for letter in problem.multipliers):
        return NONE
    count = len(problem.multipliers)
    rows = _bordered_rows(problem, dict(whole))
    orders = range(2 * count + 1, count + len(problem.names) + 1)
    raw = [determinant([row[:k] for row in rows[:k]]) for k in orders]
    values = tuple(map(worked_out, raw))
    steps = tuple(same(one, value) for one, value in zip(raw, values, strict=True))
    return Minors(values, kind_of([sign_of(value) for value in values], count), steps)


def kind_of(signs: Sequence[int | None], count: int) -> str:
    """What the signs of the minors of order 2m + 1, 2m + 2, ... make of a point with m constraints."""
    if not signs or not all(signs):
        return ""
    if all(sign == (-1) ** count for sign in signs):
        return "minimum"
    alternating = [(-1) ** (count + 1 + i) for i in range(len(signs))]
    return "maximum" if list(signs) == alternating else "saddle"


def _is_at(one: Solution, place: Place) -> bool:
    return all(name in one.values and is_zero(sub(one.values[name], value)) for name, value in place.items())


def _bordered_rows(problem: Constrained, values: dict[Term, Term]) -> list[list[Term]]:
    slopes = [[worked_out(substitute(part.result, values)) for part in row] for row in problem.parts[1:]]
    blank = [[ZERO] * len(slopes) for _ in slopes]
    top = [[*zeros, *row] for zeros, row in zip(blank, slopes, strict=True)]
    return top + [
        [*(row[i] for row in slopes), *(_bent(problem, i, name, values) for name in problem.names)]
        for i, _ in enumerate(problem.names)
    ]


def _bent(problem: Constrained, i: int, name: Term, values: dict[Term, Term]) -> Term:
    """The second derivative of L = f - lambda g - ... in two variables, at the point."""
    first, *others = [solve(derivative(row[i].result, name))[0] for row in problem.parts]
    total = first
    for letter, one in zip(problem.multipliers, others, strict=True):
        total = sub(total, mul(letter, one))
    return worked_out(substitute(total, values))


def value_line(problem: Constrained, place: Place, kind: str, told: str, minors: Minors) -> State:
    """f(2, 2) = 4 with the kind, why, and the second-order test."""
    here = dict(place)
    value = worked_out(substitute(problem.body, here))
    statement = equation(apply(problem.called.data, *(place[name] for name in problem.names)), value)
    on_it = (same(substitute(one.zero, here), ZERO) for one in problem.rules)
    steps = (same(substitute(problem.body, here), value), *on_it, *minors.steps)
    reason: Reason = (told,) if not minors.kind else (f"{told}; the bordered determinants: ", *_signs(minors))
    return State(statement, "follows", f"lagrange.{kind or 'value'}", reason, (), None, steps)


def _signs(minors: Minors) -> Reason:
    names = ["B"] if len(minors.values) == 1 else [f"B_{i}" for i in range(1, len(minors.values) + 1)]
    told = (
        (relation(make_name(one), "=", value, ">" if sign_of(value) == 1 else "<", ZERO),)
        for one, value in zip(names, minors.values, strict=True)
    )
    return listed(told)
