"""The commands that read, compare, descend, draw and explain."""

from pathlib import Path

import pytest

from symgrad.rules import Rule, rules
from tests.cli.support import run


def test_read_shows_the_formula_its_spellings_and_the_notes() -> None:
    shown = run("read", "1/2x")
    assert shown.status == 0
    assert "LaTeX      \\frac{1}{2}x" in shown.out
    assert "variables  x" in shown.out
    assert "note " in shown.out


def test_read_shows_a_system_row_by_row() -> None:
    shown = run("read", "y = w x; L = (y - 1)^2")
    assert "text       y = w*x\n           L = (y - 1)^2\n" in shown.out


def test_read_strictly() -> None:
    assert run("read", "1/2x", "--strict").status == 2


@pytest.mark.parametrize(
    ("left", "right", "status", "says"),
    [
        (r"\sin(x)^2", r"1 - \cos(x)^2", 0, "Equal"),
        ("(x + 1)^2", "x^2 + 2x + 1", 0, "Equal"),
        ("(x + 1)^2", "x^2 + 1", 1, "Different"),
    ],
)
def test_equal(left: str, right: str, status: int, says: str) -> None:
    shown = run("equal", left, right)
    assert shown.status == status
    assert says in shown.out


def test_different_names_the_point() -> None:
    assert "x = " in run("equal", "x", "x^2").out


def test_only_one_argument_comes_from_standard_input() -> None:
    assert run("equal", "-", "1 + x", stdin="x + 1").status == 0
    assert run("equal", "-", "-", stdin="x").status == 2


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["x^2 sin(x)", "2x sin(x) + x^2 cos(x)"], 0),
        (["x^2 y", "2x y", "x^2", "--wrt", "x,y", "--at", "x=3,y=1"], 0),
        (["x^2 y", "--at", "x=3,y=1"], 0),
        (["x^2", "6", "--at", "3"], 0),
        (["x^2", "x"], 1),
        (["abs(x)", "0", "--at", "x=0"], 1),
    ],
)
def test_check(arguments: list[str], status: int) -> None:
    shown = run("check", *arguments)
    assert shown.status == status
    assert shown.out


def test_descend_writes_the_updates_out() -> None:
    shown = run("descend", "x^2 + y^2", "--start", "x=3,y=1", "--steps", "5")
    assert shown.status == 0
    assert "= 3 - 0.1⋅6 = 2.4" in shown.out
    assert "all steps used" in shown.out


@pytest.mark.parametrize("method", ["momentum", "adam", "nesterov"])
def test_descend_by_other_methods(method: str) -> None:
    assert run("descend", "x^2", "--start", "3", "--method", method, "--steps", "3").status == 0


def test_a_descent_that_runs_away_is_a_failure() -> None:
    shown = run("descend", "x^2", "--start", "3", "--learning-rate", "1.1")
    assert shown.status == 1
    assert "too big" in shown.out


@pytest.mark.parametrize(
    "options",
    [["--method", "adm"], ["--learning-rate", "much"], ["--steps", "-1"], ["--start", "y=1"], ["--show", "x"]],
)
def test_descend_refuses_what_makes_no_sense(options: list[str]) -> None:
    start = [] if "--start" in options else ["--start", "3"]
    assert run("descend", "x^2", *start, *options)[:2] == (2, "")


@pytest.mark.parametrize(
    ("arguments", "name", "begins"),
    [
        (["x^2", "--at", "3"], "a.png", b"\x89PNG"),
        (["x^2 + y^2", "--at", "x=3,y=1", "--descend", "x=3,y=1"], "a.svg", b"<?xml"),
        (["x^2", "--descend", "3"], "a.pdf", b"%PDF"),
    ],
)
def test_plot(arguments: list[str], name: str, begins: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    shown = run("plot", *arguments, "-o", str(file))
    assert shown.status == 0
    assert file.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    "arguments", [["x^2", "-o", "a.gif"], ["x + y + z", "-o", "a.png"], ["x^2", "--at", "1,2", "-o", "a.png"]]
)
def test_plot_refuses(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("plot", *arguments)[:2] == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_rules_lists_every_rule() -> None:
    shown = run("rules").out
    assert all(f"  {rule.head}" in shown for rule in rules())


@pytest.mark.parametrize("rule", list(rules()), ids=lambda rule: rule.id)
def test_every_rule_has_a_page(rule: Rule) -> None:
    shown = run("rules", rule.id)
    assert shown.status == 0
    assert "Example:" in shown.out
    assert " ".join(rule.sentence.split())[:30] in " ".join(shown.out.split())


@pytest.mark.parametrize("name", ["product rule", "Product", "sqrt", "ln", "\\sin", "arctan", "exp"])
def test_a_rule_is_found_by_any_of_its_names(name: str) -> None:
    assert run("rules", name).status == 0


def test_an_unknown_rule_is_guessed_at() -> None:
    shown = run("rules", "prodct")
    assert shown.status == 2
    assert "did you mean: symgrad rules product" in shown.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_every_command_and_option(shell: str) -> None:
    shown = run("completion", shell).out
    assert all(word in shown for word in ("derive", "homework", "learning-rate", "beginner course brief"))
