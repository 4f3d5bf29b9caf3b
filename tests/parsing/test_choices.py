"""`x = 1 or x = -1`: which values something has, read as one statement and judged by what it says."""

import pytest

import symgrad as sg


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("x = 1 or x = -1", "text"),
        (r"x = 1\text{ or }x = -1", "latex"),
        (r"\left(x, y\right) = \left(1, 0\right)\text{ or }\left(x, y\right) = \left(-1, 0\right)", "latex"),
        (r"x \approx 1.2\text{ or }x \approx -1.3", "latex"),
    ],
)
def test_a_choice_of_values_is_a_statement(text: str, syntax: str) -> None:
    read = sg.parse(text, syntax=syntax)
    assert not read.definitions
    assert len(read.equations) == 1
    assert sg.parse(read.latex(), syntax="latex").latex() == read.latex()


def test_choices_are_judged_by_the_values_they_name() -> None:
    assert sg.equal("x = 1 or x = -1", "x = -1 or x = 1").verdict == "equal"
    assert sg.equal("x = 1 or x = -1", "x^2 = 1").verdict == "equal"
    assert sg.equal("x = 1 or x = -1", "x = 1 or x = 2").verdict == "different"


@pytest.mark.parametrize("job", [sg.derivative, sg.gradient, lambda text: sg.implicit_derivative(text, "y", "x")])
def test_a_choice_has_no_derivative(job) -> None:
    with pytest.raises(sg.SymgradError):
        job("x = 1 or y = 2")


def test_inequalities_to_choose_from_are_no_statement() -> None:
    with pytest.raises(sg.ParseError):
        sg.parse("x < 1 or x > 2", syntax="text")
