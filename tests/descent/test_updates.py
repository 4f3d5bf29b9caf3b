"""Updates typed as formulas do what the same rule does as a method, and what the formula says."""

import numpy as np
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
    with pytest.raises(SymgradError, match="x is a scalar, its update a vector of length 2"):
        descend("x <- a x", {"x": 1}, data={"a": [1, 2]})
    with pytest.raises(SymgradError, match="not a number"):
        descend("x <- a x", {"x": 1}, data={"a": "one"})


LINE = "L = (w x + b - y)^2"


@pytest.mark.parametrize(
    "text",
    [
        f"w <- w - eta*dL/dw; b <- b - eta*dL/db; {LINE}",
        rf"w \leftarrow w - \eta \frac{{\partial L}}{{\partial w}}; b \gets b - \eta \frac{{dL}}{{db}}; {LINE}",
        f"w <- w - eta*∇_w L; b <- b - eta*∇L; {LINE}",
        r"w_{t+1} = w_t - \eta dL/dw_t; b_{t+1} = b_t - \eta dL/db_t; L = (w_t x + b_t - y)^2",
    ],
)
def test_slopes_in_several_updates_are_carried_out(text: str) -> None:
    data = {"eta": 0.05, "x": 2, "y": 1}
    by_rule = descend(text, {"w": 1, "b": -1}, data=data, steps=6)
    by_method = descend("(2w + b - 1)^2", {"w": 1, "b": -1}, learning_rate=0.05, steps=6)
    for ours, theirs in zip(by_rule.points, by_method.points, strict=True):
        assert ours == pytest.approx(theirs)


def test_vectors_and_matrices_step_by_entries() -> None:
    data = {"eta": 0.1, "X": [[1, 2], [3, 4], [0, 1]], "y": [1, 2, 3]}
    trace = descend("w <- w - eta*X.T @ (X @ w - y); b <- b/2", {"w": [1, -1], "b": 8}, data=data, steps=2)
    x, y, w = np.array(data["X"]), np.array(data["y"]), np.array([1.0, -1.0])
    for point in trace.points:
        assert point == pytest.approx({"w_1": w[0], "w_2": w[1], "b": point["b"]})
        w = w - 0.1 * x.T @ (x @ w - y)
    assert [point["b"] for point in trace.points] == [8, 4, 2]
    halved = descend("W <- W/2", {"W": [[2, 4], [6, 8]]}, steps=1)
    assert halved.points[-1] == {"W_11": 1, "W_12": 2, "W_21": 3, "W_22": 4}


@pytest.mark.parametrize(
    ("text", "start", "reason"),
    [
        ("w <- w - a", {"w": 1}, "no value for a"),
        ("w <- w/2", {"v": 1}, "renew w"),
        ("w <- w/2; w <- w/3", {"w": 1}, "two updates"),
        ("w <- w - dL/dw", {"w": 1}, "L has no formula"),
        ("w <- w/2", {"w": [[1, 2], [3]]}, "different lengths"),
        ("w^2", {"w": [1, 2]}, "a gradient belongs to one number"),
    ],
)
def test_what_is_missing_is_said(text: str, start: dict[str, float], reason: str) -> None:
    with pytest.raises(SymgradError, match=reason):
        descend(text, start)
