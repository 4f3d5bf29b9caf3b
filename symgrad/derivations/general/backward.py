"""The slope of the output in each family, from the output inward: a sum over what uses it, local slope times slope.

dL/du_j is the sum over every q_i that u_j enters of dL/dq_i * dq_i/du_j. Where u enters q only at the same index, as in
h_j = tanh(z_j), one term is left of the sum at once.
"""

from collections.abc import Iterator

from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.engine import tidied
from symgrad.derivations.general.folding import in_own_names
from symgrad.derivations.general.network import Network, Part
from symgrad.derivations.indices import general_question, other_letter, running_letter
from symgrad.derivations.lines import lines
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.derivations.summation import summed
from symgrad.errors import UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.rules import drop_units
from symgrad.rules.tidying import IN_ORDER, operations
from symgrad.rules.tidying.sums import within
from symgrad.settings import current
from symgrad.terms.build import ZERO, add, bigsum, derivative, equation, mul
from symgrad.terms.families import base_of, entries_met, family_of, with_names
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, postorder, substitute

#: a slope with at most this many operations is put in where it is used; a longer one keeps its name dL/dz_j
SHORT = 3


#: what a block of a general network is for
GOAL = "general-slope"


class Backward:
    """The blocks of a network, each made once."""

    def __init__(self, graph: Graph, network: Network) -> None:
        self.graph, self.network = graph, network
        self.output = network.output.entry
        self.blocks: dict[Term, Derivation] = {}
        self.taken = {
            node.data.key for part in network.parts for node in postorder(part.term) if node.head is Head.NAME
        }
        self._asked: list[Term] = []

    def slope(self, entry: Term) -> Term:
        """The inert slope of the output in an entry."""
        return derivative(self.output, entry, partial=True)

    def block(self, entry: Term) -> Derivation:
        """The lines from dL/du to its value in terms of the slopes further out."""
        if entry not in self.blocks:
            self._asked.append(entry)
            made = self._made(entry)
            self._asked.pop()
            self.blocks[entry] = made
        return self.blocks[entry]

    def _made(self, entry: Term) -> Derivation:
        question = self.slope(entry)
        first = State(question, "question", reason=("the question",))
        users = [one for one in self.network.parts if uses(one, entry)]
        steps, children = self._direct(entry) if users == [self.network.output] else self._through(entry, users)
        states = (first, *lines(steps, current().detail))
        result = steps[-1].after if steps else question
        return Derivation(GOAL, with_names(entry).data.plain, self.graph, states, result, tuple(children),
                          from_term(with_names(result)), (), current().detail)  # fmt: skip

    def _direct(self, entry: Term) -> tuple[list[Step], list[Derivation]]:
        """The output's own formula differentiated."""
        variable = with_names(entry)
        question = derivative(general_question(self.network.output.term, (variable,)), variable, partial=True)
        put_in = Step("put-in", Weight.SILENT, self.slope(entry), question, (self.output, " put in"))
        return [put_in, *solve(question)[1]], []

    def _through(self, entry: Term, users: list[Part]) -> tuple[list[Step], list[Derivation]]:
        question = self.slope(entry)
        if not users:
            self._require_absent(entry)
            why = (self.output, " does not depend on ", with_names(entry))
            return [Step("constant", Weight.MINOR, question, ZERO, why, question, ZERO)], []
        locals_: dict[Term, Term] = {}
        children: list[Derivation] = []
        written = add(*(self._contribution(one, entry, locals_, children) for one in users))
        ways = "chain rule" if len(users) == 1 else f"chain rule, {len(users)} ways"
        needs = self._where(entry, users)
        steps = [Step("paths", Weight.MAJOR, question, written, (ways,), question, written, needs)]
        after = drop_units(substitute(written, locals_))
        steps.append(Step("local", Weight.HEAVY, written, after, ("the local derivatives",)))
        steps += self._closing(after)
        return steps, children

    def _where(self, entry: Term, users: list[Part]) -> tuple[Term, ...]:
        """For which indices of an input the lines hold: those for which what uses it is there at all."""
        if self.network.part_of(entry) is not None:
            return ()
        found: dict[Term, None] = {}
        for user in users:
            placed, _ = placing(user, entry, self.taken)
            for letter, limits in zip(user.letters, user.limits, strict=True):
                if limits and placed[letter] in entry.args[1:]:
                    found[within(limits[0], placed[letter], limits[1])] = None
        return tuple(found)

    def _require_absent(self, entry: Term) -> None:
        """Refuse to say 0 where the letter occurs after all, in a way that was not taken for this entry."""
        base = base_of(with_names(entry)).data.key
        nodes = [node for part in self.network.parts for node in postorder(part.term)]
        bases = {node.args[0].data.key for node in nodes if node.head is Head.INDEXED}
        if entry.head is Head.INDEXED or with_names(entry).data.sub:
            bases |= {
                base_of(node).data.key for node in nodes if node.head is Head.NAME and not node.data.sub.isdigit()
            }
        if base in bases:
            hint = f"write its index everywhere, and a product in an index with its sign, {base}_{{s \\cdot i + k}}"
            raise UnsupportedError(f"how {base} enters the formulas is not clear", hint=hint)

    def _closing(self, statement: Term) -> Iterator[Step]:
        for stage in (_in_order, summed, _in_order, self._given, _in_order, simplified, summed, _in_order):
            for step in stage(statement):
                yield step
                statement = step.after

    def _given(self, statement: Term) -> Iterator[Step]:
        """What the problem says holds, such as that the entries of y sum to 1."""
        for fact in (one for one in self.graph.equations if one.data == ("=",)):
            left, right = fact.args[0], fact.args[-1]
            after = substitute(statement, dict.fromkeys(_same_sums(statement, left), right))
            if after is not statement:
                after = _positive_first(drop_units(after))
                yield Step("given", Weight.HEAVY, statement, after, ("given that ", fact))
                statement = after

    def _contribution(self, user: Part, entry: Term, locals_: dict[Term, Term], children: list[Derivation]) -> Term:
        """What one definition adds: its slope times the local slope, summed over the indices that are open."""
        placed, open_letters = placing(user, entry, self.taken)
        term, own = substitute(user.term, placed), substitute(user.entry, placed)
        variable = with_names(entry)
        question = derivative(general_question(term, (variable,)), variable, partial=True)
        value, steps = solve(question)
        value = in_own_names(value, user, question, placed)
        inert = question if user is self.network.output else derivative(own, entry, partial=True)
        locals_[inert] = value
        if len(steps) > 1:
            children.append(_local(own, question, steps, value, equation(own, term)))
        body = inert if user is self.network.output else mul(self._outer(own, user, placed, locals_), inert)
        for letter, limits in reversed(open_letters):
            body = bigsum(body, letter, *limits)
        return body

    def _outer(self, own: Term, user: Part, placed: dict[Term, Term], locals_: dict[Term, Term]) -> Term:
        """dL/dq, to be put in with the local slopes where it is short; a family that feeds itself keeps its name."""
        inert = self.slope(own)
        if user.entry not in self._asked:
            found = self.block(user.entry).result
            if operations(found) <= SHORT and not has_head(found, Head.DERIVATIVE):
                locals_[inert] = substitute(found, placed)
        return inert


