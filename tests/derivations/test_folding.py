"""Folding what the reader knows: the result never changes, nothing is lost, and what is left is still proved."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import symgrad as sg
from symgrad.derivations.choices.folding import FAMILIES

FORMULAS = ["x^2*sin(x) + cos(3x)", "(x^2 + 1)/(x - 1)", "exp(sin(x^2))", "x^sin(x)", "sqrt(x)/x", "abs(x^2 - 1)"]
WORDS = [*FAMILIES, "product", "sin", "derivative.cos", "power"]


@given(st.sampled_from(FORMULAS), st.sampled_from(["beginner", "course", "brief"]), st.sets(st.sampled_from(WORDS)))
def test_folding_never_changes_the_result_and_can_be_undone(formula: str, detail: str, known: set[str]) -> None:
    with sg.settings(detail=detail):
        made = sg.derivative(formula)
    folded = made.fold(known=known)
    assert folded.result is made.result
    assert folded.own_states[-1].statement is made.own_states[-1].statement
    assert len(folded.own_states) <= len(made.own_states)
    assert folded.unfold() == made
    assert folded.fold(known=known) == folded


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_folded_derivation_is_proved_and_saved_as_before(formula: str) -> None:
    with sg.settings(detail="beginner"):
        folded = sg.derivative(formula).fold(known=["basics", "powers", "trigonometry", "algebra"])
    assert folded.prove().status == "proved"
    jsonschema.validate(folded.json(), sg.Derivation.json_schema())
    assert sg.Derivation.from_json(folded.json()) == folded


def test_what_is_known_is_not_told_and_the_lines_stay_in_the_children() -> None:
    with sg.settings(detail="beginner"):
        made = sg.derivative("x^2*sin(x)")
    folded = made.fold(known=["powers", "trigonometry"])
    assert [state.why for state in folded.own_states] == ["the question", "product rule", ""]
    assert [state.why for state in folded.own_states[2].children] == ["power rule", "derivative of sine"]


def test_knowing_a_function_is_not_knowing_the_chain_rule() -> None:
    made = sg.derivative("sin(x^2)")
    assert len(made.fold(known=["trigonometry"]).own_states) == 3
    assert len(made.fold(known=["trigonometry", "chain rule"]).own_states) == 2


def test_the_components_of_a_gradient_are_folded_too() -> None:
    with sg.settings(detail="beginner"):
        made = sg.gradient("x^2*y")
    folded = made.fold(known=["basics"])
    assert len(folded.states) < len(made.states) and folded.unfold() == made


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(sg.SymgradError, match="no family of rules called 'magic'"):
        sg.derivative("x^2").fold(known=["magic"])
