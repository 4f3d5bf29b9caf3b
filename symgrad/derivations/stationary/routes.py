"""How the lines of solved systems and classified points are proved: each from its own evidence, nothing taken over.

Equalities go to the judge; that a polynomial has no more roots is counted by flint; that a function over a period has
no more zeros, and what stands in decimals, is enclosed again; signs are certain in balls.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from symgrad.balls import UNDEFINED, Ball, known_ball
from symgrad.balls.boxes import enclosure
from symgrad.deciding import prove_equal
from symgrad.derivations.chain import solve
from symgrad.derivations.conditions import nonnegative
from symgrad.derivations.state import State
from symgrad.derivations.stationary import bound_proof, signs
from symgrad.derivations.stationary.classifying import Function, first_sign
from symgrad.derivations.stationary.factoring import never_zero
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.roots import count_of_roots, real_roots
from symgrad.derivations.stationary.rough import kind_at, pinned, searched
from symgrad.derivations.stationary.tangent_test import kind_of
from symgrad.derivations.stationary.with_signs import with_signs
from symgrad.derivations.step import Step
from symgrad.terms.build import derivative
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]
Route = Callable[[State, State | None, Equal, Settle], list[Settled]]

KINDS = ("minimum", "maximum", "saddle", "degenerate")
_CLOSE = Fraction(1, 10**8)


def _built(what: str) -> Route:
    return lambda state, before, equal, settle: [("proved", what)]


def _said(holds: bool | None, how: str) -> Settled:
    return ("proved", how) if holds else ("undecided", f"not shown: {how}")


def _roots(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Each value solves the equation, and there are as many as the factors have roots."""
    stated = state.statement.args if state.statement.head is Head.LOGIC else (state.statement,)
    apart = {condition.args[0] for condition in state.conditions}
    factors = [one for one in factors_of(state.steps[0].after) if free_names(one) and one not in apart]
    needed = [_count(factor) for factor in factors]
    whole = [one for one in needed if one is not None]
    missing = sum(_without_value(factor, state.steps[0].before) for factor in factors)
    enough = len(whole) == len(needed) and sum(whole) - missing <= len(_values(state, stated))
    rough = [one for one in stated if one.data == ("≈",)]
    return [*map(settle, state.steps), *(_near(one, factors) for one in rough),
            _said(enough, "as many values as there are real roots")]  # fmt: skip


def _values(state: State, stated: Sequence[Term]) -> list[object]:
    """The values that are named, or the ones of a period that were checked."""
    checked = len(state.steps) - 1
    return [*range(max(len(stated), checked))]


def _without_value(factor: Term, zero: Term) -> int:
    """How many roots of a factor lie where the equation has no value at all."""
    names = free_names(factor)
    found = real_roots(factor, names[0]) if len(names) == 1 and free_names(zero) == names else None
    places = () if found is None else found.found
    return sum(known_ball(substitute(zero, {names[0]: root.value}), {}) is UNDEFINED for root in places)


def _count(factor: Term) -> int | None:
    """How many real roots a factor in one name has (over a period of it); 0 of one that never is 0."""
    names = free_names(factor)
    if never_zero(factor):
        return 0
    if len(names) != 1:
        return None
    counted = count_of_roots(factor, names[0])
    if counted is not None:
        return counted
    found = real_roots(factor, names[0])
    return None if found is None else len(found.found)


def _near(one: Term, factors: Sequence[Term]) -> Settled:
    """A decimal root: a root of a factor lies that close."""
    name, value = one.args
    place = as_fraction(value)
    found = [roots for factor in factors if (roots := real_roots(factor, name)) is not None]
    near = place is not None and any(
        abs((root.ball.middle or 0) - place) <= _CLOSE * (1 + abs(place)) for roots in found for root in roots.found
    )
    return _said(near, "the decimals are those of an isolated root")


def factors_of(product: Term) -> list[Term]:
    """The factors of a product as written, denominators left out."""
    if product.head is Head.NEGATION:
        return factors_of(product.args[0])
    if product.head is Head.QUOTIENT:
        return factors_of(product.args[0])
    if product.head is Head.PRODUCT:
        return [inner for part in product.args for inner in factors_of(part)]
    exponent = as_fraction(product.args[1]) if product.head is Head.POWER else None
    return (
        factors_of(product.args[0])
        if exponent is not None and exponent > 0 and free_names(product.args[0])
        else [product]
    )


