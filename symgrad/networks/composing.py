"""`network`: layers put together to a graph of named definitions, shapes checked on the way."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from symgrad.errors import ShapeError, SymgradError
from symgrad.graph import Definition, Graph, make_domain
from symgrad.networks.kinds import KINDS, built
from symgrad.networks.layer import Flow, Layer, Plan
from symgrad.networks.losses import LOSSES, Loss
from symgrad.networks.scalar import scalar_network
from symgrad.terms.build import ONE, TWO, add, div, mul, name, power, unary
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape
from symgrad.terms.traverse import free_names, substitute


def network(
    layers: Sequence[int] | Sequence[Layer],
    *,
    activation: str = "sigmoid",
    output: str | None = None,
    loss: str | None = "mse",
    input_shape: int | tuple[int | str, ...] | None = None,
    weight_decay: bool = False,
    level: str | None = None,
) -> Graph:
    """A network as named definitions, the last one its loss.

    `layers` are sizes such as [2, 2, 1] (then `activation` goes between them and `output` behind the last), or layers
    of `sg.layers` on an input x of `input_shape`: (n,) a vector, (m, n) a batch of rows or an image, (c, h, w) an image
    of c channels, (t, n) before `rnn` a sequence. `level` is "scalar" (every weight a number of its own, the default
    for sizes) or "matrix". `weight_decay` adds lambda/2 times the squares of all weights, without the biases. With
    `loss=None` the network's output is the result.

    Raises ShapeError, which names the layer and both shapes, and SymgradError for what is not known.
    """
    sizes = [one for one in layers if isinstance(one, int)]
    if not layers or (sizes and len(sizes) != len(layers)):
        raise SymgradError("a network is sizes such as [2, 2, 1], or a list of layers", hint="see sg.layers")
    kept = _loss(loss)
    if sizes and level in (None, "scalar"):
        return scalar_network(sizes, activation, output or (kept and kept.output), kept, weight_decay)
    if level == "scalar":
        raise SymgradError("layers are built of matrices", hint='level="scalar" is for sizes such as [2, 2, 1]')
    made = _of_sizes(sizes, activation, output or (kept and kept.output)) if sizes else list(layers)
    shape: Any = (sizes[0],) if sizes and input_shape is None else input_shape
    return _of_layers(made, shape, kept, weight_decay)


def _loss(loss: str | None) -> Loss | None:
    if loss is not None and loss not in LOSSES:
        raise SymgradError(f"there is no loss {loss!r}", hint=f"losses are: {', '.join(LOSSES)}")
    return LOSSES[loss] if loss else None


def _of_sizes(sizes: Sequence[int], activation: str, output: str | None) -> list[Layer]:
    found: list[Layer] = []
    for place, units in enumerate(sizes[1:], start=2):
        found.append(Layer("linear", (("units", units),)))
        function = activation if place < len(sizes) else output
        if function is not None:
            found.append(Layer(function))
    return found


def _of_layers(layers: Sequence[Any], shape: Any, loss: Loss | None, weight_decay: bool) -> Graph:
    plan = Plan()
    flow = _inputs(plan, layers, shape)
    for place, layer in enumerate(layers, start=1):
        if not isinstance(layer, Layer):
            raise SymgradError(f"layer {place} is {layer!r}", hint=f"layers are: {', '.join(KINDS)}")
        plan.begin(place, layer)
        flow = built(plan, flow)
    plan.begin(len(layers) + 1, Layer("loss"))
    outputs = _finished(plan, flow, loss, weight_decay)
    made = _with_plain_names(Graph(tuple(plan.definitions), outputs))
    return replace(made, domain=make_domain({"t": loss.fact})) if loss and loss.fact else made


def _inputs(plan: Plan, layers: Sequence[Any], shape: Any) -> Flow:
    """The input x; several where it is channels or steps."""
    if shape is None:
        raise ShapeError("the shape of the input is not known", hint="give input_shape=(n,) or (m, n)")
    sides: Shape = (shape,) if isinstance(shape, int) else tuple(shape)
    steps = layers and isinstance(layers[0], Layer) and layers[0].kind == "rnn" and len(sides) == 2
    if not sides or len(sides) > 3 or any(isinstance(side, int) and side < 1 for side in sides):
        raise ShapeError(f"{sides} is not the shape of an input", hint="give (n,), (m, n) or (channels, h, w)")
    if len(sides) < 3 and not steps:
        return (plan.input("x" if len(sides) == 1 else "X", sides),)
    if not isinstance(sides[0], int):
        raise ShapeError("the number of channels or steps is a number", hint="give input_shape=(3, 8, 8)")
    return tuple(plan.input("x" if steps else "X", sides[1:]) for _ in range(sides[0]))


def _finished(plan: Plan, flow: Flow, loss: Loss | None, weight_decay: bool) -> tuple[Term, ...]:
    if loss is None:
        return flow
    output = plan.single(flow)
    target = plan.input("t", output.shape)
    total = loss.of(plan, output, target)
    if weight_decay:
        total = add(total, decay(plan.input("lambda", ()), plan.decayed))
    return (plan.define("L", total),)


def decay(rate: Term, weights: Sequence[Term]) -> Term:
    """lambda/2 times the sum of the squares of all weights."""
    squares = add(*(power(_length(one), TWO) for one in weights))
    return mul(div(rate, TWO), squares) if weights else mul(rate, ONE)


def _length(weight: Term) -> Term:
    return unary(Head.NORM, weight, "2" if len(weight.shape) == 1 else "F") if weight.shape else weight


def _with_plain_names(graph: Graph) -> Graph:
    """The graph with z_1 as z where there is no z_2."""
    every = {one.data.key: one for term in _terms(graph) for one in free_names(term)}
    plain = {}
    for key, one in every.items():
        data: Name = one.data
        alone = data.sub == "1" and data._replace(sub="2").key not in every and data._replace(sub="").key not in every
        if alone:
            plain[every[key]] = name(data._replace(sub=""), one.shape)
    definitions = [Definition(plain.get(one.name, one.name), substitute(one.term, plain)) for one in graph.definitions]
    return Graph(tuple(definitions), tuple(plain.get(one, one) for one in graph.outputs))


def _terms(graph: Graph) -> list[Term]:
    return [term for one in graph.definitions for term in (one.name, one.term)]
