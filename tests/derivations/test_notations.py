"""One notation on every line: LaTeX in each of the four reads back to itself, text and HTML are written in it too."""

import pytest

import symgrad as sg
from symgrad.notation import Style, latex, pretty
from symgrad.settings import CHOICES

FORMULAS = [
    ("x^2*sin(x)", "x"),
    ("exp(sin(x^2))", "x"),
    ("x^x", "x"),
    ("x^2*y", "x"),
    ("f(g(x))", "x"),
    ("z = w*x; L = (z - y)^2", "w"),
    ("x^3", ["x", "x"]),
    ("x^2*y^3", ["x", "y"]),
]


@pytest.mark.parametrize("notation", CHOICES["notation"])
@pytest.mark.parametrize(("formula", "wrt"), FORMULAS, ids=[formula for formula, _ in FORMULAS])
def test_every_line_reads_back_in_every_notation(formula: str, wrt: str | list[str], notation: str) -> None:
    with sg.settings(notation=notation) as now:
        style = Style(derivative=now.notation)
    for state in sg.derivative(formula, wrt).states:
        for term in (state.statement, state.left):
            if term is not None:
                written = latex(term, style)
                read = sg.parse(written, syntax="latex")
                assert latex((read.typed or (read.output.term,))[0], style) == written


WRITTEN = {
    "leibniz": ("d/du[", "<mfrac>"),
    "prime": ("[sin(x²)]′", "<mo>′</mo>"),
    "subscript": ("[sin(x²)]ₓ", "<msub>"),
    "operator": ("Dₓ[sin(x²)]", "<msub><mi>D</mi>"),
}


@pytest.mark.parametrize("notation", WRITTEN)
def test_a_whole_derivation_keeps_to_one_notation(notation: str) -> None:
    with sg.settings(notation=notation):
        made = sg.derivative("exp(sin(x^2))")
        shown, page, fragment = made.text(), made.html(), made.latex()
    in_text, in_page = WRITTEN[notation]
    assert in_text in shown and in_page in page
    assert (r"\frac{d}{dx}" in fragment) == (notation == "leibniz")
    assert ("──" in shown) == (notation == "leibniz")


def test_partial_derivatives_have_no_primes() -> None:
    question = sg.derivative("x^2*y", "x").question
    with sg.settings(notation="prime"):
        assert pretty(question).startswith("∂\n")
    with sg.settings(notation="subscript"):
        assert pretty(question) == "[x²⋅y]ₓ"
    with sg.settings(notation="operator"):
        assert pretty(sg.derivative("x^2*y", "y").question) == "∂_y[x²⋅y]"


def test_higher_orders_in_text() -> None:
    question = sg.derivative("x^5", ["x"] * 4).question
    written = {"prime": "[x⁵]⁽⁴⁾", "subscript": "[x⁵]ₓₓₓₓ", "operator": "Dₓ⁴[x⁵]"}
    for notation, text in written.items():
        with sg.settings(notation=notation):
            assert pretty(question) == text


@pytest.mark.parametrize("text", [r"(x^2)_{x}", r"\left[x^2\right]_{2}", r"D_{2}[x^2]"])
def test_what_is_no_derivative_is_not_read_as_one(text: str) -> None:
    try:
        graph = sg.parse(text, syntax="latex")
    except sg.SymgradError:
        return
    assert graph.output.term.head != "derivative"
