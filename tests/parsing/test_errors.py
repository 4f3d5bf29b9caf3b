"""What is refused, with the reason, the column in the text as typed, and what to type instead."""

import pytest

from symgrad.errors import LimitError, ParseError, ShapeError, SymgradError
from symgrad.parsing import parse
from symgrad.parsing.limits import MAX_DEPTH, MAX_DIGITS, MAX_LENGTH

#: text, syntax, column, part of the reason, part of the hint
REFUSED = [
    ("", "text", 1, "nothing to read", ""),
    ("   ", "text", 1, "nothing to read", ""),
    ("x+", "text", 3, "ends", ""),
    ("x = ", "text", 4, "ends", ""),
    ("(x+1", "text", 1, "'(' is never closed", "add )"),
    ("x+1)", "text", 4, "')' was never opened", ""),
    ("(x]", "text", 3, "does not close '(' of column 1", "write )"),
    ("\\left(x+1\\right]", "latex", 10, "does not close", "write )"),
    ("\\frac{1}", "latex", 9, "argument", ""),
    ("\\sqrt{", "latex", 7, "ends", ""),
    ("{x", "latex", 1, "never closed", "add }"),
    ("$x^2", "text", 1, "never closed", "$"),
    ("\\fraq{1}{2}", "latex", 1, "\\fraq is not a command", "\\frac"),
    ("\\sine x", "latex", 1, "not a command", "\\sin"),
    ("\\pm 1", "latex", 1, "two formulas", "separately"),
    ("tahn(x)", "text", 1, "not a known function", "tan"),
    ("xsin(x)", "text", 1, "not a known function", "x*sin(...)"),
    ("sinx", "text", 1, "not a name", "sin(x)"),
    ("loss(3)", "text", 1, "not a known function", 'functions=["loss"]'),
    ("sin = x", "text", 1, "name of a function", "sin_1"),
    ("2^3^2", "latex", 4, "double superscript", "a^{b^c}"),
    ("1,5", "text", 2, "comma inside a number", "1.5"),
    ("x,y", "text", 2, "','", ""),
    ("1.2.3", "text", 1, "point", ""),
    ("0x10", "text", 1, "base ten", "16"),
    ("2 3", "text", 3, "side by side", "2*3"),
    ("2x", "python", 2, "side by side", "2*x"),
    ("sin x", "python", 1, "brackets", "sin(x)"),
    ("sin(x, y)", "python", 1, "takes 1 argument", ""),
    ("f(,x)", "text", 3, "missing", ""),
    ("\\sin", "latex", 1, "missing", ""),
    ("\\ln()", "latex", 5, "missing", ""),
    ("\\sum_{i=1}^{n}", "latex", 1, "of what", ""),
    ("\\int x^2", "latex", 1, "differential", "dx"),
    ("\\frac{d}{dx}", "latex", 1, "differentiated", "[...]"),
    ("\\frac{d^2 y}{dx}", "latex", 1, "orders", ""),
    ("\\begin{cases} x & x>0", "latex", 1, "never ended", "\\end{cases}"),
    ("\\begin{bmatrix} 1 & 2 \\\\ 3 \\end{bmatrix}", "latex", 1, "row 2", ""),
    ("x & y", "text", 3, "'&'", ""),
    ("x % y", "text", 3, "'%'", ""),
    ("x # y", "text", 3, "'#'", ""),
    ("x.__class__", "text", 2, "'.' followed by a name", ""),
    ("x[0]", "text", 2, "index", "x_0"),
    ("'x'", "python", 1, "quotes", ""),
    ("x @ y", "text", 3, "matrices", "*"),
    ("log(x) at x=0", "text", 8, "not part of a formula", "at="),
    ("the gradient of x", "text", 1, "not part", "formula alone"),
    ("x + (y < 3)", "text", 3, "condition", ""),
    ("х + 1", "text", 1, "CYRILLIC".lower(), "x"),
    ("x\u200b+1", "text", 2, "U+200B", "delete"),
    ("x\u202e+1", "text", 2, "U+202E", "delete"),
    ("x\x00+1", "text", 2, "U+0000", "delete"),
    ("ｘ", "text", 1, "fullwidth", "x"),
    ("y' + s + t", "text", 1, "s or t", "dy/ds"),
    ("f^{-1}(x)", "latex", 1, "inverse", ""),
    ("a @ b + 1", "python", 3, "matrices", ""),
    ("(fx)'", "latex", 5, "which variable", "d/dx"),
    ("f'(x, y)", "text", 1, "several arguments", "∂f/∂x"),
    ("x'", "text", 1, "any variable", "dx/dt"),
    ("a \\lor b", "latex", 3, "joins conditions", ""),
    ("x < y or x > z", "text", 1, "not a formula", ""),
    ("x > 0 if x > 0 else y", "text", 7, "not a number", ""),
    ("x if y else z", "text", 3, "condition", ""),
    ("x if y > 0", "text", 11, "'else'", ""),
    ("not x", "python", 1, "condition", ""),
    ("f(x)[0]", "python", 5, "side by side", ""),
    ("sin(x)+e^{x}", "latex", 1, "backslash", "\\sin"),
    ("\\log^{-1} x", "latex", 1, "log^-1", ""),
    ("\\ln -x", "latex", 5, "negative argument", ""),
    ("n!!", "text", 2, "double factorial", "n!"),
    ("||x|", "text", 1, "never closed", "add |"),
    ("\\|x\\|_3", "latex", 7, "norm", ""),
    ("\\left. x \\right|", "latex", 10, "point should follow", "_{x=3}"),
    ("x|_{y>3}", "latex", 3, "", ""),
    ("x_", "latex", 2, "index", "x_1"),
    ("x_{", "latex", 3, "never closed", "}"),
    ("x_{y=2}", "latex", 5, "index", ""),
    ("\\hat{x+1}", "latex", 7, "'{'", ""),
    ("\\hat", "latex", 1, "name", ""),
    ("\\text{a b}", "latex", 1, "not one name", ""),
    ("\\text{__import__('os')}", "latex", 7, "only words", ""),
    ("\\left x", "latex", 1, "bracket", ""),
    ("\\begin{tabular} x \\end{tabular}", "latex", 1, "tabular", ""),
    ("\\begin{align} x", "latex", 1, "never ended", "\\end{align}"),
    ("x \\end{align}", "latex", 3, "without its", ""),
    ("\\begin{cases} x \\end{cases}", "latex", 17, "no condition", "otherwise"),
    ("\\begin{cases} x & y \\end{cases}", "latex", 19, "condition", ""),
    ("\\begin{cases} \\end{cases}", "latex", 1, "without a row", ""),
    ("\\begin{cases} x & x>0 \\end{matrix}", "latex", 23, "does not end", ""),
    ("\\sum_i x_i", "latex", 1, "index", "\\sum_{i=1}^{n}"),
    ("\\sum_{i>1}^{n} x_i", "latex", 6, "i=1", ""),
    ("\\int_0 x \\, dx", "latex", 1, "both limits", ""),
    ("\\lim x", "latex", 1, "point", "\\lim"),
    ("\\lim_{x=0} x", "latex", 6, "x \\to 0", ""),
    ("\\frac{\\partial L}{w}", "latex", 7, "partial sign", ""),
    ("∂x", "text", 1, "partial sign", ""),
    ("\\partial_{1} x", "latex", 14, "function", ""),
    ("\\nabla^2 f", "latex", 1, "gradient", ""),
    ("\\frac{d^n y}{dx^n}", "latex", 9, "whole number", ""),
    ("d2y/dx2", "text", 1, "not a differential", "d^2y"),
    ("None", "python", 1, "no value", ""),
    ("_x", "python", 1, "'_'", ""),
    ("Piecewise(x, y)", "python", 1, "pair", "True"),
    ("Derivative(x)", "python", 1, "which variable", "(f, x)"),
    ("Derivative(x, 2)", "python", 1, "variables", ""),
    ("Subs(x, 1, 2)", "python", 1, "names", ""),
    ("Rational(x, 2)", "python", 1, "numbers", ""),
    ("Sum(k, k)", "python", 1, "range", ""),
    ("Integral(x, (1, 2))", "python", 1, "over x", ""),
    ("Limit(x, 1, 2)", "python", 1, "variable", ""),
    ("norm(x, 3)", "python", 1, "norms", ""),
    ("sqrt()", "python", 6, "missing", ""),
    ("where(x, 1, 2)", "python", 1, "condition", ""),
    ("3 = ", "text", 4, "ends", ""),
    ("pi = 3", "text", 1, "constant", ""),
    ("sqrt(x), y > 0", "text", 8, "does not hold", ""),
    ("x for y", "text", 7, "condition", ""),
    ("(x; y)", "text", 3, "bracket is still open", ""),
    ("max a", "text", 1, "brackets", "max(x)"),
    ("√", "text", 1, "root of what", ""),
    ("e^", "text", 3, "ends", ""),
    ("x^{}", "latex", 4, "missing before '}'", ""),
    ("one plus one", "text", 5, "no names", ""),
    ("f^{(n)}(x)", "latex", 1, "whole number", ""),
    ("sum_{i=1}^{n} x_i", "latex", 1, "backslash", "\\sum"),
]


