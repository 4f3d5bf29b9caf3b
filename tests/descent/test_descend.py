"""Descents against iterates worked by hand, closed forms, and SymPy's own callables."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symgrad.descent import METHODS, descend, optim
from symgrad.errors import DomainError, SymgradError

BOWL = "x^2 + y^2"
START = {"x": 3, "y": 1}


def test_gradient_descent_on_the_bowl_shrinks_by_one_factor() -> None:
    trace = descend(BOWL, START, learning_rate=0.1, steps=20)
    for step, point in enumerate(trace.points):
        assert point == pytest.approx({"x": 3 * 0.8**step, "y": 0.8**step})
    assert trace.values[:2] == pytest.approx([10, 6.4])
    assert trace.gradients[0] == {"x": 6, "y": 2}
    assert len(trace) == 20
    assert trace.stopped == "all steps used"


def test_momentum_is_heavy_ball() -> None:
    trace = descend("x^2", {"x": 1}, method="momentum", learning_rate=0.1, momentum=0.5, steps=3)
    x, v, by_hand = 1.0, 0.0, [1.0]
    for _ in range(3):
        v = 0.5 * v - 0.1 * 2 * x
        x += v
        by_hand.append(x)
    assert [point["x"] for point in trace.points] == pytest.approx(by_hand)


def test_adam_moves_by_the_learning_rate_at_first() -> None:
    trace = descend("x^2 + 100 y^2", START, method="adam", learning_rate=0.01, steps=2)
    assert trace.points[1] == pytest.approx({"x": 2.99, "y": 0.99}, abs=1e-8)
    slopes = [6.0, 5.98]
    mean = (0.1 * 0.9 * slopes[0] + 0.1 * slopes[1]) / (1 - 0.9**2)
    square = (0.001 * 0.999 * slopes[0] ** 2 + 0.001 * slopes[1] ** 2) / (1 - 0.999**2)
    assert trace.points[2]["x"] == pytest.approx(2.99 - 0.01 * mean / math.sqrt(square), abs=1e-8)


@pytest.mark.parametrize("method", [name for name, row in METHODS.items() if not row.to_root])
def test_every_method_goes_down(method: str) -> None:
    trace = descend("(x - 1)^2 + 3(y + 2)^2", START, method=method, steps=300)
    assert trace.values[-1] < 0.3 * trace.values[0]


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.01, 0.45))
def test_on_a_bowl_no_step_goes_up(x: float, y: float, rate: float) -> None:
    trace = descend(BOWL, {"x": x, "y": y}, learning_rate=rate, steps=10)
    assert all(after <= before for before, after in zip(trace.values, trace.values[1:], strict=False))


def test_it_stops_where_the_gradient_vanishes() -> None:
    trace = descend(BOWL, START, learning_rate=0.5, steps=50)
    assert len(trace) == 1
    assert trace.stopped == "the gradient is 0 to within 1e-09"
    assert len(descend(BOWL, START, learning_rate=0.5, steps=5, tolerance=0)) == 5


def test_too_big_a_learning_rate_diverges_and_says_so() -> None:
    trace = descend("x^4", {"x": 5}, learning_rate=1)
    assert "not finite" in trace.stopped
    assert "too big" in trace.stopped
    growing = descend("x^2", {"x": 1}, learning_rate=1.1, steps=30)
    kinds = {notice.kind: notice for notice in growing.notices}
    assert kinds["diverging"].evidence["last"] == growing.values[-1] > growing.values[0]
    assert kinds["oscillating"].evidence["turns"] == 10


def test_too_small_a_learning_rate_is_a_plateau() -> None:
    (notice,) = descend("x^2", {"x": 1}, learning_rate=1e-4).notices
    assert notice.kind == "plateau"
    assert notice.evidence["slope"] == pytest.approx(1.96, abs=0.01)


def test_a_good_run_has_no_notices() -> None:
    assert descend(BOWL, START, steps=30).notices == ()


def test_leaving_the_domain_ends_the_run_and_starting_outside_is_refused() -> None:
    trace = descend("log(x)", {"x": 0.1}, learning_rate=1)
    assert trace.stopped.startswith("there is no next point")
    assert len(trace) == 0
    with pytest.raises(DomainError):
        descend("log(x)", {"x": -1})


def test_the_neuron_with_fixed_data() -> None:
    neuron = "z = w*x + b; yhat = sigma(z); L = (yhat - y)^2"
    trace = descend(neuron, {"w": 0.7, "b": -0.2}, data={"x": 1.5, "y": 1}, steps=1)
    assert trace.gradients[0] == pytest.approx({"w": -0.188439, "b": -0.125626}, abs=1e-6)
    alone = descend(neuron, {"w": 0.7}, data={"x": 1.5, "y": 1, "b": -0.2}, steps=1)
    assert alone.points[1]["w"] == pytest.approx(0.718844, abs=1e-6)
    assert alone.latex(1) == (r"w \leftarrow w-\eta\,\frac{\partial L}{\partial w} = 0.7-0.1\cdot (-0.188439)=0.718844")
    assert alone.words() == [
        "The slope is negative, so raising w lowers L: w goes up by 0.0188. "
        "L falls from 0.089660 to 0.086164 (measured)."
    ]


def test_columns_of_data_give_least_squares() -> None:
    xs = np.linspace(0, 1, 20)
    noise = np.random.default_rng(3).normal(scale=0.1, size=20)
    data = {"x": xs, "y": 2 * xs + 1 + noise}
    slope, offset = np.polyfit(xs, data["y"], 1)
    trace = descend("(w x + b - y)^2", {"w": 0, "b": 0}, data=data, learning_rate=0.5, steps=1000)
    assert trace.points[-1] == pytest.approx({"w": slope, "b": offset}, abs=1e-6)


def test_batches_are_those_of_the_seed() -> None:
    xs = np.linspace(0, 1, 20)
    runs = [
        descend("(w x - y)^2", {"w": 0}, data={"x": xs, "y": 2 * xs}, method="sgd", epochs=3, batch_size=6, seed=seed)
        for seed in (1, 1, 2)
    ]
    assert len(runs[0]) == 3 * 4
    assert runs[0].points == runs[1].points != runs[2].points


def test_a_descent_on_what_sympy_lambdified() -> None:
    x, y = sp.symbols("x y")
    f = (x - 1) ** 2 + sp.cosh(y)
    gradient = sp.lambdify((x, y), [f.diff(x), f.diff(y)])
    trace = descend(sp.lambdify((x, y), f), START, gradient=gradient, learning_rate=0.2)
    assert trace.points[-1] == pytest.approx({"x": 1, "y": 0}, abs=1e-6)
    own = descend(f, {x: 3, y: 1}, learning_rate=0.2)
    np.testing.assert_allclose(own.values, trace.values, rtol=1e-12)


def test_a_gradient_that_takes_an_array() -> None:
    trace = descend(lambda v: float(v @ v), START, gradient=lambda v: 2 * v, steps=3)
    assert trace.points[1] == pytest.approx({"x": 2.4, "y": 0.8})


def test_the_callback_sees_every_step_and_may_stop() -> None:
    seen: list[int] = []

    def callback(step: int, point: dict[str, float], value: float) -> bool:
        seen.append(step)
        return value < 5

    assert descend(BOWL, START, callback=callback).stopped == "the callback asked to stop"
    assert seen == [0, 1, 2]


def test_a_start_may_be_written() -> None:
    assert descend("cos(x)", {"x": "pi/4"}, steps=0).points == [{"x": pytest.approx(math.pi / 4)}]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"start": {"x": 1}}, "no start value for y"),
        ({"start": {}}, "start says"),
        ({"start": None}, "start says"),
        ({"start": {"x": 1, "y": 1, "z": 1}}, "z is not a variable"),
        ({"start": {"x": float("nan"), "y": 1}}, "not finite"),
        ({"start": {"x": "one", "y": 1}}, "start of x is not a number"),
        ({"start": {"x": None, "y": 1}}, "not a number"),
        ({"learning_rate": -0.1}, "learning_rate must be"),
        ({"learning_rate": float("inf")}, "learning_rate must be"),
        ({"method": "momentum", "momentum": 1.5}, "momentum must be"),
        ({"method": "adamm"}, "no method"),
        ({"steps": -1}, "negative"),
        ({"tolerance": -1}, "tolerance"),
        ({"batch_size": 3}, "batch_size needs"),
        ({"gradient": [1, 2]}, "callable"),
        ({"data": {"y": [float("nan")]}, "start": {"x": 1}}, "data of y"),
    ],
)
def test_mistakes_are_explained(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(SymgradError, match=reason):
        descend(BOWL, **{"start": START, **changes})


def test_an_unknown_method_gets_a_suggestion() -> None:
    with pytest.raises(SymgradError) as caught:
        descend(BOWL, START, method="adm")
    assert caught.value.hint == "did you mean adam?"


def test_exact_line_search_is_exact_on_a_quadratic() -> None:
    trace = descend("x^2 + 4y^2", {"x": 4, "y": 1}, method="exact_line_search", steps=2)
    for before, after in pairwise([list(gradient.values()) for gradient in trace.gradients]):
        assert np.dot(before, after) == pytest.approx(0, abs=1e-9)
    t = (8**2 + 8**2) / (2 * 8**2 + 8 * 8**2)  # |g|^2 / g.Hg with g = (8, 8), H = diag(2, 8)
    assert trace.points[1] == pytest.approx({"x": 4 - 8 * t, "y": 1 - 8 * t})


def test_newton_finds_a_root_with_twice_the_digits_each_step() -> None:
    trace = descend("x^2 - 2", {"x": 1}, method="newton_root", tolerance=1e-14)
    assert [point["x"] for point in trace.points[:4]] == pytest.approx([1, 3 / 2, 17 / 12, 577 / 408])
    assert trace.points[-1]["x"] == pytest.approx(math.sqrt(2), abs=1e-15)
    assert trace.stopped == "the value is 0 to within 1e-14"
    with pytest.raises(SymgradError, match="one variable"):
        descend(BOWL, START, method="newton_root")


def test_bfgs_reaches_the_bottom_of_the_banana() -> None:
    trace = descend("(1-x)^2 + 100(y-x^2)^2", {"x": -1.2, "y": 1}, method="bfgs")
    assert trace.points[-1] == pytest.approx({"x": 1, "y": 1}, abs=1e-7)
    assert len(trace) < 60


@pytest.mark.parametrize("method", ["backtracking", "bfgs", "exact_line_search"])
def test_a_search_along_the_line_stays_inside_the_domain(method: str) -> None:
    trace = descend("x - log(x)", {"x": 0.01}, method=method, steps=50)
    assert trace.points[-1]["x"] == pytest.approx(1, abs=1e-4)


def test_chains_of_optimisers() -> None:
    steep = descend(BOWL, START, method=optim.chain(optim.clip_by_norm(1.0), optim.sgd(0.1)), steps=1)
    moved = np.array([steep.points[1][name] - START[name] for name in START])
    assert np.linalg.norm(moved) == pytest.approx(0.1)
    cut = descend(BOWL, START, method=optim.chain(optim.clip(1.0), optim.sgd(0.1)), steps=1)
    assert cut.points[1] == pytest.approx({"x": 2.9, "y": 0.9})
    decayed = descend("x^2", {"x": 2.0}, method=optim.adamw(0.1, weight_decay=0.5), steps=1)
    assert decayed.points[1]["x"] == pytest.approx(2 - 0.1 - 0.1 * 0.5 * 2)


def test_the_table_shows_the_first_and_the_last_steps() -> None:
    lines = descend(BOWL, START, steps=40).table(rows=8).splitlines()
    assert lines[0].split() == ["step", "x", "y", "f", "|∇f|"]
    assert lines[1].split() == ["0", "3", "1", "10", "6.32456"]
    assert [line.split()[0] for line in lines[1:-1]] == ["0", "1", "2", "3", "4", "5", "⋮", "39", "40"]
    assert lines[-1] == "stopped after 40 steps: all steps used"


@pytest.mark.parametrize("method", ["gradient_descent", "momentum", "adam", "nesterov"])
def test_updates_written_out_end_at_the_points_of_the_trace(method: str) -> None:
    trace = descend("x^2", {"x": 3}, method=method, steps=2)
    lines = trace.latex(2).splitlines()
    assert any(line.removesuffix(r" \\").endswith(f"={trace.points[2]['x']:.6g}") for line in lines)
    assert r"\frac{df}{dx}" in trace.latex(1) or method in ("adam", "nesterov")


def test_sentences_say_which_way_each_slope_points() -> None:
    (sentence,) = descend("x^2 - y + 0z", {"x": 1, "y": 1, "z": 1}, steps=1).words()
    assert "The slope in x is positive, so raising x raises f: x goes down by 0.2." in sentence
    assert "The slope in y is negative, so raising y lowers f: y goes up by 0.1." in sentence
    assert "The slope in z is 0" in sentence
    assert sentence.endswith("f falls from 0.00 to -0.46 (measured).")
