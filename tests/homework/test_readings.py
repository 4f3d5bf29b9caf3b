"""A teacher hears of a question that two readers read differently; the key itself does not show it."""

from pathlib import Path

import pytest

from symgrad.errors import SymgradError
from symgrad.homework import differences
from tests.cli.support import run

READ_DIFFERENTLY = "\\sigma(wx + b), w"


def test_only_the_question_in_doubt_is_named() -> None:
    found = differences(["\\frac{x^2}{2} \\sin x, x", "# two", READ_DIFFERENTLY, "sigma(w x), w", "x^2 \\nonumber, x"])
    assert [(one.line, one.question) for one in found] == [(3, "\\sigma(wx + b)")]
    assert "symgrad reads sigmoid(w*x + b)" in found[0].words


def test_declared_names_reach_our_reader() -> None:
    assert differences("\\frac{1}{2} L(w)^2, w", functions=["L"]) == ()


def test_a_list_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(SymgradError) as caught:
        differences("\\sin x, x\n\\sinn x, x")
    assert caught.value.line == 2


def test_the_command_says_it_beside_the_key(tmp_path: Path) -> None:
    questions, answers = tmp_path / "problems.txt", tmp_path / "key.tex"
    questions.write_text(f"x^2, x\n{READ_DIFFERENTLY}\n", encoding="utf-8")
    shown = run("homework", "key", str(questions), "-o", str(answers))
    assert shown.status == 0
    assert "note: line 2:" in shown.err and "symgrad read --both" in shown.err
    assert "latex2sympy2" not in answers.read_text(encoding="utf-8")
