"""Whether a learner's answer is right: judged by value in three outcomes."""

from typing import NamedTuple

from symgrad.deciding import Verdict, equal
from symgrad.terms.node import Term
from symgrad.tutoring.answers import answer_terms
from symgrad.tutoring.problem import Problem

CORRECT, WRONG, UNDECIDED = "correct", "wrong", "undecided"
_OUTCOMES = {"equal": CORRECT, "different": WRONG, "undecided": UNDECIDED}


class Part(NamedTuple):
    """One component of an answer: for which variable, how it was read, and how it compares."""

    variable: Term
    read: Term
    expected: Term
    verdict: Verdict

    @property
    def outcome(self) -> str:
        """correct, wrong or undecided."""
        return _OUTCOMES[self.verdict.verdict]


class Judgement(NamedTuple):
    """How an answer was read, part by part."""

    parts: tuple[Part, ...]

    @property
    def outcome(self) -> str:
        """correct if all parts are, wrong if one is, else undecided."""
        found = {part.outcome for part in self.parts}
        return next((o for o in (WRONG, UNDECIDED) if o in found), CORRECT)


def judge(problem: Problem, answer: str) -> Judgement:
    """Read an answer and compare it, by value, with the derivation's result.

    `f'(x) = 2x` and `= 2x` are read as 2x; a gradient is `[2x, 2y]`, `(2x, 2y)` or `2x, 2y`. Raises SymgradError where
    the answer cannot be read.
    """
    read = answer_terms(problem, answer)
    parts = zip(problem.variables, read, problem.parts, strict=True)
    return Judgement(tuple(_part(problem, name, one, right) for name, one, right in parts))


def _part(problem: Problem, variable: Term, read: Term, expected: Term) -> Part:
    """Both sides are compared in the inputs, whichever names of the problem were used."""
    sides = problem.unfolded(read), problem.unfolded(expected)
    return Part(variable, read, expected, equal(*sides, domain=problem.graph.domain))
