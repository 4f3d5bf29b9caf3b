"""Printed LaTeX, read again by a reader that shares no code with symgrad: it may refuse, but not read another formula.

Two conventions differ, and lines that rest on them are left out: latex2sympy2 takes the sigmoid, the gamma function and
unknown functions in front of \\left( for factors, and a bare argument runs on through a dot, \\ln p \\cdot y being the
logarithm of the product to it.
"""

import re
from collections.abc import Iterator

import pytest

import symgrad as sg
from symgrad.deciding.readings import same_reading
from symgrad.derivations.state import State
from symgrad.errors import SymgradError
from symgrad.graph import from_term
from symgrad.rules import rules
from symgrad.terms import Head, Term
from symgrad.terms.traverse import postorder
from tests.golden.pages import PAGES

SAMPLE = (
    r"x^2 \sin x",
    r"\frac{x^2 + 1}{x - 1}",
    r"e^{\sin(x^2)}",
    r"\ln(1 + x^2) \tanh(3x)",
    r"\sqrt{1 - x^2} \arcsin x",
    r"\frac{1}{2}(w x + b - y)^2",
    r"x^y + y^x",
    r"-y \ln p - (1 - y) \ln(1 - p)",
    r"|x - 1| \cosh x",
    r"\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
)

#: functions that are printed as one letter
LETTERED = frozenset({"sigmoid", "gamma"})

RUNS_ON = re.compile(r"\\[a-z]+(?:\^\{\w+\})? [\w\\{}^]+ \\cdot")
"""A bare argument with a dot behind it."""


def is_lettered(node: Term) -> bool:
    return node.head is Head.APPLY or (node.head is Head.CALL and node.data in LETTERED)


def is_conventional(state: State) -> bool:
    """Whether the line rests on a convention that the readers do not share."""
    return any(map(is_lettered, postorder(state.statement))) or bool(RUNS_ON.search(state.latex))


def states(formula: str, detail: str = "course") -> Iterator[State]:
    graph = sg.parse(formula)
    with sg.settings(detail=detail):
        for name in graph.inputs:
            yield from sg.derivative(graph, name.data.plain).states


def reread(state: State) -> str:
    """What the second reader makes of a printed line: refused, equal, different or undecided."""
    try:
        second = sg.parse(state.latex, syntax="latex2sympy2")
    except SymgradError:
        return "refused"
    return same_reading(from_term(state.statement), second).verdict


def judged(formulas: Iterator[State], every: int = 1) -> dict[str, list[str]]:
    """Each outcome with the lines that had it; of distinct lines, every so many."""
    lines = {state.latex: state for state in formulas if not is_conventional(state)}
    found: dict[str, list[str]] = {"equal": [], "refused": [], "different": [], "undecided": []}
    for printed, state in list(lines.items())[::every]:
        found[reread(state)].append(printed)
    return found


def test_a_sample_of_printed_lines_reads_back_the_same() -> None:
    found = judged((state for formula in SAMPLE for state in states(formula)), every=4)
    assert found["different"] == found["undecided"] == []
    assert len(found["refused"]) <= 2 < 10 <= len(found["equal"])


@pytest.mark.slow
@pytest.mark.parametrize("detail", ["beginner", "course", "brief"])
def test_no_printed_line_reads_back_as_another(detail: str) -> None:
    formulas = [*SAMPLE, *(page.formula for page in PAGES.values()), *(rule.example for rule in rules())]
    found = judged(state for formula in filter(derivable, formulas) for state in states(formula, detail))
    assert found["different"] == found["undecided"] == []
    assert len(found["equal"]) >= 2 * len(found["refused"])


def derivable(formula: str) -> bool:
    """Whether the formula has a derivation: some pages are in Python syntax, some rules have no example."""
    try:
        return bool(list(states(formula)))
    except SymgradError:
        return False
