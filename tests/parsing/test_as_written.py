"""What students, teachers and papers type, as they type it: read as meant, or refused with something to paste."""

import pytest

from symgrad.errors import SymgradError
from symgrad.notation import text
from symgrad.parsing import parse
from symgrad.terms.heads import Head

#: as typed, and what it is read as (in text)
READ = [
    ("||x|-1|", "abs(abs(x) - 1)"),
    ("||x|-|y||", "abs(abs(x) - abs(y))"),
    ("|2x+1| + |x|", "abs(2*x + 1) + abs(x)"),
    ("||x - y||^2", "norm(x - y)^2"),
    ("f: x -> x^2", "f(x) = x^2"),
    ("f: (x, y) -> x^2 y", "f(x, y) = x^2*y"),
    (r"f \colon x \mapsto x^2", "f(x) = x^2"),
    ("x ↦ x^2", "x^2"),
    ("(x, y) -> x*y", "x*y"),
    ("lambda x: x", "x"),
    ("lim x->0 sin(x)/x", "Limit(sin(x)/x, x, 0)"),
    ("lim x->-1 x^2", "Limit(x^2, x, -1)"),
    ("sin 30°", "sin(30*pi/180)"),
    (r"\cos(60^\circ)", "cos(60*pi/180)"),
    (r"\tan x^{\circ}", "tan(x*pi/180)"),
    ("x = ±2", "x = 2 or x = -2"),
    ("x = 1 ± sqrt(2)", "x = 1 + sqrt(2) or x = 1 - sqrt(2)"),
    (r"x = \frac{-b \pm \sqrt{d}}{2a}", "x = (-b + sqrt(d))/(2*a) or x = (-b - sqrt(d))/(2*a)"),
    (r"x \mp y = \pm 1", "x - y = 1 or x + y = -1"),
    ("v = u + at", "v = u + a*t"),
    ("s = ut + 1/2 at^2", "s = u*t + 1/2*a*t^2"),
    ("where(x > 0, x, 0)", "Piecewise((x, x > 0), (0, True))"),
    ("1e400 x", "10^400*x"),
    ("int_0^1 dy/dt dt", "∫_(0)^(1) dy/dt dt"),
    ("int sin(theta) dtheta", "∫ sin(theta) dtheta"),
    (r"\int \frac{dx}{x}", "∫ 1/x dx"),
    (r"\int_1^2 \frac{3\,dt}{t^2+1}", "∫_(1)^(2) 3/(t^2 + 1) dt"),
    (r"\int \frac{1}{x}\,\mathrm dx", "∫ 1/x dx"),
    (r"\norm{x}^2", "norm(x)^2"),
    (r"\partial_x (x^2 y)", "∂/∂x[x^2*y]"),
    ("∂_x f", "∂f/∂x"),
    ("w_{1}*sin(x)", "w_1*sin(x)"),
    ("∑_(i=1)^n w_{i}*tanh(x_{i})", "∑_(i=1)^n w_{i}*tanh(x_{i})"),
    ("1/dx/det(A)*x", "1/d*x/det(A)*x"),
]

#: as typed, the column of the error, and what the hint offers
REFUSED = [
    ("sin2x", 1, "sin(2x)"),
    ("3 sqrt2", 3, "sqrt(2)"),
    ("ln2", 1, "ln(2)"),
    ("sinxcosx", 1, "sin(x)*cos(x)"),
    ("xsinxcosx", 1, "x*sin(x)*cos(x)"),
    ("x 5%", 4, "write 5/100"),
    ("1 000", 3, "write 1000"),
    ("1.000,5", 6, "write 1000.5"),
    ("1,000", 2, "write 1000 or 1.000"),
    ("x -> 0", 3, "lim_(x -> 0)"),
    ("f: R -> R", 6, "f(x) = ..."),
    (r"f\colon \mathbb{R} \to \mathbb{R}", 2, "f(x) = ..."),
    (r"\mathbb{E}[x]", 1, "a sum or an integral"),
    (r"\vec{a} \times \vec{b}", 9, "three entries"),
    (r"\sum_j e^{z_j}", 1, r"\sum_{j=1}^{n}"),
    ("sum_i x_i", 1, "sum_(i=1)^n"),
    ("x ± 1", 3, "separately"),
    ("derivative of x^2", 12, "the formula alone"),
    ("x^2 at x = 3", 5, "at=..."),
    (r"f \circ g", 3, "write f(g(x))"),
    (r"\operatorname*{argmin}_x f(x)", 1, "itself"),
    ("x % 3", 3, "remainder"),
    ("w[3]", 2, "write w_3"),
    ("sum_(i=1)^n w[i + 1]", 14, "write w_{i+1}"),
    ("w[-1]", 2, "write w_1"),
    ("let y = x^2", 1, "write y = x^2"),
    ("def f(x): return x", 1, "f(x) = x**2"),
    (r"\prod_{k} k", 7, r"\prod_{k=1}^{n}"),
    ("if x > 0 then x else -x", 1, "a if x > 0 else b"),
    (r"\dv{y}{x}", 1, r"\frac{dy}{dx}"),
    (r"x \to \infty", 3, "lim_(x -> oo)"),
    ("x = 2, x = -2", 8, "x = 1 or x = 2"),
]

#: as typed, and a word of the note that says how it was read
NOTED = [
    (r"\Delta x", r"write \Delta_x"),
    ("D_x f", "d/dx f"),
    (r"\langle x, y \rangle", "inner product"),
    ("√x²", "under the root"),
    ("e^2x", "e^2x is read as e^(2)*x"),
    ("x^-2y", "x^(-2)*y"),
    ("x^1/2", "in brackets"),
    ("sin 30°", "radians"),
    ("log(x)", "natural"),
    (r"\sum_{i=1}^{n} w_{2i}", "indices 2 and i"),
]


@pytest.mark.parametrize(("typed", "shown"), READ)
def test_read_as_meant(typed: str, shown: str) -> None:
    (row,) = parse(typed).rows()
    assert text(row) == shown


@pytest.mark.parametrize(("typed", "column", "offer"), REFUSED)
def test_refused_with_something_to_paste(typed: str, column: int, offer: str) -> None:
    with pytest.raises(SymgradError) as caught:
        parse(typed)
    assert (caught.value.column, offer in caught.value.hint) == (column, True), caught.value.hint


@pytest.mark.parametrize(("typed", "word"), NOTED)
def test_what_could_surprise_is_noted(typed: str, word: str) -> None:
    assert any(word in note for note in parse(typed).notes)


def test_what_cannot_surprise_is_not_noted() -> None:
    for typed in ("np.log(x)", "math.log(x) + x^2/2", "V = 4/3 pi"):
        assert not any("log is" in note or "brackets" in note for note in parse(typed).notes if "pi" not in typed)
    assert len(parse("V = 4/3 pi r^3 h").notes) == 1


def test_a_sign_that_python_lacks_is_refused() -> None:
    """(It must not be passed over again and again.)"""
    with pytest.raises(SymgradError, match="not read here"):
        parse("a.*2", "python")


def test_a_function_with_a_running_index_is_no_product():
    for typed, functions in ((r"\sum_{i=1}^n f_i(x)", None), (r"\sum_{i=1}^m \ell_i(w)", ["ell"])):
        graph = parse(typed, functions=functions)
        assert any("running index" in note for note in graph.notes)
        assert graph.output.term.args[0].head is Head.APPLY
    product = parse(r"\sum_{i=1}^n x_i(a+b)")
    assert any("factor of a product" in note for note in product.notes)
