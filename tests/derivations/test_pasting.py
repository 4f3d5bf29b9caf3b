"""Code to paste: it computes what `evaluate` computes, and reads as one would write it.

The NumPy functions are run here as a user would run them, by themselves.
"""

import ast
import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

import symgrad as sg
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.numeric.export import LANGUAGES
from symgrad.terms.array_shapes import SHAPES
from tests.arrays import LOSSES, arrays, names_in, shapes_of
from tests.derivations.differentials.expressions import Maker
from tests.networks import cases as layers

SCALARS = (
    "x^2 sin(x)",
    "x^2 y + exp(x y) + 3 z",
    "sqrt(x^2 + y^2) + x^(1/3) + y^(2/5)",
    "log(x, 3) + sec(y) - 2^(x/4)",
    "gelu(x) + softplus(y) + leaky_relu(x - y) + sign(x)*abs(y - 3)",
    "max(x, y, 1/2) + min(x, 2)",
    "erf(x)*tanh(y) + pi*e^x",
    "z = w*x + b; a = sigmoid(z); L = (a - y)^2/2",
)
DECLARED = {"A": ("m", "n"), "x": ("n",), "b": ("m",)}
LEAST_SQUARES = sg.parse("norm(A@x - b)**2", syntax="python", shapes=DECLARED)


def pasted(source: str) -> dict[str, Any]:
    """The names that the code defines, run by itself."""
    names: dict[str, Any] = {"__name__": "pasted"}
    exec(compile(source, "pasted", "exec"), names)
    return names


def point(graph: Graph, seed: int = 1) -> dict[str, Any]:
    """Numbers between 0.2 and 1.1 for every input."""
    random = np.random.default_rng(seed)
    return {one.data.plain: random.uniform(0.2, 1.1, tuple(map(int, one.shape))) for one in graph.inputs}


def same(found: Any, wanted: Any) -> bool:
    """Whether shapes and values agree."""
    return np.shape(found) == np.shape(wanted) and np.allclose(found, wanted, rtol=1e-9, atol=1e-12)


def agrees(made: sg.Derivation, values: Mapping[str, Any]) -> bool:
    """Whether the pasted NumPy function gives what the derivation gives."""
    title = "gradient" if made.goal != "derivative" else "derivative"
    function: Callable[..., Any] = pasted(made.code())[title]
    given = [values[one.data.plain] for one in made.source.inputs if one.data.plain in values]
    found, wanted = function(*given), made.evaluate(**values)
    several = isinstance(wanted, tuple)
    return all(map(same, found, wanted)) if several else same(found, wanted)


@pytest.mark.parametrize("text", SCALARS)
def test_formulas_in_numbers(text: str) -> None:
    made = sg.gradient(text)
    assert agrees(made, {name: float(value) for name, value in point(made.source).items()})


@pytest.mark.parametrize("text", LOSSES)
def test_formulas_in_matrices(text: str) -> None:
    names = names_in(text)
    graph = sg.parse(text, syntax="python", shapes=shapes_of(names))
    values = {name: value for name, value in arrays(names).items() if graph.named(name) in graph.inputs}
    assert agrees(sg.gradient(graph, list(values)), values)


@pytest.mark.parametrize("case", layers.CASES, ids=lambda case: case.name)
def test_networks(case: layers.Case) -> None:
    network = case.network
    assert agrees(sg.gradient(network, layers.parameters(network)), layers.values(network))


@pytest.mark.parametrize("seed", range(12))
def test_random_formulas(seed: int) -> None:
    graph = from_term(Maker(seed).number(4))
    assert agrees(sg.gradient(graph, [one.data.plain for one in graph.inputs]), point(graph, seed))


def test_components_broadcast_as_the_arguments_do() -> None:
    gradient = pasted(sg.gradient("x^2 y + 3 z").code())["gradient"]
    x, y = np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])
    assert same(gradient(x, y, 0.5), [2 * x * y, x**2, np.full(3, 3.0)])


def test_a_jacobian_and_a_point() -> None:
    jacobian = sg.jacobian(["x*y", "x + y"], ["x", "y"])
    assert same(pasted(jacobian.code())["jacobian"](2.0, 3.0), [[3, 2], [1, 1]])
    hessian = sg.hessian(LEAST_SQUARES, ["x"])
    matrix = np.arange(6.0).reshape(2, 3)
    assert same(pasted(hessian.code(name="H"))["H"](matrix, np.ones(3), np.ones(2)), 2 * matrix.T @ matrix)
    assert same(pasted(sg.gradient("x^2 y", at={"x": 3, "y": 1}).code())["gradient"](), [6, 9])


def test_the_pasted_function_reads_like_numpy() -> None:
    assert (
        sg.gradient(LEAST_SQUARES, ["A", "x"]).code()
        == '''\
import numpy as np


def gradient(A, x, b):
    """The gradient of f in A, x.

    Shapes: A (m, n), x (n,), b (m,).
    """
    t1 = A @ x - b
    return 2 * np.outer(t1, x), 2 * (A.T @ t1)
'''
    )


