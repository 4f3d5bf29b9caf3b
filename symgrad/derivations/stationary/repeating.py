"""Points that repeat with periods, as few families as say it: x = pi/2 + k pi, for any whole number k."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.cases import Solution
from symgrad.derivations.stationary.judging import is_zero, sign_of
from symgrad.derivations.stationary.results import Family
from symgrad.rules.tidying import tidy
from symgrad.terms.build import TWO, ZERO, add, div, mul, neg, sub
from symgrad.terms.build import name as make_name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

Place = dict[Term, Term]


class Lattice(NamedTuple):
    """A point, its kind, and the shifts that lead to more like it."""

    start: Place
    kind: str
    turns: tuple[Place, ...]


def families(solutions: Sequence[Solution], names: Sequence[Term], kind: Callable[[Place], str]) -> tuple[Family, ...]:
    """The solutions that repeat, those half a turn apart as one with half the turn."""
    found: list[Lattice] = []
    for solution in solutions:
        fixed = all(name in solution.values and not free_names(solution.values[name]) for name in names)
        if solution.turns and fixed and not solution.rough:
            start = {name: solution.values[name] for name in names}
            turns = tuple({n: t for n, t in turn.items() if n in start} for turn in solution.turns)
            found.append(
                Lattice(start, kind(start), tuple(sorted(turns, key=lambda turn: list(names).index(next(iter(turn))))))
            )
    while (merged := _merged(found)) is not None:
        found = merged
    return tuple(_family(one, names) for one in found)


def _merged(found: list[Lattice]) -> list[Lattice] | None:
    """The same with the first two that make one joined; None where none do."""
    for i, one in enumerate(found):
        for j, other in enumerate(found[i + 1 :], i + 1):
            joined = _joined(one, other)
            if joined is not None:
                return [*found[:i], joined, *found[i + 1 : j], *found[j + 1 :]]
    return None


def _joined(one: Lattice, other: Lattice) -> Lattice | None:
    if one.kind != other.kind or not _alike(one.turns, other.turns):
        return None
    apart = {name: tidy(sub(other.start[name], value)) for name, value in one.start.items()}
    for i, turn in enumerate(one.turns):
        half = {name: tidy(div(step, TWO)) for name, step in turn.items()}
        if all(is_zero(sub(gap, half.get(name, ZERO))) for name, gap in apart.items()):
            return one._replace(turns=(*one.turns[:i], half, *one.turns[i + 1 :]))
        back = {name: neg(step) for name, step in half.items()}
        if all(is_zero(sub(gap, back.get(name, ZERO))) for name, gap in apart.items()):
            return other._replace(turns=(*one.turns[:i], half, *one.turns[i + 1 :]))
    return None


def _alike(some: Sequence[Place], others: Sequence[Place]) -> bool:
    return len(some) == len(others) and all(
        a.keys() == b.keys() and all(is_zero(sub(a[name], b[name])) for name in a)
        for a, b in zip(some, others, strict=True)
    )


def _family(one: Lattice, names: Sequence[Term]) -> Family:
    taken = {name.data.key for name in names}
    letters = [make_name(letter) for letter in ("k", "m", "n", "j") if letter not in taken][: len(one.turns)]
    place: Place = dict(one.start)
    for letter, turn in zip(letters, one.turns, strict=True):
        place = {name: _shifted(value, letter, turn.get(name)) for name, value in place.items()}
    return Family(tuple(place.items()), one.kind, tuple(letters), True)


def _shifted(value: Term, letter: Term, step: Term | None) -> Term:
    if step is None or sign_of(step) == 0:
        return value
    return tidy(mul(letter, step)) if value is ZERO else add(value, tidy(mul(letter, worked_out(step))))
