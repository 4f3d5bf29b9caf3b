"""What kind of point a critical point is: by curvature, else by what the function does close by.

The second-derivative test first (the sign of f'', the determinant and f_xx, leading minors, two directions of opposite
curvature). Where it says nothing: the first slope of higher order that is not 0, lines and parabolas through the point,
the sign of f - f(p) where that is plain to see. What none of these settles is said to be degenerate and open.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from symgrad.derivations.chain import solve
from symgrad.derivations.conditions import nonnegative
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary.case_lines import listed, same
from symgrad.derivations.stationary.equations import short
from symgrad.derivations.stationary.judging import is_zero, sign_of
from symgrad.derivations.stationary.pieces import kinks_of
from symgrad.derivations.stationary.quadratic_forms import determinant, directions, form
from symgrad.derivations.step import Reason, Step
from symgrad.errors import SymgradError
from symgrad.rules.tidying import tidy
from symgrad.terms.build import (
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    derivative,
    equation,
    integer,
    mul,
    neg,
    power,
    relation,
    sub,
    unary,
)
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

Place = Mapping[Term, Term]

HIGHEST_ORDER = 8
"""Slopes of higher order are not looked at."""

_T = make_name("t")


class Function(NamedTuple):
    """What is classified: the formula, what it is called, its variables, its second derivatives row by row."""

    body: Term
    called: Term
    names: tuple[Term, ...]
    second: tuple[tuple[Term, ...], ...]


class Judged(NamedTuple):
    """A kind, how it was found (a rule of `routes`), why in words, and the equalities it rests on."""

    kind: str
    how: str
    reason: Reason
    steps: tuple[Step, ...]


def judged(f: Function, place: Place) -> Judged:
    """The kind of a critical point given exactly."""
    found = _by_curvature(f, place)
    if found is not None:
        return found
    ways = (_by_order,) if len(f.names) == 1 else (_by_difference, _by_paths)
    return next((found for way in ways if (found := way(f, place)) is not None), _open(f, place))


def line_of(f: Function, place: Place, found: Judged) -> State:
    """f(1, 0) = -2, with the kind and its reason."""
    value = worked_out(substitute(f.body, dict(place)))
    statement = equation(apply(f.called.data, *(place[name] for name in f.names)), value)
    steps = (same(substitute(f.body, dict(place)), value), *found.steps)
    return State(statement, "follows", f"kind.{found.kind}.{found.how}", (*found.reason,), (), None, steps)


def _by_curvature(f: Function, place: Place) -> Judged | None:
    entries = [[worked_out(substitute(one, dict(place))) for one in row] for row in f.second]
    tests = {1: _one, 2: _two}
    return tests.get(len(f.names), _several)(f, place, entries)


def _second(f: Function, i: int, j: int) -> Term:
    return derivative(f.called, f.names[i], f.names[j], partial=len(f.names) > 1)


def _against_zero(left: Term, value: Term, sign: int) -> Term:
    """left = value > 0; without the value again where it is 0."""
    return relation(left, "=", value, *((">" if sign > 0 else "<", ZERO) if sign else ()))


def _one(f: Function, place: Place, entries: list[list[Term]]) -> Judged | None:
    value, sign = entries[0][0], sign_of(entries[0][0])
    if not sign:
        return None
    kind = "minimum" if sign > 0 else "maximum"
    reason = (f"{kind}: ", _against_zero(_second(f, 0, 0), value, sign))
    return Judged(kind, "curvature", reason, (same(substitute(f.second[0][0], dict(place)), value),))


def _two(f: Function, place: Place, entries: list[list[Term]]) -> Judged | None:
    (a, b), (_, d) = entries
    det = worked_out(sub(mul(a, d), power(b, TWO)))
    sign, first = sign_of(det), sign_of(a)
    if not sign or (sign > 0 and not first):
        return None
    kind = "saddle" if sign < 0 else "minimum" if first == 1 else "maximum"
    told = [(_against_zero(unary(Head.DETERMINANT, make_name("H")), det, sign),)]
    told += [(_against_zero(_second(f, 0, 0), a, first or 0),)] if sign > 0 else []
    (p, q), (r, s) = f.second
    at = dict(place)
    steps = (same(substitute(sub(mul(p, s), mul(q, r)), at), det), same(substitute(p, at), a))
    return Judged(kind, "curvature", (f"{kind}: ", *listed(told)), steps)


def _several(f: Function, place: Place, entries: list[list[Term]]) -> Judged | None:
    minors = [worked_out(determinant([row[:k] for row in entries[:k]])) for k in range(1, len(entries) + 1)]
    signs = [sign_of(one) for one in minors]
    at = dict(place)
    for kind, wanted in (("minimum", [1] * len(signs)), ("maximum", [(-1) ** k for k in range(1, len(signs) + 1)])):
        if signs == wanted:
            told = [(_against_zero(make_name(f"D_{k}"), one, sign or 0),)
                    for k, (one, sign) in enumerate(zip(minors, signs, strict=True), 1)]  # fmt: skip
            steps = tuple(same(substitute(determinant([row[:k] for row in f.second[:k]]), at), one)
                          for k, one in enumerate(minors, 1))  # fmt: skip
            return Judged(kind, "curvature", (f"{kind}, by the leading minors of H: ", *listed(told)), steps)
    return _opposite_directions(f, place, entries)


def _opposite_directions(f: Function, place: Place, entries: list[list[Term]]) -> Judged | None:
    """Two directions along which the function bends up and down."""
    found: dict[int, tuple[tuple[int, ...], Term, Term]] = {}
    for direction in directions(len(f.names)):
        sign = sign_of(value := worked_out(form(entries, direction)))
        if sign and sign not in found:
            there = substitute(form(f.second, direction), dict(place))
            found[sign] = (direction, value, there)
    if len(found) < 2:
        return None
    told = [(_against_zero(make_name("q"), found[s][1], s), " along ", _vector(found[s][0])) for s in (1, -1)]
    steps = tuple(same(found[s][2], found[s][1]) for s in (1, -1))
    return Judged("saddle", "directions", ("saddle: the second derivative is ", *listed(told)), steps)


def _vector(direction: Sequence[int]) -> Term:
    from symgrad.terms.build import tuple_of

    return tuple_of(*map(integer, direction))


def _by_order(f: Function, place: Place) -> Judged | None:
    """One variable: the first derivative that is not 0 there."""
    name = f.names[0]
    path = {name: tidy(add(place[name], _T))}
    found = first_sign(step := _along(f, place, path))
    if found is None:
        return None
    order, value, sign = found
    kind = "saddle" if order % 2 else "minimum" if sign > 0 else "maximum"
    said = "saddle (a point of inflection)" if order % 2 else kind
    told = _against_zero(derivative(f.called, *[name] * order), value, sign)
    return Judged(kind, "paths", (f"{said}: the first derivative not 0 is of order {order}, ", told), (step,))


def _along(f: Function, place: Place, path: Place) -> Step:
    """What f gains along a path through the point, run through by t."""
    gain = sub(substitute(f.body, dict(path)), substitute(f.body, dict(place)))
    return same(gain, short(gain))


def first_sign(step: Step) -> tuple[int, Term, int] | None:
    """Order, value and sign of the first derivative at t = 0 of a gain that is not 0; None where that is not found."""
    slope = step.after
    if not is_zero(substitute(slope, {_T: ZERO})):
        return None  # the path does not begin at the point
    for order in range(1, HIGHEST_ORDER + 1):
        try:
            slope = solve(derivative(slope, _T))[0]
            value = worked_out(substitute(slope, {_T: ZERO}))
        except SymgradError:
            return None
        sign = sign_of(value)
        if sign is None:
            return None
        if sign:
            return order, value, sign
    return None


def judged_along(f: Function, place: Place) -> Judged:
    """The kind of all points of a curve, on which the free variables stand for themselves."""
    if all(value is name for name, value in place.items()):
        return _everywhere(f)
    gap = tidy(sub(f.body, short(substitute(f.body, dict(place)))))
    found = _of_one_sign(f, place, gap) or _of_one_sign(f, place, short(gap))
    return found if found is not None else Judged("degenerate", "open", ("degenerate: a whole curve, not decided",), ())


def _everywhere(f: Function) -> Judged:
    """Every point is critical: the function is constant, or goes in steps, as floor(x) does."""
    value = short(f.body)
    if free_names(value):
        return Judged("degenerate", "open", ("degenerate: every point, not decided",), ())
    reason = ("the function is constant: every value is the largest and the smallest",)
    return Judged("degenerate", "open", reason, (same(f.body, value),))


def _by_difference(f: Function, place: Place) -> Judged | None:
    """f - f(p), moved to the origin, is plainly of one sign."""
    moved = {name: tidy(add(name, place[name])) for name in f.names}
    return _of_one_sign(f, place, short(sub(substitute(f.body, moved), substitute(f.body, dict(place)))))


def _of_one_sign(f: Function, place: Place, gap: Term) -> Judged | None:
    for kind, one in (("minimum", gap), ("maximum", short(neg(gap)))):
        if nonnegative(one):
            sign = ">=" if kind == "minimum" else "<="
            shown = apply(f.called.data, *(place[name] for name in f.names))
            told = relation(sub(f.called, shown), "=", one if kind == "minimum" else short(neg(one)), sign, ZERO)
            reason = (f"{kind}, although the test by H says nothing: ",
                      told, *(() if _is_origin(place) else (", with the point moved to the origin",)))  # fmt: skip
            return Judged(kind, "difference", reason, (same(gap if kind == "minimum" else neg(gap), one),))
    return None


def _is_origin(place: Place) -> bool:
    return all(value is ZERO or free_names(value) for value in place.values())


def _by_paths(f: Function, place: Place) -> Judged | None:
    """Paths through the point along which the function rises and falls."""
    found: dict[int, tuple[Reason, Step]] = {}
    for path in _paths(f, place):
        first = first_sign(step := _along(f, place, path))
        if first is None:
            continue
        told = listed((equation(name, short(path[name])),) for name in f.names)
        for sign in (1, -1) if first[0] % 2 else (first[2],):
            found.setdefault(sign, (told, step))
        if len(found) == 2:
            return _told_paths(found)
    return None


def _told_paths(found: dict[int, tuple[Reason, Step]]) -> Judged:
    up, down = found[1], found[-1]
    if up[1] is down[1]:
        reason: Reason = ("saddle, although the test by H says nothing: along ", *up[0], " it changes its sign")
    else:
        reason = ("saddle, although the test by H says nothing: it rises along ", *up[0], " and falls along ", *down[0])
    return Judged("saddle", "paths", reason, (up[1], down[1]))


def _paths(f: Function, place: Place) -> Iterator[dict[Term, Term]]:
    """Lines, then parabolas through the point, run through by t."""
    for u in directions(len(f.names)):
        yield {n: tidy(add(place[n], mul(integer(c), _T))) for n, c in zip(f.names, u, strict=True)}
    if len(f.names) == 2:
        for first, second in (f.names, f.names[::-1]):
            for top, bottom in ((1, 1), (-1, 1), (3, 2), (1, 2), (2, 1), (-3, 2)):
                bent = mul(integer(top), power(_T, TWO)) if bottom == 1 else tidy(
                    mul(integer(top), power(_T, TWO), power(integer(bottom), neg(ONE))))  # fmt: skip
                yield {first: tidy(add(place[first], _T)), second: tidy(add(place[second], bent))}


def _open(f: Function, place: Place) -> Judged:
    at = dict(place)
    if kinks_of([entry for row in f.second for entry in row]):
        return Judged("degenerate", "open", ("degenerate: there is no second derivative, and more is not decided",), ())
    det = determinant(f.second)
    value = worked_out(substitute(det, at))
    said = equation(unary(Head.DETERMINANT, make_name("H")) if len(f.names) > 1 else _second(f, 0, 0), value)
    reason: Reason = ("degenerate: ", said, ", and what it is beyond that is not decided")
    steps = (same(substitute(det, at), value),) if is_zero(value) and not free_names(value) else ()
    return Judged("degenerate", "open", reason, steps)
