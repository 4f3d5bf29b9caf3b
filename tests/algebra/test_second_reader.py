"""The second reader: what latex2sympy2 reads comes back as written, what it mistakes is refused, nothing stays.

Most of these run in the worker process, as users have it; the first starts it.
"""

import itertools
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import symgrad as sg
from symgrad.algebra.second import front, library, second_reading
from symgrad.algebra.second.rows import split_rows
from symgrad.algebra.second.spelling import name_of
from symgrad.errors import LimitError, ParseError, SymgradError, UnsupportedError

READINGS = {
    "x^2 y": "x^2*y",
    "-x^2": "-x^2",
    r"\frac{a}{b}c - 2 \cdot 3": "a/b*c - 2*3",
    "x + x + 0x": "x + x + 0*x",
    r"\frac{x}{x}": "x/x",
    r"\sqrt{x}^2": "sqrt(x)^2",
    r"\sqrt[3]{x}": "root(x, 3)",
    "x^{1/3}": "x^(1/3)",
    "x^{-1}": "x^(-1)",
    "9^{9^{9}}": "9^(9^9)",
    "0.5x": "1/2*x",
    "e^{-x}": "e^(-x)",
    "e": "e",
    r"\exp(\ln x)": "e^log(x)",
    r"e^{\log_{10} x}": "e^log(x, 10)",
    r"\log_2 x": "log(x, 2)",
    r"\sin^2 x \cos y": "sin(x)^2*cos(y)",
    r"\sin^{-1} x": "asin(x)",
    r"\left|x - 1\right|": "abs(x - 1)",
    r"\max(0, z)": "max(0, z)",
    "n!": "factorial(n)",
    "i + j": "i + j",
    r"\alpha_1 \hat{y}_i + w_{ij}": "alpha_1*y_hat_i + w_ij",
    r"n_{\text{in}} + \text{loss} + x_{t-1}": "n_in + loss + x_{t-1}",
    "f(x, y)": "f(x, y)",
    r"\sigma(z)": "sigmoid(z)",
    r"\sigma(wx+b)": "sigma*(w*x + b)",
    r"\sin x / x": "sin(x/x)",
    r"\frac{dy}{dx}": "dy/dx",
    r"\frac{\partial f}{\partial x}": "∂f/∂x",
    r"\int_0^1 x^2 dx": "∫_(0)^(1) x^2 dx",
    r"\sum_{j=1}^{n} w_{ij} x_j": "∑_(j=1)^n w_{i,j}*x_{j}",
    r"\begin{bmatrix} x \\ y \end{bmatrix}": "[x, y]",
    "z = wx + b": "z = w*x + b",
    "f(x) = x^2": "f(x) = x^2",
    "a < b < c": "a < b < c",
    r"x \neq 0": "x != 0",
    r"w \leftarrow w - \eta g": "w <- w - eta*g",
    "$$x^2 + 1$$": "x^2 + 1",
    "y = w x; L = (y - 1)^2": "y = w*x\nL = (y - 1)^2",
    r"\begin{aligned} z &= wx \\ a &= z^2 \end{aligned}": "z = w*x\na = z^2",
}

#: input -> column and words of the refusal
REFUSALS = {
    "x+1)": (4, "reads nothing from ')' on"),
    "x+": (3, "it expected something else here"),
    r"y = \frac12": (10, "it expected something else here"),
    r"\begin{cases} x \end{cases}": (1, "it does not understand what stands here"),
    r"\left\|x\right\|": (1, "it stops with AttributeError"),
    "f'(x)": (2, "drops primes and transposes"),
    r"\mathbf{w}^T \mathbf{x}": (11, "drops primes and transposes"),
    r"y + x^{\top}": (6, "drops primes and transposes"),
    r"\nabla f": (1, r"takes \nabla for one letter"),
    "x dx + y": (1, "takes a differential here for a letter"),
    r"\frac{d^2 y}{dx^2}": (1, "takes a differential here for a letter"),
    r"z = \sinc x": (5, r"takes the beginning of a command for \sin"),
    r"\coth x": (1, r"takes the beginning of a command for \cot"),
    r"x \in R": (3, "for the declaration of a matrix"),
    r"\lim_{x \to 0} x": (1, "takes every limit for one from the right"),
    r"\variable{a}": (1, "a command of latex2sympy2's own"),
    r"x^2 \text{ for } x > 0": (5, "takes words in a formula for one name"),
    "x^2 sin(x)": (5, "without its backslash sin is a product of letters"),
    r"\{a = b\}": (8, "latex2sympy2"),
    "x =": (4, "a side of a relation is missing"),
    "a, b": (1, "latex2sympy2"),
    "$ $": (1, "there is no formula"),
    "x\ny + )": (5, "it expected something else here"),
}


def read(text: str) -> sg.Graph:
    return sg.parse(text, syntax="latex2sympy2")


@pytest.mark.parametrize("text", READINGS)
def test_it_is_read_as_written(text: str) -> None:
    graph = read(text)
    assert graph.text() == READINGS[text]
    assert "second reader" in graph.notes[0]


