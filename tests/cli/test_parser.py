"""Words of the command line become commands and options; mistakes are explained."""

import pytest

from symgrad.cli.command import Command
from symgrad.cli.commands import BY_NAME, COMMANDS
from symgrad.cli.parser import parse
from symgrad.errors import SymgradError
from tests.cli.support import run


def test_an_expression_alone_is_derived() -> None:
    command, options = parse(["x^2"])
    assert command.name == "derive"
    assert options.expr == "x^2"


def test_options_may_follow_an_expression_alone() -> None:
    _, options = parse(["x^2", "--at", "x=3", "--prove"])
    assert (options.at, options.prove) == ("x=3", True)


@pytest.mark.parametrize("expression", ["-x^2", "-x^2 + 1", "-o^2", "--x", "-1", "-\\sin x"])
def test_an_expression_may_begin_with_a_minus_sign(expression: str) -> None:
    _, options = parse([expression])
    assert options.expr.strip() == expression


def test_after_two_dashes_nothing_is_an_option() -> None:
    _, options = parse(["derive", "--at", "x=1", "--", "-o"])
    assert options.expr == "-o"


def test_a_value_may_begin_with_a_minus_sign() -> None:
    _, options = parse(["descend", "x^2", "--start", "-2"])
    assert options.start.strip() == "-2"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself_with_examples(command: Command) -> None:
    shown = run(command.name, "--help")
    assert shown.status == 0
    assert "examples:" in shown.out
    assert all(example in shown.out for example in command.examples)
    assert max(map(len, shown.out.splitlines())) <= 88


def test_the_overview_lists_every_command() -> None:
    shown = run("--help")
    assert shown.status == 0
    assert all(f"\n  {name}" in shown.out for name in BY_NAME)


def test_the_version() -> None:
    import symgrad

    assert run("--version").out == f"symgrad {symgrad.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "reason", "hint"),
    [
        (["derive", "x", "--detial", "brief"], "no option --detial", "did you mean --detail"),
        (["derive", "x", "--zzz"], "no option --zzz", "--help"),
        (["deriv", "x", "y"], "no command 'deriv'", "symgrad derive"),
        (["deriv"], "one word is no formula", "did you mean: symgrad derive"),
        (["bogus"], "no command 'bogus'", "symgrad derive bogus"),
        (["x", "+", "1"], "'+' was not expected", "quotes"),
        (["derive"], "required", "--help"),
        (["derive", "x", "--detail", "none"], "invalid choice", "--help"),
        (["descend", "x^2"], "--start", "--help"),
    ],
)
def test_mistakes_are_explained(arguments: list[str], reason: str, hint: str) -> None:
    with pytest.raises(SymgradError) as caught:
        parse(arguments)
    assert reason in caught.value.reason
    assert hint in caught.value.hint


def test_a_mistake_leaves_status_2_and_nothing_on_the_output() -> None:
    assert run("derive", "x", "--zzz")[:2] == (2, "")
