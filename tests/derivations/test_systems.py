"""Derivatives through named definitions: against SymPy on the unfolded function, and against differences."""

import random
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symgrad as sg
from symgrad.algebra import to_sympy
from symgrad.derivations import Derivation
from symgrad.graph import Definition, Graph
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import depth, free_names, postorder, size
from tests import oracle
from tests.derivations.judging import X, number
from tests.strategies import fewer, smooth

Y, Z, T = map(b.name, "yzt")
SYSTEMS = [
    ("z = x^2 + 3*y; x = cos(t); y = t^3", "t"),
    ("L = (yhat - y)^2; yhat = sigmoid(w*x)", "w"),
    ("L = (a - y)^2; a = tanh(z); z = w*x + b", "b"),
    ("p = q*r*s; q = x + 1; r = x^2; s = exp(x)", "x"),
    ("s = u + v; u = w^2; v = w^3; w = sin(x)", "x"),
    ("f = u/v; u = x*y; v = x + y", "y"),
    ("y = sqrt(u); u = 1 + x^4", "x"),
    ("E = k*r^2; r = a - b*x", "x"),
]


def value_at(made: Derivation, point: dict[str, Fraction]) -> object:
    return oracle.value(made.source_result(), {b.name(name): at for name, at in point.items()})


def point_for(graph: Graph) -> dict[str, Fraction]:
    return {one.data.plain: Fraction(2 * i + 3, 7) for i, one in enumerate(graph.inputs)}


@pytest.mark.parametrize(("system", "wrt"), SYSTEMS)
def test_the_chain_rule_through_definitions_is_sympys_derivative(system: str, wrt: str):
    graph = sg.parse(system)
    made = sg.derivative(graph, wrt)
    expected = sp.diff(to_sympy(graph.unfold()), sp.Symbol(wrt))
    assert sp.simplify(made.sympy - expected) == 0
    assert made.prove().status == "proved"


@pytest.mark.parametrize(("system", "wrt"), SYSTEMS)
def test_every_line_of_a_system_is_true(system: str, wrt: str):
    """Inert derivatives of defined names are derivatives of their definitions."""
    graph = sg.parse(system)
    made = sg.derivative(graph, wrt)
    point = point_for(graph)
    truth = number(sp.diff(to_sympy(graph.unfold()), sp.Symbol(wrt)), point)
    for state in made.own_states:
        assert oracle.close(total(state.statement, graph, b.name(wrt), point), truth, 12), state.text


def total(statement: Term, graph: Graph, variable: Term, point: dict[str, Fraction]) -> object:
    """The value of a line: names are what they are defined as; d/d(input) is total, d/d(defined name) is local."""
    here: dict[Term, object] = {b.name(name): at for name, at in point.items()}
    for one in graph.definitions:
        here[one.name] = oracle.value(one.term, here)
    for node in postorder(statement):
        if node.head is Head.DERIVATIVE:
            here[node] = slope_of(node, graph, variable, here)
    return oracle.value(statement, here)


def slope_of(node: Term, graph: Graph, variable: Term, here: dict[Term, object]) -> object:
    body, by = node.args
    defined = {one.name: one.term for one in graph.definitions}
    if by is variable and body in defined:
        return oracle.slope(graph.unfold(body), by, {n: here[n] for n in graph.inputs})
    local = defined.get(body, body)
    return oracle.slope(local, by, {n: here[n] for n in free_names(local)})


@fewer(8)
@given(smooth(X, leaves=3), smooth(X, leaves=3), smooth(Y, leaves=3), smooth(Z, leaves=3))
def test_random_systems(one: Term, other: Term, left: Term, right: Term):
    rows = (Definition(Y, one), Definition(Z, other), Definition(b.name("L"), b.add(b.mul(left, right), X)))
    graph = Graph(rows, (b.name("L"),))
    made = sg.derivative(graph, "x")
    expected = oracle.slope(graph.unfold(), X, {X: Fraction(3, 7)})
    assert oracle.close(oracle.value(made.source_result(), {X: Fraction(3, 7)}), expected, 15)
    assert made.prove().status in ("proved", "checked")


@pytest.mark.parametrize(("system", "wrt"), SYSTEMS)
def test_higher_orders_go_through_the_unfolded_function(system: str, wrt: str):
    graph = sg.parse(system)
    made = sg.derivative(graph, [wrt, wrt])
    point = point_for(graph)
    expected = number(sp.diff(to_sympy(graph.unfold()), sp.Symbol(wrt), 2), point)
    assert oracle.close(value_at(made, point), expected, 12)


