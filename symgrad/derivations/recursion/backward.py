"""Backpropagation for any number of layers or steps: one gradient for each vector of the recursion.

For z_l = W_l a_{l-1} + b_l, one layer down:  <g_{l+1}, dz_{l+1}> = <W_{l+1}^T g_{l+1}, da_l> + ...  A weight that is
the same at every step is used T times: its gradient is the sum of what comes back at each (Werbos 1990).
"""

from collections.abc import Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.grouping import grouped
from symgrad.derivations.differentials.pairings import d
from symgrad.derivations.differentials.walk import Walk
from symgrad.derivations.recursion.reading import Recursion
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import Definition, Graph, from_term
from symgrad.rules.matrices import plus
from symgrad.settings import current
from symgrad.terms.build import bigsum, inner, relation, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

GOAL = "recursion"
PATHS, END, PUT_IN, SHARED = "recursion.paths", "recursion.end", "recursion.put-in", "recursion.shared"

Way = tuple[Term, Term]
"""What comes back, and the user that it comes through."""


def recursion_gradient(graph: Graph, found: Recursion, names: Sequence[Term]) -> Derivation:
    """The gradients of a network of L layers or T steps in its weights, each boxed.

    Raises SymgradError for a name that does not occur, and UnsupportedError for a weight at a shifted index.
    """
    work = _Backward(found, names)
    states = [State(nabla(found.output.name, *names), "question", reason=("the question",)), *work.run()]
    result = tuple_of(*(work.asked[one] for one in names)) if len(names) > 1 else work.asked[names[0]]
    return Derivation(GOAL, "", graph, tuple(states), result, (), from_term(result), _notes(found), current().detail)


def _notes(found: Recursion) -> tuple[str, ...]:
    from symgrad.notation import text

    lower, upper = map(text, found.limits)
    letter = text(found.letter)
    told = f"Every line holds for {letter} = {lower}, ..., {upper}"
    return (f"{told}; what would come from beyond {letter} = {upper} is 0.",)


