"""How the lines of backpropagation are proved: local derivatives line by line, sums and products as equalities.

Every slope is also held against the slope of the whole function in balls, which know no rules: a line that differs
fails.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from symgrad.deciding import slope_agrees
from symgrad.derivations.asking import question
from symgrad.derivations.backward.activation import changed, of_argument
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.proving_numbers import ROUTES as NUMBERS
from symgrad.derivations.backward.result import Backpropagation
from symgrad.derivations.chain import solve
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.graph import Graph
from symgrad.terms.build import add, derivative, mul
from symgrad.terms.build import name as name_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]

WRONG: Settled = ("failed", "the line says something else")


def settled(derivation: Backpropagation, equal: Equal, settle: Settle) -> Iterator[tuple[State, list[Settled]]]:
    """Each state after the question with what settles it."""
    prover = _Prover(derivation, equal, settle)
    for state in derivation.own_states[1:]:
        if prover.before.rule == "backward.with" != state.rule:
            prover.look_at(derivation.network_graph)
        numbers = NUMBERS.get(state.rule)
        yield state, numbers(derivation, state) if numbers else _ROUTES.get(state.rule, _steps)(prover, state)
        prover.before = state


class _Prover:
    """The definitions that a line speaks of, and the names given to slopes so far."""

    def __init__(self, derivation: Backpropagation, equal: Equal, settle: Settle) -> None:
        self.derivation, self.equal, self.settle = derivation, equal, settle
        self.deltas: dict[Term, Term] = {}
        self.before = derivation.own_states[0]
        self.look_at(derivation.source)

    def look_at(self, graph: Graph) -> None:
        """From here on the lines are about this graph."""
        asked = tuple(dict.fromkeys((*graph.inputs, *self.derivation.question.args[1:])))
        self.network = Network(graph, asked)

    def uses(self, lower: Term, upper: Term) -> bool:
        """Whether the upper name's definition uses the lower one."""
        return upper in self.network.by_name and lower in free_names(self.network.by_name[upper].term)

    def local(self, user: Term, used: Term) -> list[Settled]:
        """The local derivative that the network holds for an edge: derived again line by line, and compared."""
        one = self.network.by_name[user]
        derived, steps = solve(question(one.term, (used,)))
        slope = self.network.slopes[user][used]
        known = [name for name in free_names(slope) if name not in free_names(one.term)]
        slope = substitute(slope, {name: self.network.by_name[name].term for name in known})
        return [*map(self.settle, steps), self.equal(slope, derived)]

    def locals_below(self, name: Term) -> list[Settled]:
        """All local derivatives between a name and the output."""
        seen: dict[tuple[Term, Term], None] = {}
        open_, done = [name], set()
        while open_:
            one = open_.pop()
            if one not in done:
                done.add(one)
                users = self.network.users.get(one, [])
                seen |= {(user, one): None for user in users}
                open_ += users
        return [found for user, used in seen for found in self.local(user, used)]

    def against_the_whole(self, name: Term, slope: Term) -> list[Settled]:
        """A refutation of a slope by balls, on the output as a function of this name, if there is one."""
        after: dict[Term, Term] = {}
        for one in self.network.definitions:
            if one.name is not name:
                after[one.name] = substitute(one.term, after)
        whole = after[self.network.output]
        written = substitute(substitute(slope, self.deltas), after)
        evidence = slope_agrees(derivative(whole, name, partial=True), written)
        return [("failed", evidence.route)] if evidence.status == "failed" else []

    def expected(self, name: Term) -> Term:
        """The slope in a name: over its users the slope in each times the local derivative, all written out."""
        network, known = self.network, {self.network.output: mul()}
        for user in network.slopes:
            if user is not network.output:
                known[user] = self._sum(user, known)
        return self._sum(name, known)

    def _sum(self, name: Term, known: dict[Term, Term]) -> Term:
        users = self.network.users.get(name, [])
        return add(*(mul(known[user], self.network.slopes[user][name]) for user in users))


def _chain(prover: _Prover, state: State) -> list[Settled]:
    right = all(prover.uses(lower, upper) for lower, upper in pairwise(state.statement.args))
    return [("proved", "each name is used by the next") if right else WRONG]


def _forward(prover: _Prover, state: State) -> list[Settled]:
    name, term = state.statement.args
    return [("proved", "by definition") if prover.network.by_name[name].term is term else WRONG]


