"""Points, names and numbers as they are typed."""

import pytest

from symgrad.cli import given
from symgrad.errors import SymgradError
from symgrad.parsing import parse


def test_points() -> None:
    assert given.point_of("x=3,y=1") == {"x": "3", "y": "1"}
    assert given.point_of(" x = pi/4 ; y = f(1, 2) ") == {"x": "pi/4", "y": "f(1, 2)"}
    assert given.point_of("3, 1") == ["3", "1"]
    assert given.point_of(None) is None


def test_a_point_in_a_graph_is_named_as_the_graph_names_it() -> None:
    graph = parse("x^2 + w_1")
    assert given.point_in(graph, "w1=2,x=3", "--at") == {"x": "3", "w_1": "2"}
    assert given.point_in(graph, "3,2", "--at") == {"x": "3", "w_1": "2"}


@pytest.mark.parametrize("word", ["3", "x=3", "x=3,y=1", "x=3,w_1=1,z=2", "1,2,3"])
def test_a_point_that_does_not_fit_the_graph(word: str) -> None:
    with pytest.raises(SymgradError, match="one value for each variable"):
        given.point_in(parse("x^2 + w_1"), word, "--at")


@pytest.mark.parametrize("word", ["1,", "x=1,2", "x=1,x=2", "=1", "x="])
def test_points_that_make_no_sense(word: str) -> None:
    with pytest.raises(SymgradError):
        given.point_of(word)


def test_names() -> None:
    assert given.names_of("x, y;z") == ["x", "y", "z"]
    assert given.names_of(None) is None
    with pytest.raises(SymgradError) as caught:
        given.names_of("x,,y")
    assert caught.value.column == 3


def test_numbers() -> None:
    assert given.whole("3", "--n") == 3
    assert given.number(" -2.5", "--eta") == -2.5
    for word in ("3.5", "x", "0"):
        with pytest.raises(SymgradError, match="--n needs a whole number from 1"):
            given.whole(word, "--n")
    for word in ("x", "inf", "nan", ""):
        with pytest.raises(SymgradError, match="--eta needs a number"):
            given.number(word, "--eta")