class _Backward:
    """From the output to the weights, one part of the recursion after the other."""

    def __init__(self, found: Recursion, names: Sequence[Term]) -> None:
        self.found, self.names, self.output = found, tuple(names), found.output.name
        self.ways: dict[Term, list[Way]] = {}
        self.at_end: dict[Term, Term] = {}
        self.gradients: dict[Term, Term] = {}
        self.asked: dict[Term, Term] = {}
        known = {one for part in found.parts for one in free_names(part.term)} | set(free_names(found.output.term))
        for one in self.names:
            if one not in known:
                raise SymgradError(f"{one.data.plain} does not occur in the formulas")
            if found.offset(one):
                raise UnsupportedError("a gradient is asked for at the running index", hint="name it without a shift")

    def run(self) -> list[State]:
        """All lines."""
        chains = {part.name: self._chain(part) for part in self.found.parts}
        states = self._from_output()
        for part in reversed(self.found.parts):
            states += [*self._settled(part), *chains[part.name]]
        return [*states, *(state for one in self.names for state in self._weight(one))]

    def _slope(self, one: Term) -> Term:
        return nabla(self.output, one)

    def _used(self, term: Term) -> list[Term]:
        """The names in a formula that something comes back to."""
        return [one for one in free_names(term) if self._is_asked(one) or self._is_part(one)]

    def _is_asked(self, one: Term) -> bool:
        """Whether it is a weight asked for, or x_{t-1} where x_t is."""
        return one in self.names or (bool(self.found.offset(one)) and self.found.at(one, 0) in self.names)

    def _is_part(self, one: Term) -> bool:
        return self.found.part_of(one) is not None or self.found.part_at_end(one) is not None

    def _chain(self, part: Definition) -> list[State]:
        """<g_t, dz_t> written out in what z_t is made of; what comes back is kept at the index it comes back to."""
        walk = Walk(part.name, self._used(part.term), {part.name: part.term}, (), self._slope(part.name))
        for pairing in walk.run():
            target = pairing.change.args[0]
            by = -(self.found.offset(target) or 0)
            weight = self.found.moved(pairing.weight, by)
            user = self.found.moved(part.name, by)
            here = target if self.found.offset(target) is None else self.found.at(target, 0)
            self.ways.setdefault(here, []).append((weight, user))
        chain = grouped(walk.steps, current().detail, current().differentials)
        return [chain[0]._replace(left=inner(self._slope(part.name), d(part.name))), *chain[1:]] if chain else []

    def _from_output(self) -> list[State]:
        """What the output sends back: to the vector under the sum, or to the last one."""
        body = self.found.output.term if self.found.summed is None else self.found.summed
        walk = Walk(body, self._used(body), {}, ())
        pairings = walk.run()
        states = grouped(walk.steps, current().detail, current().differentials)
        left = d(self.output) if self.found.summed is None else d(body)
        states = [states[0]._replace(left=left), *states[1:]] if states else []
        for pairing in pairings:
            target = pairing.change.args[0]
            part = self.found.part_at_end(target)
            if part is None:
                self.ways.setdefault(target, []).append((pairing.weight, self.output))
            else:
                self.at_end[part.name] = pairing.weight
        return states

    def _settled(self, part: Definition) -> list[State]:
        """All that comes back to one vector of the recursion, and the same with what is behind it put in."""
        one = part.name
        ways = sorted(self.ways.get(one, []), key=lambda way: self.found.offset(way[1]) or 0)
        if not ways and one not in self.at_end:
            raise UnsupportedError(f"{one.data.plain} does not reach the output")
        states = self._end(one, ways) if one in self.at_end else []
        if ways:
            total = plus(*(weight for weight, _ in ways))
            self.gradients[self._slope(one)] = total
            states.append(State(total, "definition", PATHS, _why(ways), self._before_end(one), self._slope(one)))
            states += self._put_in(one, total)
        return states

    def _before_end(self, *parts: Term) -> tuple[Term, ...]:
        """l < L, where one of these has a line of its own for the end."""
        return (relation(self.found.letter, "<", self.found.limits[1]),) if any(p in self.at_end for p in parts) else ()

    def _end(self, one: Term, ways: Sequence[Way]) -> list[State]:
        """What comes back to the last vector: from the output, and through others of the last step."""
        here = [way for way in ways if self.found.offset(way[1]) == 0 and self._reaches_the_end(way[1])]
        parts = [self.at_end[one], *(self._ended(weight) for weight, _ in here)]
        why: Reason = (
            ("read off: the end",) if not here else ("at the end: the output and ", *_listed([u for _, u in here]))
        )
        return [State(plus(*parts), "definition", END, why, (), self._slope(self.found.last(one)))]

    def _reaches_the_end(self, user: Term) -> bool:
        """Whether the last of these vectors acts on the output, and not only on a step that is no more."""
        return user in self.at_end or any(self.found.offset(further) == 0 for _, further in self.ways.get(user, []))

    def _ended(self, term: Term) -> Term:
        """The term with L for l, in gradients too."""
        slopes = {node: self._slope(self.found.last(node.args[1])) for node in postorder(term)
                  if node.head is Head.GRADIENT and node.args[0] is self.output}  # fmt: skip
        letters = {node: make_name(f"#g{i}", node.shape) for i, node in enumerate(slopes)}
        ended = self.found.at_the_end(substitute(term, letters))
        return substitute(ended, {letters[node]: slope for node, slope in slopes.items()})

    def _put_in(self, one: Term, total: Term) -> list[State]:
        """The recursion itself: g_l in terms of g_{l+1}."""
        behind = {node: self.gradients[node] for node in postorder(total) if node in self.gradients
                  and node is not self._slope(one) and self._goes_on(self.gradients[node])}  # fmt: skip
        if not behind:
            return []
        ends = [part for part in self.at_end if self._slope(part) in behind]
        why: Reason = ("put in ", *_listed(list(behind)))
        inside = self._before_end(one, *ends)
        states = [State(substitute(total, behind), "equal", PUT_IN, why, inside, None, (), ("box",))]
        if ends and one not in self.at_end:
            known = {self._slope(self.found.last(part)): self.at_end[part] for part in ends}
            statement, left = substitute(self._ended(total), known), self._slope(self.found.last(one))
            states.append(State(statement, "follows", END, ("at the end",), (), left, (), ("box",)))
        return states

    def _goes_on(self, gradient: Term) -> bool:
        """Whether a gradient speaks of the step after."""
        return any((self.found.offset(node) or 0) > 0 for node in postorder(gradient))

    def _weight(self, one: Term) -> list[State]:
        """The gradient in a weight: at its own index, or summed over all where it is used at each."""
        ways = self.ways.get(one, [])
        if not ways:
            raise UnsupportedError(f"{one.data.plain} does not reach the output through the recursion")
        once = [way for way in ways if way[1] is self.output and self.found.summed is None]
        rest = [weight for weight, user in ways if (weight, user) not in once]
        every = plus(*rest) if rest else None
        why: Reason = ("read off",)
        if every is not None and self.found.offset(one) is None:
            every = bigsum(every, self.found.letter, *self.found.limits)
            why = ("used at every step: add what comes back at each",)
        parts = [*(weight for weight, _ in once), *([] if every is None else [every])]
        self.asked[one] = plus(*parts) if len(parts) > 1 else parts[0]
        return [State(self.asked[one], "definition", SHARED, why, (), self._slope(one), (), ("box",))]


def _why(ways: Sequence[Way]) -> Reason:
    users = [user for _, user in ways]
    if len(users) == 1:
        return ("what comes through ", users[0])
    return ("paths meet: add what comes through ", *_listed(users))


def _listed(terms: Sequence[Term]) -> Reason:
    parts: list[str | Term] = []
    for i, one in enumerate(terms):
        parts += [" and ", one] if i else [one]
    return tuple(parts)
