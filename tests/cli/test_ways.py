"""`symgrad derive` with a method, a form, what the reader knows, and a notation."""

import pytest

from tests.cli.support import run


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("sqrt(x)", "--method", "limit"), "let h go to 0"),
        (("3/x", "--method", "power"), "write it as a power"),
        (("x^3 - 3x", "--form", "factored"), "3⋅(x - 1)⋅(x + 1)"),
        (("x y + x y^2", "--form", "factored"), "y⋅(y + 1)"),
        (("x^2 sin(x)", "--notation", "prime"), "[x²⋅sin(x)]′"),
        (("abs(x)", "--method", "limit", "--at", "x=0"), "There is no derivative at x = 0"),
    ],
)
def test_a_derivation_another_way(arguments: tuple[str, ...], shown: str) -> None:
    outcome = run("derive", *arguments, "--prove")
    assert outcome.status == 0
    assert shown in outcome.out


def test_what_is_known_takes_no_line() -> None:
    long = run("derive", "x^2 sin(x)", "--detail", "beginner").out
    short = run("derive", "x^2 sin(x)", "--detail", "beginner", "--known", "powers,sin").out
    assert "power rule" in long and "power rule" not in short
    assert len(short.splitlines()) < len(long.splitlines())


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("sin(x)", "--method", "product"), "what applies: limit"),
        (("x y", "--method", "product"), "--wrt x"),
        (("x^2", "--known", "magic"), "families are"),
        (("(x^2 + 1)/(x - 1)", "--form", "expanded"), "one by one"),
    ],
)
def test_what_does_not_apply_is_refused_with_a_hint(arguments: tuple[str, ...], hint: str) -> None:
    outcome = run("derive", *arguments)
    assert outcome.status == 2 and hint in outcome.err and not outcome.out
