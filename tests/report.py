"""A report on derivations over the project's own list of functions (tests/problems.py).

    python -m tests.report            one line a kind, and the totals
    python -m tests.report --all      every problem that falls short as well

It counts states proved and checked, rules that replay, lines that read back as the same line from LaTeX and from text,
and answers that agree with differences in high precision, which share no code with what they judge.
"""

import sys
from collections.abc import Iterable, Iterator
from fractions import Fraction
from time import process_time
from typing import Any, NamedTuple

from mpmath import mp

import symgrad as sg
from symgrad.derivations.proving.steps import replays
from symgrad.derivations.state import State
from symgrad.rules.tidying import TIDYINGS
from symgrad.terms import Head, Term
from symgrad.terms.names import simple_name
from symgrad.terms.traverse import free_names, postorder
from tests import oracle
from tests.problems import Problem, problems

#: what stands for unknown functions when an answer is judged by numbers
UNKNOWN = {"f": lambda u, v=0: mp.sin(2 * u) + u * u + u * v**2, "g": lambda u: mp.exp(u / 3) + u}


class Row(NamedTuple):
    """What was counted for one problem."""

    problem: Problem
    states: int = 0
    proved: int = 0
    checked: int = 0
    steps: int = 0
    replayed: int = 0
    lines: int = 0
    reread: int = 0
    right: bool = False
    milliseconds: float = 0.0
    trouble: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing falls short."""
        settled = self.proved + self.checked == self.states and self.replayed == self.steps
        return settled and self.reread == self.lines and self.right and not self.trouble


def examined(problem: Problem) -> Row:
    """One problem derived, proved, replayed, read back, and its answer judged."""
    try:
        began = process_time()
        made = sg.derivative(problem.function, list(problem.wrt))
        spent = 1000 * (process_time() - began)
        report = made.prove()
        states = [row.state for row in report.rows]
        replayed = [replays(step) for state in states for step in replayable(state)]
        reread = [reads_back(state) for state in states]
        return Row(
            problem, len(states), report.count("proved"), report.count("checked"), len(replayed), sum(replayed),
            len(reread), sum(reread), answer_is_right(made, problem), spent, _unsettled(report),
        )  # fmt: skip
    except Exception as error:  # a report goes on and says what went wrong
        return Row(problem, trouble=f"{type(error).__name__}: {error}")


def _unsettled(report: Any) -> str:
    bad = [row for row in report.rows if row.status not in ("proved", "checked")]
    return f"{bad[0].status}: {bad[0].state.text}" if bad else ""


def replayable(state: State) -> Iterator[Any]:
    """The steps of a state that name a rule of differentiation or tidying, which can be applied again."""
    for step in state.steps:
        if step.rule in TIDYINGS or (step.target is not None and step.target.head is Head.DERIVATIVE and _is_law(step)):
            yield step


def _is_law(step: Any) -> bool:
    return step.rule not in ("paths", "logarithmic", "local")


def reads_back(state: State) -> bool:
    """Whether what is printed, in LaTeX and in text, reads as the same statement (unknown functions are declared)."""
    unknown = [node.data.name.plain for node in postorder(state.statement) if node.head is Head.APPLY]
    declared = list(dict.fromkeys(unknown)) or None
    printed = {"latex": state.latex, "text": state.text}
    return all(sg.parse(it, syntax=how, functions=declared).rows() == (state.statement,) for how, it in printed.items())


def answer_is_right(made: Any, problem: Problem) -> bool:
    """Whether the result's value is that of differences in high precision, taken on what was asked."""
    point = point_of(problem)
    expected = differences(made.source.unfold(), [one.data.key for one in _variables(problem)], point)
    found = oracle.value(made.source_result(), point)
    return oracle.close(found, expected, 12)


def point_of(problem: Problem) -> dict[Any, Any]:
    """The problem's point, with functions in the place of the unknown ones."""
    values = {name: Fraction(value) for name, value in problem.at.items()}
    return {**{_named(name): value for name, value in values.items()}, **UNKNOWN}


def _variables(problem: Problem) -> list[Term]:
    return [_named(one) for one in problem.wrt]


def _named(spelling: str) -> Term:
    from symgrad.terms.build import name

    return name(simple_name(spelling))


def differences(term: Term, keys: list[str], point: dict[Any, Any]) -> Any:
    """The (mixed, higher) derivative by mpmath's differences."""
    names = {one.data.key: one for one in free_names(term)}
    orders = {key: keys.count(key) for key in dict.fromkeys(keys)}
    if any(key not in names for key in orders):
        return mp.mpf(0)
    by_key = {one.data.key: value for one, value in point.items() if isinstance(one, Term)}
    here = {names[key]: value for key, value in by_key.items() if key in names} | UNKNOWN
    moving = [names[key] for key in orders]

    def value(*at: Any) -> Any:
        return oracle.value(term, {**here, **dict(zip(moving, at, strict=True))}, digits=mp.dps)

    with mp.workdps(40):
        start = tuple(mp.mpmathify(here[one]) for one in moving)
        return mp.diff(value, start, tuple(orders.values()))


def summed(rows: Iterable[Row], kind: str) -> str:
    """One line of the table."""
    rows = list(rows)
    states, steps, lines = (sum(getattr(row, name) for row in rows) for name in ("states", "steps", "lines"))
    proved, checked = sum(row.proved for row in rows), sum(row.checked for row in rows)
    cells = [
        f"{kind:<22}{len(rows):>5}",
        _share(proved, states),
        _share(checked, states),
        _share(sum(row.replayed for row in rows), steps),
        _share(sum(row.reread for row in rows), lines),
        _share(sum(row.right for row in rows), len(rows)),
        f"{sorted(row.milliseconds for row in rows)[len(rows) // 2]:7.1f}",
    ]
    return " ".join(cells)


def _share(part: int, whole: int) -> str:
    return f"{part:>5}/{whole:<5}{100 * part / max(whole, 1):5.1f}%"


_COLUMNS = ("proved", "checked", "rules replay", "lines re-read", "right")
HEADING = f"{'kind':<22}{'n':>5} " + " ".join(f"{column:>17}" for column in _COLUMNS) + f" {'ms':>7}"


def main(arguments: list[str]) -> int:
    """Print the report; 0 where every state is settled and every answer right."""
    rows = [examined(problem) for problem in problems()]
    print(HEADING)
    for kind in dict.fromkeys(row.problem.kind for row in rows):
        print(summed((row for row in rows if row.problem.kind == kind), kind))
    print(summed(rows, "all"))
    short = [row for row in rows if not row.whole]
    for row in short if "--all" in arguments else ():
        print(f"{row.problem.function}  by {', '.join(row.problem.wrt)}: {row.trouble or told(row)}")
    return 0 if all(row.right for row in rows) else 1


def told(row: Row) -> str:
    """What falls short, in words."""
    parts = [
        f"{row.steps - row.replayed} rules do not replay" if row.replayed < row.steps else "",
        f"{row.lines - row.reread} lines do not read back" if row.reread < row.lines else "",
        "" if row.right else "the answer is not that of differences",
    ]
    return "; ".join(filter(None, parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
