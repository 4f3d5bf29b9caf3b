"""Lists of problems: how lines are read, and where mistakes in them are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.errors import SymgradError
from symgrad.homework.problems import problems
from symgrad.parsing.fields import fields
from symgrad.terms import Term


def plain(names: tuple[Term, ...]) -> list[str]:
    return [one.data.plain for one in names]


def test_a_line_is_question_variable_point() -> None:
    (one,) = problems(r"x^2 \sin x, x, pi/4")
    assert plain(one.variables) == ["x"]
    assert one.point == {"x": "pi/4"}
    assert not one.is_gradient


def test_blank_lines_and_comments_are_skipped_and_lines_keep_their_number() -> None:
    found = problems("# a list\n\nx^2, x\n   # more\n\tx^3, x # the cube\n")
    assert [one.line for one in found] == [3, 5]


def test_commas_in_brackets_do_not_split() -> None:
    (one,) = problems(r"f(x, y) = x^2 y, x")
    assert plain(one.graph.outputs) == ["f"]
    assert plain(problems("atan2(x, 3) + {(x)}, x")[0].variables) == ["x"]


def test_a_thin_space_of_latex_is_no_comma() -> None:
    assert plain(problems(r"x^2\,\sin x, x")[0].variables) == ["x"]


@pytest.mark.parametrize("point", ["x=3, y=1", "x=3; y=1", "y=1, x=3", "3, 1", "(3, 1)"])
def test_several_variables_and_their_points(point: str) -> None:
    (one,) = problems(f"x^2 y, x y, {point}")
    assert one.is_gradient
    assert one.point == {"x": "3", "y": "1"}


def test_a_system_of_definitions() -> None:
    (one,) = problems("y = w x; L = (y - 1)^2, w; x")
    assert plain(one.variables) == ["w", "x"]


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("x^2, x\nx^3", 2, 4, "variable is missing"),
        ("x^2, x\n  x^3 +, x", 2, 8, ""),
        ("x^2, y", 1, 6, "not a variable of the question"),
        (", x", 1, 1, "question is missing"),
        ("x^2), x", 1, 4, "closes nothing"),
        ("sin(x^2, x", 1, 4, "never closed"),
        ("x^2 = 4, x", 1, 1, "equation"),
        ("x^2 y, x y x", 1, 8, "twice"),
        ("x^2, x, 3, 4", 1, 12, "more values than variables"),
        ("x^2 y, x y, x=3", 1, 13, "no value for y"),
        ("x^2, x, z=3", 1, 9, "not a variable"),
        ("\n# nothing\n", None, None, "no problem"),
    ],
)
def test_mistakes_are_found_where_they_are(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(SymgradError) as caught:
        problems(text)
    assert reason in caught.value.reason
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_question_that_can_be_read_in_two_ways_is_refused() -> None:
    with pytest.raises(SymgradError) as caught:
        problems("x^2, x\n1/2x, x")
    assert caught.value.line == 2


@given(st.lists(st.text(alphabet="xy+2 ", max_size=6), min_size=1, max_size=5))
def test_fields_join_to_the_line(parts: list[str]) -> None:
    line = ",".join(parts)
    found = fields(line)
    assert [one.text for one in found] == [part.strip() for part in parts]
    assert all(line[one.column - 1 :].startswith(one.text) for one in found)


@given(st.text(alphabet="(){}[],\\x ", max_size=12))
def test_any_line_has_fields_or_a_column_that_says_why_not(line: str) -> None:
    try:
        found = fields(line)
    except SymgradError as error:
        assert error.column is not None and line[error.column - 1] in "(){}[]"
    else:
        assert found
