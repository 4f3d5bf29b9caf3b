"""Spellings that people really use: digits behind letters, brackets behind names, a d before a bracket, slips."""

import pytest

from symgrad.errors import ParseError, SymgradError
from symgrad.notation import latex, text
from symgrad.notation.linear.python import python
from symgrad.parsing import parse
from symgrad.parsing.trouble import closest, slips
from symgrad.terms.build import name
from symgrad.terms.names import Name

#: two spellings of one thing, and the syntax of the first
ALIKE = [
    (r"w1 \alpha", r"w_{1} \alpha", "latex"),
    (r"\alpha1 + xy2 \sin x2", r"\alpha_1 + x y_2 \sin x_2", "latex"),
    (r"\frac x2 + \sqrt x2", r"\frac{x}{2} + 2\sqrt{x}", "latex"),
    ("w[0]*x[0] + b", "w_0 x_0 + b", "python"),
    ("W[0, j] + w[i+1]", r"W_{0,j} + w_{i+1}", "python"),
    ("Sum(w[i]*x[i], (i, 1, n))", r"\sum_{i=1}^{n} w_i x_i", "python"),
    ("d(x^2)/dx", "d/dx[x^2]", "text"),
    ("2 + d^2(sin(x) x)/dx^2", "2 + d^2/dx^2[sin(x) x]", "text"),
    ("∂(x^2 y)/∂x", "∂/∂x[x^2 y]", "text"),
    ("d(U)/dx", "dU/dx", "text"),
]


@pytest.mark.parametrize(("typed", "other", "syntax"), ALIKE)
def test_alike(typed: str, other: str, syntax: str) -> None:
    def spelled(graph) -> str:
        return text(graph.rows()[0]).replace("_", "").replace("{", "").replace("}", "")

    one, two = parse(typed, syntax), parse(other)
    assert spelled(one) == spelled(two) or one.sympy.doit() == two.sympy.doit()


def test_a_digit_behind_a_letter_is_noted_in_latex() -> None:
    assert any("w1 is read as the name w_1" in note for note in parse(r"w1 \alpha").notes)
    assert {one.data.key for one in parse(r"w1 + w_{1}").inputs} == {"w_1"}
    with pytest.raises(ParseError, match="a product"):
        parse(r"w1 \alpha", strict=True)


def test_an_index_under_a_sum_is_an_entry() -> None:
    for typed in (r"\sum_{i=1}^{n} w_i x_i", r"\sum_{i=1}^{n} \sum_{j=1}^m w_{ij} x_j", r"\prod_{i=1}^{n} w_{i1}"):
        (term,) = parse(typed).rows()
        assert parse(python(term), "python").rows() == (term,)


INDICES = [
    ("w[-1]", "counts from the end"), ("w[1:2]", "a slice"), ("w[:3]", "a slice"), ("x*w[i, ::2]", "a slice"),
    ("w[]", "index"), ("w[1.5]", "index"), ("w[i][j]", "index"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "reason"), INDICES)
def test_indices_that_are_none(typed: str, reason: str) -> None:
    with pytest.raises(SymgradError, match=reason) as caught:
        parse(typed, "python")
    assert typed[caught.value.column - 1] == "["
    assert "write" in caught.value.hint


def test_a_shifted_index_under_a_sum() -> None:
    """w[i+1] in Python is \\sum w_{i+1}, and outside a sum the name w_{i+1}."""
    (term,) = parse("Sum(w[i+1, 2*i], (i, 1, n))", "python").rows()
    assert parse(r"\sum_{i=1}^{n} w_{i+1,2\cdot i}").rows() == (term,)
    assert any("indices 2 and i" in note for note in parse(r"\sum_{i=1}^{n} w_{2i}").notes)
    assert parse("w[i+1]", "python").rows() == (name(Name("w", sub="i+1")),)


def test_a_d_without_a_quotient_is_a_product_and_says_so() -> None:
    assert parse("d(U)").notes
    assert parse("d(" * 60 + "U" + ")" * 60).notes  # in linear time


def test_a_row_is_no_column() -> None:
    (row,), (column,) = parse("[[a, b]]").rows(), parse("[a, b]").rows()
    assert (row.shape, column.shape) == ((1, 2), (2,))
    for term in (row, column, *parse("d/dx[[a, b]]").rows(), *parse("d/dx[[[a, b]]]").rows()):
        assert parse(text(term), "text").rows() == (term,)
        assert parse(latex(term), "latex").rows() == (term,)


def test_an_output_may_be_spelled_in_latex() -> None:
    for spelling in (r"\hat y", r"\hat{y}", "y_hat"):
        graph = parse(r"\hat y = w x \\ L = (\hat y - y)^2", output=spelling)
        assert graph.output.name.data.plain == "y_hat"
    with pytest.raises(SymgradError, match="nothing named"):
        parse("y = x", output=r"\hat y")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sni", "sin"), ("tahn", "tanh"), ("cosx", "cos"), ("srqt", "sqrt"), ("lgo", "log"), ("snh", "sinh"),
        ("relus", "relu"), ("arcsni", "arcsin"), ("foo", ""), ("loss", ""), ("net", ""),
    ],
)  # fmt: skip
def test_did_you_mean(typed: str, meant: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"{typed}(x)")
    hint = f"did you mean {meant}" if meant else "declare functions="
    assert caught.value.hint.startswith(hint)


def test_slips_are_counted() -> None:
    assert [slips("abc", other) for other in ("abc", "acb", "ab", "abcd", "abd", "xyz")] == [0, 1, 1, 1, 1, 3]
    assert closest("matirx", ["matrix", "vector"]) == "matrix"
    assert closest("chain", ["asin", "cosine"]) == ""