def _positive_first(total: Term) -> Term:
    """p - y rather than -y + p."""
    if total.head is not Head.SUM or total.args[0].head is not Head.NEGATION:
        return total
    return add(*sorted(total.args, key=lambda part: part.head is Head.NEGATION))


def _in_order(statement: Term) -> Iterator[Step]:
    return tidied(statement, IN_ORDER)


def uses(user: Part, entry: Term) -> bool:
    """Whether the definition's formula speaks of the entry's family, or of the name."""
    if entry.head is not Head.INDEXED:
        return entry in free_names(user.term)
    return any(True for _ in entries_met(user.term, with_names(entry)))


def placing(user: Part, entry: Term, names: set[str]) -> tuple[dict[Term, Term], list[tuple[Term, tuple[Term, Term]]]]:
    """Which index of the entry each letter of the user must be, and the letters that are open, with their limits.

    A letter of q that stands at one place in every entry of u in q's formula is that index of u. Raises
    UnsupportedError where the limits of an open letter are not known.
    """
    found = [node for node in postorder(user.term) if _is_of(node, entry)]
    placed: dict[Term, Term] = {}
    open_letters = []
    taken = names | {one.data.key for one in free_names(entry)}
    for letter, limits in zip(user.letters, user.limits, strict=True):
        places = [a for a in range(1, len(entry.args)) if found and all(node.args[a] is letter for node in found)]
        if places:
            placed[letter] = entry.args[places[0]]
            continue
        if limits is None:
            raise UnsupportedError(
                f"the limits of the index {letter.data.plain} are not known",
                hint=f"use {with_names(user.entry).data.plain} under a sum with limits",
            )
        clash = letter in free_names(entry)
        fresh = running_letter(taken) if _limits_a_sum(letter, user.term) else letter
        fresh = other_letter(letter, taken) if clash and fresh is letter else fresh
        placed[letter] = fresh
        open_letters.append((fresh, limits))
    return placed, open_letters


def _limits_a_sum(letter: Term, term: Term) -> bool:
    """Whether a sum goes up to the letter, as in a sum over k from 1 to n, where y_n is defined for every n."""
    sums = (node for node in postorder(term) if node.head in (Head.BIGSUM, Head.BIGPROD))
    return any(letter in free_names(end) for node in sums for end in node.args[2:])


def _is_of(node: Term, entry: Term) -> bool:
    return node.head is Head.INDEXED and entry.head is Head.INDEXED and family_of(node) == family_of(entry)


def _same_sums(statement: Term, left: Term) -> list[Term]:
    """The sums in the statement that are the given one, whatever letter they run over."""
    if left.head is not Head.BIGSUM:
        return [left]
    sums = (node for node in postorder(statement) if node.head is Head.BIGSUM)
    return [one for one in sums if _with_letter(one, left.args[1]) is left]


def _with_letter(one: Term, letter: Term) -> Term:
    body, index, lower, upper = one.args
    return bigsum(substitute(body, {index: letter}), letter, lower, upper)


def _local(own: Term, question: Term, steps: list[Step], value: Term, formula: Term) -> Derivation:
    """The local slope line by line, the last one in the definition's own name where that is shorter."""
    states = [State(question, "question", reason=("the question",)), *lines(steps, current().detail)]
    if value is not steps[-1].after:
        states.append(State(value, "equal", "general.name", ("with the name ", formula)))
    title = f"d{with_names(own).data.plain}/d{question.args[1].data.plain}"
    return Derivation("local", title, from_term(question.args[0]), tuple(states), value, (), from_term(value), (),
                      current().detail)  # fmt: skip
