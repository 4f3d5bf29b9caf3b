"""A case of a system: what is known of the unknowns, what is left, and what follows for its factors and roots."""

from collections.abc import Sequence
from dataclasses import dataclass

from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.equations import SLOT, Equation, Line, as_line, short
from symgrad.derivations.stationary.factoring import Split
from symgrad.derivations.stationary.roots import Root, Roots, real_roots
from symgrad.rules.tidying import tidy
from symgrad.terms.build import TWO, div, mul, neg, power
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names, substitute

Live = list[tuple[Equation, Split]]
"""The equations that are left, each with its factors."""


@dataclass(frozen=True)
class Solution:
    """Values of the unknowns; those that stay free are not among them.

    `rough`: unknowns whose value is a decimal. `turns`: shifts of unknowns to more solutions, any number of times.
    """

    values: dict[Term, Term]
    rough: frozenset[Term] = frozenset()
    turns: tuple[dict[Term, Term], ...] = ()


@dataclass(frozen=True)
class Branch:
    """One case: what is known of the unknowns (in terms of those still open), the equations left, what is not 0."""

    known: dict[Term, Term]
    equations: tuple[Equation, ...]
    open: tuple[Term, ...]
    nonzero: tuple[Term, ...] = ()
    rough: frozenset[Term] = frozenset()
    turns: tuple[dict[Term, Term], ...] = ()
    label: tuple[int, ...] = ()
    seen: tuple[Term, ...] = ()  # what eliminations gave: none is done twice


def value(term: Term) -> Term:
    """A number worked out, any other term collected."""
    return short(term) if free_names(term) else worked_out(term)


def turn(branch: Branch, name: Term, root: Root, period: Term) -> dict[Term, Term]:
    """What a turn of one unknown by its period does to those that are known in terms of it."""
    shifts = {name: period}
    for other, term in branch.known.items():
        line = as_line(term, name)
        if line is not None and not free_names(line.slope):
            shifts[other] = worked_out(mul(line.slope, period))
    return shifts


def names_in(parts: Split) -> tuple[Term, ...]:
    """The names of the factors that may be 0."""
    return tuple(dict.fromkeys(name for factor in parts.factors for name in free_names(factor)))


def line_in_square(term: Term, name: Term) -> Line | None:
    """The term as a line in the square of the name; None where it holds the name in another way."""
    flat = short(term)
    line = as_line(substitute(flat, {power(name, TWO): SLOT}), SLOT)
    return None if line is None or any(depends_on(part, name) for part in line) else line


def cases(factors: Sequence[Term]) -> list[Equation]:
    """An equation for each factor; factors in one and the same unknown stay together, a linear one is solved."""
    groups: dict[tuple[Term, ...] | Term, list[Term]] = {}
    for factor in factors:
        names = free_names(factor)
        groups.setdefault(names if len(names) == 1 else factor, []).append(factor)
    return [_as_case(group) for group in groups.values()]


def _as_case(group: list[Term]) -> Equation:
    names = free_names(group[0])
    line = as_line(group[0], names[0]) if len(group) == len(names) == 1 else None
    if line is None:
        return Equation(mul(*group))
    return Equation(names[0], tidy(div(neg(line.offset), line.slope)))


def all_roots(parts: Split, name: Term) -> Roots | None:
    """The roots of all factors together; None where one cannot be solved."""
    found: list[Root] = []
    whole = mul(*parts.factors) if len(parts.factors) > 1 else parts.factors[0]
    each = [real_roots(factor, name) for factor in parts.factors]
    if any(one is None for one in each):
        return None
    periods = {one.period for one in each if one is not None and one.found}
    if len(periods) > 1:
        return real_roots(whole, name)
    for one in each:
        found += one.found if one is not None else ()
    unique = {root.value: root for root in found}
    return Roots(tuple(sorted(unique.values(), key=lambda root: float(root.ball))), next(iter(periods), None))


def may_be_rough(roots: Roots, name: Term, one: Equation, branch: Branch) -> bool:
    """Decimals are not put into other equations: they may only end a branch."""
    rough = any(not root.exact for root in roots.found)
    return not rough or not any(depends_on(other.zero, name) for other in branch.equations if other is not one)
