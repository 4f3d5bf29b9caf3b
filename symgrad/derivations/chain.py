"""A chain of equalities from a question to its answer in textbook form: engine, tidying and simplification joined."""

from functools import lru_cache

from symgrad.derivations.engine import differentiate, tidied
from symgrad.derivations.simplification import simplified
from symgrad.derivations.step import Step
from symgrad.terms.node import Term
from symgrad.terms.traverse import replace_at


@lru_cache(maxsize=2_000)
def _solved(question: Term) -> tuple[Step, ...]:
    steps: list[Step] = []
    inner = _inner_question(question)
    if inner is not None:
        steps += _inside(question, _solved(inner))
    steps += differentiate(steps[-1].after if steps else question)
    steps += tidied(steps[-1].after if steps else question)
    steps += simplified(steps[-1].after if steps else question)
    return tuple(steps)


def solve(question: Term) -> tuple[Term, list[Step]]:
    """The answer in textbook form and all steps to it; the same for the same question."""
    steps = list(_solved(question))
    return (steps[-1].after if steps else question), steps


def _inner_question(question: Term) -> Term | None:
    """The question of one order less inside a second derivative: it is answered in full first."""
    body = question.args[0] if question.args else question
    return body if body.head is question.head else None


def _inside(question: Term, steps: tuple[Step, ...]) -> list[Step]:
    return [
        step._replace(before=replace_at(question, (0,), step.before), after=replace_at(question, (0,), step.after))
        for step in steps
    ]
