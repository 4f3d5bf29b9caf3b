"""Backpropagation pages read as written, line for line: a neuron, one with numbers, a 2-2-1 network, kinks."""

import pytest

import symgrad as sg
from symgrad.notation import Align, Row, align_latex, text

NEURON = r"z = wx + b; \hat y = f(z); L = (\hat y - y)^2"
NUMBERS = {"w": 0.7, "b": -0.2, "x": 1.5, "y": 1}
TWO_TWO_ONE = r"""
z_1 = w_{11} x_1 + w_{12} x_2 + b_1
z_2 = w_{21} x_1 + w_{22} x_2 + b_2
h_1 = \sigma(z_1)
h_2 = \sigma(z_2)
\hat y = v_1 h_1 + v_2 h_2 + c
L = \frac12 (\hat y - y)^2
"""

PAGES: dict[str, tuple[str, dict[str, object], str]] = {
    "the seed's own neuron": (
        r"z = wx; \hat y = f(z); L = (\hat y - y)^2",
        {},
        """
w -> z -> y_hat -> L    [what depends on what]
z = w*x
y_hat = f(z)
L = (y_hat - y)^2
∂L/∂w = ∂/∂y_hat[L]*∂y_hat/∂z*∂z/∂w    [chain rule, one path]
    under it: how the output changes the loss
    under it: how the input of f changes the output
    under it: how the weight changes that input
∂/∂y_hat[L] = 2*(y_hat - y)    [chain rule, u = y_hat - y, d/du[u^2] = 2*u]
∂y_hat/∂z = f'(z)    [derivative of f]
∂z/∂w = x    [the rest is held constant]
∂L/∂w = 2*(y_hat - y)*f'(z)*x    [the local derivatives]
""",
    ),
    "a neuron with a bias, in letters, with f filled in, with numbers, one step": (
        NEURON,
        {"at": NUMBERS, "functions": {"f": "sigmoid"}, "learning_rate": "0.1"},
        """
w -> z -> y_hat -> L    [what depends on what]
z = w*x + b
y_hat = f(z)
L = (y_hat - y)^2
∂L/∂w = ∂/∂y_hat[L]*∂y_hat/∂z*∂z/∂w    [chain rule, one path]
    under it: how the output changes the loss
    under it: how the input of f changes the output
    under it: how the weight changes that input
∂/∂y_hat[L] = 2*(y_hat - y)    [chain rule, u = y_hat - y, d/du[u^2] = 2*u]
∂y_hat/∂z = f'(z)    [derivative of f]
∂z/∂w = x    [the rest is held constant]
∂z/∂b = 1    [the rest is held constant]
∂L/∂w = 2*(y_hat - y)*f'(z)*x    [the local derivatives]
∂L/∂b = 2*(y_hat - y)*f'(z)    [the local derivatives]
f'(z) = sigmoid(z)*(1 - sigmoid(z)) = y_hat*(1 - y_hat)    [f the sigmoid]
∂L/∂w = 2*(y_hat - y)*y_hat*(1 - y_hat)*x    [the slope put in]
∂L/∂b = 2*(y_hat - y)*y_hat*(1 - y_hat)    [the slope put in]
delta = ∂L/∂z = 2*(y_hat - y)*y_hat*(1 - y_hat)    [through y_hat]
∂L/∂w = delta*x    [∂z/∂w = x]
∂L/∂b = delta    [∂z/∂b = 1]
(w = 0.7, b = -0.2, x = 1.5, y = 1)    [the numbers]
z = 0.7*1.5 - 0.2 = 0.85
y_hat = sigmoid(0.85) ≈ 0.700567
L = (0.700567 - 1)^2 ≈ 0.0896600
delta = 2*(0.700567 - 1)*0.700567*(1 - 0.700567) ≈ -0.125626
∂L/∂w = (-0.125626)*1.5 ≈ -0.188439
∂L/∂b = -0.125626
(L(w + h) - L(w - h))/(2*h) ≈ -0.188439    [measured, with h = 0.00001]
(L(b + h) - L(b - h))/(2*h) ≈ -0.125626    [measured, with h = 0.00001]
w <- w - eta*∂L/∂w = 0.7 - 0.1*(-0.188439) ≈ 0.718844    [against the slope, eta = 0.1]
b <- b - eta*∂L/∂b = -0.2 - 0.1*(-0.125626) ≈ -0.187437    [against the slope, eta = 0.1]
L ≈ 0.0846454    [after the update; before it was 0.0896600]
""",
    ),
    "2-2-1: a weight along one path, an input along two": (
        TWO_TWO_ONE,
        {"wrt": ["w_12", "x_1", "w_11", "b_1", "v_1", "v_2", "c"]},
        """
w_12 -> z_1 -> h_1 -> y_hat -> L    [what depends on what]
z_1 = w_11*x_1 + w_12*x_2 + b_1
z_2 = w_21*x_1 + w_22*x_2 + b_2
h_1 = sigmoid(z_1)
h_2 = sigmoid(z_2)
y_hat = v_1*h_1 + v_2*h_2 + c
L = 1/2*(y_hat - y)^2
e = ∂/∂y_hat[L] = y_hat - y    [directly]
∂/∂w_12[L] = ∂/∂y_hat[L]*∂/∂h_1[y_hat]*∂/∂z_1[h_1]*∂/∂w_12[z_1]    [chain rule, one path]
    under it: how the output changes the loss
    under it: how h_1 changes the output
    under it: how the input of sigma changes h_1
    under it: how the weight changes that input
∂/∂y_hat[L] = y_hat - y    [chain rule, u = y_hat - y, d/du[u^2] = 2*u]
∂/∂h_1[y_hat] = v_1    [the rest is held constant]
∂/∂z_1[h_1] = h_1*(1 - h_1)    [derivative of sigmoid]
∂/∂w_12[z_1] = x_2    [the rest is held constant]
∂/∂w_12[L] = e*v_1*h_1*(1 - h_1)*x_2    [the local derivatives; e = ∂/∂y_hat[L]]
∂/∂x_1[L] = ∂/∂y_hat[L]*∂/∂h_1[y_hat]*∂/∂z_1[h_1]*∂/∂x_1[z_1] + ∂/∂y_hat[L]*∂/∂h_2[y_hat]*∂/∂z_2[h_2]*∂/∂x_1[z_2]
    [chain rule: two paths lead from x_1 to L, add them]
    under it: x_1 → z_1 → h_1 → y_hat → L
    under it: x_1 → z_2 → h_2 → y_hat → L
∂/∂x_1[z_1] = w_11    [the rest is held constant]
∂/∂h_2[y_hat] = v_2    [the rest is held constant]
∂/∂z_2[h_2] = h_2*(1 - h_2)    [derivative of sigmoid]
∂/∂x_1[z_2] = w_21    [the rest is held constant]
∂/∂x_1[L] = e*v_1*h_1*(1 - h_1)*w_11 + e*v_2*h_2*(1 - h_2)*w_21    [the local derivatives; e = ∂/∂y_hat[L]]
    under it: x_1 → z_1 → h_1 → y_hat → L
    under it: x_1 → z_2 → h_2 → y_hat → L
delta_1 = ∂/∂z_1[L] = e*v_1*h_1*(1 - h_1)    [through h_1]
delta_2 = ∂/∂z_2[L] = e*v_2*h_2*(1 - h_2)    [through h_2]
∂/∂w_12[L] = delta_1*x_2    [∂/∂w_12[z_1] = x_2]
∂/∂x_1[L] = delta_1*w_11 + delta_2*w_21    [through z_1 and z_2: add them]
∂/∂w_11[L] = delta_1*x_1    [∂/∂w_11[z_1] = x_1]
∂/∂b_1[L] = delta_1    [∂/∂b_1[z_1] = 1]
∂/∂v_1[L] = e*h_1    [∂/∂v_1[y_hat] = h_1]
∂/∂v_2[L] = e*h_2    [∂/∂v_2[y_hat] = h_2]
∂L/∂c = e    [∂y_hat/∂c = 1]
""",
    ),
    "ReLU at its kink": (
        "z = w*x + b; h = relu(z); L = (h - y)^2",
        {"at": {"w": 1, "x": 2, "b": -2, "y": 1}},
        """
w -> z -> h -> L    [what depends on what]
z = w*x + b
h = relu(z)
L = (h - y)^2
∂L/∂w = ∂L/∂h*∂h/∂z*∂z/∂w    [chain rule, one path]
    under it: how the output changes the loss
    under it: how the input of ReLU changes the output
    under it: how the weight changes that input
∂L/∂h = 2*(h - y)    [chain rule, u = h - y, d/du[u^2] = 2*u]
∂h/∂z = Piecewise((1, z > 0), (0, z < 0))    [derivative of ReLU]
∂z/∂w = x    [the rest is held constant]
∂z/∂b = 1    [the rest is held constant]
∂L/∂w = 2*(h - y)*Piecewise((1, z > 0), (0, z < 0))*x    [the local derivatives]
∂L/∂b = 2*(h - y)*Piecewise((1, z > 0), (0, z < 0))    [the local derivatives]
delta = ∂L/∂z = 2*(h - y)*Piecewise((1, z > 0), (0, z < 0))    [through h]
∂L/∂w = delta*x    [∂z/∂w = x]
∂L/∂b = delta    [∂z/∂b = 1]
(w = 1, x = 2, b = -2, y = 1)    [the numbers]
z = 1*2 - 2 = 0
h = relu(0) = 0
L = (0 - 1)^2 = 1
∂h/∂z = 0    [convention: z = 0 is a kink of ReLU, with slopes 0 and 1 on its two sides]
delta = 2*(0 - 1)*0 = 0
∂L/∂w = 0*2 = 0
∂L/∂b = 0
""",
    ),
}


