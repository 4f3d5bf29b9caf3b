"""Gradients in vectors and matrices before the judge: right ones pass, and the usual slips are told by name."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import symgrad as sg
from symgrad.errors import DataError, LimitError, ShapeError, SymgradError
from symgrad.graph import from_term
from tests.derivations.differentials.expressions import Maker
from tests.networks import cases as layers

LEAST_SQUARES = sg.parse("norm(A@x - b)**2", syntax="python", shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",)})
FORM = sg.parse("x.T@Q@x", syntax="python", shapes={"Q": ("n", "n"), "x": ("n",)})
NETWORK = sg.network(
    [sg.layers.linear(3), sg.layers.tanh(), sg.layers.linear(2)], input_shape=("m", 4), loss="half_squared_error"
)
WEIGHTS = ["W_1", "b_1", "W_2", "b_2"]


def backward(X: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any, t: Any, slip: str = "") -> tuple[Any, ...]:
    """The gradient of the network as one writes it, with a slip."""
    h = np.tanh(X @ W_1 + b_1)
    d = h @ W_2 + b_2 - t
    g = d @ W_2.T * (h if slip == "h for 1 - h**2" else 1 - h**2)
    return (
        X.T @ g,
        g.sum(1) if slip == "wrong axis" else g.sum(0),
        h.T @ d / (2 if slip == "factor" else 1),
        d[0] if slip == "one row" else d.sum(0),
    )


def test_right_code_agrees() -> None:
    assert sg.check(LEAST_SQUARES, lambda A, x, b: 2 * A.T @ (A @ x - b), ["x"]).verdict == "agrees"
    assert sg.check(NETWORK, backward, WEIGHTS).verdict == "agrees"
    both = sg.check(LEAST_SQUARES, lambda A, x, b: {"x": 2 * A.T @ (A @ x - b), "b": 2 * (b - A @ x)}, ["x", "b"])
    assert both.verdict == "agrees"
    assert "It also agrees at 2 other points." in both.notes


def test_a_missing_factor_is_named() -> None:
    report = sg.check(LEAST_SQUARES, lambda A, x, b: A.T @ (A @ x - b), ["x"])
    assert report.verdict == "disagrees"
    assert report.components[0].factor == pytest.approx(0.5)
    assert "x: 2 of 2 entries are off, all by the factor 0.5." in report.notes


def test_a_missing_transpose_is_named() -> None:
    trace = sg.parse("tr(A@X)", syntax="python", shapes={"A": (3, 3), "X": (3, 3)})
    report = sg.check(trace, lambda A, X: A, "X")
    assert report.verdict == "disagrees"
    assert "X: 6 of 9 entries are off; the claim is the transpose of the slope." in report.notes
    one_sided = sg.check(FORM, lambda Q, x: 2 * Q @ x, "x")
    assert one_sided.verdict == "disagrees"
    assert one_sided.components[0].factor is None


def test_a_missing_transpose_that_does_not_multiply() -> None:
    with pytest.raises(DataError, match=r"the code fails for A \(3, 2\)") as caught:
        sg.check(LEAST_SQUARES, lambda A, x, b: 2 * A @ (A @ x - b), ["x"])
    assert "transpose" in caught.value.hint


def test_another_shape_is_named() -> None:
    turned = sg.parse("tr(A@X)", syntax="python", shapes={"A": (2, 3), "X": (3, 2)})
    report = sg.check(turned, lambda A, X: A, "X")
    assert report.verdict == "disagrees"
    assert "X: the claim has shape (2, 3), X has shape (3, 2); it may be transposed." in report.notes
    assert "X: claimed in another shape" in str(report)


@pytest.mark.parametrize(
    ("slip", "wrong"),
    [("wrong axis", "b_1"), ("factor", "W_2"), ("one row", "b_2"), ("h for 1 - h**2", "W_1")],
)
@pytest.mark.parametrize("rows", [3, 5])
def test_each_slip_is_found_in_its_place(slip: str, wrong: str, rows: int) -> None:
    """With as many rows as units the wrong axis gives the right shape, and is found all the same."""
    given = np.random.default_rng(3)
    shapes = {"X": (rows, 4), "W_1": (4, 3), "b_1": (3,), "W_2": (3, 2), "b_2": (2,), "t": (rows, 2)}
    at = {name: given.normal(size=shape) for name, shape in shapes.items()}

    def code(X: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any, t: Any) -> tuple[Any, ...]:
        return backward(X, W_1, b_1, W_2, b_2, t, slip)

    report = sg.check(NETWORK, code, WEIGHTS, at)
    assert report.verdict == "disagrees"
    found = {one.name for one in report.components if one.verdict == "disagrees"}
    assert found == ({"W_1", "b_1"} if slip == "h for 1 - h**2" else {wrong})
    if slip == "factor":
        assert next(one.factor for one in report.components if one.name == "W_2") == pytest.approx(0.5)


def test_formulas_and_arrays_are_taken() -> None:
    assert sg.check(LEAST_SQUARES, "2*A.T@(A@x - b)", ["x"]).verdict == "agrees"
    assert sg.check(LEAST_SQUARES, {"b": "-2*(A@x - b)", "x": "A.T@(A@x - b)"}).verdict == "disagrees"
    at = {"A": [[1, 0], [0, 1], [1, 1]], "x": [1, 2], "b": [0, 0, 0]}
    report = sg.check(LEAST_SQUARES, np.array([8.0, 10.0]), ["x"], at)
    assert report.verdict == "agrees"
    assert "Judged at this point only." in report.notes
    assert sg.check(LEAST_SQUARES, np.array([8.0, 10.1]), ["x"], at).verdict == "disagrees"


@pytest.mark.parametrize("case", layers.CASES[:12], ids=lambda case: case.name)
def test_symgrads_own_gradients_agree(case: layers.Case) -> None:
    assert sg.check(case.network, wrt=layers.parameters(case.network)).verdict == "agrees"


@pytest.mark.parametrize("seed", range(8))
def test_random_formulas(seed: int) -> None:
    """symgrad's own gradient agrees; with one entry of it moved it does not."""
    graph = from_term(Maker(seed).number(3))
    names = [one.data.plain for one in graph.inputs]
    gradient = sg.gradient(graph, names)

    def wrong(**values: Any) -> Any:
        found = gradient.evaluate(**values)
        first, *rest = found if len(names) > 1 else [found]
        moved = np.array(first, dtype=float)
        moved.flat[-1] += 1e-3 * (1 + abs(moved.flat[-1]))
        return dict(zip(names, (moved, *rest), strict=True))

    assert sg.check(graph, wrt=names).verdict == "agrees"
    random = np.random.default_rng(seed)
    at = {one.data.plain: random.uniform(0.2, 1.1, tuple(map(int, one.shape))) for one in graph.inputs}
    report = sg.check(graph, wrong(**at), names, at)
    assert [one.name for one in report.components if one.verdict == "disagrees"] == names[:1]


