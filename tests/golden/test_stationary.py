"""Pages on critical points and multipliers: line for line, each proved, each read back."""

import pytest

import symgrad as sg
from tests.golden.stationary_pages import CRITICAL, LAGRANGE
from tests.records import reads_back


def lines(made: sg.Derivation) -> list[str]:
    """The derivation as the pages are written."""
    from symgrad.notation import text

    written = []
    for state in made.own_states:
        left = "" if state.left is None else f"{text(state.left)} = "
        conditions = "".join(f", {text(condition)}" for condition in state.conditions)
        why = "" if state.relation == "question" else f"    [{state.why}{conditions}]"
        written.append(f"{left}{state.text}{why}")
    return written


def holds(made: sg.Derivation) -> None:
    report = made.prove()
    assert report.status == "proved", [str(row) for row in report.rows if row.status != "proved"]
    assert all(reads_back(state, made) for state in made.own_states)


@pytest.mark.parametrize("f", CRITICAL)
def test_critical_points_read_as_written(f: str) -> None:
    made = sg.critical_points(f)
    assert lines(made) == CRITICAL[f].strip().split("\n")
    holds(made)


@pytest.mark.parametrize(("f", "constraint"), LAGRANGE)
def test_multipliers_read_as_written(f: str, constraint: str) -> None:
    made = sg.lagrange(f, [constraint])
    assert lines(made) == LAGRANGE[f, constraint].strip().split("\n")
    holds(made)
