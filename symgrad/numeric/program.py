"""Straight-line programs: inputs, steps in order, each one operation on earlier names and numbers, and outputs."""

from collections.abc import Iterable
from typing import NamedTuple

from symgrad.numeric.operands import signed
from symgrad.terms import Head, Term

_FREE = (Head.RELATION, Head.LOGIC)


class Step(NamedTuple):
    """`name = term`, where the children of the term are operands. `label` is the name a reader knows it by, if any."""

    name: Term
    term: Term
    label: Term | None = None


class Program(NamedTuple):
    """What is computed, in order. Inputs are the names to fill in; outputs are operands."""

    inputs: tuple[Term, ...]
    steps: tuple[Step, ...]
    outputs: tuple[Term, ...]

    @property
    def operations(self) -> int:
        """How many scalar operations one run takes; comparisons and signs are free."""
        return sum(cost(step.term) for step in self.steps)


def cost(term: Term) -> int:
    """Operations of one step: a sum of n terms is n - 1 additions."""
    if term.head in _FREE:
        return 0
    return len(term.args) - 1 if term.head is Head.SUM else 1


def names_used(term: Term) -> Iterable[Term]:
    """The names among the operands of a step, in order, signs removed."""
    cores = (signed(child)[1] for child in term.args)
    return (core for core in cores if core.head is Head.NAME)


def dependents(program: Program, sources: Iterable[Term]) -> set[Term]:
    """The sources and the names of all steps that depend on one of them."""
    found = set(sources)
    for step in program.steps:
        if not found.isdisjoint(names_used(step.term)):
            found.add(step.name)
    return found


def dependence(program: Program) -> dict[Term, int]:
    """On which inputs each name depends: bit i of the number stands for input i."""
    found = {name: 1 << i for i, name in enumerate(program.inputs)}
    for step in program.steps:
        bits = 0
        for name in names_used(step.term):
            bits |= found.get(name, 0)
        found[step.name] = bits
    return found


def pruned(steps: Iterable[Step], outputs: Iterable[Term]) -> tuple[Step, ...]:
    """The steps that the outputs need, in the same order."""
    needed = {signed(output)[1] for output in outputs}
    kept: list[Step] = []
    for step in reversed(tuple(steps)):
        if step.name in needed:
            kept.append(step)
            needed.update(names_used(step.term))
    return tuple(reversed(kept))
