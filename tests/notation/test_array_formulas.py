"""Matrix formulas read back as printed, and look as in a textbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.notation import latex, mathml, pretty, python, text
from symgrad.notation.boxes.prose import prose_line
from symgrad.parsing import parse
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.functions.arrays import ARRAY_FUNCTIONS, array_function
from symgrad.terms.shapes import Shape
from symgrad.terms.traverse import postorder
from tests.arrays import CASES, LOSSES, Case, names_in, shapes_of
from tests.matrix_terms import NAMES, terms
from tests.strategies import fewer

WRITERS = {"latex": latex, "text": text, "python": python}

#: no neighbour says how long these are in LaTeX
_SIZE_UNSAID = ("eye(n)",)


def read(shown: str, syntax: str, term: Term) -> Term:
    """What the reader makes of it, the names of the term declared."""
    names = [node for node in postorder(term) if node.head is Head.NAME]
    graph = parse(
        shown,
        syntax,
        symbols=[one.data.plain for one in names if not one.shape],
        shapes={one.data.plain: one.shape for one in names if one.shape},
    )
    return graph.rows()[0]


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_what_is_printed_reads_back(case: Case, syntax: str) -> None:
    term = parse(case.text, syntax="python", shapes=case.shapes).output.term
    shown = WRITERS[syntax](term)
    again = read(shown, syntax, term)
    assert again is term
    assert WRITERS[syntax](again) == shown


@pytest.mark.parametrize("loss", LOSSES)
def test_losses_read_back(loss: str) -> None:
    graph = parse(loss, syntax="python", shapes=shapes_of(names_in(loss)))
    for one in graph.definitions:
        for syntax, write in WRITERS.items():
            assert read(write(one.term), syntax, one.term) is one.term


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("shape", NAMES, ids=str)
@fewer(3)
@given(data=st.data())
def test_random_formulas_read_back(syntax: str, shape: Shape, data: st.DataObject) -> None:
    term = data.draw(terms(shape))
    again = read(WRITERS[syntax](term), syntax, term)
    assert WRITERS[syntax](again) == WRITERS[syntax](term)
    assert again is term


X, Y = b.name("X", ("m", "n")), b.name("Y", ("m", "n"))
x, y, u = b.name("x", ("n",)), b.name("y", ("n",)), b.name("u", ("m",))
Q, K = b.name("Q", ("n", "n")), b.name("K", (3, 3))
I6 = b.name("M", (6, 6))


@pytest.mark.parametrize(
    ("term", "in_latex", "in_text", "in_prose"),
    [
        (b.hadamard(y, b.matmul(b.transpose(X), u)), "y \\odot X^{\\top}u", "y ⊙ (X.T @ u)", "y ⊙ (X.T @ u)"),
        (b.power(x, b.TWO), "x^{\\odot 2}", "x^2", "x²"),
        (b.power(Q, b.TWO), "Q^{2}", "Q^2", "Q²"),
        (b.entrywise_power(Q, b.TWO), "Q^{\\odot 2}", "Q.^2", "Q.^2"),
        (b.sub(b.ONE, b.power(x, b.TWO)), "1 - x^{\\odot 2}", "1 - x^2", "1 - x²"),
        (b.add(X, b.matmul(b.ones("m"), b.transpose(x))), "X + \\mathbf{1}x^{\\top}", "X + ones(m) @ x.T", ""),
        (b.add(Q, b.eye("n")), "Q + I", "Q + eye(n)", ""),
        (b.array("softmax", x), "\\operatorname{softmax}\\left(x\\right)", "softmax(x)", ""),
        (b.array("diag", x), "\\operatorname{Diag}\\left(x\\right)", "diag(x)", ""),
        (b.array("conv", I6, K, options=(1, 0)), "M \\star K", "conv(M, K)", ""),
        (b.array("conv", I6, K, options=(2, 1)), "M \\star_{2,1} K", "conv(M, K, 2, 1)", ""),
        (b.array("full_conv", I6, K), "M *_{\\text{full}} K", "full_conv(M, K)", ""),
        (b.array("kron", K, I6), "K \\otimes M", "kron(K, M)", ""),
        (b.array("maxpool", I6, options=(2,)), "\\operatorname{maxpool}_{2}\\left(M\\right)", "maxpool(M, 2)", ""),
        (b.array("pad", K, options=(1,) * 4), "\\operatorname{pad}_{1}\\left(K\\right)", "pad(K, 1)", ""),
        (b.zeros(("m", "n")), "\\mathbf{0}_{m,n}", "zeros(m, n)", ""),
        (b.unary(Head.INDICATOR, b.relation(X, ">", b.ZERO)), "\\left[X > 0\\right]", "[X > 0]", ""),
    ],
    ids=repr,
)
def test_spelling(term: Term, in_latex: str, in_text: str, in_prose: str) -> None:
    assert latex(term) == in_latex
    assert text(term) == in_text
    assert prose_line(term) == (in_prose or prose_line(term))


def test_two_dimensional_text() -> None:
    assert pretty(b.add(X, b.matmul(b.ones("m"), b.transpose(x)))) == "X + 𝟏 xᵀ"
    assert pretty(b.entrywise_power(Q, b.TWO)) == " ⊙2\nQ"
    assert pretty(b.array("conv", I6, K, options=(1, 0))) == "M ⋆ K"
    assert pretty(b.array("maxpool", I6, options=(2,))) == "maxpool₂(M)"


def test_markup() -> None:
    assert "<mo>⊙</mo><mn>2</mn>" in mathml(b.entrywise_power(Q, b.TWO))
    assert "<mo>⋆</mo>" in mathml(b.array("conv", I6, K, options=(1, 0)))
    assert "font-weight: bold" in mathml(b.ones("n"))


def test_every_function_is_found_by_its_spellings() -> None:
    for record in ARRAY_FUNCTIONS.values():
        assert all(array_function(one) is record for one in (record.id, *record.spellings))
        assert record.says
