"""Answer keys: complete, proved, or refused with the line named."""

from pathlib import Path

import pytest

from symgrad.errors import SymgradError
from symgrad.homework import key, keys
from symgrad.notation import Align, Heading, document_latex, document_text
from tests.cli.support import run

PROBLEMS = r"""
# five of them
x^2 \sin x, x
x^2 y + \sin(xy), x y, x=3, y=1
y = w x; L = (y - 1)^2, w
x^x, x, 2
\ln x, x
"""


def test_a_key_has_a_section_for_each_problem_and_its_answer_in_a_box() -> None:
    document = key(PROBLEMS)
    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    boxes = [row for block in document.blocks if isinstance(block, Align) for row in block.rows if "box" in row.marks]
    assert titles == [f"Problem {i}" for i in range(1, 6)]
    assert len(boxes) == 7  # two of the problems have a point


def test_a_key_says_what_it_vouches_for() -> None:
    assert "Every line below is proved" in document_text(key(["x^2, x"]))


def test_conditions_stand_with_the_answer() -> None:
    assert "\\boxed{\\frac{1}{x}} && x > 0" in document_latex(key(r"\ln x, x"))


def test_the_question_is_put_in_words() -> None:
    written = document_latex(key(PROBLEMS))
    assert "Find the derivative of $x^{2}\\sin x$ with respect to $x$." in written
    assert "Find the gradient of $f = " in written
    assert "at $x = 3$, $y = 1$." in written
    assert "Given $y = wx$, $L = " in written


def test_a_kink_stops_the_key() -> None:
    with pytest.raises(SymgradError) as caught:
        key("x^2, x\nabs(x), x, 0")
    assert caught.value.line == 2


def test_a_point_outside_the_domain_stops_the_key() -> None:
    with pytest.raises(SymgradError) as caught:
        key(r"\ln x, x, -1")
    assert caught.value.line == 1


def test_a_line_that_is_not_proved_stops_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(report: object) -> None:
        raise SymgradError("not proved")

    monkeypatch.setattr(keys, "_insist", refuse)
    with pytest.raises(SymgradError) as caught:
        key("# one\nx^2, x")
    assert (caught.value.line, caught.value.column) == (2, 1)


def test_the_command_writes_a_document(tmp_path: Path) -> None:
    questions, answers = tmp_path / "problems.txt", tmp_path / "key.tex"
    questions.write_text(PROBLEMS, encoding="utf-8")
    shown = run("homework", "key", str(questions), "-o", str(answers), "--title", "Week 3")
    assert (shown.status, shown.err) == (0, "")
    written = answers.read_text(encoding="utf-8")
    assert written.startswith("\\documentclass")
    assert "Week 3" in written


def test_the_command_reads_standard_input_and_writes_the_screen() -> None:
    assert "\\boxed" in run("homework", "key", "-", stdin="x^2, x\n").out


def test_nothing_is_written_where_a_line_is_wrong(tmp_path: Path) -> None:
    questions, answers = tmp_path / "problems.txt", tmp_path / "key.tex"
    questions.write_text("x^2, x\nx^3 +, x\n", encoding="utf-8")
    shown = run("homework", "key", str(questions), "-o", str(answers))
    assert shown.status == 2
    assert "line 2, column" in shown.err
    assert "    x^3 +, x\n" in shown.err
    assert not answers.exists()


def test_a_variable_named_again_asks_for_a_higher_derivative() -> None:
    written = document_latex(key("x^4 \\ln x, x x x, 2\nx^3, x x"))
    assert r"Find $\frac{d^{3}}{dx^{3}}\left[x^{4}\ln x\right]$ at $x = 2$." in written
    assert r"Find $\frac{d^{2}}{dx^{2}}\left[x^{3}\right]$." in written
    assert r"\boxed{6x}" in written
