"""A line of a general network held against numbers: at small sizes, by slopes in balls of the network written out.

At a size every entry is a name of its own. What runs forward gives each its value; dL/dz_2 is the slope of the output
in z_2, where only what z_2 feeds moves with it. None of it rests on the rules.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from symgrad.balls import Ball, ball, slope_ball
from symgrad.balls.stand_ins import coefficient
from symgrad.deciding.sizes import at, holds
from symgrad.derivations.general.network import Network, Part
from symgrad.derivations.state import State
from symgrad.errors import SymgradError
from symgrad.terms.build import derivative, relation
from symgrad.terms.families import as_entry, family_of, with_names
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, substitute

Equal = Callable[[Term, Term], tuple[str, str]]

BITS = 256
TOLERANCE = Fraction(1, 10**30)

#: sizes in turn for the letters that limit sums; with many letters only small ones
_SIZES, _SMALL, _MANY = ((2, 3, 2, 3), (3, 2, 4, 2)), ((2,),), 3


class Sized:
    """A network at chosen sizes, with a value for every name."""

    def __init__(self, network: Network, sizes: dict[Term, int], facts: tuple[Term, ...]) -> None:
        self.network, self.sizes, self.facts = network, sizes, facts
        self.point: dict[Term, Fraction] = {}
        self._forward: dict[Term, Term] = {}

    def at(self, term: Term) -> Term:
        """The term with sums written out and entries as names."""
        return at(term, self.sizes, self.network.known)

    def formula(self, one: Term) -> Term | None:
        """What a name is defined as at these sizes; None for an input."""
        for part in self.network.parts:
            if not part.letters:
                if one is part.entry:
                    return self.at(part.term)
                continue
            entry = as_entry(one, frozenset({(part.entry.args[0].data.key, len(part.letters))}))
            if entry is not None and self._within(part, entry):
                return self.at(substitute(part.term, dict(zip(part.letters, entry.args[1:], strict=True))))
        return None

    def _within(self, part: Part, entry: Term) -> bool:
        for index, limits in zip(entry.args[1:], part.limits, strict=True):
            place = as_fraction(index)
            if place is None or (limits and not self._end(limits[0]) <= place <= self._end(limits[1])):
                return False
        return True

    def _end(self, limit: Term) -> Fraction:
        return _middle(ball(self.at(limit), {}, BITS))

    def unfolded(self, term: Term, kept: Term | None = None) -> Term:
        """The term in inputs, and in the name that is kept."""
        values: dict[Term, Term] = {}
        for one in free_names(term):
            formula = None if one is kept else self.formula(one)
            if formula is not None:
                values[one] = self.unfolded(formula, kept)
        return substitute(term, values)

    def value(self, one: Term) -> Fraction:
        """The value of a name: an input's is fixed by its spelling, a definition's is worked out."""
        if one not in self.point:
            formula = self.formula(one)
            self.point[one] = Fraction(int(coefficient(one.data.key).p), int(coefficient(one.data.key).q))
            if formula is not None:
                self.point[one] = self.number(formula)
        return self.point[one]

    def number(self, term: Term) -> Fraction:
        """The value of a line without names of its own, inert slopes as they are."""
        inert = {node: self._slope(node) for node in postorder(term) if node.head is Head.DERIVATIVE}
        flat = substitute(term, inert)
        return _middle(slope_ball(flat, {one: self.value(one) for one in _all_names(flat)}, BITS))

    def _slope(self, node: Term) -> Term:
        """dL/dz_2 of the whole network behind z_2; a local slope of one definition."""
        body, variable = node.args
        if body is self.network.output.entry:
            return derivative(self.unfolded(self.at(self.network.output.term), variable), variable)
        formula = self.formula(body) if body.head is Head.NAME else None
        return derivative(formula, variable) if formula is not None else node

    def settle_facts(self) -> None:
        """Values for which the facts hold: the first name of each takes up the difference."""
        for fact in (one for one in self.facts if one.data == ("=",)):
            left, right = self.at(fact.args[0]), self.at(fact.args[-1])
            first = free_names(left)[0]
            self.value(first)
            self.point[first] += self.number(right) - self.number(left)


def refuted(
    network: Network, question: Term, state: State, conditions: tuple[Term, ...], facts: tuple[Term, ...]
) -> bool:
    """Whether the slope asked for and the line have different values at a size and index where the conditions hold."""
    for sizes, indices in _choices(network, question.args[1]):
        sized = Sized(network, {**sizes, **indices}, facts)
        try:
            if not all(holds(sized.at(condition)) for condition in (*conditions, *_ranges(network, question.args[1]))):
                continue
            sized.settle_facts()
            left, right = (sized.number(with_names(sized.at(one))) for one in (question, state.statement))
        except (SymgradError, ArithmeticError):
            continue
        if abs(left - right) > TOLERANCE * (1 + abs(left)):
            return True
    return False


def _ranges(network: Network, entry: Term) -> list[Term]:
    """That each index of the entry is within its limits."""
    part = network.part_of(entry)
    if part is None:
        return []
    pairs = zip(entry.args[1:], part.limits, strict=True)
    return [relation(limits[0], "<=", index, "<=", limits[1]) for index, limits in pairs if limits]


def _choices(network: Network, entry: Term) -> Iterator[tuple[dict[Term, int], dict[Term, int]]]:
    letters = list(dict.fromkeys(one for index in entry.args[1:] for one in free_names(index)))
    nodes = (node for part in network.parts for node in postorder(part.term))
    sums = (node for node in nodes if node.head in (Head.BIGSUM, Head.BIGPROD))
    ends = [end for node in sums for end in node.args[2:]]
    ends += [end for part in network.parts for limits in part.limits if limits for end in limits]
    names = list(dict.fromkeys(one for end in ends for one in free_names(end)))
    for sizes in _SIZES if len(names) < _MANY else _SMALL:
        chosen = {one: sizes[i % len(sizes)] for i, one in enumerate(names)}
        for places in product((1, 2, 0)[: 3 if len(letters) < _MANY else 2], repeat=len(letters)):
            yield chosen, dict(zip(letters, places, strict=True))


def _all_names(term: Term) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(node for node in postorder(term) if node.head is Head.NAME))


def _middle(value: object) -> Fraction:
    middle = value.middle if isinstance(value, Ball) else None
    if middle is None:
        raise ArithmeticError("no value at this point")
    return middle


def in_name(state: State, before: State | None, equal: Equal, settle: object) -> list[tuple[str, str]]:
    """A line in the name of a definition: with its formula put back, for any index, it is the line before."""
    formula = next((part for part in state.reason if isinstance(part, Term)), None)
    if before is None or formula is None:
        return [("undecided", "nothing to compare with")]
    entry, meant = formula.args
    letters = entry.args[1:] if entry.head is Head.INDEXED else ()
    already = set(postorder(before.statement))
    new = (node for node in postorder(state.statement) if node not in already and _same_kind(node, entry))
    found = {node: substitute(meant, dict(zip(letters, node.args[1:], strict=False))) for node in new}
    return [equal(before.statement, substitute(state.statement, found))]


def _same_kind(node: Term, entry: Term) -> bool:
    if entry.head is not Head.INDEXED or node.head is not Head.INDEXED:
        return node is entry
    return family_of(node) == family_of(entry)
