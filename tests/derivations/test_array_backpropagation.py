"""Backpropagation through vectors and matrices: the numbers are those of the same network written entry by entry."""

import numpy as np
import pytest

import symgrad as sg

NETWORK = sg.network([sg.layers.linear(2), sg.layers.tanh(), sg.layers.linear(1)], input_shape=2, loss="mse")
AT = {"W_1": [[0.3, -0.2], [0.5, 0.1]], "b_1": [0.1, -0.1], "W_2": [[0.7, -0.4]], "b_2": 0.2, "x": [1.0, 2.0], "t": 0.5}


def test_values_and_adjoints_are_those_of_the_network_of_numbers():
    shaped = sg.backpropagate(NETWORK, at={key: np.array(value) for key, value in AT.items()})
    plain = sg.backpropagate(
        "z_1 = 0.3x_1 - 0.2x_2 + b; z_2 = 0.5x_1 + 0.1x_2 - 0.1; h_1 = tanh(z_1); h_2 = tanh(z_2);"
        "y = 0.7h_1 - 0.4h_2 + 0.2; L = (y - 1/2)^2",
        ["x_1", "x_2", "b"],
        at={"x_1": 1, "x_2": 2, "b": 0.1},
    )
    assert shaped.values["L"] == pytest.approx(plain.values["L"])
    assert shaped.adjoints["x"] == pytest.approx([plain.adjoints["x_1"], plain.adjoints["x_2"]])
    assert shaped.adjoints["z_1"] == pytest.approx([plain.adjoints["z_1"], plain.adjoints["z_2"]])
    assert shaped.adjoints["h"] == pytest.approx([plain.adjoints["h_1"], plain.adjoints["h_2"]])
    assert shaped.adjoints["b_1"][0] == pytest.approx(plain.adjoints["b"])
    assert shaped.adjoints["L"] == 1.0


def test_every_slope_has_the_shape_of_its_name():
    run = sg.backpropagate(NETWORK, at=AT)
    assert all(np.shape(run.adjoints[key]) == np.shape(value) for key, value in run.values.items() if key in AT)


def test_the_lines_are_proved_and_what_is_missing_is_said():
    run = sg.backpropagate(NETWORK)
    assert run.prove().status == "proved"
    with pytest.raises(sg.SymgradError, match="no numbers yet"):
        _ = run.values
    with pytest.raises(sg.SymgradError, match="no value for t"):
        sg.backpropagate(NETWORK, at={key: value for key, value in AT.items() if key != "t"})
    with pytest.raises(sg.SymgradError, match="networks of numbers"):
        sg.backpropagate(NETWORK, learning_rate=0.1)
