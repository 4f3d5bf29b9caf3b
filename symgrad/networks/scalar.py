"""Networks of sizes such as [2, 2, 1] with every weight a number of its own: the way they are drawn."""

from collections.abc import Sequence
from itertools import pairwise

from symgrad.errors import SymgradError
from symgrad.graph import Definition, Graph
from symgrad.networks.layer import Layer, Plan
from symgrad.networks.losses import Loss
from symgrad.terms.build import TWO, add, call, div, integer, mul, name, power
from symgrad.terms.functions import function as record_of
from symgrad.terms.names import Name
from symgrad.terms.node import Term

#: more weights than this are no longer written one by one
MOST_WEIGHTS = 20_000


def scalar_network(
    sizes: Sequence[int], activation: str, output: str | None, loss: Loss | None, weight_decay: bool
) -> Graph:
    """z_j = sum of w_{jk} a_k + b_j in every layer, a_j = f(z_j); (l) is the layer where there are several."""
    _require_sizes(sizes)
    plan = Plan()
    plan.begin(len(sizes), Layer("loss"))
    values = [name(Name("x", sub=_index(k, sizes[0]))) for k in range(1, sizes[0] + 1)]
    for place, units in enumerate(sizes[1:], start=1):
        is_last = place == len(sizes) - 1
        values = _layer(plan, values, units, _level(place, len(sizes) - 1), output if is_last else activation, is_last)
    if loss is None:
        return Graph(tuple(plan.definitions), tuple(values))
    targets = [name(Name("y", sub=_index(k, len(values)))) for k in range(1, len(values) + 1)]
    parts = [loss.of(plan, value, target) for value, target in zip(values, targets, strict=True)]
    total = (
        add(*parts) if len(parts) == 1 or loss.says != "mean squared error" else div(add(*parts), integer(len(parts)))
    )
    if weight_decay:
        squares = add(*(power(weight, TWO) for weight in plan.decayed))
        total = add(total, mul(div(name("lambda"), TWO), squares))
    loss_name = name("L")
    plan.definitions.append(Definition(loss_name, total))
    return Graph(tuple(plan.definitions), (loss_name,))


def _require_sizes(sizes: Sequence[int]) -> None:
    if len(sizes) < 2 or any(size < 1 for size in sizes):
        raise SymgradError("a network has at least two sizes, none below 1", hint="for example [2, 2, 1]")
    weights = sum(a * b for a, b in pairwise(sizes))
    if weights > MOST_WEIGHTS:
        raise SymgradError(f"{weights} weights are too many to be written one by one", hint='use level="matrix"')


def _layer(plan: Plan, values: list[Term], units: int, level: str, function: str | None, is_last: bool) -> list[Term]:
    out = []
    for j in range(1, units + 1):
        weights = [name(Name("w", sub=_pair(j, k, units, len(values)), sup=level)) for k in range(1, len(values) + 1)]
        plan.decayed += weights
        bias = name(Name("b", sub=_index(j, units), sup=level))
        total = add(*(mul(w, value) for w, value in zip(weights, values, strict=True)), bias)
        shown = is_last and function is None
        z = _defined(plan, _output_name(j, units) if shown else Name("z", sub=_index(j, units), sup=level), total)
        out.append(z if function is None else _activated(plan, z, function, j, units, level, is_last))
    return out


def _activated(plan: Plan, z: Term, function: str, j: int, units: int, level: str, is_last: bool) -> Term:
    if function == "softmax":
        raise SymgradError("softmax joins all units of a layer", hint='use level="matrix"')
    try:
        record_of(function)
    except KeyError:
        raise SymgradError(f"there is no activation {function!r}", hint="for example sigmoid, tanh, relu") from None
    data = _output_name(j, units) if is_last else Name("a", sub=_index(j, units), sup=level)
    return _defined(plan, data, call(function, z))


def _output_name(j: int, units: int) -> Name:
    return Name("y", ("hat",), _index(j, units))


def _defined(plan: Plan, data: Name, term: Term) -> Term:
    made = name(data)
    plan.definitions.append(Definition(made, term))
    return made


def _index(j: int, of: int) -> str:
    return str(j) if of > 1 else ""


def _pair(j: int, k: int, units: int, inputs: int) -> str:
    """jk, j_k where a number has two digits; only k where there is one unit."""
    if units == 1:
        return str(k) if inputs > 1 else ""
    return f"{j}{k}" if units < 10 and inputs < 10 else f"{j}_{k}"


def _level(place: int, layers: int) -> str:
    return f"({place})" if layers > 1 else ""
