"""Every differential law and every adjoint is used in an example that is proved and agrees with finite differences."""

import numpy as np
import pytest

import symgrad as sg
from symgrad.graph import from_term
from symgrad.notation import text
from symgrad.rules.matrices import adjoints, matrix_laws
from symgrad.rules.matrices.cleaning import CLEANINGS
from symgrad.terms import Head, Term
from symgrad.terms.build import TWO, array, inner, integer, name, power, unary
from tests.derivations.differentials.arrays import random_values, slope

EXAMPLES = [
    "sum(A*X - B)",
    "tr(X.T@A@X@B)",
    "inner(A*X, X)",
    "norm(x/(2 + x*a))**2 + norm(x)",
    "a.T@inv(X)@b",
    "det(X) + log(det(A@X@B))",
    "log(det(X.T@X))",
    "tr(X@X@X)",
    "x.T@x*sum(x)/(1 + norm(a)**2)",
    "norm(x, 1)",
    "sum(X@X**2)",
    "sum(a*softmax(x)) + a.T@log(softmax(x))",
    "sum(A*softmax(X)) + sum(A*log(softmax(X)))",
    "logsumexp(x) + logsumexp(X)",
    "sum(A@diag(x)@B) + a.T@diag(X@A)",
    "norm(conv2(Y, X))**2",
    "sum(A*maxpool(Y)) + sum(B*avgpool(Y))",
    "norm(im2col(x, 2)@c)**2",
    "sum(log(1 + exp(-x*a)))",
    "sum(log(cosh(x - a)))",
    "sum(tanh(x)**3 + sqrt(x) + 2**x)",
    "norm(vec(X))**2",
    "tr(X.T@A@X)",
    "a.T@inv(X)@X@b",
    "sum(a*log(x*b))",
    "sum(b*log(sigmoid(x)) + (1 - b)*log(1 - sigmoid(x)))",
    "sum(A*softmax(X))",
]

Y = name("Y", (6, 6))
X = name("X", (3, 3))

#: what Python's spelling does not reach
BUILT = [
    power(unary(Head.NORM, array("pad", X, options=(1, 0, 2, 1)), "F"), TWO),
    power(unary(Head.NORM, array("rows", Y, options=(1, 4)), "F"), TWO),
    power(unary(Head.NORM, array("stack", X, array("rot180", X)), "F"), TWO),
    unary(Head.TRACE, power(X, integer(3))),
    inner(array("unvec", array("vec", X), options=(3, 3)), X),
    power(unary(Head.NORM, array("kron", X, name("P", (2, 2))), "F"), TWO),
    power(unary(Head.NORM, array("kron", X, X), "F"), TWO),
    power(unary(Head.NORM, array("kron", name("x", (3,)), name("x", (3,))), "2"), TWO),
    power(unary(Head.NORM, array("full_conv", X, name("P", (2, 2))), "F"), TWO),
    power(unary(Head.NORM, array("full_conv", name("P", (2, 2)), X), "F"), TWO),
    power(unary(Head.NORM, array("col2im", X, options=(3, 1, 5)), "2"), TWO),
]

SHAPES = {"A": (3, 3), "B": (3, 3), "X": (3, 3), "a": (3,), "b": (3,), "x": (3,), "c": (2,), "Y": (6, 6)}


ALL: list[str | Term] = [*EXAMPLES, *BUILT]


def text_of(formula: str | Term) -> str:
    return formula if isinstance(formula, str) else text(formula)


def derived(formula: str | Term) -> sg.Derivation:
    graph = from_term(formula) if isinstance(formula, Term) else sg.parse(formula, syntax="python", shapes=SHAPES)
    names = [one.data.plain for one in graph.inputs if one.data.plain in ("x", "X", "Y")]
    return sg.gradient(graph, names)


@pytest.mark.parametrize("formula", ALL, ids=text_of)
def test_an_example_is_proved_and_agrees_with_finite_differences(formula: str | Term) -> None:
    made = derived(formula)
    assert made.prove().status in ("proved", "checked"), str(made.prove())
    body = made.source.output.term
    values, direction = random_values(made.source.inputs, 5), random_values(made.source.inputs, 6)
    names = [one.data.plain for one in made.question.args[1:]]
    moved = {key: value for key, value in direction.items() if key in names}
    found = made.evaluate(**values)
    parts = found if len(names) > 1 else (found,)
    total = sum(float(np.sum(part * moved[key])) for key, part in zip(names, parts, strict=True))
    want = float(slope(body, values, moved))
    assert abs(total - want) < 1e-5 * (1 + abs(want))


def test_every_law_is_used_in_an_example() -> None:
    unknown = sg.gradient(sg.parse("l(x)", "python", shapes=SHAPES, functions=["l"]), ["x"])
    layer = sg.parse("u = f(x)\nL = a.T@u", "python", shapes={**SHAPES, "u": SHAPES["x"]}, functions=["f"])
    made = [unknown, sg.gradient(layer, ["x"]), *map(derived, ALL)]
    used = {step.rule for one in made for state in one.states for step in state.steps}
    written = {law.id for law in matrix_laws()} | {adjoint.id for adjoint in adjoints()}
    written |= {one.id for one in CLEANINGS}
    assert written <= used


def test_an_unknown_function_goes_entry_by_entry_where_its_value_is_declared_so() -> None:
    shapes = {"W": (2, 3), "x": (3,), "z": (2,), "a": (2,), "c": (2,)}
    graph = sg.parse(r"z = W x; a = \varphi(z); L = c^\top a", functions=["varphi"], shapes=shapes)
    made = sg.backpropagate(graph, ["W"])
    assert [state.text for state in made.own_states if state.rule == "differential.paths"] == [
        "c", "(∇_a L) ⊙ varphi'(z)", "(∇_z L) @ x.T",
    ]  # fmt: skip
    assert made.prove().status == "proved"
    assert "local derivatives" not in made.text()
