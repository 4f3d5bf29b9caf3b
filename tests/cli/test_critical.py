"""`symgrad critical`: points, constraints, regions, and what is refused."""

import pytest

from tests.cli.support import run


def test_critical_points_are_printed_and_proved() -> None:
    found = run("critical", "x^3 - 3x + y^2", "--prove")
    assert found.status == 0
    assert "saddle" in found.out
    assert "proved." in found.out


def test_equations_are_constraints_and_inequalities_a_region() -> None:
    assert "λ" in run("critical", "x y", "x^2 + y^2 = 8").out
    assert "the largest" in run("critical", "x^3 - 3x", "x >= 0", "x <= 3").out


def test_a_box_limits_the_search() -> None:
    found = run("critical", "sin x", "--box", "x=0..2*pi", "--format", "latex")
    assert found.status == 0
    assert "maximum" in found.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("x y", "x + y = 1", "x >= 0"),
        ("x y", "x + y = 1", "--box", "x=0..1"),
        ("x", "--box", "x=1"),
        ("x", "--box", "1..2"),
        ("x y", "x >= 0"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: tuple[str, ...]) -> None:
    found = run("critical", *arguments)
    assert (found.status, found.out) == (2, "")
    assert found.err