def test_pasted_code_agrees() -> None:
    names: dict[str, Callable[..., Any]] = {}
    exec(sg.gradient(NETWORK, WEIGHTS).code(), names)
    assert sg.check(NETWORK, names["gradient"], WEIGHTS).verdict == "agrees"


def test_the_counterexample_is_a_point_that_checks_again() -> None:
    report = sg.check(LEAST_SQUARES, "A.T@(A@x - b)", ["x"])
    assert report.counterexample is not None
    at = {name: json.loads(text) for name, text in report.counterexample.items()}
    assert sg.check(LEAST_SQUARES, "A.T@(A@x - b)", ["x"], at).verdict == "disagrees"


def test_a_kink_has_no_slope() -> None:
    sizes = sg.parse("sum(abs(x))", syntax="python", shapes={"x": (3,)})
    assert sg.check(sizes, np.sign, "x").verdict == "agrees"
    assert sg.check(sizes, np.sign, "x", {"x": [0, 1, -1]}).verdict == "not differentiable"


def test_what_is_declared_holds_at_the_points() -> None:
    form = sg.parse("x.T@Q@x", syntax="python", shapes={"Q": ("n", "n"), "x": ("n",)}, domain={"Q": "symmetric"})
    assert sg.check(form, lambda Q, x: 2 * Q @ x, "x").verdict == "agrees"


def test_a_derivation_is_a_claim() -> None:
    assert sg.check(LEAST_SQUARES, sg.gradient(LEAST_SQUARES, ["x"]), ["x"]).verdict == "agrees"
    assert sg.check(LEAST_SQUARES, sg.gradient(LEAST_SQUARES, ["x", "A"]), ["x", "A"]).verdict == "agrees"


def test_points_without_a_value_are_left_out() -> None:
    report = sg.check(sg.parse("log(det(X))", syntax="python", shapes={"X": (3, 3)}), lambda X: np.linalg.inv(X).T)
    assert report.verdict == "agrees"
    assert "It also agrees at 2 other points." in report.notes
    nowhere = sg.parse("log(-norm(x))", syntax="python", shapes={"x": (3,)})
    assert sg.check(nowhere, lambda x: x).verdict == "undecided"


def test_what_is_refused() -> None:
    with pytest.raises(DataError, match="returns nothing"):
        sg.check(LEAST_SQUARES, lambda A, x, b: None, ["x"])
    with pytest.raises(DataError, match="1 slopes are claimed for 2 variables"):
        sg.check(LEAST_SQUARES, lambda A, x, b: [x], ["x", "b"])
    with pytest.raises(SymgradError, match="no value for A"):
        sg.check(LEAST_SQUARES, "x", ["x"], {"x": [1, 2], "b": [1]})
    with pytest.raises(ShapeError, match="one number"):
        sg.check(sg.parse("A@x", syntax="python", shapes={"A": (2, 3), "x": (3,)}), "A", ["x"])
    with pytest.raises(LimitError, match="entry by entry") as caught:
        sg.check(LEAST_SQUARES, "x", ["x"], {"A": np.ones((200, 100)), "x": np.ones(100), "b": np.ones(200)})
    assert "leave the point out" in caught.value.hint
    with pytest.raises(ShapeError, match="x is to have shape"):
        sg.check(LEAST_SQUARES, "x", ["x"], {"A": np.ones((3, 2)), "x": [1, 2, 3], "b": [1, 2, 3]})


# functions of arrays that can only be called


def loss(X: Any, w: Any, y: Any) -> Any:
    """Logistic regression, as code."""
    return np.log(1 + np.exp(-y * (X @ w))).sum()


def slope(X: Any, w: Any, y: Any) -> Any:
    """Its gradient in w."""
    return -X.T @ (y / (1 + np.exp(y * (X @ w))))


DATA = {
    "X": np.random.default_rng(1).normal(size=(6, 3)),
    "w": np.array([0.3, -0.5, 0.2]),
    "y": np.array([1.0, -1, 1, 1, -1, -1]),
}


def test_code_against_code() -> None:
    report = sg.check(loss, slope, ["w"], DATA)
    assert report.verdict == "agrees"
    assert "weaker" in " ".join(report.notes)
    halved = sg.check(loss, lambda X, w, y: slope(X, w, y) / 2, ["w"], DATA)
    assert halved.verdict == "disagrees"
    assert "w: 3 of 3 entries are off, all by the factor 0.5." in halved.notes
    partly = sg.check(loss, lambda X, w, y: slope(X, w, y) + np.array([0, 0.1, 0]), ["w"], DATA)
    assert any(note.startswith("w: 1 of 3 entries are off; entry (2): claimed") for note in partly.notes)
    shaped = sg.check(loss, lambda X, w, y: y, ["w"], DATA)
    assert "w: the claim has shape (6,), w has shape (3,)." in shaped.notes


def test_code_of_arrays_needs_a_claim_and_values() -> None:
    with pytest.raises(DataError, match="with a claim"):
        sg.check(loss, None, ["w"], DATA)
    with pytest.raises(DataError, match="v has no value"):
        sg.check(loss, slope, ["v"], DATA)
