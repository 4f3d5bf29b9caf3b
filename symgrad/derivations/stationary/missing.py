"""Places where a function has a value and its gradient's formula divides by 0: x^(2/3) and sqrt(x^2 + y^2) at 0.

They are no zeros of the gradient, and yet a smallest or largest value may lie there: they are told apart.
"""

from collections.abc import Iterator, Mapping, Sequence

from symgrad.balls import Ball, known_ball
from symgrad.derivations.chain import solve
from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.classifying import Function
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.places import Limits, gathered
from symgrad.derivations.stationary.roots import real_roots
from symgrad.derivations.stationary.signs import nonnegative
from symgrad.errors import SymgradError
from symgrad.notation import text
from symgrad.rules.tidying import tidy
from symgrad.terms.build import derivative, neg, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, substitute

Place = dict[Term, Term]


def places_without_slope(slopes: Sequence[Term], names: tuple[Term, ...], limits: Limits) -> list[tuple[Place, Term]]:
    """Places at which a slope's formula divides by 0, each with what is 0 there."""
    bases = dict.fromkeys(base for slope in slopes for node in postorder(slope) for base in _divided_by(node))
    return [(place, base) for base in bases for place in _zeros(base, names) if limits.hold(place)]


def without_slope(f: Function, slopes: Sequence[Term], limits: Limits) -> tuple[str, ...]:
    """A sentence for each place, with what the function is there where that is plain to see."""
    places = places_without_slope(slopes, f.names, limits)
    return tuple(dict.fromkeys(told for place, _ in places if (told := _told(f, place))))


def _divided_by(node: Term) -> Iterator[Term]:
    """What a denominator is made of: its factors, without their powers and roots."""
    if node.head is Head.QUOTIENT:
        yield from _bases(node.args[1])
    elif node.head is Head.POWER and (as_fraction(node.args[1]) or 0) < 0:
        yield from _bases(node.args[0])


def _bases(bottom: Term) -> Iterator[Term]:
    if bottom.head is Head.PRODUCT:
        for factor in bottom.args:
            yield from _bases(factor)
    elif bottom.head in (Head.ROOT, Head.POWER):
        yield from _bases(bottom.args[0])
    elif free_names(bottom):
        yield bottom


def _zeros(base: Term, names: tuple[Term, ...]) -> list[Place]:
    """Where the base is 0: its real roots; in several variables, those of its own stationary points."""
    if free_names(base) != names:
        return []
    if len(names) == 1:
        roots = real_roots(base, names[0])
        return [{names[0]: one.value} for one in roots.found if one.exact] if roots is not None else []
    try:
        solver = Solver([Equation(solve(derivative(base, name))[0]) for name in names], names)
        solver.run()
    except SymgradError:
        return []
    return [place for place in gathered(solver, Limits({})).points if sign_of(substitute(base, place)) == 0]


def _told(f: Function, place: Mapping[Term, Term]) -> str:
    there = substitute(f.body, dict(place))
    if not isinstance(known_ball(there, {}), Ball):
        return ""
    value = worked_out(there)
    where = ", ".join(f"{name.data.plain} = {text(one)}" for name, one in place.items())
    gap = tidy(sub(f.body, value))
    kind = " It is a minimum." if nonnegative(gap) else " It is a maximum." if nonnegative(tidy(neg(gap))) else ""
    return f"At {where} the slope's formula divides by 0, and the function is {text(value)}.{kind}"
