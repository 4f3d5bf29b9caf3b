"""Proof of a recursion's lines: chains of differentials like all others, what is added up at two and three steps.

At a number of steps the recursion is written out, h_1, h_2, h_3, and the gradient that a line states, put together from
those that it rests on, is held against slopes of the whole function along directions. What holds there is `checked`.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from symgrad.deciding.matrices import gradient_agrees, prove_written_alike
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.proof import settle
from symgrad.derivations.recursion.reading import Recursion, recursion_of
from symgrad.derivations.state import State
from symgrad.rules.matrices.shaped import ones_in
from symgrad.terms.build import TWO, add, call, entrywise_power, integer, mul, power, rational, sub, unary, zeros
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rewrite, substitute

Settled = tuple[str, str]

STEPS = (2, 3)
"""Numbers of steps at which a line is tested."""

_WRONG = ("failed", "slopes of the network written out differ")


def settled_states(whole: Derivation) -> Iterator[tuple[State, str, str]]:
    """Every state but the question with its status and the route in words."""
    found = recursion_of(whole.source)
    assert found is not None
    written = [_Written(found, whole, count) for count in STEPS]
    left: Term | None = None
    for state in whole.own_states[1:]:
        left = state.left if state.left is not None else left
        settled = list(_of_steps(state, found)) if state.steps else [_at_sizes(state, left, written)]
        status = min((one for one, _ in settled), key=("failed", "undecided", "checked", "proved").index)
        yield state, status, "; ".join(dict.fromkeys(route for _, route in settled))


def _of_steps(state: State, found: Recursion) -> Iterator[Settled]:
    """A line of differentials: its steps, and that it is where they end."""
    definitions = {one.name: one.term for one in (*found.parts, found.output)}
    for step in state.steps:
        yield from settle(step, definitions, {})
    if state.statement is not state.steps[-1].after:
        evidence = prove_written_alike(state.steps[-1].after, state.statement)
        yield evidence.status, evidence.route


def _at_sizes(state: State, left: Term | None, written: list["_Written"]) -> Settled:
    """The gradient that the line states, at each number of steps and each place."""
    if left is None or left.head is not Head.GRADIENT:
        return "undecided", "it is not said what this is the gradient of"
    judged = [status for one in written for status in one.judged(state, left)]
    if "failed" in judged:
        return _WRONG
    good = bool(judged) and all(status == "checked" for status in judged)
    how = f"slopes along directions agree in balls at {' and '.join(map(str, STEPS))} steps"
    return ("checked", how) if good else ("undecided", f"not shown: {how}")


class _Written:
    """The recursion written out for a number of steps."""

    def __init__(self, found: Recursion, whole: Derivation, count: int) -> None:
        self.found, self.count = found, count
        self.lines = {one.left: one for one in whole.own_states if one.left is not None and not one.steps}

    def judged(self, state: State, left: Term) -> Iterator[str]:
        """How the line fares at each place where it holds."""
        name = left.args[1]
        if self.found.offset(name) is None and not self._is_last(name):
            yield self._compared(name, self._closed(state.statement, 0))
            return
        last = self.count if self._is_last(name) else self.count - len(state.conditions)
        for at in (last,) if self._is_last(name) else range(1, last + 1):
            yield self._compared(self._index(name, at), self._closed(state.statement, at))

    def _is_last(self, name: Term) -> bool:
        return self.found.part_at_end(name) is not None

    def _compared(self, variable: Term, slope: Term) -> str:
        f, claimed = (known_instead(one) for one in (self._output(variable), self._put_in(slope, variable)))
        return gradient_agrees(f, {variable: claimed}, {}).status

    def _output(self, variable: Term) -> Term:
        """The output as a function of one name, all others put in."""
        summed = self.found.summed
        if summed is None:
            body = self._index(self.found.output.term, 0)
        else:
            body = add(*(self._index(summed, at) for at in range(1, self.count + 1)))
        return self._put_in(body, variable)

    def _put_in(self, term: Term, variable: Term) -> Term:
        """The vectors of the recursion by what they are, but for one."""
        values: dict[Term, Term] = {}
        for at in range(1, self.count + 1):
            for part in self.found.parts:
                name = self._index(part.name, at)
                if name is not variable:
                    values[name] = substitute(self._index(part.term, at), values)
        return substitute(term, values)

    def _index(self, term: Term, at: int) -> Term:
        """The term with a number for the running index, and for how many there are."""
        upper = self.found.limits[1]
        names: dict[Term, Term] = {upper: integer(self.count), self.found.letter: integer(at)}
        for one in dict.fromkeys(node for node in postorder(term) if node.head is Head.NAME and node.shape):
            offset = self.found.offset(one)
            if offset is not None:
                names[one] = _numbered(one, at + offset)
            elif (from_end := re.fullmatch(rf"{upper.data.key}([+-]\d+)?", one.data.sub)) is not None:
                names[one] = _numbered(one, self.count + int(from_end[1] or 0))
        return substitute(term, names)

    def _closed(self, statement: Term, at: int) -> Term:
        """The statement with the gradients in it by what the lines above say of them."""
        if statement.head is Head.BIGSUM:
            return add(*(self._closed(statement.args[0], i) for i in range(1, self.count + 1)))
        if statement.head is Head.SUM:
            return add(*(self._closed(part, at) for part in statement.args))
        known: dict[Term, Term] = {}
        statement = of_losses(statement)
        for node in dict.fromkeys(node for node in postorder(statement) if node.head is Head.GRADIENT):
            known[node] = self._slope(node.args[1], at)
        letters = {node: make_name(f"#g{i}", node.shape) for i, node in enumerate(known)}
        plain = self._index(substitute(statement, letters), at)
        return substitute(plain, {letters[node]: value for node, value in known.items()})

    def _slope(self, name: Term, at: int) -> Term:
        """What the lines above say of the gradient in h_{t+k}, at this t."""
        last = self._is_last(name)
        place = self.count if last else at + (self.found.offset(name) or 0)
        if place > self.count:
            return zeros(name.shape)
        part = self.found.part_at_end(name) if last else self.found.part_of(name)
        assert part is not None
        output = self.found.output.name
        lines: Mapping[Term, State] = {one.args[1]: state for one, state in self.lines.items() if one.args[0] is output}
        end = lines.get(self.found.last(part.name))
        general = lines.get(part.name)
        if place == self.count and end is not None and (general is None or general.conditions):
            return self._closed(end.statement, place)
        assert general is not None
        return self._closed(general.statement, place)


def _numbered(one: Term, at: int) -> Term:
    return make_name(one.data._replace(sub=str(at), typed=""), one.shape)


def of_losses(term: Term) -> Term:
    """The gradient of an unknown loss l(a, y) in a as that of |a|^2/2 + |y|^2/2, which stands for it here: a."""
    return rewrite(term, lambda node: node.args[1] if _is_of_loss(node) else node)


def _is_of_loss(node: Term) -> bool:
    return node.head is Head.GRADIENT and node.args[0].head is Head.APPLY


def known_instead(term: Term) -> Term:
    """The term with functions that have values: tanh for one that goes entry by entry, |a|^2/2 + ... for a loss."""
    return rewrite(term, _known)


def _known(node: Term) -> Term:
    if node.head is not Head.APPLY:
        return node
    if not node.shape:
        half = rational(Fraction(1, 2))
        squares = (
            unary(Head.NORM, one, "F" if len(one.shape) == 2 else "2") if one.shape else one for one in node.args
        )
        return add(*(mul(half, power(one, TWO)) for one in squares))
    value = call("tanh", node.args[0])
    return value if not node.data.orders else sub(ones_in(node.shape), entrywise_power(value, TWO))
