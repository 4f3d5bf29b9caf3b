"""Networks are checked when they are built: an error names the layer, both shapes and what to do."""

import re

import pytest

import symgrad as sg

layers = sg.layers

MISTAKES = [
    ((layers.linear(3), layers.linear(2, inputs=4)), (5,), "layer 2, linear: what comes in is a vector of length 3",
     "inputs=3"),
    ((layers.residual(layers.linear(3)),), (4,), "layer 1, residual: the block's output is a vector of length 3",
     "as many"),
    ((layers.linear(3), layers.linear(5, weight="W_1")), (4,), "layer 2, linear: the tied weight W_1 is a 3 x 4 matrix",
     "same sizes"),
    ((layers.linear(3, weight="W_9"),), (4,), "layer 1, linear: there is no weight W_9", "none yet"),
    ((layers.conv(6),), (5, 5), "layer 1, conv: what comes in is a 5 x 5 matrix", "at most 5"),
    ((layers.conv(2), layers.max_pool(3)), (5, 5), "layer 2, max_pool: windows of 3 do not divide a 4 x 4", "divides"),
    ((layers.conv(2, filters=2), layers.linear(2)), (5, 5), "layer 2, linear: it takes one vector or",
     "flatten"),
    ((layers.attention(),), (5,), "layer 1, attention: it takes rows", r"input_shape=\(m, n\)"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "shape", "reason", "hint"), MISTAKES, ids=[m[2][:30] for m in MISTAKES])
def test_a_mistake_is_named(made, shape, reason, hint):
    with pytest.raises(sg.ShapeError, match=reason) as caught:
        sg.network(made, input_shape=shape)
    assert re.search(hint, caught.value.hint)


def test_what_is_not_there_is_said():
    for made, options in (([2, 2], {"loss": "l7"}), ([2, layers.relu()], {}), ([], {}), ([2], {}), ([2, 0, 1], {})):
        with pytest.raises(sg.SymgradError):
            sg.network(made, **options)
    with pytest.raises(sg.ShapeError, match="the shape of the input"):
        sg.network([layers.linear(2)])


def test_sizes_give_every_weight_a_name():
    network = sg.network([2, 2, 1], loss="half_squared_error")
    assert network.text().splitlines() == [
        "z_1^(1) = w_11^(1)*x_1 + w_12^(1)*x_2 + b_1^(1)",
        "a_1^(1) = sigmoid(z_1^(1))",
        "z_2^(1) = w_21^(1)*x_1 + w_22^(1)*x_2 + b_2^(1)",
        "a_2^(1) = sigmoid(z_2^(1))",
        "y_hat = w_1^(2)*a_1^(1) + w_2^(2)*a_2^(1) + b^(2)",
        "L = 1/2*(y_hat - y)^2",
    ]


def test_both_levels_have_one_value():
    scalar = sg.network([2, 3, 2], activation="tanh", loss="mse")
    matrix = sg.network([2, 3, 2], activation="tanh", loss="mse", level="matrix")
    weights = {"W_1": [[1, 2], [3, -1], [0.5, 0.25]], "b_1": [0.1, 0.2, 0.3], "W_2": [[1, -1, 2], [0.3, 0.2, 0.1]],
               "b_2": [0.5, -0.5], "x": [0.7, -0.3], "t": [1, 2]}  # fmt: skip
    named = {"x_1": 0.7, "x_2": -0.3, "y_1": 1, "y_2": 2}
    for layer, rows in (("1", weights["W_1"]), ("2", weights["W_2"])):
        for j, row in enumerate(rows, start=1):
            named |= {f"w_{j}{k}^({layer})": value for k, value in enumerate(row, start=1)}
            named[f"b_{j}^({layer})"] = weights[f"b_{layer}"][j - 1]
    assert sg.lambdify(matrix)(*(weights[one.data.plain] for one in matrix.inputs)) == pytest.approx(
        float(scalar.evaluate(**named))
    )


def test_without_a_loss_the_output_is_the_result():
    network = sg.network([layers.linear(2), layers.relu()], input_shape=3, loss=None)
    assert network.output.name.data.plain == "h"


def test_p_minus_y():
    made = sg.gradient(sg.network([layers.linear(3)], input_shape=2, loss="cross_entropy_with_logits"), ["b"])
    assert "softmax(z) - t" in made.text()


@pytest.mark.parametrize(
    "made", [lambda: sg.layers.linear(-3), lambda: sg.layers.linear(2.5), lambda: sg.layers.conv(0)]
)
def test_sizes_are_whole_numbers(made):
    with pytest.raises(sg.SymgradError, match="is a whole number from 1 on"):
        made()


def test_what_is_missing_has_a_name():
    run = sg.value_and_grad(sg.network([sg.layers.linear(2)], input_shape=3), ["W"])
    with pytest.raises(sg.SymgradError, match="no value for b, t"):
        run(W=[[1, 2, 3], [4, 5, 6]], x=[1, 2, 3])
