"""Answer keys: every problem derived, every line of it proved, written as one document."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from symgrad.derivations import Derivation, derivative, gradient
from symgrad.derivations.proving.proof import Report
from symgrad.errors import DataError, SymgradError
from symgrad.homework.pages import section
from symgrad.homework.problems import Problem, problems
from symgrad.homework.values import measured
from symgrad.notation import Block, Document, Say
from symgrad.parsing.fields import moved


class Solution(NamedTuple):
    """A problem with its derivation and how each line of that was settled."""

    problem: Problem
    derivation: Derivation
    report: Report


def key(
    questions: str | Iterable[str],
    *,
    title: str = "Answer key",
    functions: Sequence[str] = (),
    symbols: Sequence[str] = (),
) -> Document:
    """The answer key of a list of problems, one a line: `question, variable, point` (the point is optional).

    `functions` and `symbols` declare names as for `parse`, for all questions.
    Raises SymgradError, with the line and column, for the first problem that cannot be read (strictly: no question
    that can be read in two ways), derived, or of which a line is neither proved nor checked.
    """
    text = questions if isinstance(questions, str) else "\n".join(questions)
    declared = {"functions": list(functions), "symbols": list(symbols)}
    found = [_solution(problem, text) for problem in problems(text, declared)]
    made: list[Block] = [Say(closing([one.report for one in found]))]
    for number, one in enumerate(found, 1):
        made += section(number, one.problem, one.derivation)
    return Document(tuple(made), title)


def _solution(problem: Problem, text: str) -> Solution:
    try:
        derivation = derived(problem)
        report = derivation.prove()
        _insist(report)
        measured(problem, derivation)
    except SymgradError as error:
        raise moved(error, text, problem.line, problem.column) from error
    return Solution(problem, derivation, report)


def derived(problem: Problem) -> Derivation:
    """The full derivation of a problem. Raises SymgradError where there is none."""
    names = [one.data.plain for one in problem.variables]
    derive = gradient if problem.is_gradient else derivative
    return derive(problem.graph, names, at=problem.point or None)


def _insist(report: Report) -> None:
    """Raise DataError for a line that is neither proved nor checked."""
    for row in report.rows:
        if row.status not in ("proved", "checked"):
            raise DataError(f"a line of its derivation could not be proved: {row.state.text}")


def closing(reports: Iterable[Report]) -> str:
    """What the key vouches for, in a sentence."""
    counts = [(one.count("proved"), one.count("checked")) for one in reports]
    proved, checked = (sum(pair[i] for pair in counts) for i in (0, 1))
    if not checked:
        return f"Every line below is proved ({proved} lines)."
    return f"Every line below is proved or checked: {proved} proved, {checked} checked at twelve points or more."