@pytest.mark.parametrize("function", ["x^2*y + sin(x*y)", "x*y*z", "exp(-(x^2 + y^2))", "log(x + 2*y)/z", "x"])
def test_a_gradient_is_its_partial_derivatives(function: str):
    made = sg.gradient(function)
    graph = made.source
    assert len(made.children) == len(graph.inputs) == len(made.result.args)
    for one, part in zip(graph.inputs, made.result.args, strict=True):
        truth = sp.diff(to_sympy(graph.unfold()), sp.Symbol(one.data.plain))
        assert sp.simplify(to_sympy(part) - truth) == 0
    assert made.prove().status == "proved"


def test_the_order_of_the_gradient_is_that_of_the_names():
    made = sg.gradient("x^2*y", ["y", "x"])
    x, y = sp.symbols("x y")
    assert made.sympy == sp.Matrix([x**2, 2 * x * y])


def test_a_gradient_at_a_point():
    made = sg.gradient("x^2 + y^2", at={"x": 3, "y": 1})
    assert made.result is b.tuple_of(b.integer(6), b.TWO)
    assert "6.32456" in made.text() or "6.325" in made.text()
    assert made.prove().status == "proved"


# networks


def network(sizes: list[int], seed: int, activation: str = "tanh") -> tuple[str, list[str], dict[str, float]]:
    """A network as named formulas with L the sum of squares of its outputs; its weights; a point for all inputs."""
    draw = random.Random(seed)
    rows, weights, below = [], [], [f"x_{i}" for i in range(1, sizes[0] + 1)]
    point = {name: draw.uniform(-1, 1) for name in below}
    for layer, width in enumerate(sizes[1:], 1):
        here = []
        for i in range(1, width + 1):
            names = [f"w_{layer}_{i}_{j}" for j in range(1, len(below) + 1)]
            bias = f"b_{layer}_{i}"
            inner = " + ".join(f"{w}*{h}" for w, h in zip(names, below, strict=True))
            rows.append(f"h_{layer}_{i} = {activation}({inner} + {bias})")
            here.append(f"h_{layer}_{i}")
            weights += [*names, bias]
        below = here
    rows.append("L = " + " + ".join(f"{h}^2" for h in below))
    point |= {name: draw.uniform(-1, 1) for name in weights}
    return "\n".join(rows), weights, point


@fewer(10)
@given(st.lists(st.integers(1, 3), min_size=3, max_size=4), st.integers(0, 99), st.sampled_from(["tanh", "sin"]))
def test_adjoints_are_finite_differences(sizes: list[int], seed: int, activation: str):
    text, weights, point = network(sizes, seed, activation)
    graph = sg.parse(text)
    made = sg.gradient(graph, weights)
    found = made.evaluate(**point)
    exact = {name: Fraction(value) for name, value in point.items()}
    unfolded = graph.unfold()
    for name, slope in list(zip(weights, found, strict=True))[:: max(1, len(weights) // 4)]:
        here = {one: exact[one.data.plain] for one in graph.inputs}
        truth = oracle.slope(unfolded, b.name(name), here, digits=20)
        assert abs(float(truth) - float(slope)) < 1e-9


def test_a_deep_network_is_differentiated_as_it_is_written():
    text, weights, point = network([4, *[4] * 50, 1], 3)
    assert len(weights) == 1_005
    made = sg.gradient(sg.parse(text), weights)
    assert len(made.graph.definitions) < 3_000
    assert sum(size(one.term) for one in made.graph.definitions) < 60_000
    assert max(depth(one.term) for one in made.graph.definitions) < 12
    assert len(made.evaluate(**point)) == 1_005


def test_the_adjoints_of_a_network_are_proved():
    text, weights, _ = network([2, 2, 1], 1)
    report = sg.gradient(sg.parse(text), weights).prove()
    assert report.status == "proved"


def test_a_weight_that_does_not_matter_has_the_slope_0():
    graph = sg.parse("L = a^2; a = w*x; c = v*x", output="L")
    assert sg.gradient(graph, ["w", "v"]).result.args[1] is b.ZERO
    made = sg.derivative(graph, "v")
    assert made.result is b.ZERO
    assert made.states[-1].why == "L does not depend on v"
    assert made.prove().status == "proved"


@pytest.mark.parametrize(("system", "wrt"), SYSTEMS)
def test_a_system_is_saved_and_read_back(system: str, wrt: str):
    made = sg.derivative(system, wrt)
    again = Derivation.from_json(made.json())
    assert again.json() == made.json()
    assert again.text() == made.text()


def test_a_network_is_saved_and_read_back():
    text, weights, _ = network([2, 2, 1], 1)
    made = sg.gradient(sg.parse(text), weights)
    again = Derivation.from_json(made.json())
    assert again.json() == made.json()
    assert again.latex() == made.latex()
