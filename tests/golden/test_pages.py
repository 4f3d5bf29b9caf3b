"""Finished derivations read as the pages say, line for line."""

import pytest

import symgrad as sg
from symgrad.notation import text
from tests.golden.pages import PAGES, Page

SIGNS = {"question": "", "definition": "", "equivalent": "", "equal": "= ", "follows": "= "}


def lines(derivation: sg.Derivation) -> list[str]:
    """The derivation as the pages are written."""
    written = []
    for state in derivation.states:
        left = "" if state.left is None else f"{text(state.left)} "
        sign = "" if state.relation == "follows" and state.left is None else SIGNS[state.relation]
        conditions = "".join(f", {text(condition)}" for condition in state.conditions)
        why = "" if state.relation == "question" else f"    [{state.why}{conditions}]"
        written.append(f"{left}{sign}{state.text}{why}")
    return written


def derived(page: Page) -> sg.Derivation:
    syntax = "python" if "Integral" in page.formula else "auto"
    with sg.settings(detail=page.detail):
        return sg.derivative(sg.parse(page.formula, syntax=syntax), page.wrt)


@pytest.mark.parametrize("title", PAGES)
def test_a_page_reads_as_written(title: str) -> None:
    page = PAGES[title]
    assert lines(derived(page)) == page.lines.strip().split("\n")


@pytest.mark.parametrize("title", PAGES)
def test_its_latex_reads_back(title: str) -> None:
    for state in derived(PAGES[title]).states:
        again = sg.parse(state.latex, syntax="latex")
        assert again.latex() == state.latex
