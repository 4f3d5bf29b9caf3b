"""How the slope depends on the direction: D_u f = |grad f| cos t, steepest along the gradient, zero across it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.directional.directions import (
    Names,
    Point,
    approximated,
    column,
    finished,
    gradient_at,
    gradient_of,
    opening,
    point_of,
    sloped,
    variables_of,
)
from symgrad.derivations.gradients import symbol
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.errors import NotDifferentiableError, SymgradError
from symgrad.rules import drop_units
from symgrad.terms.build import (
    PI,
    TWO,
    ZERO,
    add,
    call,
    div,
    equation,
    mul,
    name,
    neg,
    power,
    relation,
    root,
    sub,
    tuple_of,
)
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import as_fraction, free_names, substitute


class _Slopes(NamedTuple):
    """The gradient as it stands on the page: components, length, what the slope is called, the angle."""

    parts: tuple[Term, ...]
    length: Term
    left: Term
    angle: Term
    names: tuple[Term, ...]


def steepest_directions(f: Any, wrt: Names = None, at: Point = None) -> Derivation:
    """How the slope of f depends on the direction: the directions of steepest ascent and descent, and of no slope.

    D_u f = |grad f| cos t is derived, with t the angle between u and the gradient; then t = 0, pi and pi/2 are put in.
    `.result` is the unit vector of steepest ascent. Without `at` all of it is in terms of the partial derivatives.
    Raises NotDifferentiableError where the gradient is 0, so that no direction is steepest, and as `gradient`.
    """
    made = gradient_of(f, wrt)
    names = variables_of(made)
    if len(names) < 2:
        raise SymgradError("with one variable there are only two directions", hint="name two or more: wrt=['x', 'y']")
    point = point_of(made, names, at)
    values, there = gradient_at(made, names, point)
    known = point and not any(free_names(part) for part in values)
    if known and all(part is ZERO for part in values):
        raise NotDifferentiableError("the gradient is 0 there: the slope is 0 in every direction, none is steepest")
    page = _slopes(made, names, values if known else None, sloped(made, names, point if known else {}))
    called = [] if known else [_letters(made, page)]
    states = [*opening(made), *there, *called, *_by_angle(page), *_three_directions(page)]
    shown = dict(zip(page.parts, values, strict=True)) if not known else {}
    ascent = [substitute(div(part, page.length), shown) for part in page.parts]
    return finished(made, "direction", states, tuple_of(*(map(worked_out, ascent) if known else ascent)))


def _slopes(made: Derivation, names: tuple[Term, ...], values: tuple[Term, ...] | None, left: Term) -> _Slopes:
    taken = {one.data.key for one in (*made.source.inputs, symbol(made.source))}
    parts = values or tuple(map(name, _free_letters(len(names), taken)))
    written = root(add(*(power(part, TWO) for part in parts)))
    angle = name(next(letter for letter in ("t", "theta", "phi", "alpha") if letter not in taken))
    return _Slopes(parts, worked_out(written) if values else written, left, angle, names)


def _free_letters(count: int, taken: set[str]) -> list[str]:
    """a, b or p, q, r for so many partial derivatives, none of them taken; with numbers where they are many."""
    numbered = [[f"{letter}_{i}" for i in range(1, count + 1)] for letter in ("a", "p", "g", "k")]
    plain = [list(row[:count]) for row in ("abc", "pqr", "mnk")] if count <= 3 else []
    return next(row for row in (*plain, *numbered) if not taken & set(row))


def _letters(made: Derivation, page: _Slopes) -> State:
    """grad f = [a, b]: short names for the partial derivatives."""
    shown = make(Head.MATRIX, page.parts, made.own_states[1].statement.data)
    left = nabla(symbol(made.source))
    return State(shown, "definition", "direction.letters", ("short names for the partial derivatives",), (), left)


def _by_angle(page: _Slopes) -> list[State]:
    """D_u f = |grad f| cos t: in the plane by turning the gradient, in space by what an angle is."""
    cosine = call("cos", page.angle)
    short = mul(page.length, cosine)
    if len(page.parts) != 2:
        why = ("the gradient times u, which has length 1: ", page.angle, " is the angle between them")
        return [State(short, "follows", "direction.angle", why, (), page.left)]
    return [*_turned(page, cosine, call("sin", page.angle)), *_shortened(page, cosine, short)]


def _turned(page: _Slopes, cosine: Term, sine: Term) -> list[State]:
    """u, the gradient turned by the angle and brought to length 1, and the slope in that direction."""
    a, b = page.parts
    unit = [drop_units(part) for part in (sub(mul(a, cosine), mul(b, sine)), add(mul(a, sine), mul(b, cosine)))]
    product = drop_units(div(add(mul(a, unit[0]), mul(b, unit[1])), page.length))
    why = ("the gradient turned by the angle ", page.angle, " and brought to length 1")
    needs = () if not free_names(page.length) else (relation(page.length, "!=", ZERO),)
    direction = column([drop_units(div(part, page.length)) for part in unit])
    return [
        State(equation(name("u"), direction), "definition", "direction.turned", why, needs),
        State(product, "follows", "direction.product", ("the gradient times the direction",), (), page.left),
    ]


def _shortened(page: _Slopes, cosine: Term, short: Term) -> list[State]:
    """The terms with sin t cancel; what is left is the length times cos t."""
    total = worked_out(add(*(power(part, TWO) for part in page.parts)))
    squares = total if as_fraction(total) is not None else add(*(power(part, TWO) for part in page.parts))
    cancelled = div(mul(squares, cosine), page.length)
    why = ("the terms with ", call("sin", page.angle), " cancel")
    states = [State(cancelled, "equal", "direction.cancel", why)]
    return [*states, State(short, "equal", "direction.angle-form", ("the length of the gradient times ", cosine))]


def _three_directions(page: _Slopes) -> list[State]:
    """What the angles 0, pi and pi/2 give."""
    along = [worked_out(div(part, page.length)) for part in page.parts]
    values = relation(neg(page.length), "<=", mul(page.length, call("cos", page.angle)), "<=", page.length)
    bounds = State(values, "bound", "direction.bounds", ("a cosine lies between -1 and 1",))
    found = [
        bounds,
        *_direction(page, along, page.length, "steepest ascent: along the gradient, ", ZERO),
        *_direction(page, [_negated(part) for part in along], neg(page.length), "steepest descent: against it, ", PI),
    ]
    if len(page.parts) == 2:
        across = [_negated(along[1]), along[0]]
        found += _direction(page, across, ZERO, "no slope: at right angles to it, ", div(PI, TWO))
    return found


def _negated(part: Term) -> Term:
    return part.args[0] if part.head is Head.NEGATION else part if part is ZERO else neg(part)


def _direction(page: _Slopes, unit: Sequence[Term], slope: Term, words: str, angle: Term) -> list[State]:
    """The unit vector, and the slope along it as the gradient times that."""
    product = add(*(mul(part, along) for part, along in zip(page.parts, unit, strict=True)))
    why = (words, equation(page.angle, angle))
    first = State(equation(name("u"), column(unit)), "definition", "direction.named", why)
    second = State(product, "follows", "direction.product", ("the gradient times the direction",), (), page.left)
    third = State(slope, "equal", "direction.value", ("work it out",))
    return [first, second, third, *(approximated(slope) if not free_names(slope) else [])]
