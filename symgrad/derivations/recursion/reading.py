"""A graph as a recursion: the vectors that run with an index, from where to where, and what is made of them."""

import re
from typing import NamedTuple

from symgrad.errors import UnsupportedError
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
        """a_L of a_l, a_{L-1} of a_{l-1}."""
        offset = self.offset(one) or 0
        index = self.limits[1].data.key + (f"{offset:+d}" if offset else "")
        return make_name(one.data._replace(sub=index, typed=""), one.shape)

    def at_the_end(self, term: Term) -> Term:
        """The term with L for l."""
        return substitute(term, {one: self.last(one) for one in _names(term) if self.offset(one) is not None})

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
    declared = _declared(graph, letter)
    limits = declared if summed is None else summed.args[2:]
    if limits is None or limits[1].head is not Head.NAME:
        return None
    found = Recursion(
        tuple(parts), others[0], letter, (limits[0], limits[1]), None if summed is None else summed.args[0]
    )
    if not any(found.offset(one) for part in parts for one in free_names(part.term)):
        return None
    _require_plain(found, declared)
    return found


def _require_plain(found: Recursion, declared: tuple[Term, ...] | None) -> None:
    """Raise UnsupportedError for a recursion whose ends, or whose uses of its vectors, are not of the plain kind."""
    if declared is not None and tuple(declared) != found.limits:
        raise UnsupportedError("the sum and the recursion run between different limits", hint="let both run alike")
    running = {_base(one) for part in found.parts for one in (part.name, *free_names(part.term))
               if found.offset(one) is not None}  # fmt: skip
    for part in found.parts:
        for one in (one for one in free_names(part.term) if _base(one) in running):
            if (found.offset(one) or 0) > 0 or found.offset(one) is None:
                raise UnsupportedError(
                    f"{one.data.plain} is not of the same step or one before", hint="such as h_{t-1}"
                )
    body = found.output.term if found.summed is None else found.summed
    for one in (one for one in free_names(body) if _base(one) in running):
        good = found.part_at_end(one) is not None if found.summed is None else found.offset(one) == 0
        if not good:
            where = "the last step" if found.summed is None else "the same step"
            raise UnsupportedError(f"{one.data.plain} in the output is not a vector of {where}",
                                   hint="write the steps out, such as h_1 = ... and h_2 = ...")  # fmt: skip


def _base(one: Term) -> str:
    """The name without its index."""
    return str(one.data._replace(sub="", typed="").key) if one.head is Head.NAME and one.data.sub else ""


def _summed(term: Term, letter: Term) -> Term | None:
    """The sum over the letter that the output is."""
    return term if term.head is Head.BIGSUM and term.args[1] is letter else None


def _declared(graph: Graph, letter: Term) -> tuple[Term, ...] | None:
    """1 <= l <= L."""
    chains = [one.args for one in graph.equations if one.head is Head.RELATION and one.data == ("<=", "<=")]
    return next(((lower, upper) for lower, middle, upper in chains if middle is letter), None)