@pytest.mark.parametrize("text", REFUSALS)
def test_what_it_drops_or_mistakes_is_refused(text: str) -> None:
    column, words = REFUSALS[text]
    with pytest.raises(SymgradError) as caught:
        read(text)
    assert isinstance(caught.value, ParseError | UnsupportedError)
    assert words in caught.value.reason
    assert (caught.value.column, caught.value.text) == (column, text)


def test_a_definition_is_one() -> None:
    graph = read(r"f(x) = x^2 \sin x")
    assert [one.name.data.plain for one in graph.definitions] == ["f"]
    assert graph.output.parameters == graph.inputs
    assert sg.derivative(graph).text()


def test_the_domain_is_declared_and_shapes_cannot_be() -> None:
    assert sg.parse("x", "latex2sympy2", domain={"x": "positive"}).domain.entries
    with pytest.raises(UnsupportedError, match="shapes"):
        sg.parse("Ax", "latex2sympy2", shapes={"A": (2, 2)})


def test_a_log_without_a_base_follows_the_setting() -> None:
    graph = read(r"\log x + \log_{10} x")
    assert graph.text() == "log(x) + log(x, 10)"
    assert any("base" in note for note in graph.notes)
    with sg.settings(log_base="2"):
        assert read(r"\log x").text() == "log(x, 2)"
    assert not any("base" in note for note in read(r"\ln x").notes)


STATEFUL = ["x dx", r"\begin{vmatrix}i&j\end{vmatrix}", "i = 5", r"\dfrac{x}{2}", r"\frac{dy}{dx}", "a = b + c", "x)"]


@pytest.mark.parametrize("before", [*itertools.permutations(STATEFUL, 2)], ids="; ".join)
def test_no_input_changes_what_comes_after(before: tuple[str, ...]) -> None:
    for text in before:
        try:
            read(text)
        except SymgradError:
            continue
    assert read("i^2 + a x").text() == "i^2 + a*x"


def test_it_never_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "SECONDS", 0.3)
    began = time.monotonic()
    for text in (r"\sin(" * 25 + "x" + ")" * 25, "1E999999999", r"\operatorname{zeros}(20000,20000)"):
        with pytest.raises(LimitError, match="latex2sympy2 was stopped"):
            read(text)
    assert time.monotonic() - began < 10
    monkeypatch.undo()
    assert read("x").text() == "x"


def test_long_and_deep_inputs_meet_a_limit() -> None:
    assert read("x" + "+x" * 40).text().count("x") == 41
    with pytest.raises(LimitError, match="nested too deep"):
        read("(" * 300 + "x" + ")" * 300)
    with pytest.raises(LimitError, match=str(front.LONGEST)):
        read("x" * (front.LONGEST + 1))


def test_the_library_stays_in_the_worker() -> None:
    code = (
        "import sys, symgrad.parsing as p; assert p.parse('x^2', 'latex2sympy2').text() == 'x^2'; "
        "print(*({'sympy', 'antlr4', 'latex2sympy2', 'gen', 'tests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == ""


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "latex2sympy2", None)
    missing, reason = library._loaded()
    assert missing is None
    assert "latex2sympy2" in reason
    monkeypatch.setattr(library, "_LIBRARY", missing)
    with pytest.raises(UnsupportedError, match="cannot be imported here"):
        library.tree_of("x", "e")


def test_loading_leaves_nothing_behind() -> None:
    assert library._MISSING == ""
    assert sys.version_info < (3, 13) or "typing.io" not in sys.modules


pieces = st.sampled_from(["x", "y+1", r"\frac{a}{b}", "(a=b)", r"\sum_{i=1}^n x_i", r"\begin{matrix}a&b\end{matrix}"])
signs = st.sampled_from(["=", ":=", "<", r"\le ", r"\neq ", r"\leftarrow "])


@given(st.lists(st.tuples(pieces, signs), max_size=3), pieces)
def test_sides_stand_where_they_say(chain: list[tuple[str, str]], last: str) -> None:
    text = "".join(f" {side} {sign}" for side, sign in chain) + last
    (row,) = split_rows(text)
    assert [side.text for side in row.sides] == [side for side, _ in chain] + [last]
    assert all(text[side.start : side.start + len(side.text)] == side.text for side in row.sides)
    assert len(row.signs) == len(chain)


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("x", "x"),
        ("x_1", "x_1"),
        ("w_{ij}", "w_ij"),
        (r"\hat{y}_i", "y_hat_i"),
        (r"\overline{\alpha}", "alpha_bar"),
        (r"\mathbf{w}", "w"),
        (r"\mathbf{\hat{w}}_{1,2}", "w_hat_1,2"),
        (r"\text{loss}", "loss"),
        (r"\theta_{\alpha}", "theta_alpha"),
    ],
)
def test_symbols_are_names(symbol: str, key: str) -> None:
    assert name_of(symbol).key == key


@pytest.mark.parametrize("symbol", [r"\nabla", "ab", r"\frac{a}", "x_{a!}", r"\hat{ab}", ""])
def test_other_symbols_are_refused(symbol: str) -> None:
    with pytest.raises(UnsupportedError):
        name_of(symbol)


@given(st.text("xyz123+-*/^_{}()[]|\\'=<>&,.;!$ \n", max_size=12) | st.text(max_size=6))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        second_reading(text)
    except SymgradError as error:
        assert error.reason
