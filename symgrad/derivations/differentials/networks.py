"""The gradient of a network in vectors and matrices: one gradient for each named definition, reused by all before it.

For z = W a + b:  <∇_z L, dz> = <W^T ∇_z L, da> + <∇_z L a^T, dW> + <∇_z L, db>. Each definition is taken once, so the
derivation is as long as the network.
"""

from collections.abc import Mapping, Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.grouping import grouped
from symgrad.derivations.differentials.pairings import d
from symgrad.derivations.differentials.renderings import rendered
from symgrad.derivations.differentials.solving import declared
from symgrad.derivations.differentials.together import together
from symgrad.derivations.differentials.walk import Walk, moving_names
from symgrad.derivations.state import State
from symgrad.derivations.systems.adjoint import adjoint_name
from symgrad.graph import Definition, Graph
from symgrad.rules.matrices import plus
from symgrad.rules.matrices.facts import facts_as_cleanings
from symgrad.settings import current
from symgrad.terms.build import ONE, inner, mul, tuple_of, zeros
from symgrad.terms.build import gradient as nabla
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute


def network_gradient(graph: Graph, names: Sequence[Term]) -> Derivation:
    """The gradients of the output in these names as a system: one named definition dL_dz for each name that matters."""
    walk = _Backward(graph, names)
    states = [State(nabla(graph.output.name, *names), "question", reason=("the question",))]
    states += rendered(walk.run(), current().differentials)
    if current().differentials == "inner":
        states += [state for one in names for state in together(graph, walk.found, one)]
    named = walk.named()
    shown = {walk.slope(one): new for one, new in named.items()}
    definitions = [Definition(named[one], substitute(walk.found[one], shown)) for one in named]
    result = tuple_of(*(named[one] for one in names)) if len(names) > 1 else named[names[0]]
    outputs = tuple(dict.fromkeys(named[one] for one in names))
    answer = Graph((*graph.definitions, *definitions), outputs)
    return Derivation("differentials", "", graph, tuple(states), result, (), answer, (), current().detail)


class _Backward:
    """From the output to the inputs, one definition after the other."""

    def __init__(self, graph: Graph, names: Sequence[Term]) -> None:
        self.graph, self.names, self.output = graph, tuple(names), graph.output.name
        self.by_name = {one.name: one.term for one in graph.definitions}
        self.moving = moving_names(self.names, {k: v for k, v in self.by_name.items() if k not in names})
        self.parts: dict[Term, list[Term]] = {self.output: [ONE]}
        self.users: dict[Term, list[Term]] = {}
        self.found: dict[Term, Term] = {}
        self.facts = facts_as_cleanings(declared(graph, names))

    def slope(self, name: Term) -> Term:
        """The gradient of the output in a name, as a letter."""
        return ONE if name is self.output else nabla(self.output, name)

    def run(self) -> list[State]:
        """The lines; `found` holds each gradient in terms of those of the names that use it."""
        states: list[State] = []
        for one in reversed(self.graph.definitions):
            if one.name in self.parts and one.name in self.moving:
                states += self._settled(one.name)
                if one.name not in self.names:
                    states += self._through(one)
        for name in self.names:
            self.parts.setdefault(name, [zeros(name.shape)])
            states += self._settled(name)
        return states

    def _settled(self, name: Term) -> list[State]:
        """What has come back to this name is all of it: its gradient."""
        if name in self.found:
            return []
        self.found[name] = plus(*self.parts[name])
        if name is self.output:
            return []
        users = self.users.get(name, [])
        why = _why(users)
        return [State(self.found[name], "definition", "differential.paths", why, (), nabla(self.output, name))]

    def _through(self, one: Definition) -> list[State]:
        """<∇_z L, dz> written out in what z is made of."""
        bodies = {one.name: one.term}
        used = self._moving_in(one.term)
        if one.name is self.output and len(used) == 1 and self._is_logged_activation(used[0], one.term):
            bodies = {used[0]: self.by_name[used[0]], **bodies}
            used = self._moving_in(bodies[used[0]])
        walk = Walk(one.name, used, bodies, self.facts, self.slope(one.name))
        for pairing in walk.run():
            target = pairing.change.args[0]
            self.parts.setdefault(target, []).append(pairing.weight)
            self.users.setdefault(target, []).append(one.name)
        chain = grouped(walk.steps, current().detail, current().differentials)
        return [chain[0]._replace(left=_opening(self.slope(one.name), d(one.name))), *chain[1:]]

    def _moving_in(self, term: Term) -> list[Term]:
        return [name for name in free_names(term) if name in self.moving]

    def _is_logged_activation(self, name: Term, loss: Term) -> bool:
        """Whether only the loss uses the name, and its logarithm: cross-entropy, whose slope behind it is p - y."""
        body = self.by_name.get(name)
        if body is None or name in self.names:
            return False
        entrywise = body.head is Head.CALL or (body.head is Head.ARRAY and body.data[0] == "softmax")
        logged = any(
            node.data == "log" and name in free_names(node) for node in postorder(loss) if node.head is Head.CALL
        )
        return entrywise and logged and sum(name in free_names(term) for term in self.by_name.values()) == 1

    def named(self) -> Mapping[Term, Term]:
        """The name dL_dz of each gradient, of its shape."""
        taken = {n.data.key for n in (*self.graph.inputs, *self.by_name)}
        found = (one for one in self.found if one is not self.output)
        return {one: make_name(adjoint_name(self.output, one, taken).data, one.shape) for one in found}


def _opening(slope: Term, change: Term) -> Term:
    if slope is ONE:
        return change
    return inner(slope, change) if change.shape else mul(slope, change)


def _why(users: Sequence[Term]) -> tuple[str | Term, ...]:
    """Where it came from; several users are paths that meet."""
    if not users:
        return ("it does not occur in the output",)
    listed: list[str | Term] = ["read off" if len(users) == 1 else "paths meet: add what comes through "]
    for i, one in enumerate(users if len(users) > 1 else ()):
        listed += [" and ", one] if i else [one]
    return tuple(listed)
