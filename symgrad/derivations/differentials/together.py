"""A gradient that comes back through a mean and a variance, put together: gamma/s (g - mean g - mean(g h) h).

Normalising a vector takes three routes: directly, through its mean and through its variance. Each has a slope with a
name of its own; put into each other and collected they are the formula of the papers (Ioffe and Szegedy 2015, batch
normalisation; Ba, Kiros and Hinton 2016, layer normalisation).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from symgrad.derivations.differentials.combinations import Combination, combination, replaced, times, worked, written
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.graph import Graph
from symgrad.rules.matrices.shaped import is_ones
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.heavy import cancel
from symgrad.terms.build import ONE, ZERO, array, div, equation, mul
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size
from symgrad.terms.traverse import free_names, postorder, substitute

PUT_IN, COLLECTED, NAMED, CHECK = "together.put-in", "together.collected", "together.named", "together.check"

LENGTHS = (Head.ROOT, Head.NORM)
"""Heads of numbers that a vector is divided by; what they are made of does not matter to the lines here."""

Slopes = Mapping[Term, Term]


class Stretch(NamedTuple):
    """From a vector to the name that all its routes lead to, and the names on the way."""

    start: Term
    end: Term
    between: tuple[Term, ...]


def together(graph: Graph, found: Slopes, start: Term) -> list[State]:
    """The lines that put a gradient together; none where it does not come back through numbers such as a mean.

    `found` holds the gradient of the output in each name, in terms of those of the names that use it.
    """
    output = graph.output.name
    definitions = {one.name: one.term for one in graph.definitions}
    by_numbers = any(
        not one.shape and one is not output and start in free_names(definitions[one]) for one in definitions
    )
    stretch = _stretch(definitions, output, start) if by_numbers and len(start.shape) == 1 else None
    if stretch is None or any(len(one.shape) > 1 for one in stretch.between):
        return []
    return _lines(stretch, definitions, {nabla(output, one): slope for one, slope in found.items()}, output)


def _stretch(definitions: Mapping[Term, Term], output: Term, start: Term) -> Stretch | None:
    """As far as routes part and meet again with numbers on them: through the mean, then through the variance."""
    end, between = start, ()
    while (further := _meeting(definitions, output, end)) is not None and any(not one.shape for one in further.between):
        between = (*between, *((end,) if end is not start else ()), *further.between)
        end = further.end
    return Stretch(start, end, between) if between else None


def _meeting(definitions: Mapping[Term, Term], output: Term, start: Term) -> Stretch | None:
    """The first vector that every route to the output passes, and the names on the way to it."""
    reached = _reached(definitions, start, None)
    for i, end in enumerate(reached):
        if end.shape and end is not output and output not in _reached(definitions, start, end):
            needed = {one for one in reached[:i] if end in _reached(definitions, one, None)}
            return Stretch(start, end, tuple(one for one in reached[:i] if one in needed))
    return None


def _reached(definitions: Mapping[Term, Term], start: Term, without: Term | None) -> list[Term]:
    """The names that depend on one, in order, along routes that leave another one out."""
    found: dict[Term, None] = {start: None}
    for one, body in definitions.items():
        if one is not start and one is not without and not found.keys().isdisjoint(free_names(body)):
            found[one] = None
    return list(found)[1:]


def _lines(stretch: Stretch, definitions: Mapping[Term, Term], slopes: Slopes, output: Term) -> list[State]:
    (size,) = stretch.start.shape
    inside = {nabla(output, one): slopes[nabla(output, one)] for one in stretch.between}
    left = nabla(output, stretch.start)
    whole = put_in(slopes[left], inside)
    known = _zero_sums(stretch, definitions)
    parts = combination(whole, size, known)
    if nabla(output, stretch.end) not in parts:
        return []
    why: Reason = ("put in the slopes in ", *_listed(stretch.between), *_said(known, stretch))
    steps = (_step(PUT_IN, slopes[left], whole), _step(COLLECTED, whole, written(parts)))
    first = State(written(parts), "equal", COLLECTED, why, (), left, steps)
    second = _named(stretch, definitions, slopes, parts, known, output)
    return [first, *second, *_check((first, *second)[-1].statement, left, known)]


def put_in(term: Term, slopes: Slopes) -> Term:
    """The term with slopes put in until none of them is left."""
    while any(node in slopes for node in postorder(term)):
        term = substitute(term, dict(slopes))
    return term


def _zero_sums(stretch: Stretch, definitions: Mapping[Term, Term]) -> dict[Term, Term]:
    """The vectors whose entries sum to 0 by definition: x less the mean of x, and that over a number."""
    known: dict[Term, Term] = {}
    for vector in (one for one in (*stretch.between, stretch.end) if len(one.shape) == 1):
        body = definitions[vector]
        numbers = {one: definitions[one] for one in free_names(body) if one in definitions and not one.shape}
        exact = {one: term for one, term in numbers.items() if term.head not in LENGTHS}
        if worked(array("sum", substitute(body, exact)), known) is ZERO:
            known[array("sum", vector)] = ZERO
    return known


def _named(
    stretch: Stretch, definitions: Mapping[Term, Term], slopes: Slopes, parts: Combination, known: Slopes, output: Term
) -> list[State]:
    """c written as s h, the slope in h by what is behind it, the common factor in front."""
    (size,) = stretch.start.shape
    body, last = definitions[stretch.end], nabla(output, stretch.end)
    if body.head is not Head.QUOTIENT or body.args[0] not in (stretch.start, *stretch.between) or body.args[1].shape:
        return []
    spread = mul(body.args[1], stretch.end)
    told: list[Term] = [equation(body.args[0], spread)]
    made = replaced(parts, body.args[0], spread, size, known)
    while (behind := slopes.get(last)) is not None and (vector := _multiple_of(behind, size)) is not None:
        made = replaced(made, last, behind, size, known)
        told.append(equation(last, behind))
        last = vector
    front = made.get(last, ONE)
    rest = {vector: cancel(tidy(div(number, front))) for vector, number in made.items()}
    ordered = {one: rest[one] for one in sorted(rest, key=lambda one: (one is not last, not is_ones(one)))}
    statement = times(front, written(ordered))
    why = tuple(part for one in told for part in ("; ", one))[1:]
    step = _step(NAMED, written(parts), statement)
    return [State(statement, "equal", NAMED, ("with ", *why), (), None, (step,), ("box",))]


def _multiple_of(slope: Term, size: Size) -> Term | None:
    """The vector with a name that a slope is, or is a number times."""
    shaped = [part for part in (slope.args if slope.head is Head.PRODUCT else (slope,)) if part.shape]
    named = len(shaped) == 1 and shaped[0].head in (Head.NAME, Head.GRADIENT) and shaped[0].shape == (size,)
    return shaped[0] if named else None


def _check(statement: Term, left: Term, known: Slopes) -> list[State]:
    """The entries of such a gradient sum to 0: moving all of x together changes nothing."""
    total = array("sum", statement)
    if worked(total, known) is not ZERO:
        return []
    why = ("check: moving all entries of ", left.args[1], " together changes nothing")
    return [State(ZERO, "follows", CHECK, why, (), array("sum", left), (_step(CHECK, total, ZERO),))]


def _step(rule: str, before: Term, after: Term) -> Step:
    return Step(rule, Weight.HEAVY, before, after, ())


def _listed(names: Sequence[Term]) -> list[str | Term]:
    """c, v and mu."""
    parts: list[str | Term] = []
    for i, one in enumerate(names):
        parts += [" and " if i == len(names) - 1 and i else ", " if i else "", one]
    return [part for part in parts if part != ""]


def _said(known: Slopes, stretch: Stretch) -> Reason:
    """That the entries of c sum to 0."""
    centred = [one.args[0] for one in known if one.args[0] in stretch.between]
    return tuple(part for one in centred for part in ("; the entries of ", one, " sum to 0"))
