"""Arguments of Python become options of the command line in what is said there."""

import pytest

from symgrad.cli.wording import for_shell


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('for a function declare functions=["L"]', "for a function give --functions L"),
        ("for example wrt='x'", "for example --wrt x"),
        ("say which with output=", "say which with --result"),
        ("say where a variable lies with domain=...", "say where a variable lies with --domain"),
        ('use syntax="latex"', "use --syntax latex"),
        ("write x=3", "write x=3"),
    ],
)
def test_hints(said: str, shown: str) -> None:
    assert for_shell(said) == shown
