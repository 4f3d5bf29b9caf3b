"""Labels under the parts of a row, and trees of what depends on what: drawn by every writer, saved and read back."""

import json

import pytest

from symgrad.notation import (
    Align,
    Document,
    Row,
    Tree,
    align_latex,
    align_text,
    document_from_json,
    document_html,
    document_json,
    document_latex,
    document_markdown,
    document_text,
)
from symgrad.terms.build import add, derivative, mul, name, neg

T, X, Y, Z = (name(letter) for letter in "txyz")
DX, DY = derivative(Z, X, partial=True), derivative(Z, Y, partial=True)
PATHS = Tree(((Z, DX, X, derivative(X, T), T), (Z, DY, Y, derivative(Y, T), T)))
SUMMED = Row(derivative(Z, T), "=", add(mul(DX, X), neg(mul(DY, Y))), "", braces=((T, " → ", X), "the other way"))


def test_a_tree_in_text_has_its_root_on_the_left() -> None:
    assert document_text(Document((PATHS,))).split("\n")[:2] == [
        "z ─┬─ ∂z/∂x ─→ x ─── dx/dt ─→ t",
        "   └─ ∂z/∂y ─→ y ─── dy/dt ─→ t",
    ]


def test_a_tree_in_latex_is_an_array_of_arrows() -> None:
    latex = document_latex(Document((PATHS,)), False)
    assert latex.count("\\xrightarrow") == 4
    assert "& \\xrightarrow{\\frac{\\partial z}{\\partial y}}" in latex


def test_a_branch_is_hung_under_its_own_node() -> None:
    to_t, to_y = derivative(X, T, partial=True), derivative(X, Y, partial=True)
    tree = Tree(((Z, DX, X, to_t, T), (Z, DX, X, to_y, Y), (Z, DY, Y)))
    assert document_text(Document((tree,))).split("\n")[:3] == [
        "z ─┬─ ∂z/∂x ─→ x ─┬─ ∂x/∂t ─→ t",
        "   │              └─ ∂x/∂y ─→ y",
        "   └─ ∂z/∂y ─→ y",
    ]


def test_braces_in_latex_are_underbraces() -> None:
    latex = align_latex(Align((SUMMED,)))
    assert "_{t \\to x} - \\underbrace{" in latex
    assert "_{\\text{the other way}}" in latex


def test_braces_in_text_stand_under_their_part() -> None:
    text = align_text(Align((SUMMED,)))
    assert "╰" in text and "t → x" in text and "the other way" in text


def test_a_sum_as_a_factor_is_bracketed() -> None:
    row = Row(None, "=", mul(DX, add(X, Y)), braces=("a", "b"))
    assert "\\cdot \\underbrace{\\left(x + y\\right)}_{\\text{b}}" in align_latex(Align((row,)))


def test_labels_that_do_not_fit_the_parts_are_left_out() -> None:
    assert "underbrace" not in align_latex(Align((SUMMED._replace(braces=("a", "b", "c")),)))


def test_a_long_row_goes_on_in_the_next_line() -> None:
    row = Row(None, "=", add(X, Y, Z), braces=("a" * 50, "b" * 50, "c" * 50))
    assert align_latex(Align((row,))).count("\\\\\n") == 2
    assert all(len(line) <= 110 for line in align_text(Align((row,))).split("\n"))


@pytest.mark.parametrize("writer", [document_latex, document_text, document_markdown, document_html])
def test_every_writer_draws_both(writer) -> None:
    assert "→" in writer(Document((PATHS, Align((SUMMED,))))) or "arrow" in writer(Document((PATHS,)))


def test_both_are_saved_and_read_back() -> None:
    page = Document((PATHS, Align((SUMMED,))))
    assert document_from_json(json.loads(json.dumps(document_json(page)))) == page
