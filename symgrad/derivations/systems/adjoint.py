"""The gradient of a network of named definitions by adjoints: one definition for each name, reused by all weights.

dL/dL = 1, and for every other name the sum over what uses it: dL/da = sum of dL/db * db/da. This is reverse mode as
backpropagation writes it (Linnainmaa 1970; Rumelhart, Hinton and Williams 1986): its size is that of the network.
"""

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.derivations.systems.slopes import local_slopes
from symgrad.graph import Definition, Graph
from symgrad.rules.tidying import IN_ORDER, tidy
from symgrad.settings import current
from symgrad.terms.build import ONE, ZERO, add, derivative, equation, mul, name, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute


def adjoint_gradient(graph: Graph, names: tuple[Term, ...]) -> Derivation:
    """The gradient of the output in these names as a system of named adjoints.

    The result's graph holds the network's definitions and one definition dL_dx for each name that matters.
    """
    adjoints = adjoint_definitions(graph, names)
    output = graph.output.name
    rows = [
        State(equation(derivative(output, one, partial=True), value), "definition", "adjoint", _why(users))
        for one, value, users in adjoints
    ]
    named, definitions = adjoint_system(graph, adjoints)
    result = tuple_of(*(named.get(one, ZERO) for one in names))
    answer = Graph((*graph.definitions, *definitions), tuple(n for n in result.args if n is not ZERO))
    states = (State(nabla(output, *names), "question", reason=("the question",)), *rows)
    return Derivation("adjoint", "", graph, states, result, (), answer, (), current().detail)


def adjoint_system(
    graph: Graph, adjoints: list[tuple[Term, Term, tuple[Term, ...]]]
) -> tuple[dict[Term, Term], tuple[Definition, ...]]:
    """What `adjoint_definitions` found as named definitions dL_dx, and the name that stands for the slope in each x."""
    output = graph.output.name
    taken = {n.data.key for n in (*graph.inputs, *(d.name for d in graph.definitions))}
    named = {one: adjoint_name(output, one, taken) for one, _, _ in adjoints}
    shown = {derivative(output, one, partial=True): new for one, new in named.items()}
    return named, tuple(Definition(named[one], substitute(value, shown)) for one, value, _ in adjoints)


def _why(users: tuple[Term, ...]) -> tuple[str | Term, ...]:
    if not users:
        return ("the output itself",)
    listed: list[str | Term] = ["through ", users[0]]
    for one in users[1:]:
        listed += [", ", one]
    return tuple(listed)


def adjoint_name(output: Term, one: Term, taken: set[str]) -> Term:
    """The name dL_dw that stands for the derivative of L in w; with a stroke more where the reader has that name."""
    spelling = f"d{output.data.plain}_d{one.data.plain}"
    while spelling in taken:
        spelling += "_"
    return name(Name(spelling))


def adjoint_definitions(graph: Graph, names: tuple[Term, ...]) -> list[tuple[Term, Term, tuple[Term, ...]]]:
    """(name, its adjoint in terms of its users' adjoints, the users), from the output to the names asked for."""
    output = graph.output.name
    needed = _needed(graph, names)
    parts: dict[Term, list[Term]] = {output: [ONE]}
    users: dict[Term, list[Term]] = {output: []}
    found = []
    for one in reversed(graph.definitions):
        if one.name not in parts or one.name not in needed:
            continue
        found.append((one.name, add(*parts[one.name]), tuple(users[one.name])))
        bar = ONE if one.name is output else derivative(output, one.name, partial=True)
        for used, slope in local_slopes(one, needed).items():
            parts.setdefault(used, []).append(tidy(mul(bar, slope), IN_ORDER))
            users.setdefault(used, []).append(one.name)
    found += [(leaf, add(*parts[leaf]), tuple(users[leaf])) for leaf in dict.fromkeys(names) if leaf in parts]
    return list({row[0]: row for row in reversed(found)}.values())[::-1]


def _needed(graph: Graph, names: tuple[Term, ...]) -> set[Term]:
    """The names asked for and every definition that depends on one of them."""
    needed = set(names)
    for one in graph.definitions:
        if any(n in needed for n in free_names(one.term)):
            needed.add(one.name)
    return needed
