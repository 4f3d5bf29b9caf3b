"""What may be asked of vectors and matrices, what is refused and why, and what a long network costs."""

import numpy as np
import pytest
from numpy.typing import NDArray

import symgrad as sg
from tests.effort import calls

SQUARE = dict.fromkeys("ABX", ("n", "n"))


def read(formula: str, **shapes: tuple[int | str, ...]) -> sg.Graph:
    return sg.parse(formula, syntax="python", shapes=shapes)


def test_a_derivative_of_a_vector_is_its_jacobian() -> None:
    made = sg.derivative(read("tanh(A@x)", A=(3, 2), x=(2,)), "x")
    generator = np.random.default_rng(1)
    matrix, x = generator.normal(size=(3, 2)), generator.normal(size=2)
    want = (1 - np.tanh(matrix @ x) ** 2)[:, None] * matrix
    assert np.allclose(made.evaluate(A=matrix, x=x), want)
    assert made.prove().status == "proved"


def test_a_second_derivative_by_a_vector_is_the_hessian() -> None:
    made = sg.derivative(read("log(1 + exp(a.T@x))", a=(3,), x=(3,)), ["x", "x"])
    a, x = np.array([1.0, -2.0, 0.5]), np.array([0.3, 0.1, -0.7])
    p = 1 / (1 + np.exp(-(a @ x)))
    assert np.allclose(made.evaluate(a=a, x=x), p * (1 - p) * np.outer(a, a))


def test_a_number_may_be_the_variable() -> None:
    made = sg.gradient(read("norm(A@x-b)**2 + c*norm(x)**2", A=(3, 2), x=(2,), b=(3,), c=()), ["c"])
    assert made.own_states[-1].text == "norm(x)^2"
    assert made.prove().status == "proved"


def test_what_does_not_occur_has_gradient_zero() -> None:
    made = sg.gradient(read("sum(x)", x=(4,), y=(3,)), ["y"])
    assert made.own_states[-1].text in ("0", "zeros(3)")
    assert made.prove().status == "proved"


@pytest.mark.parametrize(
    "formula", ["(a@x)/(norm(a)*norm(x))", "(a@x)/(c*norm(x))**2", "exp(-norm(x - a)**2/(2*c**2))"]
)
def test_a_denominator_that_was_multiplied_out_is_proved(formula: str) -> None:
    made = sg.gradient(read(formula, a=("n",), x=("n",), c=()), ["x", "c"] if "c" in formula else ["x"])
    assert made.prove().status == "proved"


def test_an_exponential_is_not_called_a_power() -> None:
    made = sg.gradient(read("exp(-norm(x)**2)", x=("n",)), ["x"])
    assert "derivative of exponential" in made.text() and "power rule" not in made.text()


@pytest.mark.parametrize(
    ("ask", "formula", "reason"),
    [("gradient", "A@X", "a gradient is of a number"), ("hessian", "norm(X)**2", "four indices")],
)
def test_what_is_refused_is_refused_with_the_reason(ask: str, formula: str, reason: str) -> None:
    with pytest.raises(sg.ShapeError, match=reason):
        getattr(sg, ask)(sg.parse(formula, syntax="python", shapes=SQUARE), ["X"])


def test_a_transposed_matrix_has_no_matrix_here_and_its_map_is_shown() -> None:
    made = sg.jacobian(read("X.T@A", A=(3, 2), X=(3, 2)), ["X"])
    assert made.own_states[-1].text == "d[X].T @ A"


def test_numbers_are_put_in_by_evaluate() -> None:
    with pytest.raises(sg.SymgradError, match="put in at the end"):
        sg.gradient(read("sum(x)", x=(3,)), ["x"], at={"x": 1})


@pytest.mark.parametrize(
    ("formula", "facts", "last"),
    [
        ("x.T@A@x", {"A": "symmetric"}, "2*(A @ x)"),
        ("-sum(y*log(softmax(x)))", {"y": "distribution"}, "softmax(x) - y"),
        ("sum(x*y*y)", {"y": "signs"}, "ones(3)"),
        ("norm(A.T@x)**2", {"A": "symmetric"}, "2*(A @ A @ x)"),
    ],
)
def test_declared_facts_are_used_as_named_steps(formula: str, facts: dict[str, str], last: str) -> None:
    shapes: dict[str, tuple[int, ...]] = {"A": (3, 3), "x": (3,), "y": (3,)}
    made = sg.gradient(sg.parse(formula, syntax="python", shapes=shapes, domain=facts), ["x"])
    assert made.own_states[-1].text == last
    assert any(state.rule.startswith("fact.") for state in made.own_states)
    assert made.prove().status == "proved", str(made.prove())


@pytest.mark.parametrize("kink", ["usual", "left", "right", "mean"])
def test_the_slope_at_a_kink_is_the_convention_that_was_set(kink: str) -> None:
    with sg.settings(kink=kink):
        made = sg.gradient(read("sum(relu(x))", x=(3,)), ["x"])
    want = {"usual": 0.0, "left": 0.0, "right": 1.0, "mean": 0.5}[kink]
    assert np.allclose(made.evaluate(x=np.array([-1.0, 0.0, 2.0])), [0.0, want, 1.0])
    assert any("convention" in state.why for state in made.own_states)


def chain(layers: int) -> tuple[sg.Graph, list[str]]:
    """A network of so many layers of width 4."""
    rows = ["a_0 = x"]
    shapes: dict[str, tuple[int, ...]] = {"x": (4,), "y": (4,), "a_0": (4,)}
    for k in range(1, layers + 1):
        rows += [f"z_{k} = W_{k}@a_{k - 1} + b_{k}", f"a_{k} = tanh(z_{k})"]
        shapes |= {f"z_{k}": (4,), f"a_{k}": (4,), f"b_{k}": (4,), f"W_{k}": (4, 4)}
    graph = sg.parse("\n".join([*rows, f"L = norm(a_{layers}-y)**2"]), syntax="python", shapes=shapes)
    return graph, [f"W_{k}" for k in range(1, layers + 1)]


