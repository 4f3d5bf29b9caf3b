"""Descent in vectors and matrices: the numbers of the same problem written out entry by entry."""

import numpy as np
import pytest

import symgrad as sg


def test_least_squares_ends_at_the_solution_of_the_normal_equations():
    a = np.array([[2.0, 1.0], [1.0, 3.0], [0.5, -1.0]])
    b = np.array([1.0, 2.0, 0.3])
    trace = sg.descend("norm(A@x-b)^2", {"x": [0.0, 0.0]}, data={"A": a, "b": b}, learning_rate=0.03, steps=2000)
    assert trace.points[-1]["x"] == pytest.approx(np.linalg.lstsq(a, b, rcond=None)[0], abs=1e-7)
    assert trace.gradients[0]["x"] == pytest.approx(-2 * a.T @ b)


def test_the_same_steps_as_entry_by_entry():
    shaped = sg.descend("norm(x)^4", {"x": [1.0, -0.5]}, learning_rate=0.01, steps=5)
    plain = sg.descend("(x_1^2 + x_2^2)^2", {"x_1": 1.0, "x_2": -0.5}, learning_rate=0.01, steps=5)
    ours, theirs = ([list(point.values()) for point in trace.entries] for trace in (shaped, plain))
    assert np.array(ours) == pytest.approx(np.array(theirs))
    assert shaped.table(rows=3).splitlines()[1:] == plain.table(rows=3).splitlines()[1:]


def test_batches_take_rows_of_the_data():
    network = sg.network([sg.layers.linear(1)], input_shape=("m", 2), loss="mse")
    random = np.random.default_rng(3)
    x = random.normal(size=(40, 2))
    t = x @ np.array([1.5, -2.0]) + 0.5
    trace = sg.descend(network, {"W": np.zeros(2), "b": 0.0}, data={"X": x, "t": t}, learning_rate=0.1, epochs=60,
                       batch_size=8)  # fmt: skip
    assert trace.points[-1]["W"] == pytest.approx([1.5, -2.0], abs=1e-2)
    assert trace.points[-1]["b"] == pytest.approx(0.5, abs=1e-2)


def test_what_does_not_fit_is_said():
    network = sg.network([sg.layers.linear(3)], input_shape=2)
    with pytest.raises(sg.ShapeError, match="W is declared"):
        sg.descend(network, {"W": np.zeros((2, 3)), "b": np.zeros(3)}, data={"x": [1, 2], "t": [1, 2, 3]})
    with pytest.raises(sg.SymgradError, match="no value for b|no start"):
        sg.descend(network, {"W": np.zeros((3, 2))}, data={"x": [1, 2], "t": [1, 2, 3]})
