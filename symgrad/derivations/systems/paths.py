"""The ways from a variable to the output of a system: how many there are, and the tree they make."""

from collections.abc import Iterator
from itertools import pairwise

from symgrad.graph import Graph
from symgrad.terms.build import derivative
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

#: with more ways than this the tree is not drawn
MOST_PATHS = 12

_COUNTS = ("no path", "one path", "two paths", "three paths", "four paths", "five paths", "six paths")


class Dependencies:
    """Who uses whom among the definitions, seen from one variable."""

    def __init__(self, graph: Graph, variable: Term) -> None:
        self.graph, self.variable = graph, variable
        self.used = {one.name: free_names(one.term) for one in graph.definitions}
        self.moving = self._moving()

    def _moving(self) -> set[Term]:
        """The definitions that depend on the variable."""
        found: set[Term] = set()
        for name, used in self.used.items():
            if self.variable in used or any(one in found for one in used):
                found.add(name)
        return found

    def below(self, name: Term) -> list[Term]:
        """What a definition uses that the variable reaches, or that is the variable."""
        return [one for one in self.used.get(name, ()) if one is self.variable or one in self.moving]

    def count(self, name: Term) -> int:
        """How many ways lead from the variable to this name."""
        ways: dict[Term, int] = {self.variable: 1}
        for one in self.used:
            ways[one] = sum(ways.get(used, 0) for used in self.below(one))
        return ways.get(name, 0)

    def paths(self, name: Term) -> Iterator[tuple[Term, ...]]:
        """Each way from the name down to the variable, the variable last."""
        if name is self.variable:
            yield (name,)
            return
        for used in self.below(name):
            yield from ((name, *rest) for rest in self.paths(used))


def counted(count: int) -> str:
    """`two paths`."""
    return _COUNTS[count] if count < len(_COUNTS) else f"{count} paths"


def label(path: tuple[Term, ...]) -> tuple[str | Term, ...]:
    """t → x → z: a way as it goes, from the variable to the output."""
    first, *rest = reversed(path)
    return (first, *(part for name in rest for part in (" → ", name)))


def tree(graph: Graph, variables: tuple[Term, ...], several: bool) -> tuple[tuple[Term, ...], ...]:
    """The paths of the dependency tree, each name with the derivative on its edge; none where there are too many."""
    seen = [Dependencies(graph, variable) for variable in variables]
    output = graph.output.name
    if not 0 < sum(one.count(output) for one in seen) <= MOST_PATHS:
        return ()
    ways = [path for one in seen for path in one.paths(output)]
    order = {way[:k]: i for i, way in reversed(list(enumerate(ways))) for k in range(1, len(way) + 1)}
    ways.sort(key=lambda way: tuple(order[way[:k]] for k in range(1, len(way) + 1)))
    return tuple(_with_edges(graph, way, several) for way in ways)


def _with_edges(graph: Graph, way: tuple[Term, ...], several: bool) -> tuple[Term, ...]:
    parts: list[Term] = [way[0]]
    for upper, lower in pairwise(way):
        parts += [edge(graph, upper, lower, several), lower]
    return tuple(parts)


def edge(graph: Graph, upper: Term, lower: Term, several: bool) -> Term:
    """dy/dt or the partial derivative, by whether the upper name uses anything else."""
    partial = several or len(free_names(graph.definition(upper).term)) > 1
    return derivative(upper, lower, partial=partial)