def test_a_network_costs_what_its_length_is() -> None:
    """200 layers are at most 5 times the work of 50."""
    sg.gradient(*chain(5))
    first = calls(sg.gradient, *chain(50))
    assert calls(sg.gradient, *chain(200)) < 5 * first


def test_a_network_is_right_in_numbers() -> None:
    graph, names = chain(6)
    generator = np.random.default_rng(3)
    values = {one.data.plain: generator.normal(size=tuple(map(int, one.shape))) for one in graph.inputs}
    found = sg.gradient(graph, names).evaluate(**values)

    def loss(weights: NDArray[np.float64]) -> float:
        a = values["x"]
        for k in range(1, 7):
            a = np.tanh((weights if k == 1 else values[f"W_{k}"]) @ a + values[f"b_{k}"])
        return float(np.sum((a - values["y"]) ** 2))

    unit = np.zeros((4, 4))
    unit[1, 2] = 1e-6
    slope = (loss(values["W_1"] + unit) - loss(values["W_1"] - unit)) / 2e-6
    assert abs(found[0][1, 2] - slope) < 1e-6 * (1 + abs(slope))


def test_backpropagation_of_matrices_gives_every_name_its_gradient() -> None:
    graph = read("z = W@x + b; h = tanh(z); L = norm(h)**2/2", W=(3, 2), x=(2,), b=(3,), z=(3,), h=(3,))
    made = sg.backpropagate(graph, ["W", "b"])
    assert [state.text for state in made.own_states if state.rule == "differential.paths"] == [
        "h", "(∇_h L) ⊙ (1 - h^2)", "(∇_z L) @ x.T", "∇_z L",
    ]  # fmt: skip
    assert made.prove().status == "proved"
    assert made.paths("x") == [("x", "z", "h", "L")]
    with pytest.raises(sg.SymgradError, match="no value for"):
        sg.backpropagate(graph, ["W"], at={"x": [1, 2]})


def test_a_size_may_be_spelled_like_a_name() -> None:
    graph = read("h = tanh(W@x); L = sum(h)", W=("h", "n"), x=("n",))
    matrix, x = np.full((4, 3), 0.1), np.array([1.0, 2.0, 3.0])
    found = sg.gradient(graph, ["x"]).evaluate(W=matrix, x=x)
    assert np.allclose(found, matrix.T @ (1 - np.tanh(matrix @ x) ** 2))


def test_sizes_come_from_arrays_that_the_result_does_not_need() -> None:
    made = sg.gradient(read("sum(X, axis=0)@v", X=("m", "n"), v=("n",)), ["X"])
    v = np.array([1.0, 2.0, 3.0])
    assert np.allclose(made.evaluate(X=np.zeros((2, 3)), v=v), [v, v])


def test_a_value_of_another_shape_is_refused_with_both_shapes() -> None:
    made = sg.gradient(read("norm(A@x-b)**2", A=("m", "n"), x=("n",), b=("m",)), ["x"])
    with pytest.raises(
        sg.ShapeError, match=r"b is declared a vector of length m with m = 4, the value has shape \(5,\)"
    ):
        made.evaluate(A=np.zeros((4, 3)), x=np.zeros(3), b=np.zeros(5))


def test_numbers_stand_in_front_of_an_inner_product() -> None:
    made = sg.gradient(read("s = norm(u); v = u/s; L = sum(-2*a*v)", u=("n",), a=("n",)), ["u"])
    assert "inner(-" not in made.own_states[-1].text


def test_of_an_unknown_function_the_gradient_has_a_name() -> None:
    f = sg.parse("l(w) + c/2*norm(w)**2", "python", shapes={"w": ("n",), "c": ()}, functions=["l"])
    assert sg.gradient(f, ["w"]).own_states[-1].text == "∇_w l(w) + c*w"


def test_the_gradient_of_an_unknown_function_keeps_its_other_arguments() -> None:
    """b changes with a; the line for a names what l does with b fixed."""
    shapes = {"a": ("n",), "W": ("n", "n")}
    made = sg.gradient(sg.parse("b = W@a; L = l(a, b)", "python", shapes=shapes, functions=["l"]), ["a"])
    assert made.own_states[-1].text == "∇_a l(a, b) + W.T @ ∇_b l(a, b)"
    assert made.prove().status == "proved"


def test_an_unknown_function_of_a_formula_is_refused() -> None:
    f = sg.parse("l(2*w)", "python", shapes={"w": ("n",)}, functions=["l"])
    with pytest.raises(sg.UnsupportedError) as caught:
        sg.gradient(f, ["w"])
    assert caught.value.hint == "give the argument a name, as in u = 2*w; l(u)"


def test_cross_entropy_behind_several_layers_is_p_minus_y() -> None:
    """The slope in the probabilities is not stopped at: with the activation before it, it is short."""
    one = sg.layers
    made = [one.linear(5), one.tanh(), one.linear(3)]
    for last, loss, slope in (
        (one.softmax(), "cross_entropy", "p - t"),
        (one.sigmoid(), "binary_cross_entropy", "1/3*(h_2 - t)"),
    ):
        network = sg.network([*made, last], input_shape=4, loss=loss)
        derived = sg.gradient(network, ["W_1", "W_2"])
        assert slope in [state.text for state in derived.own_states if state.rule == "differential.paths"]
        assert derived.prove().status == "proved"
