"""What `backpropagate` gives: a derivation that also knows its numbers and paths."""

from dataclasses import dataclass
from functools import cached_property

from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.numbers import Numbers, as_float
from symgrad.derivations.derivation import Derivation
from symgrad.errors import LimitError, SymgradError
from symgrad.graph import Graph
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: the rule of the state that holds the numbers of the inputs
POINT = "backward.point"

#: with more paths than this they are not listed
MOST_PATHS = 10_000


@dataclass(frozen=True, repr=False)
class Backpropagation(Derivation):
    """Backpropagation through a graph of definitions, line by line."""

    @property
    def values(self) -> dict[str, float]:
        """The value of every input and definition, by its name. Raises SymgradError without numbers."""
        return {one.data.plain: as_float(value) for one, value in self.numbers.values.items()}

    @property
    def adjoints(self) -> dict[str, float]:
        """The slope of the output in every input and definition, 0 where it does not depend on it.

        At a kink the convention of the settings is taken. Raises SymgradError without numbers.
        """
        slopes = self.numbers.slopes
        return {one.data.plain: as_float(slopes[one]) if one in slopes else 0.0 for one in self.numbers.values}

    @cached_property
    def numbers(self) -> Numbers:
        """Values and slopes from certain bounds. Raises SymgradError without numbers."""
        found = [state.statement for state in self.own_states if state.rule == POINT]
        if not found:
            raise SymgradError("there are no numbers yet", hint="pass at={...} with a value for every input")
        return Numbers(self.network_graph, {one.args[0]: one.args[1] for one in given_numbers(found[0])})

    @property
    def network_graph(self) -> Graph:
        """The network with its functions filled in: the definitions of the result that are not slopes."""
        names = {one.name for one in self.source.definitions}
        kept = tuple(one for one in self.graph.definitions if one.name in names)
        return Graph(kept, self.source.outputs, (), self.source.domain)

    def paths(self, name: str) -> list[tuple[str, ...]]:
        """Every path from an input or definition to the output, as names. Raises LimitError for very many."""
        found = self.source.named(name)
        if found is None:
            raise SymgradError(f"there is no {name} here")
        network = Network(self.source, (found,))
        ways = network.ways(found)
        if ways > MOST_PATHS:
            raise LimitError(f"{_many(ways)} paths lead from {name} to {_plain(network.output)}; they are not listed",
                             hint="backpropagation adds them layer by layer, without listing them")  # fmt: skip
        return [tuple(map(_plain, path)) for path in network.paths(found)]


def given_numbers(statement: Term) -> tuple[Term, ...]:
    """The equations name = number of the line that gives them: a tuple, or the only one."""
    return statement.args if statement.head is Head.TUPLE else (statement,)


def _plain(name: Term) -> str:
    return str(name.data.plain)


def _many(count: int) -> str:
    return str(count) if count < 10**12 else f"about 10^{len(str(count)) - 1}"