@pytest.mark.parametrize(("text", "syntax", "column", "reason", "hint"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_refused(text: str, syntax: str, column: int, reason: str, hint: str) -> None:
    with pytest.raises(SymgradError) as caught:
        parse(text, syntax)
    assert caught.value.column == column
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert caught.value.text == text


def test_the_place_counts_in_the_users_own_lines() -> None:
    with pytest.raises(ParseError) as caught:
        parse("z = w*x + b\na = foo(z)\n", "text")
    assert (caught.value.line, caught.value.column) == (2, 5)
    assert str(caught.value).startswith("line 2, column 5: ")
    assert caught.value.caret() == "a = foo(z)\n    ^"


def test_shapes_that_do_not_fit_are_placed() -> None:
    with pytest.raises(ShapeError) as caught:
        parse("x + A@x", "python", shapes={"A": (3, 2), "x": (2,)})
    assert caught.value.column == 3


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "x" + ")" * 5000,
        "sin(" * 5000 + "x" + ")" * 5000,
        "\\frac{1}{" * 500 + "x" + "}" * 500,
        "-" * 5000 + "x",
        "x^" * 5000 + "x",
        "|" * 301 + "x",
        "x" * (MAX_LENGTH + 1),
        "1" * (MAX_DIGITS + 1),
        "1e1000000000",
        "d^60/dx^60[x]",
    ],
    ids=lambda text: text[:12],
)
def test_limits(text: str) -> None:
    with pytest.raises((LimitError, ParseError)) as caught:
        parse(text)
    assert caught.value.column is not None


def test_what_is_within_the_limits_is_read() -> None:
    depth = MAX_DEPTH - 1
    assert parse("sin(" * depth + "x" + ")" * depth, "text").notes == ()
    assert parse("9**9**9", "text").notes == ()
    assert parse("(10^6)!", "text").notes == ()
    assert len(parse("+".join(["x"] * 5000), "text").rows()[0].args) == 5000


def test_a_deep_stack_is_no_recursion_error() -> None:
    def deeper(levels: int) -> None:
        if levels:
            deeper(levels - 1)
        else:
            parse("sin(" * 90 + "x" + ")" * 90, "text")

    try:
        deeper(900)
    except LimitError as error:
        assert error.column is not None


@pytest.mark.parametrize("text", ["xy", "a/bc", "x(y+1)", "sin^-1 x", "log x", "2\\frac12"])
def test_strict_shows_both_readings(text: str) -> None:
    assert parse(text).notes
    with pytest.raises(ParseError, match="but it could also mean") as caught:
        parse(text, strict=True)
    assert caught.value.column is not None


def test_an_unknown_syntax() -> None:
    with pytest.raises(SymgradError, match="unknown syntax"):
        parse("x", "tex")
