"""The network drawn: every name, its value and slope, arrows from what is used to what uses it."""

from pathlib import Path

import pytest

import symgrad as sg

NEURON = r"z = wx + b; \hat y = \tanh(z); L = (\hat y - y)^2"
POINT = {"w": 0.7, "b": -0.2, "x": 1.5, "y": 1}


def texts(figure: sg.plot.Figure) -> list[str]:
    return [one.get_text() for one in figure.axes[0].texts if one.get_text()]


def test_every_name_is_drawn_and_every_use_is_an_arrow() -> None:
    figure = sg.plot.graph(NEURON)
    assert sorted(texts(figure)) == sorted(["$w$", "$x$", "$b$", "$y$", "$z$", "$\\hat{y}$", "$L$"])
    arrows = [one for one in figure.axes[0].texts if not one.get_text()]
    assert len(arrows) == 6


def test_values_and_slopes_are_those_of_backpropagation() -> None:
    run = sg.backpropagate(NEURON, at=POINT)
    from_numbers, from_run = (sorted(texts(figure)) for figure in (sg.plot.graph(NEURON, at=POINT), sg.plot.graph(run)))
    assert from_numbers == from_run
    assert f"{run.values['z']:.4g}" in from_run
    assert f"{run.adjoints['w']:.4g}" in from_run


def test_a_backpropagation_in_letters_is_drawn_without_numbers() -> None:
    assert texts(sg.plot.graph(sg.backpropagate(NEURON))) == texts(sg.plot.graph(NEURON))


def test_the_picture_is_saved(tmp_path: Path) -> None:
    sg.plot.graph(NEURON, at=POINT, path=tmp_path / "neuron.svg")
    assert (tmp_path / "neuron.svg").read_text().startswith("<?xml")


def test_a_missing_number_and_too_large_a_network_are_refused() -> None:
    with pytest.raises(sg.SymgradError, match="no value for x, b, y"):
        sg.plot.graph(NEURON, at={"w": 1})
    with pytest.raises(sg.LimitError, match="too many for a picture"):
        sg.plot.graph("; ".join(f"y_{i} = x_{i}^2" for i in range(50)) + "; L = y_0")
