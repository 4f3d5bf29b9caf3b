"""Backpropagation: published numbers, the laws that every network keeps, what is refused."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import symgrad as sg
from symgrad.derivations import Backpropagation
from symgrad.derivations.backward.network import Network
from symgrad.graph import Definition, Graph
from symgrad.notation import text
from symgrad.terms import Head, make
from symgrad.terms import build as b
from tests import oracle
from tests.effort import calls
from tests.strategies import fewer

NEURON = r"z = wx + b; \hat y = f(z); L = (\hat y - y)^2"
NUMBERS = {"w": 0.7, "b": -0.2, "x": 1.5, "y": 1}

#: Matt Mazur, A Step by Step Backpropagation Example (mattmazur.com, 2015)
MAZUR = """
net_h1 = w1*i1 + w2*i2 + b1; net_h2 = w3*i1 + w4*i2 + b1
out_h1 = 1/(1 + exp(-net_h1)); out_h2 = 1/(1 + exp(-net_h2))
net_o1 = w5*out_h1 + w6*out_h2 + b2; net_o2 = w7*out_h1 + w8*out_h2 + b2
out_o1 = 1/(1 + exp(-net_o1)); out_o2 = 1/(1 + exp(-net_o2))
E_o1 = (t1 - out_o1)**2/2; E_o2 = (t2 - out_o2)**2/2
E_total = E_o1 + E_o2
"""
MAZUR_AT = {"i1": "0.05", "i2": "0.10", "w1": "0.15", "w2": "0.20", "w3": "0.25", "w4": "0.30", "w5": "0.40",
            "w6": "0.45", "w7": "0.50", "w8": "0.55", "b1": "0.35", "b2": "0.60", "t1": "0.01",
            "t2": "0.99"}  # fmt: skip


def mazur(**options: object) -> Backpropagation:
    return sg.backpropagate(sg.parse(MAZUR.replace("\n", ";"), syntax="python"), at=MAZUR_AT, **options)


def test_mazurs_forward_pass() -> None:
    values = mazur().values
    published = {"net_h1": 0.3775, "out_h1": 0.593269992, "out_h2": 0.596884378, "net_o1": 1.105905967,
                 "out_o1": 0.75136507, "out_o2": 0.772928465, "E_o1": 0.274811083, "E_o2": 0.023560026,
                 "E_total": 0.298371109}  # fmt: skip
    for name, figure in published.items():
        assert values[name] == pytest.approx(figure, abs=6e-10), name


def test_mazurs_slopes_and_updates() -> None:
    run = mazur(learning_rate="0.5")
    assert run.adjoints["w5"] == pytest.approx(0.082167041, abs=6e-10)
    assert run.adjoints["w1"] == pytest.approx(0.000438568, abs=6e-10)
    new = {name: float(MAZUR_AT[name]) - 0.5 * run.adjoints[name] for name in MAZUR_AT}
    published = {"w5": 0.35891648, "w6": 0.408666186, "w7": 0.511301270, "w8": 0.561370121, "w1": 0.149780716,
                 "w2": 0.19956143, "w3": 0.24975114, "w4": 0.29950229}  # fmt: skip
    for name, figure in published.items():
        assert new[name] == pytest.approx(figure, abs=6e-9), name
    assert "≈ 0.358916" in run.text()
    assert run.prove().status == "proved"


def test_the_example_of_micrograds_readme() -> None:
    """github.com/karpathy/micrograd (README): g = 24.7041, dg/da = 138.8338, dg/db = 645.5773."""
    text = """c = a + b; d = a*b + b**3; c2 = c + c + 1; c3 = c2 + 1 + c2 + (-a); d2 = d + d*2 + relu(b + a);
    d3 = d2 + 3*d2 + relu(b - a); e = c3 - d3; f = e**2; h = f/2; g = h + 10/f"""
    run = sg.backpropagate(sg.parse(text.replace("\n", ""), syntax="python"), at={"a": -4, "b": 2})
    assert f"{run.values['g']:.4f}" == "24.7041"
    assert f"{run.adjoints['a']:.4f}" == "138.8338"
    assert f"{run.adjoints['b']:.4f}" == "645.5773"
    assert run.prove().status == "proved"


def test_the_circuits_of_cs231n() -> None:
    """cs231n.github.io/optimization-2: f = (x + y)z, and the sigmoid neuron to two decimals."""
    product = sg.backpropagate("q = x + y; f = q*z", at={"x": -2, "y": 5, "z": -4})
    assert product.values["f"] == -12
    assert {name: product.adjoints[name] for name in "xyzq"} == {"x": -4, "y": -4, "z": 3, "q": -4}
    text = "dot = w0*x0 + w1*x1 + w2; f = 1/(1 + exp(-dot))"
    run = sg.backpropagate(sg.parse(text, syntax="python"), at={"w0": 2, "x0": -1, "w1": -3, "x1": -2, "w2": -3})
    assert run.values["dot"] == 1
    assert f"{run.values['f']:.2f}" == "0.73"
    published = {"w0": -0.20, "x0": 0.39, "w1": -0.39, "x1": -0.59, "w2": 0.20}
    assert {name: round(run.adjoints[name], 2) for name in published} == published


def test_the_neuron_with_its_function_filled_in() -> None:
    run = sg.backpropagate(NEURON, at=NUMBERS, functions={"f": "sigmoid"}, learning_rate=0.1)
    assert f"{run.values['y_hat']:.6f} {run.values['L']:.6f}" == "0.700567 0.089660"
    assert f"{run.adjoints['w']:.6f} {run.adjoints['b']:.6f}" == "-0.188439 -0.125626"
    assert run.adjoints["L"] == 1
    assert run.paths("w") == [("w", "z", "y_hat", "L")]
    assert run.prove().status == "proved"
    assert run.evaluate(**NUMBERS).tolist() == pytest.approx([-0.188438626, -0.125625751])


@pytest.mark.parametrize(
    ("system", "functions", "slope"),
    [
        ("a = f(w x); L = (a - y)^2", {"f": "tanh"}, "f'(w*x) = 1 - tanh(w*x)^2 = 1 - a^2"),
        ("a = 3 f(w x) + b; L = (a - y)^2", {"f": "sin"}, "f'(w*x) = cos(w*x)"),
        ("z = w x; a = f(z); c = g(v a); L = f(c - y)", {"f": "tanh", "g": "exp"}, "g'(v*a) = e^(v*a) = c"),
        ("a = f(f(w x)); L = a^2", {"f": "sigmoid"}, "f'(w*x) = sigmoid(w*x)*(1 - sigmoid(w*x))"),
        ("a = f(w); L = a^2", {"f": "relu"}, "f'(w) = Piecewise((1, w > 0), (0, w < 0))"),
    ],
)
def test_functions_are_filled_in_wherever_they_stand(system: str, functions: dict[str, str], slope: str) -> None:
    run = sg.backpropagate(system, functions=functions)
    assert slope in [state.text for state in run.states]
    assert run.prove().status == "proved"


@pytest.mark.parametrize("options", [{}, {"at": NUMBERS, "functions": {"f": "tanh"}, "learning_rate": "0.1"}])
def test_what_is_saved_reads_back(options: dict[str, object]) -> None:
    made = sg.backpropagate(NEURON, **options)
    again = sg.Derivation.from_json(made.json())
    assert again == made
    assert isinstance(again, Backpropagation)
    assert again.text() == made.text()


def layered(sizes: list[int], activation: str, seed: int) -> tuple[Graph, dict[str, float]]:
    """A network as definitions, its loss the square of the sum of its outputs less y; a point."""
    draw = random.Random(seed)
    rows, before = [], [b.name(f"x_{j}") for j in range(sizes[0])]
    for layer, width in enumerate(sizes[1:]):
        here = []
        for i in range(width):
            z, h = b.name(f"z_{layer}{i}"), b.name(f"h_{layer}{i}")
            products = [b.mul(b.name(f"w_{layer}{i}{j}"), one) for j, one in enumerate(before)]
            rows += [Definition(z, b.add(*products, b.name(f"b_{layer}{i}"))), Definition(h, b.call(activation, z))]
            here.append(h)
        before = here
    rows.append(Definition(b.name("L"), b.power(b.sub(b.add(*before), b.name("y")), b.TWO)))
    graph = Graph(tuple(rows), (b.name("L"),))
    return graph, {one.data.plain: round(draw.uniform(-1, 1), 3) for one in graph.inputs}


@fewer(10)
@given(
    st.lists(st.integers(1, 3), min_size=2, max_size=4), st.sampled_from(["tanh", "sigmoid", "sin"]), st.integers(0, 99)
)
def test_slopes_are_finite_differences(sizes: list[int], activation: str, seed: int) -> None:
    graph, point = layered(sizes, activation, seed)
    run = sg.backpropagate(graph, at=point)
    here = {one: Fraction(str(point[one.data.plain])) for one in graph.inputs}
    for one in graph.inputs[:: max(1, len(graph.inputs) // 4)]:
        truth = oracle.slope(graph.unfold(), one, here, digits=20)
        assert abs(float(truth) - run.adjoints[one.data.plain]) < 1e-12


@pytest.mark.parametrize("sizes", [[1, 1], [2, 1], [1, 2], [2, 2], [1, 2, 2], [2, 1, 2]])
def test_every_line_is_proved_and_reads_back(sizes: list[int]) -> None:
    graph, point = layered(sizes, "tanh", 1)
    run = sg.backpropagate(graph, at=point, learning_rate="0.1")
    assert run.prove().status == "proved"
    for state in run.states:
        assert sg.parse(state.latex, syntax="latex", functions=["L"]).latex() == state.latex
        assert sg.parse(state.text, syntax="text", functions=["L"]) is not None


def test_the_paths_are_all_ways_to_the_output() -> None:
    graph, point = layered([2, 2, 2], "tanh", 1)
    run = sg.backpropagate(graph, at=point)
    found = run.paths("x_0")
    assert len(found) == len(set(found)) == 4
    assert all(path[0] == "x_0" and path[-1] == "L" for path in found)
    assert run.paths("L") == [("L",)]


def test_very_many_paths_are_counted_but_not_listed() -> None:
    graph, _ = layered([4] * 12, "tanh", 1)
    run = sg.backpropagate(graph)
    with pytest.raises(sg.LimitError, match="4194304 paths lead from x_0 to L"):
        run.paths("x_0")
    assert "too many to write its paths out" in run.text()


def test_a_large_network_is_proved_definition_by_definition() -> None:
    graph, point = layered([2, 3, 3, 2], "tanh", 1)
    run = sg.backpropagate(graph, at=point)
    assert any(state.rule == "adjoint" for state in run.states)
    assert run.prove().status == "proved"


def test_effort_grows_with_the_number_of_layers_not_faster() -> None:
    """200 layers of width 4 are at most 5 times the work of 50."""
    small, shallow, deep = (layered([4] * (depth + 1), "tanh", 1)[0] for depth in (5, 50, 200))
    sg.backpropagate(small)
    first = calls(sg.backpropagate, shallow)
    assert calls(sg.backpropagate, deep) < 5 * first


RELU = "z = w*x + b; h = relu(z); L = (h - y)^2"
AT_KINK = {"w": 1, "x": 2, "b": -2, "y": 1}


@pytest.mark.parametrize(("convention", "slope"), [("usual", 0), ("left", 0), ("right", -4), ("mean", -2)])
def test_the_convention_at_a_kink_is_said_and_can_be_changed(convention: str, slope: int) -> None:
    with sg.settings(kink=convention):
        run = sg.backpropagate(RELU, at=AT_KINK)
        assert run.adjoints["w"] == slope
        assert "z = 0 is a kink of ReLU, with slopes 0 and 1 on its two sides" in run.text()
        assert run.prove().status == "proved"


@pytest.mark.parametrize(
    ("activation", "usual", "right"),
    [
        ("relu(z)", 0, 1),
        ("max(0, z)", 0, 1),
        ("max(z, 1 - z - 1)", 0, 0),
        ("leaky_relu(z)", 0.01, 1),
        ("elu(z, 2)", 2, 1),
        ("abs(z)", 0, 1),
    ],
)
def test_each_activation_at_its_kink(activation: str, usual: float, right: float) -> None:
    """The page and the compiled gradient take the same convention."""
    graph = sg.parse(f"h = {activation}; L = 3*h", syntax="python")
    for convention, slope in (("usual", usual), ("right", right)):
        with sg.settings(kink=convention):
            assert sg.backpropagate(graph, at={"z": 0}).adjoints["z"] == pytest.approx(3 * slope)
            assert sg.value_and_grad(graph, "z")(0.0)[1] == pytest.approx(3 * slope)


def test_elu_with_alpha_1_has_no_kink() -> None:
    assert "kink" not in sg.backpropagate(sg.parse("h = elu(z); L = 3*h", syntax="python"), at={"z": 0}).text()


@pytest.mark.parametrize(
    ("system", "options", "reason"),
    [
        ("a = x^2; b = x", {}, "one result is needed"),
        ("z = w*x; L = z^2", {"at": {"w": 1}}, "no value for x"),
        ("z = w*x; L = z^2", {"at": {"w": 1, "x": 2, "q": 3}}, "q is not a variable here"),
        ("z = f(x); L = z^2", {"at": {"x": 1}}, "an unknown function has no numbers"),
        ("z = f(x); L = z^2", {"functions": {"g": "sin"}}, "g is not an unknown function"),
        ("z = f(x); L = z^2", {"functions": {"f": "bogus"}}, "bogus is not a known function"),
        ("z = w*x; L = z^2", {"learning_rate": 1}, "an update needs numbers"),
        ("z = log(x); L = z^2", {"at": {"x": -1}}, "no real value"),
        ("z = sqrt(x); L = z + 1", {"at": {"x": 0}}, "no slope in x"),
        ("x^2 = 3", {}, "an equation has no derivative"),
    ],
)
def test_what_is_refused(system: str, options: dict[str, object], reason: str) -> None:
    with pytest.raises(sg.SymgradError, match=reason):
        sg.backpropagate(system, **options)


def test_numbers_are_asked_for_before_they_are_read() -> None:
    with pytest.raises(sg.SymgradError, match="there are no numbers yet"):
        _ = sg.backpropagate(NEURON).values


def test_a_planted_error_fails_the_proof() -> None:
    """Each line in letters with its statement doubled, and each printed number moved by one in its third digit."""
    run = sg.backpropagate(NEURON, at=NUMBERS, functions={"f": "sigmoid"})
    for i, state in enumerate(run.own_states):
        if state.rule in ("backward.paths", "backward.local", "backward.product", "backward.gradient"):
            wrong = state._replace(statement=b.mul(b.TWO, state.statement))
            states = (*run.own_states[:i], wrong, *run.own_states[i + 1 :])
            planted = Backpropagation(run.goal, run.title, run.source, states, run.result, (), run.graph)
            assert planted.prove().status == "failed", state.text


@pytest.mark.parametrize(
    ("system", "line"),
    [
        ("p_1 = exp(z)/(exp(z) + exp(v)); p_2 = exp(v)/(exp(z) + exp(v)); L = -y*log(p_1) - (1 - y)*log(p_2)",
         "∂p_2/∂z = -p_2*p_1"),
        ("h = Piecewise((z^2, z > 0), (0, True)); z = w*x; L = 2*h", "∂h/∂z = 2*Piecewise((1, z > 0), (0, True))*z"),
        ("h_1 = tanh(u*x); h_2 = tanh(w*h_1 + u*x); L = h_2^2", "∂h_2/∂w = (1 - h_2^2)*h_1"),
        ("yhat = w*x; D = (yhat - y)^2; R = lam*w^2; L = D + R", "∂L/∂w = 2*(yhat - y)*x + 2*lam*w"),
        ("L = w^2*a; a = w*x", "∂L/∂w = 2*a*w + w^2*x"),
    ],
)  # fmt: skip
def test_local_slopes_use_the_names_that_are_there(system: str, line: str) -> None:
    """A softmax in its own entries, cases, a weight used twice, weight decay, a weight beside what it made."""
    run = sg.backpropagate(sg.parse(system, syntax="python"))
    assert run.prove().status == "proved"
    left, statement = line.split(" = ")
    network = [state.text for state in run.states] + [value for _, value in slopes(run)]
    assert statement in network, left


def slopes(run: Backpropagation) -> list[tuple[str, str]]:
    """Every local derivative of the network, in text."""
    network = Network(run.source, run.source.inputs)
    return [(user.data.plain, text(slope)) for user, row in network.slopes.items() for slope in row.values()]


@pytest.mark.parametrize("detail", ["beginner", "brief"])
@pytest.mark.parametrize("system", ["z = w*x + b; a = tanh(z); L = (a - y)^2", "L = w^2*a; a = w*x"])
def test_each_profile_is_proved_and_ends_alike(detail: str, system: str) -> None:
    plain = sg.backpropagate(system)
    with sg.settings(detail=detail):
        run = sg.backpropagate(system)
    assert run.prove().status == "proved"
    assert run.result is plain.result
    assert (len(run.states) > len(plain.states)) == (detail == "beginner")
    assert run.states[-1].text == plain.states[-1].text


def test_a_planted_number_or_name_fails_the_proof() -> None:
    """Every printed number is one off in its last digits, every named slope twice too large, every arrow turned."""
    run = sg.backpropagate(NEURON, at=NUMBERS, functions={"f": "sigmoid"}, learning_rate="0.1")
    spoiled = 0
    for i, state in enumerate(run.own_states):
        *parts, last = state.statement.args or (state.statement,)
        if state.rule in ("backward.value", "backward.slope", "backward.measured", "backward.update", "backward.after"):
            wrong = make(Head.RELATION, (*parts, b.decimal("0.123456")), state.statement.data)
        elif state.rule in ("backward.delta", "backward.with"):
            wrong = make(Head.RELATION, (*parts, b.mul(b.TWO, last)), state.statement.data)
        elif state.rule == "backward.chain":
            wrong = make(Head.RELATION, (last, *parts), state.statement.data)
        else:
            continue
        states = (*run.own_states[:i], state._replace(statement=wrong), *run.own_states[i + 1 :])
        planted = Backpropagation(run.goal, run.title, run.source, states, run.result, (), run.graph)
        assert planted.prove().status == "failed", state.text
        spoiled += 1
    assert spoiled == 14


def test_the_line_of_a_single_number_reads_back() -> None:
    made = sg.backpropagate("y = x^2; L = y + 1", ["x"], at={"x": 3})
    (line,) = (state for state in made.own_states if state.rule == "backward.point")
    assert line.text == "x = 3"
    assert sg.parse(line.latex).latex() == line.latex
    assert made.adjoints["x"] == 6.0
