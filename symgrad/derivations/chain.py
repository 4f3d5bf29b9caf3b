"""A chain of equalities from a question to its answer in textbook form: engine, tidying and simplification joined."""

from collections.abc import Iterator
from functools import lru_cache

from symgrad.derivations.engine import differentiate, tidied
from symgrad.derivations.simplification import simplified
from symgrad.derivations.step import Step, Weight
from symgrad.derivations.summation import summed
from symgrad.rules.tidying import HEAVY
from symgrad.terms.build import derivative
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import replace_at

#: between two derivatives a form that SymPy proposes must save this many operations
MUCH_SHORTER = 4


@lru_cache(maxsize=2_000)
def _solved(question: Term, last: bool = True) -> tuple[Step, ...]:
    steps = [_one_at_a_time(question)] if len(question.args) > 2 else []
    asked = steps[-1].after if steps else question
    if asked.args[0].head is Head.DERIVATIVE:
        steps += _inside(asked, _solved(asked.args[0], last=False))
    for stage in (differentiate, summed, tidied, simplified if last else _halfway):
        steps += stage(steps[-1].after if steps else question)
    return tuple(steps)


def _halfway(statement: Term) -> Iterator[Step]:
    """Simplified so that it can be differentiated again: a bracket in front would ask for one more product rule."""
    return simplified(statement, MUCH_SHORTER, tuple(way for way in HEAVY if way.id != "tidy.factor"))


def solve(question: Term) -> tuple[Term, list[Step]]:
    """The answer in textbook form and all steps to it; the same for the same question."""
    steps = list(_solved(question))
    return (steps[-1].after if steps else question), steps


def solve_from(first: Step) -> tuple[Term, list[Step]]:
    """The answer in textbook form when this step is taken first, and all steps to it."""
    steps = [first]
    for stage in (differentiate, tidied, simplified):
        steps += stage(steps[-1].after)
    return steps[-1].after, steps


def _one_at_a_time(question: Term) -> Step:
    """d^2/dx^2[f] is d/dx[d/dx[f]]."""
    body, *variables = question.args
    for variable in variables:
        body = derivative(body, variable, partial=question.data == "partial")
    return Step("one-at-a-time", Weight.SILENT, question, body, ("one derivative at a time",))


def _inside(question: Term, steps: tuple[Step, ...]) -> list[Step]:
    """The steps of the inner derivative, which is answered in full first, seen in the whole."""
    return [
        step._replace(before=replace_at(question, (0,), step.before), after=replace_at(question, (0,), step.after))
        for step in steps
    ]
