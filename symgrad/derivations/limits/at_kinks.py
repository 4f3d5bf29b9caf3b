"""What a derivative's page says of the kinks of its function: the slopes from both sides, compared."""

from dataclasses import replace

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.limits.kinks import has_kink, is_at_kink
from symgrad.derivations.limits.sides import of_sides
from symgrad.errors import SymgradError
from symgrad.terms.build import sub
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

MOST_KINKS = 4
"""More kinks than this are not looked at."""


def with_sides(made: Derivation, path: tuple[Term, ...]) -> Derivation:
    """A first derivative in one variable with what happens at its kinks: the slopes from both sides, as children."""
    f = made.source.unfold()
    if made.children or len(path) > 1 or free_names(f) != path or not has_kink(f, path[0]):
        return made
    apart = [condition for state in made.own_states for condition in state.conditions if condition.data == ("!=",)]
    at = dict.fromkeys(place for condition in apart for place in _places(condition, path[0]))
    sides = [page for one in sorted(at, key=_size) if (page := _sides_at(made, path[0], one)) is not None]
    return replace(made, children=tuple(sides[:MOST_KINKS]))


def _places(condition: Term, x: Term) -> list[Term]:
    """Where x != 2 or x^2 - 1 != 0 does not hold."""
    left, right = condition.args
    if left is x and not free_names(right):
        return [right]
    from symgrad.derivations.stationary.roots import real_roots

    roots = real_roots(sub(left, right), x) if free_names(condition) == (x,) else None
    exact = roots is not None and roots.period is None and all(root.exact for root in roots.found)
    return [root.value for root in roots.found] if roots is not None and exact else []


def _size(number: Term) -> float:
    from symgrad.balls import Ball, known_ball

    found = known_ball(number, {})
    return float(found) if isinstance(found, Ball) else 0.0


def _sides_at(made: Derivation, x: Term, at: Term) -> Derivation | None:
    """The page of both sides, where there is a kink and the slopes are worked out."""
    if not is_at_kink(made.source.unfold(), x, at):
        return None
    try:
        return of_sides(made.source, x, at)
    except SymgradError:
        return None
