"""A graph of definitions seen from its output: who uses whom, and the local derivative on every edge."""

from collections.abc import Iterator
from functools import cached_property

from symgrad.derivations.asking import all_inputs
from symgrad.derivations.systems.paths import Dependencies
from symgrad.derivations.systems.slopes import local_slopes, softmax_exponents
from symgrad.graph import Definition, Graph
from symgrad.terms.build import ZERO, derivative
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

#: a path from a name to the output, the name first
Path = tuple[Term, ...]


class Network:
    """The definitions that the output rests on, and what of them depends on the names asked for."""

    def __init__(self, graph: Graph, asked: tuple[Term, ...]) -> None:
        self.graph, self.asked = graph, asked
        self.output = graph.output.name
        self.definitions = _reaching(graph)
        self.by_name = {one.name: one for one in self.definitions}
        self.moving = self._moving()
        self.partial = len(all_inputs(graph)) > 1

    def _moving(self) -> set[Term]:
        """The names asked for and every definition that depends on one of them."""
        found = set(self.asked)
        for one in self.definitions:
            if any(name in found for name in free_names(one.term)):
                found.add(one.name)
        return found

    @cached_property
    def slopes(self) -> dict[Term, dict[Term, Term]]:
        """Definition -> what it uses -> the local derivative, from the output to the inputs; zeros are left out."""
        return {one.name: self._of(one) for one in reversed(self.definitions) if one.name in self.moving}

    def _of(self, one: Definition) -> dict[Term, Term]:
        found = local_slopes(one, self.moving, self._entries)
        return {used: found[used] for used in free_names(one.term) if found.get(used, ZERO) is not ZERO}

    @cached_property
    def _entries(self) -> dict[Term, Term]:
        """The formula of each softmax entry -> its name: the other entries turn up in the slope of one."""
        return {one.term: one.name for one in self.definitions if softmax_exponents(one.term)}

    @cached_property
    def users(self) -> dict[Term, list[Term]]:
        """Name -> the definitions that use it, in their order."""
        found: dict[Term, list[Term]] = {}
        for user in reversed(self.slopes):
            for name in self.slopes[user]:
                found.setdefault(name, []).append(user)
        return found

    @cached_property
    def layers(self) -> list[Term]:
        """The definitions that matter by their distance from the output, those of one distance in their order."""
        distance = {self.output: 0}
        for one in self.slopes:
            distance[one] = max((distance[user] + 1 for user in self.users.get(one, [])), default=0)
        return sorted([one for one in self.by_name if one in distance], key=lambda one: distance[one])

    def ways(self, name: Term) -> int:
        """How many paths lead from the name to the output."""
        return Dependencies(self._as_graph, name).count(self.output)

    def paths(self, name: Term) -> Iterator[Path]:
        """Each path from the name to the output, found one at a time."""
        return (tuple(reversed(way)) for way in Dependencies(self._as_graph, name).paths(self.output))

    @cached_property
    def _as_graph(self) -> Graph:
        return Graph(self.definitions, (self.output,))

    def total(self, name: Term) -> Term:
        """The derivative of the output in this name, left inert."""
        return derivative(self.output, name, partial=self.partial)

    def local(self, user: Term, used: Term) -> Term:
        """The local derivative on one edge, left inert: of the formula where the name alone would mean the total."""
        several = self.partial or len(free_names(self.by_name[user].term)) > 1
        others = [one for one in self.slopes[user] if one is not used]
        indirect = any(Dependencies(self._as_graph, used).count(one) for one in others)
        return derivative(self.by_name[user].term if indirect else user, used, partial=several)


def _reaching(graph: Graph) -> tuple[Definition, ...]:
    """The definitions that the output depends on, in order."""
    needed = {graph.output.name}
    kept = []
    for one in reversed(graph.definitions):
        if one.name in needed:
            kept.append(one)
            needed.update(free_names(one.term))
    return tuple(reversed(kept))
