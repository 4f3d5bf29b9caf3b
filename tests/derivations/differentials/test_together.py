"""Gradients that come back through a mean, a variance or a length, put together in one formula."""

from dataclasses import replace

import pytest

import symgrad as sg
from symgrad import layers
from symgrad.terms import build as b

SHAPES = {"x": (4,), "t": (4,)}
STANDARDISED = "mu = mean(x)\nc = x - mu\nv = mean(c**2)\ns = sqrt(v)\nh = c/s\nL = sum((h - t)**2)"
UNIT = "r = norm(x)\nh = x/r\nL = sum((h - t)**2)\nK = L + L"
CENTRED = "mu = mean(x)\nc = x - mu\ny = tanh(c)\nz = y + 1\nL = sum((z - t)**2)\nK = L + L\nM = K + K"


def made(source: str) -> sg.Derivation:
    graph = sg.parse(source, "python", shapes=SHAPES, output=source.split("\n")[-1][0])
    return sg.backpropagate(graph, ["x", "t"])


def put_together(derivation: sg.Derivation) -> list[str]:
    return [state.text for state in derivation.own_states if state.rule.startswith("together.")]


def test_the_standardised_vector() -> None:
    found = made(STANDARDISED)
    assert put_together(found)[1:] == ["1/s*(∇_h L - sum(∇_h L)/4*ones(4) - inner(∇_h L, h)/4*h)", "0"]
    assert found.prove().status == "proved"


def test_the_unit_vector() -> None:
    found = made(UNIT)
    assert put_together(found) == ["1/r*∇_h K - inner(∇_h K, x)/r^3*x", "1/r*(∇_h K - inner(∇_h K, h)*h)"]
    assert found.prove().status == "proved"


def test_the_centred_vector() -> None:
    found = made(CENTRED)
    assert put_together(found) == ["∇_c M - sum(∇_c M)/4*ones(4)", "0"]
    assert found.prove().status == "proved"


@pytest.mark.parametrize("source", [STANDARDISED, UNIT])
def test_a_changed_line_is_not_proved(source: str) -> None:
    whole = made(source)
    for i, state in enumerate(whole.own_states):
        if state.rule.startswith("together."):
            wrong = b.add(b.mul(b.TWO, state.statement), *([b.name("s")] if not state.statement.shape else []))
            for steps in (state.steps, (*state.steps[:-1], state.steps[-1]._replace(after=wrong))):
                line = state._replace(statement=wrong, steps=steps)
                states = (*whole.own_states[:i], line, *whole.own_states[i + 1 :])
                assert replace(whole, own_states=states).prove().status not in ("proved", "checked")


@pytest.mark.parametrize("layer", [layers.linear(3), layers.softmax(), layers.tanh()])
def test_layers_without_a_mean_have_no_such_lines(layer: object) -> None:
    network = sg.network([layer], input_shape=(4,))
    assert put_together(sg.backpropagate(network, ["x"])) == []
