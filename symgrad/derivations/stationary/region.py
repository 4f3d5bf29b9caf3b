"""A closed region: an interval, a box, or what inequalities leave; its edges and corners, and whether it is bounded."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from symgrad.derivations import asking
from symgrad.derivations.stationary.boundedness import grows
from symgrad.derivations.stationary.equations import Equation, as_line
from symgrad.derivations.stationary.judging import sign_of
from symgrad.errors import SymgradError
from symgrad.graph import Graph
from symgrad.parsing import parse
from symgrad.terms.build import ZERO, add, mul, neg, relation, sub
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

MOST_EDGES = 6
"""Inequalities of a region."""


class Side(NamedTuple):
    """One inequality as typed, and what is nowhere negative in the region."""

    typed: Term
    inside: Term

    @property
    def edge(self) -> Equation:
        """The inequality as an equation."""
        return Equation(self.typed.args[0], self.typed.args[1])


def read(region: Any, graph: Graph, names: Sequence[Term]) -> tuple[Side, ...]:
    """The inequalities of {"x": (0, 1)}, of texts such as "x^2 + y^2 <= 4" or "0 <= x <= 1".

    Raises SymgradError for anything else, for strict inequalities, and for more than six.
    """
    if isinstance(region, Mapping):
        typed = [one for key, ends in region.items() for one in _ends(asking.variable(graph, key), ends)]
    else:
        given = [region] if isinstance(region, str) else list(region)
        typed = [one for text in given for one in _links(text)]
    if not typed or len(typed) > MOST_EDGES:
        raise SymgradError(f"a region has 1 to {MOST_EDGES} inequalities, this has {len(typed)}")
    sides = tuple(map(side_of, typed))
    strange = [name for side in sides for name in free_names(side.inside) if name not in names]
    if strange:
        raise SymgradError(f"{strange[0].data.plain} is not a variable of the function")
    return sides


def _ends(name: Term, ends: Any) -> list[Term]:
    if isinstance(ends, str) or len(ends) != 2:
        raise SymgradError(f"{name.data.plain} needs two ends", hint='for example {"x": (-1, 1)}')
    low, high = map(asking.value_term, ends)
    if sign_of(sub(high, low)) != 1:
        raise SymgradError(f"the ends of {name.data.plain} are not in order")
    return [relation(name, ">=", low), relation(name, "<=", high)]


def _links(given: Any) -> list[Term]:
    """The single inequalities of a text."""
    graph = given if isinstance(given, Graph) else parse(given)
    found = []
    for one in graph.equations:
        pairs = zip(one.args, one.data, one.args[1:], strict=False)
        found += [relation(a, sign, b) for a, sign, b in pairs]
    if not found:
        raise SymgradError("a region is given by inequalities", hint="for example x^2 + y^2 <= 4")
    return found


def side_of(typed: Term) -> Side:
    """The side of an inequality. Raises SymgradError for a strict one."""
    left, right = typed.args
    if typed.data not in (("<=",), (">=",)):
        raise SymgradError("a closed region needs inequalities with <= or >=", hint="for example x^2 + y^2 <= 4")
    return Side(typed, sub(right, left) if typed.data == ("<=",) else sub(left, right))


def holds(sides: Sequence[Side], place: Mapping[Term, Term]) -> bool:
    """Whether a point lies in the region, its edge included."""
    return all(sign_of(substitute(one.inside, dict(place))) in (0, 1) for one in sides)


def is_bounded(sides: Sequence[Side], names: Sequence[Term]) -> bool:
    """Whether the region is shown to be bounded: a disc or the like, ends for each variable, or a polygon."""
    if any(grows(one.inside, names, -1) for one in sides):
        return True
    lines = [_normal(one, names) for one in sides]
    flat = [one for one in lines if one is not None]
    if len(names) == 1:
        return {sign_of(one[0]) for one in flat} == {1, -1}
    if len(names) == 2:
        turned = [(neg(b), a) for a, b in flat] + [(b, neg(a)) for a, b in flat]
        return bool(flat) and not any(all(sign_of(_dot(one, ray)) in (0, 1) for one in flat) for ray in turned)
    return all(_has_ends(flat, i) for i in range(len(names)))


def _dot(one: Sequence[Term], other: Sequence[Term]) -> Term:
    return add(*(mul(a, b) for a, b in zip(one, other, strict=True)))


def _has_ends(flat: Sequence[Sequence[Term]], i: int) -> bool:
    """Whether sides bound one variable alone from both sides."""
    alone = [one[i] for one in flat if all(sign_of(c) == 0 for j, c in enumerate(one) if j != i)]
    return {sign_of(one) for one in alone} == {1, -1}


def _normal(side: Side, names: Sequence[Term]) -> tuple[Term, ...] | None:
    """The numbers before the variables, where the side is straight."""
    found = []
    for name in names:
        if name not in free_names(side.inside):
            found.append(ZERO)
            continue
        line = as_line(side.inside, name)
        if line is None or free_names(line.slope):
            return None
        found.append(line.slope)
    return tuple(found)


def faces(sides: Sequence[Side], names: Sequence[Term]) -> list[tuple[Side, ...]]:
    """The inside, the edges, the corners: which sides hold with equality."""
    return [kept for count in range(len(names) + 1) for kept in combinations(sides, count)]
