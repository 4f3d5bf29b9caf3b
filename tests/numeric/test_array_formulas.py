"""Values and slopes of matrix formulas: NumPy is the oracle of values, differences that of slopes."""

from typing import Any

import numpy as np
import pytest

import symgrad as sg
from symgrad.errors import ShapeError, SymgradError
from symgrad.numeric.array_functions import ARRAY_FUNCTIONS
from symgrad.numeric.array_notation import NOTATION
from symgrad.numeric.arrays import evaluate_arrays
from symgrad.terms.array_shapes import SHAPES
from tests.arrays import CASES, LOSSES, Case, arrays, names_in, shapes_of


def close(found: Any, wanted: Any) -> bool:
    """Whether shapes and values agree."""
    return np.shape(found) == np.shape(wanted) and np.allclose(found, wanted, rtol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_values_are_those_of_numpy(case: Case) -> None:
    graph = sg.parse(case.text, syntax="python", shapes=case.shapes)
    given = arrays(case.names)
    wanted = case.value(**given)
    assert close(evaluate_arrays(graph, given), wanted)
    assert close(sg.lambdify(graph)(**given), wanted)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_columns_are_taken_as_vectors(case: Case) -> None:
    graph = sg.parse(case.text, syntax="python", shapes=case.shapes)
    given = arrays(case.names)
    columns = {name: value.reshape(-1, 1) if np.ndim(value) == 1 else value for name, value in given.items()}
    wanted = np.asarray(case.value(**given))
    assert np.allclose(np.ravel(evaluate_arrays(graph, columns)), np.ravel(wanted))
    assert np.allclose(np.ravel(sg.lambdify(graph)(**columns)), np.ravel(wanted))


def test_every_function_has_a_case() -> None:
    text = " ".join(case.text for case in CASES)
    spelled = {"conv": "conv2", "sum": "sum", "largest": "max(x)", "smallest": "min(x)", "diagonal": "diag(Q)"}
    assert all(spelled.get(one, one) in text for one in ARRAY_FUNCTIONS)
    assert set(ARRAY_FUNCTIONS) == set(SHAPES)


@pytest.mark.parametrize("text", LOSSES)
def test_slopes_agree_with_differences(text: str) -> None:
    names = names_in(text)
    graph = sg.parse(text, syntax="python", shapes=shapes_of(names))
    function, both = sg.lambdify(graph), sg.value_and_grad(graph)
    given = {name: value for name, value in arrays(names).items() if name in function.args}
    value, slopes = both(**given)
    assert value == pytest.approx(function(**given))
    for name, slope in zip(both.args, slopes, strict=True):
        assert np.shape(slope) == np.shape(given[name])
        assert np.allclose(slope, _differences(function, given, name), rtol=1e-6, atol=1e-7)


def _differences(function: Any, given: dict[str, Any], name: str) -> Any:
    """Central differences in every entry of one argument."""
    base = np.asarray(given[name], dtype=float)
    found = np.zeros(base.shape)
    for place in np.ndindex(base.shape):
        step = np.zeros(base.shape)
        step[place] = 1e-6
        ahead, behind = (function(**{**given, name: base + sign * step}) for sign in (1, -1))
        found[place] = (ahead - behind) / 2e-6
    return found


def test_source_is_products_of_matrices() -> None:
    graph = sg.parse("norm(A@x-b)**2/2", syntax="python", shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",)})
    assert sg.value_and_grad(graph, "x").source == (
        "import numpy as np\n"
        "from symgrad.numeric.array_notation import norm\n\n\n"
        "def f_and_grad(A, x, b):\n"
        "    t1 = A @ x - b\n"
        "    f = norm(t1)**2/2\n"
        "    d_s2 = 2*(1/2)*t1\n"
        "    return f, A.T @ d_s2\n"
    )


def test_a_network_is_its_backward_pass() -> None:
    text = "h = tanh(W1@x + b1); e = W2@h + b2 - y; L = norm(e)**2/2"
    shapes = {"W1": (3, 2), "x": (2,), "b1": (3,), "W2": (2, 3), "b2": (2,), "y": (2,)}
    source = sg.value_and_grad(sg.parse(text, syntax="python", shapes=shapes), ["W1", "b1"]).source
    assert "d_h = W_2.T @ d_e" in source
    assert "d_s4 = d_h*(1 - h**2)" in source
    assert source.endswith("return L, d_s4 @ x.T, d_s4\n")


def test_slopes_come_back_in_the_form_of_their_variable() -> None:
    graph = sg.parse("norm(x)**2", syntax="python", shapes={"x": ("n",)})
    both = sg.value_and_grad(graph, "x")
    assert both(np.ones(3))[1].shape == (3,)
    assert both(np.ones((3, 1)))[1].shape == (3, 1)


def test_what_does_not_fit_is_refused() -> None:
    graph = sg.parse("A@x", syntax="python", shapes={"A": ("m", "n"), "x": ("n",)})
    with pytest.raises(ShapeError, match="x is declared a vector of length n"):
        sg.lambdify(graph)(np.ones((2, 3)), np.ones(2))
    with pytest.raises(SymgradError, match="belongs to one number"):
        sg.value_and_grad(graph)
    with pytest.raises(SymgradError, match="z is not a variable"):
        sg.value_and_grad(sg.parse("norm(x)", syntax="python", shapes={"x": ("n",)}), "z")


@pytest.mark.parametrize("helper", [*ARRAY_FUNCTIONS.values(), *NOTATION.values()], ids=lambda helper: helper.__name__)
def test_helpers_say_what_they_do(helper: Any) -> None:
    assert helper.__doc__


@pytest.mark.parametrize("layers", [20, 80])
def test_the_source_grows_with_the_layers(layers: int) -> None:
    rows = [f"h{i + 1} = tanh(W@h{i} + b)" for i in range(layers)]
    graph = sg.parse("; ".join([*rows, f"L = norm(h{layers})**2"]), syntax="python",
                     shapes={"W": (3, 3), "b": (3,), "h0": (3,)})  # fmt: skip
    both = sg.value_and_grad(graph, "W")
    assert len(both.source.splitlines()) < 6 * layers + 20
