"""Two readings of one input: the same only where every row and every side of it agrees."""

import pytest

import symgrad as sg
from symgrad.deciding.readings import same_reading


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("x^2*y", "y*x^2", "equal"),
        ("sin(x)/x", "sin(x/x)", "different"),
        ("y = w*x", "y = x*w", "equal"),
        ("y = w*x", "y = w + x", "different"),
        ("y = w*x", "z = w*x", "different"),
        ("y = w*x", "w*x", "different"),
        ("x < 1", "x <= 1", "different"),
        ("y = w*x; L = y^2", "y = w*x; L = y*y", "equal"),
        ("y = w*x; L = y^2", "y = w*x", "different"),
        ("y = w*x; L = y^2", "y = w*x; L = y^3", "different"),
        ("x_{12} + w_{1}", "x_12 + w1", "equal"),
        ("sqrt(x)^2", "x", "different"),
        ("f(x)", "f*x", "different"),
    ],
)
def test_verdicts(first: str, second: str, verdict: str) -> None:
    assert same_reading(sg.parse(first), sg.parse(second)).verdict == verdict


def test_derivatives_that_were_not_taken_are_compared_as_they_stand() -> None:
    first = sg.parse(r"w - 2 \eta \frac{\partial L}{\partial w}")
    second = sg.parse(r"w - \eta \frac{\partial L}{\partial w} 2")
    assert same_reading(first, second).verdict == "equal"
    assert same_reading(first, sg.parse(r"w - \eta \frac{\partial L}{\partial w}")).verdict == "different"


def test_a_reading_is_the_same_as_itself() -> None:
    graph = sg.parse(r"\frac{\partial L}{\partial w} = \sum_{i=1}^n x_i")
    assert same_reading(graph, graph).verdict == "equal"


def test_a_difference_has_a_point() -> None:
    verdict = same_reading(sg.parse("1/2x"), sg.parse("1/(2x)"))
    assert verdict.counterexample is not None
    assert set(verdict.counterexample.point) == {"x"}