def _none(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """No factor can be 0."""
    factors = factors_of(state.steps[0].after)
    apart = {condition.args[0] for condition in state.conditions}
    never = all(factor in apart or _count(factor) == 0 if free_names(factor) else sign_of(factor) for factor in factors)
    return [*map(settle, state.steps), _said(bool(never), "no factor is 0 for any real number")]


def _curvature(kind: str) -> Route:
    def route(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
        signs = [sign_of(step.after) for step in state.steps[1:]]
        return [*map(settle, state.steps), _said(_fits(kind, signs), "the signs of the second derivatives")]

    return route


def _fits(kind: str, signs: list[int | None]) -> bool:
    """Whether the signs (of f''; of det H and f_xx; of the leading minors) belong to the kind."""
    if kind == "saddle":
        return len(signs) == 2 and signs[0] == -1
    side = 1 if kind == "minimum" else -1
    wanted = {1: [side], 2: [1, side]}.get(len(signs), [side**k for k in range(1, len(signs) + 1)])
    return signs == wanted


def _directions(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    signs = [sign_of(step.after) for step in state.steps[1:]]
    return [*map(settle, state.steps), _said(signs == [1, -1], "curvature of both signs")]


def _difference(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    shown = nonnegative(state.steps[1].after)
    return [*map(settle, state.steps), _said(shown, "a difference that is nowhere negative")]


def _paths(kind: str) -> Route:
    def route(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
        found = [first_sign(step) for step in state.steps[1:]]
        orders = [(order % 2, sign) for order, _, sign in (one for one in found if one is not None)]
        odd, signs = any(parity for parity, _ in orders), {sign for _, sign in orders}
        fits = odd or len(signs) == 2 if kind == "saddle" else not odd and signs == {1 if kind == "minimum" else -1}
        return [*map(settle, state.steps), _said(fits, "the first slope that is not 0 along the path")]

    return route


def _function(state: State) -> tuple[Function, list[Term]]:
    """The function that a line in decimals is about, its second derivatives worked out anew."""
    body, slopes = state.steps[0].before, [step.before for step in state.steps[1:]]
    names = tuple(step.target for step in state.steps[1:] if step.target is not None)
    second = tuple(tuple(solve(derivative(one, name))[0] for name in names) for one in slopes)
    return Function(body, body, names, second), slopes


def _rough(kind: str) -> Route:
    def route(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
        f, slopes = _function(state)
        shown, height = state.statement.args
        balls = pinned(f, slopes, dict(zip(f.names, shown.args, strict=True)))
        if balls is None:
            return [("undecided", "the point is not certified")]
        value = enclosure(f.body, balls)
        near = isinstance(value, Ball) and _is_close(value, height)
        fits = kind == "degenerate" or kind_at(f, balls) == kind
        return [_said(near and fits, "a zero of the gradient that is the only one near, with certain curvature")]

    return route


def _is_close(value: Ball, shown: Term) -> bool:
    place = as_fraction(shown)
    middle = value.middle
    return place is not None and middle is not None and abs(middle - place) <= _CLOSE * (1 + abs(place))


def _in_box(whole: bool) -> Route:
    def route(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
        f, slopes = _function(state)
        stated = state.statement.args if state.statement.head is Head.LOGIC else (state.statement,)
        places = [one.args[1].args if len(f.names) > 1 else (one.args[1],) for one in stated]
        found = [pinned(f, slopes, dict(zip(f.names, place, strict=True))) for place in places]
        ends = {c.args[1]: (c.args[0], c.args[2]) for c in state.conditions}
        again = searched(f, slopes, ends) if whole else None
        all_there = again is None or (not again.left and len(again.zeros) <= len(places))
        return [_said(None not in found and all_there, "each point enclosed with no other near, and the box searched")]

    return route


def _minor(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    shown = signs.nonnegative(state.statement.args[0], state.conditions)
    return [*map(settle, state.steps), _said(shown, "a minor that is nowhere negative")]


def _direction(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    _, value, _ = state.statement.args
    wanted = 1 if state.statement.data[1] == ">" else -1
    agrees = value is state.steps[0].after and sign_of(value) == wanted
    return [*map(settle, state.steps), _said(agrees, "the sign of the second derivative along the direction")]


def _piece(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The gradient where the conditions hold: with the signs that they give, exactly; else on the piece, in balls."""
    found = []
    for step in state.steps:
        exact = prove_equal(with_signs(step.before, state.conditions), step.after)
        found.append(
            exact if exact.status == "proved" else prove_equal(step.before, step.after, domain=state.conditions)
        )
    return [(one.status, one.route) for one in found]


def _on_constraint(kind: str) -> Route:
    """The value, that the point is on the constraint, and that the bordered determinants shown do not deny the kind."""

    def route(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
        shown = [part for part in state.reason if isinstance(part, Term) and part.head is Head.RELATION]
        signs_ = [1 if part.data[-1] == ">" else -1 for part in shown]
        true = all(sign_of(part.args[1]) == sign for part, sign in zip(shown, signs_, strict=True))
        found = kind_of(signs_, len(state.statement.args[0].args) - len(signs_)) if signs_ else kind
        return [
            *map(settle, state.steps),
            _said(true and found == kind, "the value, and the signs of the determinants"),
        ]

    return route


def _excluded(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    return [*map(settle, state.steps)]


def _by_kind(how: str, route: Callable[[str], Route]) -> dict[str, Route]:
    return {f"kind.{kind}.{how}": route(kind) for kind in KINDS}


#: rule of a state -> its route
ROUTES: dict[str, Route] = {
    "extrema.bound": bound_proof.in_region,
    "lagrange.rough": _rough("degenerate"),
    "lagrange.condition": _built("the multiplier rule"),
    "lagrange.system": _built("the gradients, derived below, component by component; the constraint as given"),
    "lagrange.bound": bound_proof.bound,
    "lagrange.minimum": _on_constraint("minimum"),
    "lagrange.maximum": _on_constraint("maximum"),
    "lagrange.saddle": _on_constraint("saddle"),
    "critical.piece": _piece,
    "convexity.minor": _minor,
    "convexity.direction": _direction,
    "critical.slopes": _built("the derivatives, derived below"),
    "critical.second": _built("the derivatives, derived below"),
    "critical.in-box": _in_box(False),
    "critical.all-in-box": _in_box(True),
    "solve.roots": _roots,
    "solve.none": _none,
    "solve.case": _built("a case of a line above"),
    "solve.excluded": _excluded,
    **_by_kind("curvature", _curvature),
    **_by_kind("paths", _paths),
    **_by_kind("rough", _rough),
    **_by_kind("directions", lambda kind: _directions),
    **_by_kind("difference", lambda kind: _difference),
}
