"""`derivative` and `gradient` of networks in general lines."""

from collections.abc import Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.general.backward import Backward
from symgrad.derivations.general.network import Network, network_of
from symgrad.derivations.state import State
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.build import tuple_of
from symgrad.terms.families import as_entry, family_of, with_names
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder


def general_derivative(graph: Graph, variable: Term) -> Derivation:
    """The slope of the output in one variable such as w_{jk}, with the slopes further out that it rests on."""
    walk, entry = _walked(graph, (variable,))
    asked = walk.block(entry[0])
    outer = tuple(block for block in walk.blocks.values() if block is not asked)
    return Derivation(asked.goal, asked.title, graph, asked.own_states, asked.result, (*outer, *asked.children),
                      asked.graph, (), asked.detail)  # fmt: skip


def general_gradient(graph: Graph, names: Sequence[Term]) -> Derivation:
    """The slopes in several variables; those that they share are derived once."""
    walk, entries = _walked(graph, names)
    results = [walk.block(entry).result for entry in entries]
    slopes = [walk.slope(entry) for entry in entries]
    states = (
        State(tuple_of(*slopes), "question", reason=("the question",)),
        *(State(result, "equal", "gradient.components", ("derived above",), (), slope, marks=("box",))
          for slope, result in zip(slopes, results, strict=True)),
    )  # fmt: skip
    answer = tuple_of(*results)
    return Derivation("general", "", graph, states, answer, tuple(walk.blocks.values()), from_term(with_names(answer)),
                      (), current().detail)  # fmt: skip


def _walked(graph: Graph, names: Sequence[Term]) -> tuple[Backward, list[Term]]:
    network = network_of(graph)
    return Backward(graph, network), [_entry(network, one) for one in names]


def _entry(network: Network, one: Term) -> Term:
    """The variable as an entry where it belongs to a family: of the definitions, or of what they use."""
    known = network.known | {family_of(node) for part in network.parts for node in postorder(part.term)
                             if node.head is Head.INDEXED}  # fmt: skip
    return as_entry(one, known) or one
