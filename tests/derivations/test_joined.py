"""Steps that only put proved parts together are held against the function as a whole."""

from dataclasses import replace

import pytest

import symgrad as sg
from symgrad.terms import build as b


@pytest.mark.parametrize(
    ("f", "x"),
    [("z = w*x + b; h = tanh(z); L = (h - y)^2", "w"), ("x = cos(t); y = sin(t); z = x^2*y", "t"), ("x^sin(x)", "x")],
)
def test_a_line_put_together_wrongly_is_refuted(f: str, x: str) -> None:
    made = sg.derivative(f, x)
    assert made.prove().status == "proved"
    joined = {"local", "put-in", "logarithmic"}
    wrong = [
        state._replace(statement=b.mul(b.TWO, state.statement)) if joined & {s.rule for s in state.steps} else state
        for state in made.own_states
    ]
    assert wrong != list(made.own_states)
    assert replace(made, own_states=tuple(wrong)).prove().status == "failed"
