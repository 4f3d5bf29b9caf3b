"""Updates typed as formulas do what the same rule does as a method, and what the formula says."""

import pytest

from symgrad.descent import descend
from symgrad.errors import SymgradError


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (r"w \leftarrow w - 0.1*2w", {"w": 3}),
        ("w <- w - 0.1*2w", {"w": 3}),
        ("w_{t+1} = w_t - 0.1*2w_t", {"w_t": 3}),
        ("g = 2w; w <- w - 0.1 g", {"w": 3}),
    ],
)
def test_the_rule_of_gradient_descent(text: str, start: dict[str, float]) -> None:
    by_rule, by_method = descend(text, start, steps=20), descend("w^2", {"w": 3}, learning_rate=0.1, steps=20)
    assert [next(iter(p.values())) for p in by_rule.points] == pytest.approx([p["w"] for p in by_method.points])
    assert by_rule.method == "update"
    assert by_rule.values[0] == pytest.approx(0.6)


def test_all_formulas_see_the_values_before_the_step() -> None:
    trace = descend("a <- b; b <- a", {"a": 1, "b": 2}, steps=1)
    assert trace.points[-1] == {"a": 2, "b": 1}


def test_heron_finds_the_root_and_stops_there() -> None:
    trace = descend(r"x \leftarrow \frac{1}{2}\left(x + \frac{c}{x}\right)", {"x": 1}, data={"c": 2})
    assert trace.points[-1]["x"] == pytest.approx(2**0.5)
    assert "the step is 0" in trace.stopped
    assert len(trace) < 10


def test_it_is_told_without_a_slope() -> None:
    trace = descend("w <- w - 0.1*2w", {"w": 3}, steps=2)
    assert trace.words() == ["w goes from 3 to 2.4."]
    assert "∇" not in trace.table()
    assert trace.latex(1) == r"w \leftarrow w+\Delta w = 3+(-0.6)=2.4"


def test_it_stops_where_there_is_no_next_step() -> None:
    assert "no next step" in descend("x <- 1/x - 1", {"x": 1}).stopped
    with pytest.raises(SymgradError, match="not a number"):
        descend("x <- a x", {"x": 1}, data={"a": [1, 2]})


@pytest.mark.parametrize(
    ("text", "start", "reason"),
    [
        ("w <- w - a", {"w": 1}, "no value for a"),
        ("w <- w/2", {"v": 1}, "renew w"),
        ("w <- w/2; w <- w/3", {"w": 1}, "two updates"),
    ],
)
def test_what_is_missing_is_said(text: str, start: dict[str, float], reason: str) -> None:
    with pytest.raises(SymgradError, match=reason):
        descend(text, start)