def lines(run: sg.Derivation) -> str:
    """A line for each state: left side, statement, reason, and the labels under the parts."""
    written = []
    for state in run.states[1:]:
        left = "" if state.left is None else f"{text(state.left)} = "
        why = f"    [{state.why}]" if state.why else ""
        statement = f"{left}{state.text}"
        written += [statement + why] if len(statement + why) < 110 else [statement, why]
        labels = ("".join(p if isinstance(p, str) else text(p) for p in label) for label in state.braces)
        written += [f"    under it: {label}" for label in labels]
    return "\n".join(written)


def derived(title: str) -> sg.Derivation:
    system, options, _ = PAGES[title]
    return sg.backpropagate(system, **options)


@pytest.mark.parametrize("title", PAGES)
def test_a_page_reads_as_written(title: str) -> None:
    assert lines(derived(title)) == PAGES[title][2].strip()


@pytest.mark.parametrize("title", PAGES)
def test_every_line_is_proved_and_its_latex_reads_back(title: str) -> None:
    run = derived(title)
    assert run.prove().status == "proved"
    for state in run.states:
        assert sg.parse(state.latex, syntax="latex", functions=["L"]).latex() == state.latex


def test_the_braces_of_the_seeds_neuron_in_latex() -> None:
    page = sg.backpropagate(r"z = wx; \hat y = f(z); L = (\hat y - y)^2").latex()
    assert (
        r"\underbrace{\frac{\partial L}{\partial\hat{y}}}_{\substack{\text{how the output} \\ \text{changes the loss}}}"
        r" \cdot \underbrace{\frac{\partial\hat{y}}{\partial z}}"
        r"_{\substack{\text{how the input of }f \\ \text{changes the output}}}"
        r" \cdot \underbrace{\frac{\partial z}{\partial w}}"
        r"_{\substack{\text{how the weight} \\ \text{changes that input}}}"
    ) in page


@pytest.mark.parametrize("title", PAGES)
def test_rows_with_braces_read_back_without_them(title: str) -> None:
    run = derived(title)
    for state in run.states:
        if state.braces:
            row = align_latex(Align((Row(None, "", state.statement, braces=state.braces),)))
            row = (
                row.removeprefix("\\begin{aligned}\n& ")
                .removesuffix("\n\\end{aligned}")
                .replace(" \\\\\n&\\quad {}", "")
            )
            assert row.startswith("\\underbrace")
            assert sg.parse(row, syntax="latex").latex() == state.latex


def test_braces_typed_by_a_reader_are_dropped() -> None:
    braced = r"\underbrace{\frac{\partial L}{\partial z}}_{\text{how}} \cdot \underbrace{x}_{w \to z \to L}"
    assert sg.parse(braced, syntax="latex").latex() == r"\frac{\partial L}{\partial z}x"
