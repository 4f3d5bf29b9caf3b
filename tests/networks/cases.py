"""A small network for every layer and every loss: what the tests of layers run over."""

from typing import Any, NamedTuple

import numpy as np

import symgrad as sg

layers = sg.layers


class Case(NamedTuple):
    """Layers on an input of this shape, and the loss behind them."""

    name: str
    layers: tuple[Any, ...]
    shape: tuple[int, ...]
    loss: str = "mse"
    weight_decay: bool = False

    @property
    def network(self) -> sg.Graph:
        """The network's graph."""
        return sg.network(self.layers, input_shape=self.shape, loss=self.loss, weight_decay=self.weight_decay)


CASES = (
    Case("linear", (layers.linear(3),), (4,)),
    Case("linear on rows", (layers.linear(3),), (5, 4)),
    Case("one unit on rows", (layers.linear(1),), (5, 4)),
    Case("weight decay", (layers.linear(3), layers.tanh(), layers.linear(2)), (4,), "mse", True),
    Case("sigmoid, binary cross-entropy", (layers.linear(3), layers.sigmoid()), (4,), "binary_cross_entropy"),
    Case("binary cross-entropy of scores", (layers.linear(3),), (4,), "binary_cross_entropy_with_logits"),
    Case("relu", (layers.linear(3), layers.relu(), layers.linear(2)), (4,), "half_squared_error"),
    Case("leaky relu", (layers.linear(3), layers.leaky_relu("1/10"), layers.linear(2)), (4,)),
    Case("elu", (layers.linear(3), layers.elu(), layers.linear(2)), (4,)),
    Case("gelu and silu", (layers.linear(3), layers.gelu(), layers.silu(), layers.linear(2)), (4,)),
    Case("softplus", (layers.linear(3), layers.softplus(), layers.linear(2)), (4,)),
    Case("softmax, cross-entropy", (layers.linear(3), layers.softmax()), (4,), "cross_entropy"),
    Case("softmax on rows", (layers.linear(3), layers.softmax()), (5, 4), "cross_entropy"),
    Case("cross-entropy of scores", (layers.linear(3),), (4,), "cross_entropy_with_logits"),
    Case("hinge", (layers.linear(3),), (4,), "hinge"),
    Case("dropout", (layers.linear(3), layers.dropout("1/2"), layers.linear(2)), (4,)),
    Case("residual", (layers.residual(layers.linear(4), layers.tanh(), layers.linear(4)), layers.linear(2)), (4,)),
    Case("tied weights", (layers.linear(3), layers.tanh(), layers.linear(4, weight="W_1")), (4,)),
    Case("recurrent", (layers.rnn(2), layers.last(), layers.linear(1)), (3, 2)),
    Case("batch norm", (layers.batch_norm(), layers.linear(2)), (5, 3)),
    Case("batch norm of one feature", (layers.batch_norm(),), (5,)),
    Case("layer norm", (layers.layer_norm(), layers.linear(2)), (5,)),
    Case("layer norm of rows", (layers.layer_norm(), layers.linear(2)), (4, 3)),
    Case("cross-entropy of rows of scores", (layers.linear(3),), (5, 4), "cross_entropy_with_logits"),
    Case("attention", (layers.attention(2),), (3, 4)),
    Case("convolution of a sequence", (layers.conv(3, stride=2, padding=1), layers.tanh()), (7,)),
    Case("convolution as a product", (layers.conv(3, form="im2col"),), (5, 5)),
    Case("convolution with channels",
         (layers.conv(3, 2), layers.relu(), layers.max_pool(2), layers.flatten(), layers.linear(2)), (2, 6, 6)),
    Case("average pooling", (layers.average_pool(2), layers.flatten(), layers.linear(2)), (4, 4)),
)  # fmt: skip

#: names of data, not of parameters
_DATA = ("x", "X", "t", "m", "lambda", "epsilon", "h_0")


def parameters(network: sg.Graph) -> list[str]:
    """The weights and biases."""
    return [one.data.plain for one in network.inputs if one.data.plain not in _DATA and one.data.base not in ("x", "X")]


def values(network: sg.Graph, seed: int = 1) -> dict[str, Any]:
    """Random numbers for every input, away from kinks with probability 1; a target is a distribution."""
    random = np.random.default_rng(seed)
    made = {one.data.plain: random.uniform(0.2, 1.1, size=tuple(map(int, one.shape))) for one in network.inputs}
    if "t" in made and made["t"].ndim:
        made["t"] = made["t"] / made["t"].sum(axis=-1, keepdims=True)
    return made
