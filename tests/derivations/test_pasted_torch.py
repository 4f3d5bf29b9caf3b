"""PyTorch's own check of pasted classes: `torch.autograd.gradcheck`, differences in double precision.

PyTorch is not needed by the package; where it is not installed these tests are left out.
"""

from collections.abc import Mapping
from typing import Any

import pytest

import symgrad as sg
from symgrad.graph import Graph
from tests.arrays import CASES, Case, arrays
from tests.derivations.test_pasting import SCALARS, pasted, point, same
from tests.networks import cases as layers

torch = pytest.importorskip("torch")

#: no laws for these, or sizes in letters where numbers are needed
_WITHOUT = ("(A > 1)", "max(x) -", "oo)", "dilate", "maxpool(v", "stack", "kron")


def _gradcheck(graph: Graph, values: Mapping[str, Any]) -> None:
    code = sg.Derivation("gradient", "", graph, (), graph.outputs[0]).code("torch", "Made")
    names = [one.data.plain for one in graph.inputs if one.data.plain in values]
    given = [torch.tensor(values[name], dtype=torch.float64, requires_grad=True) for name in names]
    apply = pasted(code)["Made"].apply
    assert same(apply(*given).detach().numpy(), sg.lambdify(graph, names)(*(values[name] for name in names)))
    assert torch.autograd.gradcheck(apply, given)


@pytest.mark.parametrize("text", SCALARS)
def test_gradcheck_of_formulas_in_numbers(text: str) -> None:
    graph = sg.parse(text)
    _gradcheck(graph, {name: float(value) for name, value in point(graph).items()})


@pytest.mark.parametrize("case", layers.CASES, ids=lambda case: case.name)
def test_gradcheck_of_networks(case: layers.Case) -> None:
    _gradcheck(case.network, layers.values(case.network))


@pytest.mark.parametrize(
    "case", [one for one in CASES if not any(part in one.text for part in _WITHOUT)], ids=lambda case: case.text
)
def test_gradcheck_of_vectors_and_matrices(case: Case) -> None:
    _gradcheck(sg.parse(case.text, syntax="python", shapes=case.shapes), arrays(case.names))


def test_gradcheck_with_broadcasting() -> None:
    apply = pasted(sg.gradient("w*x + sin(b)").code("torch", "Made"))["Made"].apply
    shapes = ((3, 1), (2,), ())
    assert torch.autograd.gradcheck(apply, [torch.rand(one, dtype=torch.float64).requires_grad_() for one in shapes])


def test_only_slopes_that_are_asked_for_are_computed() -> None:
    apply = pasted(sg.gradient("w*x").code("torch", "Made"))["Made"].apply
    w, x = torch.tensor(2.0, requires_grad=True), torch.tensor(3.0)
    apply(w, x).backward()
    assert (float(w.grad), x.grad) == (3.0, None)


def test_differentiating_twice_is_refused() -> None:
    apply = pasted(sg.gradient("sin(x)").code("torch", "Made"))["Made"].apply
    x = torch.tensor(2.0, requires_grad=True)
    (slope,) = torch.autograd.grad(apply(x), x, create_graph=True)
    with pytest.raises(RuntimeError, match="does not require grad"):
        slope.backward()
