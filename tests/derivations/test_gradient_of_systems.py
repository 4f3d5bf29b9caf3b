"""The gradient of a system of definitions: its value, its SymPy form, and at a point the forward pass."""

import pytest
import sympy as sp

import symgrad as sg

NEURON = "z = w x + b; a = tanh(z); L = (a - y)^2"
POINT = {"w": 0.7, "b": -0.2, "x": 1.5, "y": 1}


def _expected() -> list[sp.Expr]:
    w, x, b, y = sp.symbols("w x b y")
    loss = (sp.tanh(w * x + b) - y) ** 2
    return [sp.diff(loss, w), sp.diff(loss, b)]


def test_its_sympy_form_is_in_the_inputs() -> None:
    found = sg.gradient(NEURON, ["w", "b"]).sympy
    assert [sp.simplify(one - other) for one, other in zip(found, _expected(), strict=True)] == [0, 0]


def test_its_value_at_numbers() -> None:
    expected = [float(one.subs(POINT)) for one in _expected()]
    assert sg.gradient(NEURON, ["w", "b"]).evaluate(**POINT) == pytest.approx(expected, rel=1e-12)


def test_at_a_point_every_definition_has_its_number() -> None:
    derivation = sg.gradient(NEURON, ["w", "b"], at=POINT)
    assert derivation.evaluate() == pytest.approx([float(one.subs(POINT)) for one in _expected()], rel=1e-5)
    forward = [state.text for state in derivation.states if state.rule == "point.forward"]
    assert forward[0] == "z = 0.7*1.5 - 0.2 = 0.85"
    assert len(forward) == 3
    assert [note.split(" lowers ")[0] for note in derivation.notes] == ["Raising w by 0.01", "Raising b by 0.01"]
    assert derivation.prove().status == "proved"


def test_a_missing_number_is_named() -> None:
    with pytest.raises(sg.SymgradError, match="no value for b"):
        sg.gradient(NEURON, ["w"], at={"w": 1, "x": 2, "y": 3})
