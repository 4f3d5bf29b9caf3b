"""The project's report on its own list of functions: everything settled, replayed, read back and right."""

import pytest

from symgrad.derivations.proving.proof import ORDER
from symgrad.rules import rule
from tests import report
from tests.problems import Problem, problems
from tests.report import HEADING, Row, examined, main, summed

ALL = problems()


def label(problem: Problem) -> str:
    return f"{problem.function} by {','.join(problem.wrt)}"


def test_the_list_is_long_and_says_nothing_twice():
    assert len(ALL) >= 150
    assert len(set(map(label, ALL))) == len(ALL)
    assert len({problem.kind for problem in ALL}) >= 12


@pytest.mark.parametrize("problem", ALL[::6], ids=label)
def test_a_sample_is_whole(problem: Problem):
    row = examined(problem)
    assert row.whole, row


@pytest.mark.slow
def test_the_whole_list():
    rows = [examined(problem) for problem in ALL]
    assert [row for row in rows if not row.whole] == []
    assert sum(row.proved for row in rows) >= 0.95 * sum(row.states for row in rows)


def test_the_report_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(report, "problems", lambda: (ALL[0], ALL[-1], Problem("none", "x + y +", ("x",), {"x": "1"})))
    assert main(["--all"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == HEADING
    assert lines[4].startswith("all ")
    assert lines[5].startswith("x + y +  by x: ParseError")


def test_a_broken_law_is_seen_by_the_report(monkeypatch: pytest.MonkeyPatch):
    sine = rule._RULES["sin"]
    monkeypatch.setitem(rule._RULES, "sin", sine._replace(law=sine.slips[0].law))
    row = examined(Problem("broken", "sin(3*x) + 41*x", ("x",), {"x": "1/2"}))
    assert not row.right
    assert not row.whole


def test_what_cannot_be_derived_is_said_in_the_row():
    row = examined(Problem("none", "x + y +", ("x",), {"x": "1"}))
    assert row.trouble
    assert not row.whole


def test_a_line_of_the_table_adds_up():
    rows = [Row(ALL[0], 3, 2, 1, 5, 5, 3, 3, True, 1.0), Row(ALL[1], 1, 1, 0, 1, 0, 1, 1, False, 3.0)]
    line = summed(rows, "two")
    assert "3/4     75.0%" in line
    assert "5/6     83.3%" in line
    assert "1/2     50.0%" in line


def test_statuses_are_ordered_from_weak_to_strong():
    assert ORDER == ("failed", "undecided", "checked", "proved")
