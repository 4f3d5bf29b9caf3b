"""The bound of a product of Jacobians: its factors, what it leaves out, and that random matrices keep to it."""

import numpy as np
import pytest

import symgrad as sg

SHAPES = {"W": (3, 3), "V": (2, 3), "h_0": (3,), "x": (3,)}


def jacobian(activation: str) -> sg.Derivation:
    source = f"z_1 = W@h_0 + x\nh_1 = {activation}(z_1)\nz_2 = V@h_1\nh_2 = {activation}(z_2)"
    return sg.jacobian(sg.parse(source, "python", shapes=SHAPES, output="h_2"), ["h_0"])


@pytest.mark.parametrize(
    ("activation", "bound"),
    [("tanh", "norm(V, 2)*norm(W, 2)"), ("sigmoid", "norm(V, 2)*norm(W, 2)/16"), ("relu", "norm(V, 2)*norm(W, 2)")],
)
def test_the_bound_is_the_product_of_the_lengths(activation: str, bound: str) -> None:
    made = jacobian(activation)
    assert made.own_states[-1].text == f"norm(J, 2) <= {bound}"
    assert made.prove().status in ("proved", "checked")


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_random_networks_keep_to_it(activation: str) -> None:
    made, rng = jacobian(activation), np.random.default_rng(7)
    allowed = {"tanh": 1, "sigmoid": 1 / 16, "relu": 1}[activation]
    for _ in range(50):
        values = {
            "W": rng.normal(size=(3, 3)),
            "V": rng.normal(size=(2, 3)),
            "h_0": rng.normal(size=3),
            "x": rng.normal(size=3),
        }
        size = np.linalg.norm(made.evaluate(**values), 2)
        assert size <= allowed * np.linalg.norm(values["W"], 2) * np.linalg.norm(values["V"], 2) * (1 + 1e-12)


@pytest.mark.parametrize("source", ["y = W@h_0", "y = softplus(W@h_0)", "y = exp(W@h_0)", "y = h_0*h_0"])
def test_other_jacobians_have_no_such_line(source: str) -> None:
    made = sg.jacobian(sg.parse(source, "python", shapes=SHAPES, output="y"), ["h_0"])
    assert all(state.relation != "bound" for state in made.own_states)


def test_a_changed_bound_is_not_proved() -> None:
    from dataclasses import replace

    from symgrad.terms import build as b

    made = jacobian("sigmoid")
    *states, last = made.own_states
    small = last._replace(statement=b.relation(last.statement.args[0], "<=", b.div(last.statement.args[1], b.TWO)))
    assert replace(made, own_states=(*states, small)).prove().status == "failed"
