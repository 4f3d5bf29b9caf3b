"""Higher derivatives on the command line: the only variable need not be named."""

from tests.cli.support import run


def test_the_only_variable_is_meant() -> None:
    shown = run("derive", "x^4", "--order", "4")
    assert shown.status == 0
    assert "= 24" in shown.out


def test_one_of_several_must_be_named() -> None:
    assert run("derive", "x^4*y", "--order", "2").status == 2
