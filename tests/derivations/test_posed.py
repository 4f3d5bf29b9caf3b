"""A derivative that was typed as the question is derived once, in the variable that it names."""

import pytest

from symgrad.derivations import derivative, gradient
from symgrad.errors import SymgradError
from symgrad.notation import text
from symgrad.terms.node import Term
from tests.cli.support import run

ASKED = [
    ("d/dx x^2", None, "2*x"),
    ("d/dx x^2", "x", "2*x"),
    (r"\frac{d}{dx}\left(x^2\right)", None, "2*x"),
    ("y = x^2; dy/dx", None, "2*x"),
    ("y = x^2; dy/dx", "x", "2*x"),
    ("∂/∂x[x^2 y]", None, "2*x*y"),
    ("d^2/dx^2 x^3", None, "6*x"),
    ("d^2/dx^2 x^3", ["x", "x"], "6*x"),
]


@pytest.mark.parametrize(("typed", "wrt", "expected"), ASKED)
def test_it_is_taken_once(typed: str, wrt: str | None, expected: str) -> None:
    made = derivative(typed, wrt)
    assert text(made.result) == expected
    assert made.prove().status == "proved"
    assert ("taken once" in made.text()) is (wrt is not None)


def test_in_another_variable_it_is_a_function_like_any_other() -> None:
    assert text(derivative("d/dx[x^2 y]", "y").result) == "2*x"
    assert text(derivative("f = d/dx[x^2]", "x").result) == "2"


def test_a_gradient_that_was_typed() -> None:
    for typed in ("∇[x^2 y]", r"\nabla_{x,y}\left[x^2 y\right]", "L = x^2 y; ∇L"):
        found = gradient(typed).result
        assert isinstance(found, Term)
        assert [text(entry) for entry in found.args] == ["2*x*y", "x^2"]
    with pytest.raises(SymgradError, match="higher derivative"):
        gradient("d^2/dx^2 x^3")


def test_without_a_formula_it_is_refused() -> None:
    with pytest.raises(SymgradError, match="y has no formula") as caught:
        derivative(r"\frac{dy}{dx}")
    assert caught.value.hint == "write y = x^2; dy/dx"


def test_on_the_command_line() -> None:
    for typed, expected in (("∂/∂x[x^2 y]", "2⋅x⋅y"), ("∂^2/∂x∂y[x^2 y]", "2⋅x"), ("d^2/dx^2 x^3", "6⋅x")):
        shown = run("derive", typed)
        assert shown.status == 0
        assert f"= {expected}" in shown.out
    assert "The gradient" in run("derive", "∇[x^2 y]").out
