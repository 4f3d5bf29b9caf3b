"""Convexity: proved by minors, or refuted along a direction; and only then is a minimum called global."""

import pytest

import symgrad as sg


@pytest.mark.parametrize(
    ("f", "verdict"),
    [
        ("x^2 + x*y + y^2", "convex"),
        ("x^4", "convex"),
        ("exp(x) + exp(y)", "convex"),
        ("log(1 + exp(x))", "convex"),
        ("x*log(x)", "convex"),
        ("log(x)", "concave"),
        ("sqrt(x)", "concave"),
        ("3x + 2y", "both"),
        ("x^3", "neither"),
        ("x^2 - y^2", "neither"),
        ("x^4 + y^4 - x*y", "neither"),
        ("1/x^2", "undecided"),  # it bends upwards, but its domain is two half-lines
        ("x^2 - abs(x)", "undecided"),  # it bends upwards but for a kink
    ],
)
def test_the_verdict(f: str, verdict: str) -> None:
    made = sg.convexity(f)
    assert made.verdict == verdict
    assert made.prove().status == "proved"


def test_global_is_said_of_convex_functions_only() -> None:
    def says_global(f: str) -> bool:
        return any("global" in note for note in sg.critical_points(f).notes)

    assert says_global("x^2 + x*y + y^2")
    assert says_global("exp(x) - x")
    assert not says_global("x^3 - 3x + y^2")
    assert not says_global("x^2 - x^4")


def test_too_many_variables_are_refused() -> None:
    with pytest.raises(sg.SymgradError):
        sg.convexity("a + b + c + d + p")
