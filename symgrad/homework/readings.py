"""Questions that a second reader reads differently: what the teacher should look at before the key is handed out."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from symgrad.deciding.readings import same_reading
from symgrad.errors import SymgradError
from symgrad.homework.problems import Problem, problems
from symgrad.notation import text
from symgrad.parsing import parse
from symgrad.parsing.fields import fields


class Difference(NamedTuple):
    """A question in LaTeX that latex2sympy2 reads as something else; `words` is for the teacher, not for the key."""

    line: int
    column: int
    question: str
    words: str


def differences(
    questions: str | Iterable[str], *, functions: Sequence[str] = (), symbols: Sequence[str] = ()
) -> tuple[Difference, ...]:
    """The questions of a list, as given to `key`, that symgrad and latex2sympy2 read differently.

    Only LaTeX is compared; what latex2sympy2 cannot read, or not in time, is no difference. What it read is not told:
    `symgrad read --both` shows it. Raises SymgradError for a list that cannot be read.
    """
    listed = questions if isinstance(questions, str) else "\n".join(questions)
    found = (_compared(one) for one in problems(listed, {"functions": list(functions), "symbols": list(symbols)}))
    return tuple(one for one in found if one is not None)


def _compared(problem: Problem) -> Difference | None:
    question = fields(problem.typed)[0].text
    if "\\" not in question:
        return None
    try:
        verdict = same_reading(problem.graph, parse(question, "latex2sympy2"))
    except SymgradError:
        return None
    if verdict.verdict != "different":
        return None
    ours = "; ".join(text(row) for row in problem.graph.rows())
    words = f"latex2sympy2 reads {question} differently; symgrad reads {ours}"
    return Difference(problem.line, problem.column, question, words)
