"""An audited key: each row right, wrong with a counterexample, undecided or unreadable, and none spoils another."""

import json
from pathlib import Path

import pytest

import symgrad as sg
from symgrad.cli import main

KEY = r"""question,variable,answer,point
x^2 \sin x, x, 2x \sin x + x^2 \cos x,
\sin(x^2), x, \cos(x^2),
1/(x+1), x, 1/(x+1)^2,
x^2 y + e^{xy}, x y, "[2xy + y e^{xy}, x^2 + x e^{xy}]",
x^2 y, x y, "(4, 2)", "(1, 2)"
sqrt(x), x, 1/(2 sqrt(x)
x^4 \ln x, x x, 12 x^2 \ln x + 7x^2
sin(x), y, 0
x^2, x, 2x, 3, 4, 5
1/2x, x, 2
ln(x), x, 0.333, x=3
|x|, x, 1, x=0
"""


@pytest.fixture(scope="module")
def report() -> object:
    return sg.homework.audit(KEY)


def test_each_row_has_its_verdict(report) -> None:
    assert [(row.line, row.verdict) for row in report.rows] == [
        (2, "right"),
        (3, "wrong"),
        (4, "wrong"),
        (5, "right"),
        (6, "wrong"),
        (7, "unreadable"),
        (8, "right"),
        (9, "unreadable"),
        (10, "unreadable"),
        (11, "unreadable"),
        (12, "right"),
        (13, "wrong"),
    ]
    assert report.sentence == "12 answers: 4 right, 4 unreadable, 4 wrong."
    assert not report.all_right


def test_a_wrong_row_has_the_right_answer_the_factor_and_a_point(report) -> None:
    part = report.rows[1].claimed.parts[0]
    assert report.rows[1].claimed.derivation.own_states[-1].text == "2*x*cos(x^2)"
    assert str(part.sentence).startswith("x: cos(x^2) is wrong, the right answer is 2*x*cos(x^2).")
    found = part.counterexample
    point = {name: float(value) for name, value in found.point.items()}
    assert float(found.left) == pytest.approx(sg.lambdify("2x cos(x^2)")(point["x"]))
    assert float(found.right) == pytest.approx(sg.lambdify("cos(x^2)")(point["x"]))
    assert "The sign is wrong." in report.text()


def test_what_cannot_be_read_is_said_with_its_place(report) -> None:
    lines = " ".join(report.text().split())
    assert "Line 7, unreadable: answer, column 3: this ( is never closed." in lines
    assert "Line 10, unreadable: it has 6 fields, not 4" in lines
    assert "Line 13, wrong: there is no derivative at x = 0" in lines


def test_the_report_is_data_too(report) -> None:
    data = json.loads(json.dumps(report.json()))
    assert data["counts"] == {"right": 4, "undecided": 0, "unreadable": 4, "wrong": 4}
    wrong = data["rows"][1]["components"][0]
    assert (wrong["right"], wrong["factor"], wrong["counterexample"]["point"]) == (
        "2*x*cos(x^2)",
        "1/(2*x)",
        {"x": "2"},
    )
    assert "| 3 |" in report.markdown() and "tabular" in report.latex()


@pytest.mark.parametrize(
    "key",
    [
        "x^2;x;2x",
        "x^2\tx\t2x",
        "answer,question,variable\n2x,x^2,x",
        "f,wrt,solution\nx^2,x,2x",
        "# a key\nx^2,x,2x",
        "\n\nx^2,x,f'(x) = 2x\n\n",
        "x^2,x,2x,,,",
        "x y,x y,y; x",
        "x y,x y,(y; x)",
    ],
)
def test_tables_of_many_makes_are_understood(key: str) -> None:
    assert [row.verdict for row in sg.homework.audit(key).rows] == ["right"]


def test_what_can_be_read_in_two_ways_is_never_called_wrong() -> None:
    rows = sg.homework.audit("x^2 y,x,3xy\nln(x)/2,x,1/2x").rows
    assert [row.verdict for row in rows] == ["unreadable", "unreadable"]
    assert [row.cell for row in rows] == ["answer"] * 2
    assert sg.homework.audit('x^2 y,x y,"[2xy, x^2]"').all_right


def test_a_quote_that_is_not_closed_spoils_only_its_row() -> None:
    rows = sg.homework.audit('x^2,x,2x\n"x^3,x,x^2\nx^4,x,4x^3\n"sin(x)" x,x,cos(x)\nx^5,x,5x^4').rows
    assert [(row.line, row.verdict) for row in rows] == [
        (1, "right"),
        (2, "unreadable"),
        (3, "right"),
        (4, "unreadable"),
        (5, "right"),
    ]


def test_a_file_may_be_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "key.csv"
    path.write_text("\ufeffx^2,x,2x\n", encoding="utf-8")
    assert sg.homework.audit(str(path)).all_right
    assert sg.homework.audit(path).all_right


def test_a_cell_may_go_on_in_the_next_line() -> None:
    rows = sg.homework.audit('"x^2 +\nx",x,2x + 1\nx^3,x,x').rows
    assert [(row.line, row.verdict) for row in rows] == [(1, "right"), (3, "wrong")]


def test_a_table_that_is_too_long_is_refused() -> None:
    with pytest.raises(sg.LimitError):
        sg.homework.audit("x,x,1\n" * 5_001)


def test_rows_may_be_given_as_lists() -> None:
    assert sg.homework.audit([["x^2", "x", "2x"], ["x^3", "x", "x^2"]]).count("wrong") == 1


@pytest.mark.parametrize(
    "key", ["", "question,variable,answer", "question,answer\nx^2,2x", '"x^2,x,2x', Path("/no/such/file")]
)
def test_what_is_no_table_is_refused(key) -> None:
    with pytest.raises(sg.DataError):
        sg.homework.audit(key)


def test_the_exit_status_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, broken = (tmp_path / name for name in ("good.csv", "bad.csv", "broken.csv"))
    good.write_text("x^2,x,2x\n")
    bad.write_text("x^2,x,2x\nx^3,x,x^2\n")
    broken.write_text('"x^2,x,2x\n')
    assert main(["homework", "audit", str(good)]) == 0
    assert main(["homework", "audit", str(bad), "-o", str(tmp_path / "report.json")]) == 1
    assert main(["homework", "audit", str(broken)]) == 2
    assert json.loads((tmp_path / "report.json").read_text())["counts"]["wrong"] == 1
    assert "1 answer: 1 right." in capsys.readouterr().out
