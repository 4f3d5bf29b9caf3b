"""Critical points without a closed form: certified and classified in balls, shown in decimals."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from symgrad.balls import Ball
from symgrad.balls.boxes import enclosure
from symgrad.balls.search import Search, System, certified, zeros_in
from symgrad.derivations.state import State
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.judging import is_zero
from symgrad.derivations.stationary.quadratic_forms import determinant, directions, form
from symgrad.derivations.stationary.roots import decimal_of, exact_root
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.terms.build import ZERO, apply, logic, rational, relation, tuple_of
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, substitute

Place = Mapping[Term, Term]
Balls = Mapping[Term, Ball]

LARGEST_DENOMINATOR = 12
"""Coordinates that look like fractions with a denominator up to this are tried as such."""


def system_of(f: Function, slopes: Sequence[Term]) -> System:
    """The gradient with its derivatives, as it is searched."""
    return System(tuple(slopes), f.second, f.names)


def searched(f: Function, slopes: Sequence[Term], ends: Mapping[Term, tuple[Term, Term]]) -> Search:
    """The zeros of the gradient in a box. Raises UnsupportedError where a function has no values in balls."""
    sides = {name: (_edge(low, -1), _edge(high, 1)) for name, (low, high) in ends.items()}
    return zeros_in(system_of(f, slopes), {name: sides[name] for name in f.names})


def _edge(end: Term, side: int) -> Fraction:
    """The end as a fraction; one that is no fraction moved outwards a little."""
    exact = as_fraction(end)
    if exact is not None:
        return exact
    return (exact_root(end).ball.middle or Fraction(0)) + side * Fraction(1, 10**12)


def as_place(slopes: Sequence[Term], zero: Balls) -> tuple[dict[Term, Term], bool]:
    """The zero exactly, if it has plain fractions as coordinates, else in decimals; and whether exactly."""
    guess = {name: rational(_middle(ball).limit_denominator(LARGEST_DENOMINATOR)) for name, ball in zero.items()}
    near = all(abs(float(exact_root(guess[name]).ball) - float(ball)) < 1e-9 for name, ball in zero.items())
    if near and all(is_zero(substitute(slope, guess)) for slope in slopes):
        return guess, True
    return {name: decimal_of(ball) for name, ball in zero.items()}, False


def _middle(ball: Ball) -> Fraction:
    return ball.middle or Fraction(0)


def pinned(f: Function, slopes: Sequence[Term], place: Place) -> dict[Term, Ball] | None:
    """The one zero of the gradient that the decimals stand for; None where it is not certain."""
    return certified(system_of(f, slopes), {name: exact_root(value).ball for name, value in place.items()})


def kind_at(f: Function, balls: Balls) -> str:
    """The kind by curvature, certain for every point of the balls; `degenerate` where it is not decided."""
    rows = f.second
    minors = [_sign(determinant([row[:k] for row in rows[:k]]), balls) for k in range(1, len(rows) + 1)]
    if minors == [1] * len(rows):
        return "minimum"
    if minors == [(-1) ** k for k in range(1, len(rows) + 1)]:
        return "maximum"
    signs = {_sign(form(rows, u), balls) for u in directions(len(rows))}
    return "saddle" if (len(rows) == 2 and minors[-1] == -1) or {1, -1} <= signs else "degenerate"


def _sign(term: Term, balls: Balls) -> int | None:
    found = enclosure(term, balls)
    return found.sign if isinstance(found, Ball) else None


def rough_line(f: Function, slopes: Sequence[Term], place: Place, balls: Balls) -> tuple[State, str]:
    """f(1.167, ...) ≈ 2.1 with the kind, and the kind."""
    kind = kind_at(f, balls)
    value = enclosure(f.body, balls)
    height = decimal_of(value) if isinstance(value, Ball) else ZERO
    statement = relation(apply(f.called.data, *(place[name] for name in f.names)), "≈", height)
    reason: Reason = (f"{kind}: the signs of the second derivatives are certain close by",)
    return State(statement, "follows", f"kind.{kind}.rough", reason, (), None, evidence(f, slopes)), kind


def evidence(f: Function, slopes: Sequence[Term]) -> tuple[Step, ...]:
    """What a route needs to certify a decimal again: the function, and each slope with its variable."""
    slopes_ = (
        Step("rough.slope", Weight.LIGHT, slope, ZERO, (), name) for slope, name in zip(slopes, f.names, strict=True)
    )
    return (Step("rough.function", Weight.LIGHT, f.body, f.body, ()), *slopes_)


def listing(
    f: Function, slopes: Sequence[Term], places: Sequence[Place], ends: Mapping[Term, tuple[Term, Term]], whole: bool
) -> State:
    """The points found in the box."""
    inside = tuple(relation(low, "<=", name, "<=", high) for name, (low, high) in ends.items())
    where = tuple_of(*f.names) if len(f.names) > 1 else f.names[0]
    told = [relation(where, "≈", tuple_of(*place.values()) if len(f.names) > 1 else place[f.names[0]])
            for place in places]  # fmt: skip
    how: Reason = ("certain to 10 digits; no other in the box" if whole else "certain to 10 digits",)
    rule = "critical.all-in-box" if whole else "critical.in-box"
    return State(logic("or", *told), "follows", rule, how, inside, None, evidence(f, slopes))
