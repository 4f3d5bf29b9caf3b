"""A line that was changed after its steps were taken is found out: the proof is of the line, not of its steps alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

import symgrad as sg
from symgrad.derivations.derivation import Derivation
from symgrad.terms import Head, Term, make
from symgrad.terms import build as b

NEURON = "L = (a - y)^2; a = sigmoid(z); z = w*x"
LAYERS = "z = w*x; a = tanh(z); p = v*a; q = tanh(p); r = u*q; s = tanh(r); L = (s - y)^2"

MADE: dict[str, Callable[[], Derivation]] = {
    "derivative": lambda: sg.derivative("x^2 sin(x)", "x"),
    "at a point": lambda: sg.derivative("x^2 sin(x)", "x", at={"x": 2}),
    "second derivative": lambda: sg.derivative("x^3 e^x", ["x", "x"]),
    "gradient": lambda: sg.gradient("x^2 y + sin(x)", at={"x": 1, "y": 2}),
    "hessian": lambda: sg.hessian("x^2 y + y^3", at={"x": 1, "y": 2}),
    "kink": lambda: sg.derivative("|x|", "x"),
    "arcsine": lambda: sg.derivative("asin(x)", "x"),
    "network": lambda: sg.gradient(LAYERS, ["w", "v", "u"]),
    "backpropagation": lambda: sg.backpropagate(NEURON, ["w"], at={"w": 1, "x": 2, "y": 0}),
}


def wrong(term: Term) -> Term:
    """2 t + 1/3 for a number t, in the first entry of several and on the last side of a relation."""
    if term.head in (Head.MATRIX, Head.TUPLE):
        return make(term.head, (wrong(term.args[0]), *term.args[1:]), term.data, term.shape)
    if term.head is Head.RELATION:
        return make(term.head, (*term.args[:-1], wrong(term.args[-1])), term.data, term.shape)
    if term.shape:
        return b.mul(b.integer(3), term)
    return b.add(b.mul(b.TWO, term), b.rational(Fraction(1, 3)))


def changed(made: Derivation) -> Iterator[tuple[str, Derivation]]:
    """The derivation with one line changed, each in turn."""
    for i, state in enumerate(made.own_states):
        if state.relation != "question":
            states = (*made.own_states[:i], state._replace(statement=wrong(state.statement)), *made.own_states[i + 1 :])
            yield f"line {i}, {state.rule}", replace(made, own_states=states)


@pytest.mark.parametrize("name", MADE)
def test_a_changed_line_is_not_proved(name: str) -> None:
    made = MADE[name]()
    assert made.prove().status in ("proved", "checked")
    passed = [line for line, one in changed(made) if one.prove().status in ("proved", "checked")]
    assert passed == []
