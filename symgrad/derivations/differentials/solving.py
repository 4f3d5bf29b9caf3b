"""Gradients in vectors and matrices: dL brought to sum <G, dx>, from which each gradient is read off."""

from collections.abc import Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.grouping import grouped
from symgrad.derivations.differentials.pairings import d
from symgrad.derivations.differentials.renderings import rendered
from symgrad.derivations.differentials.walk import Walk
from symgrad.derivations.state import State
from symgrad.graph import Definition, Graph, fresh_name
from symgrad.rules.matrices.facts import facts_as_cleanings
from symgrad.settings import current
from symgrad.terms.build import gradient as nabla
from symgrad.terms.build import name, tuple_of, zeros
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


def matrix_gradient(graph: Graph, names: Sequence[Term]) -> Derivation:
    """The gradient of a number in vectors and matrices; each has the shape of its variable."""
    output = graph.output
    definitions = {one.name: one.term for one in graph.definitions}
    f = called(graph)
    body = output.term if output.anonymous else output.name
    walk = Walk(body, names, definitions, facts_as_cleanings(declared(graph, names)))
    pairings = walk.run()
    found = {one.change.args[0]: one.weight for one in pairings}
    gradients = [found.get(one, zeros(one.shape)) for one in names]
    states = [State(nabla(body, *names), "question", reason=("the question",))]
    chain = grouped(walk.steps, current().detail, current().differentials)
    chain = [chain[0]._replace(left=d(body)), *chain[1:]]
    chain += [_read_off(f, one, value) for one, value in zip(names, gradients, strict=True)]
    states += rendered(chain, current().differentials)
    result = gradients[0] if len(names) == 1 else tuple_of(*gradients)
    answer = answer_graph(graph, result)
    return Derivation("differentials", "", graph, tuple(states), result, (), answer, (), current().detail)


def declared(graph: Graph, names: Sequence[Term]) -> dict[Term, str]:
    """What is declared of vectors and matrices that are held constant, by name; of several words the first."""
    constant = (one for one in graph.inputs if one.shape and one not in names)
    return {one: words[0] for one in constant if (words := graph.domain.of(one).words)}


def _read_off(f: Term, variable: Term, value: Term) -> State:
    why = ("read off what stands with ", d(variable))
    return State(value, "follows", "differential.read-off", why, (), nabla(f, variable))


def called(graph: Graph) -> Term:
    """What the function is called on the page: its own name, or f."""
    output = graph.output
    return name("f") if output.anonymous and "f" not in {n.data.key for n in graph.inputs} else output.name


def answer_graph(graph: Graph, result: Term) -> Graph:
    """The result as a definition, with those of the system that it still speaks of."""
    needed = set(free_names(result))
    kept: list[Definition] = []
    for one in reversed(graph.definitions):
        if one.name in needed:
            kept.append(one)
            needed |= set(free_names(one.term))
    title = fresh_name(tuple_of(*needed, *graph.inputs, result))
    return Graph((*reversed(kept), Definition(title, result, anonymous=True)), (title,))
