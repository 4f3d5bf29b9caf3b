"""A graph as a recursion: the vectors that run with an index, from where to where, and what is made of them."""

import re
from typing import NamedTuple

from symgrad.graph import Definition, Graph
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute


class Recursion(NamedTuple):
    """`parts` hold for every value of the letter between the limits; `output` is a number.

    `summed` is what is summed over the letter in the output, None where the output speaks of the last vectors.
    """

    parts: tuple[Definition, ...]
    output: Definition
    letter: Term
    limits: tuple[Term, Term]
    summed: Term | None

    def offset(self, one: Term) -> int | None:
        """k of h_{t+k}; None for a name without the running index."""
        found = re.fullmatch(rf"{self.letter.data.key}([+-]\d+)?", one.data.sub) if one.head is Head.NAME else None
        return None if found is None else int(found[1] or 0)

    def moved(self, term: Term, by: int) -> Term:
        """The term with t + by for t."""
        names = {one: self.at(one, k + by) for one in _names(term) if (k := self.offset(one)) is not None}
        return substitute(term, names)

    def at(self, one: Term, k: int) -> Term:
        """h_{t+k} of any h_{t+j}."""
        index = self.letter.data.key + (f"{k:+d}" if k else "")
        return make_name(one.data._replace(sub=index, typed=""), one.shape)

    def last(self, one: Term) -> Term:
        """a_L of a_l."""
        return make_name(one.data._replace(sub=self.limits[1].data.key, typed=""), one.shape)

    def part_of(self, one: Term) -> Definition | None:
        """The definition that h_{t+k} belongs to."""
        if self.offset(one) is None:
            return None
        here = self.at(one, 0)
        return next((part for part in self.parts if part.name is here), None)

    def part_at_end(self, one: Term) -> Definition | None:
        """The definition that a_L belongs to."""
        return next((part for part in self.parts if self.last(part.name) is one), None)


def _names(term: Term) -> tuple[Term, ...]:
    """All names, those inside gradients too."""
    return tuple(dict.fromkeys(node for node in postorder(term) if node.head is Head.NAME))


def recursion_of(graph: Graph) -> Recursion | None:
    """The graph as a recursion in vectors; None for any other graph."""
    parts = [one for one in graph.definitions if one.name.shape and re.fullmatch("[a-z]", one.name.data.sub or "")]
    others = [one for one in graph.definitions if one not in parts]
    letters = {one.name.data.sub for one in parts}
    if len(others) != 1 or len(letters) != 1 or others[0].term.shape:
        return None
    letter = make_name(letters.pop())
    summed = _summed(others[0].term, letter)
    limits = _declared(graph, letter) if summed is None else summed.args[2:]
    if limits is None or limits[1].head is not Head.NAME:
        return None
    found = Recursion(
        tuple(parts), others[0], letter, (limits[0], limits[1]), None if summed is None else summed.args[0]
    )
    moved = any(found.offset(one) for part in parts for one in free_names(part.term))
    return found if moved else None


def _summed(term: Term, letter: Term) -> Term | None:
    """The sum over the letter that the output is."""
    return term if term.head is Head.BIGSUM and term.args[1] is letter else None


def _declared(graph: Graph, letter: Term) -> tuple[Term, ...] | None:
    """1 <= l <= L."""
    chains = [one.args for one in graph.equations if one.head is Head.RELATION and one.data == ("<=", "<=")]
    return next(((lower, upper) for lower, middle, upper in chains if middle is letter), None)
