"""Derivations that go another way read as the pages say, line for line; each line is proved and reads back."""

import pytest

import symgrad as sg
from symgrad.notation import text
from tests.golden.ways import WAYS


def lines(derivation: sg.Derivation) -> list[str]:
    """The derivation as the pages are written."""
    written = []
    for state in derivation.states:
        left = "" if state.left is None else f"{text(state.left)} "
        sign = "= " if state.relation in ("equal", "case") or state.left is not None else ""
        conditions = "".join(f", {text(condition)}" for condition in state.conditions)
        why = "" if state.relation == "question" else f"    [{state.why}{conditions}]"
        written.append(f"{left}{sign}{state.text}{why}")
    return written


@pytest.mark.parametrize("title", WAYS)
def test_a_page_reads_as_written(title: str) -> None:
    made, page = WAYS[title][0](), WAYS[title][1]
    assert lines(made) == page.strip().replace("\n        ", "    ").split("\n")


@pytest.mark.parametrize("title", WAYS)
def test_every_line_is_proved_and_reads_back(title: str) -> None:
    made = WAYS[title][0]()
    assert made.prove().status == "proved"
    for state in made.states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex
