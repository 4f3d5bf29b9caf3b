"""The same lines as inner products, with traces, with indices; shapes said on request; all proved and read back."""

import pytest

import symgrad as sg
from symgrad.notation import latex, text

Shapes = dict[str, tuple[str, ...]]

SQUARE: Shapes = dict.fromkeys("ABX", ("n", "n"))
LEAST_SQUARES: Shapes = {"A": ("m", "n"), "x": ("n",), "b": ("m",)}

QUESTIONS: dict[str, tuple[str, Shapes, list[str]]] = {
    "least squares": ("norm(A@x-b)**2", LEAST_SQUARES, ["x"]),
    "trace": ("tr(A@X@B)", SQUARE, ["X"]),
    "log det": ("log(det(X))", SQUARE, ["X"]),
    "layer": (
        "z = W@x+b\na = sigmoid(z)\nL = norm(a-y)**2/2",
        {"W": ("m", "n"), "x": ("n",), "b": ("m",), "y": ("m",), "z": ("m",), "a": ("m",)},
        ["W", "b"],
    ),
}


def derived(question: str, **settings: str) -> sg.Derivation:
    formula, shapes, wrt = QUESTIONS[question]
    with sg.settings(**settings):
        return sg.gradient(sg.parse(formula, syntax="python", shapes=shapes), wrt)


@pytest.mark.parametrize("way", ["inner", "trace", "components"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_way_is_proved_and_reads_back(question: str, way: str) -> None:
    made = derived(question, differentials=way)
    assert made.prove().status == "proved", str(made.prove())
    for state in made.own_states[1:]:
        printed = latex(state.statement)
        assert latex(sg.parse(printed, syntax="latex", shapes=QUESTIONS[question][1]).output.term) == printed
    assert made.result is derived(question).result


def test_a_trace_is_turned_round() -> None:
    made = derived("trace", differentials="trace")
    assert [text(state.statement) for state in made.own_states[1:]] == [
        "tr(d[A @ X @ B])", "tr(A @ d[X] @ B)", "tr(B @ A @ d[X])", "A.T @ B.T",
    ]  # fmt: skip


def test_components_have_an_index_for_every_sum() -> None:
    made = derived("least squares", differentials="components")
    last = made.own_states[-1]
    assert last.left is not None
    assert text(last.left) == "∂/∂x_{i}[f]"
    assert text(last.statement) == "2*∑_(j=1)^m A_{j,i}*(∑_(k=1)^n A_{j,k}*x_{k} - b_{j})"


def test_shapes_are_said_on_request() -> None:
    said = [state.why for state in derived("least squares", shapes="shown").own_states[1:]]
    assert said == [
        "squared norm; both sides: vector of length m",
        "constant factor; moved across, transposed; both sides: vector of length n",
        "read off what stands with d[x]; a vector of length n",
    ]
