"""A problem for a learner: the question in words, the lines of its derivation one by one, the answer."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from symgrad.derivations import Derivation, State, derivative, gradient
from symgrad.derivations.asking import all_inputs, variables
from symgrad.derivations.gradients import symbol
from symgrad.derivations.pages import blocks
from symgrad.derivations.rows import rows
from symgrad.graph import Graph
from symgrad.notation import Block, Prose, Row
from symgrad.parsing import parse
from symgrad.parsing.fields import fields
from symgrad.settings import settings
from symgrad.terms.build import equation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

_WITH_NAMES = re.compile(r"(?P<text>.+?)\s+(?:wrt|with respect to)\s+(?P<names>[^\s].*)", re.DOTALL)


class Line(NamedTuple):
    """A line of the derivation as it is shown, with the state it came from."""

    row: Row
    state: State


class Problem(NamedTuple):
    """What is asked, and all that is needed to judge and to help."""

    graph: Graph
    variables: tuple[Term, ...]
    derivation: Derivation
    lines: tuple[Line, ...]

    @property
    def parts(self) -> tuple[Term, ...]:
        """The answer, one formula for each variable."""
        result = self.derivation.result
        return result.args if result.head is Head.TUPLE else (result,)

    @property
    def question(self) -> Prose:
        """What the learner is asked."""
        names = _listed(self.variables)
        asked = "Find the gradient of " if len(self.parts) > 1 else "Differentiate "
        return (asked, *_listed(self._given()), " with respect to ", *names, ".")

    def _given(self) -> tuple[Term, ...]:
        """What was typed; a bare formula of several variables gets the letter that its gradient is written with."""
        output = self.graph.output
        if len(self.parts) > 1 and output.anonymous:
            return (equation(symbol(self.graph), output.term),)
        return self.graph.rows()

    def unfolded(self, term: Term) -> Term:
        """A term with the names that the problem defines replaced by what they stand for."""
        values: dict[Term, Term] = {}
        for one in self.graph.definitions:
            values[one.name] = substitute(one.term, values)
        return substitute(term, values)

    @property
    def solution(self) -> tuple[Block, ...]:
        """The whole derivation."""
        return blocks(self.derivation)


@lru_cache(maxsize=64)
def pose(text: str, wrt: str | None = None, detail: str = "course") -> Problem:
    """The problem of a typed function; `x^2 y wrt x` names the variable too.

    With several variables and none named the gradient is asked for. Raises SymgradError where the text cannot be read
    or has no derivative that is known.
    """
    named = _WITH_NAMES.fullmatch(text.strip())
    typed, spelled = (named["text"], named["names"]) if named and wrt is None else (text, wrt)
    graph = parse(typed)
    names = [one.text for one in fields(spelled, ",; ") if one.text] if spelled else None
    asked = variables(graph, names) if names or not graph.definitions else all_inputs(graph)
    with settings(detail=detail):
        made = gradient(graph, asked_names(asked)) if len(asked) > 1 else derivative(graph, asked_names(asked) or None)
    return Problem(graph, asked, made, tuple(_lines(made)))


def asked_names(names: tuple[Term, ...]) -> list[str]:
    """The plain spellings of variables."""
    return [one.data.plain for one in names]


def _lines(derivation: Derivation) -> Iterator[Line]:
    """The lines in the order they are given: the derivations a line rests on come before it."""
    own = list(_own_lines(derivation))
    below = [line for child in derivation.children if child.goal != "one-sided" for line in _lines(child)]
    if derivation.goal == "gradient":
        return iter([*below, *own])
    return iter([*own[:1], *below, *own[1:]])


def _own_lines(derivation: Derivation) -> Iterator[Line]:
    """Each line with its left-hand side, as it is shown by itself."""
    states = [state for state in derivation.own_states if state.relation != "question"]
    left: Term | None = None
    for row, state in zip(rows(derivation.own_states), states, strict=False):
        left = row.left or left
        yield Line(row._replace(left=left), state)


def _listed(terms: tuple[Term, ...]) -> tuple[str | Term, ...]:
    """Terms with commas between them."""
    return tuple(part for term in terms for part in (", ", term))[1:]
