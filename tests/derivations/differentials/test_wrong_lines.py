"""A line that is wrong is found out: laws with a wrong factor, factors moved without their transpose, wrong answers."""

from dataclasses import replace

import pytest

import symgrad as sg
from symgrad.derivations.state import State
from symgrad.terms import Term
from symgrad.terms.build import integer, mul
from symgrad.terms.heads import Head
from symgrad.terms.traverse import rewrite

QUESTIONS = {
    "norm(A@x-b)**2": "x",
    "tr(X@A@X)": "X",
    "log(det(X))": "X",
    "a.T@inv(X)@b": "X",
    "sum(a*softmax(x))": "x",
    "sum(log(1 + exp(-a*x)))": "x",
}
SHAPES = {"A": (3, 3), "X": (3, 3), "a": (3,), "b": (3,), "x": (3,)}


def derived(formula: str) -> sg.Derivation:
    return sg.gradient(sg.parse(formula, syntax="python", shapes=SHAPES), [QUESTIONS[formula]])


def with_state(made: sg.Derivation, place: int, state: State) -> sg.Derivation:
    return replace(made, own_states=(*made.own_states[:place], state, *made.own_states[place + 1 :]))


@pytest.mark.parametrize("formula", QUESTIONS)
def test_a_law_with_a_wrong_factor_fails(formula: str) -> None:
    made = derived(formula)
    for place, state in enumerate(made.own_states):
        for i, step in enumerate(state.steps):
            if step.result is not None:
                wrong = step._replace(result=mul(integer(2), step.result))
                broken = state._replace(steps=(*state.steps[:i], wrong, *state.steps[i + 1 :]))
                assert with_state(made, place, broken).prove().rows[place - 1].status == "failed"


@pytest.mark.parametrize("formula", QUESTIONS)
def test_a_wrong_answer_is_measured(formula: str) -> None:
    made = derived(formula)
    last = made.own_states[-1]
    wrong = with_state(made, len(made.own_states) - 1, last._replace(statement=mul(integer(3), last.statement)))
    assert wrong.prove().rows[-1].status == "failed"


def _untransposed(term: Term) -> Term:
    """A^T written as A: the slip that most often happens."""
    return rewrite(term, lambda node: node.args[0] if node.head is Head.TRANSPOSE else node)


def test_a_forgotten_transpose_fails() -> None:
    made = derived("norm(A@x-b)**2")
    place, state = next((i, s) for i, s in enumerate(made.own_states) if "adjoint.matmul" in s.rule)
    step = state.steps[-1]
    assert _untransposed(step.after) is not step.after
    wrong = state._replace(steps=(*state.steps[:-1], step._replace(after=_untransposed(step.after))))
    assert with_state(made, place, wrong).prove().rows[place - 1].status == "failed"


@pytest.mark.parametrize("factor", [0, 2])
def test_a_gradient_that_is_not_all_that_was_sent_back_fails(factor: int) -> None:
    """Paths that were forgotten or counted twice, at every name of a network."""
    shapes = {"W": ("m", "n"), "V": ("m", "m"), "x": ("n",), "y": ("m",)}
    graph = sg.parse("z = W@x; h = tanh(z); e = V@h + h - y; L = norm(e)**2/2", "python", shapes=shapes)
    made = sg.gradient(graph, ["W", "V"])
    assert made.prove().status == "proved"
    read = [i for i, state in enumerate(made.own_states) if state.rule == "differential.paths"]
    for place in read:
        state = made.own_states[place]
        wrong = state._replace(statement=mul(integer(factor), state.statement))
        assert with_state(made, place, wrong).prove().rows[place - 1].status != "proved"