def _paths(prover: _Prover, state: State) -> list[Settled]:
    """The chain rule: a summand for every path, a factor for every edge of it."""
    name = _variable(state)
    ways = [list(pairwise(reversed(way))) for way in prover.network.paths(name)]
    expected = add(*(mul(*(prover.network.local(*edge) for edge in way)) for way in ways))
    if expected is not state.statement:
        return [WRONG]
    slopes = {prover.network.local(*edge): prover.network.slopes[edge[0]][edge[1]] for way in ways for edge in way}
    return [("proved", "the chain rule over the definitions, one summand a path"),
            *prover.against_the_whole(name, substitute(expected, slopes))]  # fmt: skip


def _variable(state: State) -> Term:
    """The name in dL/d(name) on the left of a line."""
    left = state.left if state.left is not None else state.statement.args[0]
    return left.args[1]


def _local(prover: _Prover, state: State) -> list[Settled]:
    assert state.left is not None
    body, used = state.left.args
    user = next((one.name for one in prover.network.definitions if body in (one.name, one.term)), body)
    if prover.network.slopes.get(user, {}).get(used) is not state.statement:
        return [WRONG]
    return prover.local(user, used)


def _asked(prover: _Prover, state: State) -> list[Settled]:
    """The derivative of a name is that of its definition."""
    body, used = state.statement.args
    found = [one.name for one in prover.network.definitions if one.term is body]
    return [("proved", "by definition") if found and used in prover.network.slopes.get(found[0], {}) else WRONG]


def _steps(prover: _Prover, state: State) -> list[Settled]:
    """A line of a local derivative worked out: its steps, each replayed or decided."""
    return [prover.settle(step) for step in state.steps] or [WRONG]


def _by_names(prover: _Prover, state: State) -> list[Settled]:
    """The line before with names for formulas: equal where the names are what they are defined as."""
    kept = free_names(prover.before.statement)
    own = {one.name: one.term for one in prover.network.definitions if one.name not in kept}
    return [prover.equal(prover.before.statement, substitute(state.statement, own))]


def _slope(prover: _Prover, state: State) -> list[Settled]:
    """dL/dx = ...: the sum over the paths with every local derivative put in, each derived below."""
    name = _variable(state)
    written = substitute(state.statement, prover.deltas)
    found = [prover.equal(prover.expected(name), written), *prover.against_the_whole(name, state.statement)]
    return [*found, *prover.locals_below(name)]


def _delta(prover: _Prover, state: State) -> list[Settled]:
    new, total, formula = state.statement.args
    line = State(formula, "follows", left=total)
    found = _slope(prover, line)
    prover.deltas[new] = substitute(formula, prover.deltas)
    return found


def _with(prover: _Prover, state: State) -> list[Settled]:
    """f'(z) is the slope of what f was said to be, derived again on a fresh name, and the same in its own value."""
    primed, *forms = state.statement.args
    filled = prover.derivation.network_graph
    known: dict[Term, Term] = {}
    for before, after in zip(prover.derivation.source.definitions, filled.definitions, strict=True):
        known |= changed(before, after)
    value = next((new for old, new in known.items() if old.data.name == primed.data.name), None)
    if value is None:
        return [WRONG]
    inside = name_of("#inside")
    derived, steps = solve(question(of_argument(value, inside), (inside,)))
    own = {one.name: one.term for one in filled.definitions}
    truth = substitute(derived, {inside: primed.args[0]})
    same = [prover.equal(truth, forms[0]), *(prover.equal(substitute(one, own), forms[0]) for one in forms[1:])]
    return [*map(prover.settle, steps), *same]


def _adjoint(prover: _Prover, state: State) -> list[Settled]:
    """A sum over users, as every name of a large network has it."""
    name, users = _variable(state), prover.network.users.get(_variable(state), [])
    total = prover.network.total
    bars = [mul(*([] if user is prover.network.output else [total(user)]), prover.network.slopes[user][name])
            for user in users]  # fmt: skip
    if not users:
        return [("proved", "by definition")]
    same = prover.equal(_named(state.statement.args[1]), _named(add(*bars)))
    return [same, *(found for user in users for found in prover.local(user, name))]


def _named(term: Term) -> Term:
    """Inert derivatives as plain names: here they are unknowns."""
    found = dict.fromkeys(node for node in postorder(term) if node.head is Head.DERIVATIVE)
    return substitute(term, {node: name_of(f"#{node.args[1].data.plain}") for node in found})


_ROUTES: dict[str, Callable[[_Prover, State], list[Settled]]] = {
    "backward.chain": _chain,
    "backward.forward": _forward,
    "backward.paths": _paths,
    "backward.local": _local,
    "backward.asked": _asked,
    "backward.named": _by_names,
    "backward.product": _slope,
    "backward.gradient": _slope,
    "backward.delta": _delta,
    "backward.with": _with,
    "adjoint": _adjoint,
}