def test_the_pasted_class_reads_like_pytorch() -> None:
    assert (
        sg.gradient(LEAST_SQUARES, ["x"]).code("torch", "LeastSquares")
        == '''\
import torch
from torch.autograd.function import once_differentiable


class LeastSquares(torch.autograd.Function):
    """f with its slopes, as LeastSquares.apply(A, x, b).

    Shapes: A (m, n), x (n,), b (m,).
    """

    @staticmethod
    def forward(ctx, A, x, b):
        t1 = A @ x - b
        f = torch.linalg.vector_norm(t1) ** 2
        ctx.save_for_backward(A, x, t1)
        return f

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        A, x, t1 = ctx.saved_tensors
        grad_A = grad_x = grad_b = None
        if ctx.needs_input_grad[0]:
            grad_A = 2 * grad_output * torch.outer(t1, x)
        if ctx.needs_input_grad[1]:
            grad_x = 2 * grad_output * (A.T @ t1)
        if ctx.needs_input_grad[2]:
            grad_b = -2 * grad_output * t1
        return grad_A, grad_x, grad_b
'''
    )


def test_a_broadcast_bias_is_added_and_summed() -> None:
    network = sg.network([sg.layers.linear(3)], input_shape=("m", 4), loss="half_squared_error")
    code = sg.gradient(network, ["W", "b"]).code()
    assert "z = X @ W + b\n" in code
    assert "t1.sum(0)" in code


def test_names_of_the_reader_stay_clear_of_those_of_the_code() -> None:
    made = sg.gradient("np^2*torch + ctx*F + grad_output*lambda", ["np", "torch"])
    values = {name: float(value) for name, value in point(made.source).items()}
    assert agrees(made, values)
    ast.parse(made.code("torch"))


@pytest.mark.parametrize("case", layers.CASES, ids=lambda case: case.name)
def test_the_class_has_a_slope_for_every_input(case: layers.Case) -> None:
    network = case.network
    code = sg.gradient(network, layers.parameters(network)).code("torch")
    (made,) = (one for one in ast.parse(code).body if isinstance(one, ast.ClassDef))
    backward = next(one for one in made.body if isinstance(one, ast.FunctionDef) and one.name == "backward")
    returned = backward.body[-1]
    assert isinstance(returned, ast.Return)
    assert isinstance(returned.value, ast.Tuple)
    assert len(returned.value.elts) == len(network.inputs)
    assert code.count("needs_input_grad[") == len(network.inputs)


def test_pytorch_is_not_needed_to_write_for_it() -> None:
    assert sg.gradient("x^2 y").code("torch").startswith("import torch\n")
    if "torch" in sys.modules:
        pytest.skip("another test has loaded it")
    assert "torch" not in sys.modules


def test_every_function_of_arrays_is_in_the_tables() -> None:
    for language in LANGUAGES.values():
        written = {key.removeprefix("array.").partition(".")[0] for key in language.operations if "array." in key}
        assert written == set(SHAPES)


def test_what_is_refused() -> None:
    with pytest.raises(SymgradError, match="there is no code of kind"):
        sg.gradient("x^2").code("fortran")
    with pytest.raises(SymgradError, match="cannot be the name"):
        sg.gradient("x^2").code(name="two words")
    with pytest.raises(SymgradError, match="cannot be the name"):
        sg.gradient("x^2").code(name="softmax")
    with pytest.raises(UnsupportedError, match="one output"):
        sg.jacobian(["x*y", "x + y"], ["x", "y"]).code("torch")
    with pytest.raises(UnsupportedError, match="LambertW is not written as numpy code"):
        sg.derivative("LambertW(x)").code()


def test_large_numbers_do_not_overflow() -> None:
    made = sg.derivative("log(1 + exp(x))")
    assert same(pasted(made.code())["derivative"](1000.0), 1.0)
    assert "torch.sigmoid(" in made.code("torch")


def test_only_sizes_that_are_used_are_taken() -> None:
    assert ".shape[" not in sg.gradient(LEAST_SQUARES, ["x"]).code("torch")
    mean = sg.parse("norm(A@x - b)**2/m", syntax="python", shapes=DECLARED)
    assert "m = A.shape[0]" in sg.gradient(mean, ["x"]).code()


def test_sums_over_numbers_are_written_out() -> None:
    assert "np.array([1 + 2 * x + 3 * x**2])" in sg.gradient("sum_{k=1}^{3} x^k").code()


def test_functions_of_scipy() -> None:
    pytest.importorskip("scipy")
    for text in ("erfi(x)", "digamma(x)", "polygamma(2, x)", "besselj(2, x)", "besselk(1, x)", "Ei(x)", "expint(2, x)"):
        assert agrees(sg.derivative(text), {"x": 0.7}), text
