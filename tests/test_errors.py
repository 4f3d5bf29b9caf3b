"""Errors say what and where, and the caret stands under the place."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad import errors
from symgrad.errors import CARET_WINDOW, ParseError, SymgradError


def test_the_message_names_the_place_as_far_as_it_is_known() -> None:
    assert str(SymgradError("no")) == "no"
    assert str(SymgradError("no", column=3)) == "column 3: no"
    assert str(SymgradError("no", column=3, line=1)) == "column 3: no"
    assert str(SymgradError("no", column=3, line=2)) == "line 2, column 3: no"


def test_the_caret_stands_under_the_column() -> None:
    assert ParseError("", text="a + ) b", column=5).caret() == "a + ) b\n    ^"
    assert ParseError("", text="x\ny + )\r\nz", line=2, column=5).caret() == "y + )\n    ^"
    assert ParseError("", text="a +", column=4).caret() == "a +\n   ^"
    assert ParseError("", text="", column=1).caret() == "\n^"
    assert ParseError("", text="x", line=9, column=9).caret() == "x\n ^"


def test_without_a_place_there_is_no_caret() -> None:
    assert ParseError("").caret() == ParseError("", text="x").caret() == ParseError("", column=1).caret() == ""


def test_the_caret_counts_the_cells_of_a_terminal() -> None:
    assert ParseError("", text="日本)", column=3).caret() == "日本)\n    ^"
    assert ParseError("", text="x\u0302)", column=3).caret() == "x\u0302)\n ^"
    assert ParseError("", text="\t)", column=2).caret() == " )\n ^"


def test_what_could_steer_a_terminal_is_not_shown() -> None:
    assert ParseError("", text="\x1b[2J)", column=5).caret() == "\ufffd[2J)\n    ^"


@given(st.text(max_size=300), st.integers(1, 310))
def test_the_character_above_the_caret_is_the_one_at_the_column(text: str, column: int) -> None:
    ascii_text = "".join(chr(33 + ord(character) % 94) for character in text)
    line, caret = ParseError("", text=ascii_text, column=column).caret().split("\n")
    above = line[len(caret) - 1 : len(caret)]
    assert above == ascii_text[column - 1 : column]
    assert len(line) <= CARET_WINDOW + 2


@pytest.mark.parametrize("name", [name for name in errors.__all__ if issubclass(getattr(errors, name), SymgradError)])
def test_errors_can_be_copied(name: str) -> None:
    error = getattr(errors, name)("no", hint="try", column=1, line=2, text="x")
    twin = copy.copy(error)
    assert isinstance(twin, SymgradError) and type(twin) is type(error)
    assert vars(twin) == vars(error) and str(twin) == str(error)
