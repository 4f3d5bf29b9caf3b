"""What a derivative's page says of the kinks of its function: the slopes from both sides, compared."""

from dataclasses import replace

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.limits.kinks import has_kink, is_at_kink
from symgrad.derivations.limits.sides import of_sides
from symgrad.errors import SymgradError
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


def with_sides(made: Derivation, path: tuple[Term, ...]) -> Derivation:
    """A first derivative in one variable with what happens at its kinks: the slopes from both sides, as children."""
    f = made.source.unfold()
    if made.children or len(path) > 1 or free_names(f) != path or not has_kink(f, path[0]):
        return made
    at = dict.fromkeys(c.args[1] for state in made.own_states for c in state.conditions if _names_a_number(c, path[0]))
    sides = [page for one in at if (page := _sides_at(made, path[0], one)) is not None]
    return replace(made, children=tuple(sides))


def _names_a_number(condition: Term, x: Term) -> bool:
    """x != 2"""
    return condition.data == ("!=",) and condition.args[0] is x and not free_names(condition.args[1])


def _sides_at(made: Derivation, x: Term, at: Term) -> Derivation | None:
    """The page of both sides, where there is a kink and the slopes are worked out."""
    if not is_at_kink(made.source.unfold(), x, at):
        return None
    try:
        return of_sides(made.source, x, at)
    except SymgradError:
        return None
