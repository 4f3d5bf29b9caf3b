"""Declarations in code and in text, the names that may be declared, and the stated limits at N-1, N and N+1."""

import pytest

from symgrad.errors import LimitError, ParseError, SymgradError
from symgrad.parsing import parse
from symgrad.parsing.limits import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_EXPONENT,
    MAX_LENGTH,
    MAX_NAME,
    MAX_NAMES,
    MAX_ORDER,
    MAX_SIDE,
)
from symgrad.terms.build import ONE, ZERO, add, apply, mul, name, unary
from symgrad.terms.heads import Head

X, T = name("x"), name("t")


def test_declarations_in_text() -> None:
    graph = parse("declare x, y real positive; A 3x3; L function; t in [0, 1]; v vector 4\nL(x) + t*tr(A)")
    assert graph.rows() == (add(apply("L", X), mul(T, unary(Head.TRACE, name("A", (3, 3))))),)
    assert graph.domain.of(X).words == ("real", "positive")
    assert (graph.domain.of(T).lower, graph.domain.of(T).upper) == (ZERO, ONE)


def test_what_is_declared_in_text_is_what_is_declared_in_code() -> None:
    typed = parse("declare A mxn; w vector n; loss symbol\ndeclare t nonnegative\nt loss A w", "latex")
    given = parse("t loss A w", "latex", shapes={"A": ("m", "n"), "w": ("n",)}, symbols=["loss", "t"])
    assert [one.data.plain for one in typed.inputs] == [one.data.plain for one in given.inputs]
    assert typed.domain.of(T).words == ("nonnegative",)


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("declare x positve\nx", "'positve'", "positive"),
        ("declare x real y\nx", "'y'", "declare x"),
        ("declare x in [a, 1]\nx", "'a' is not a number", "interval"),
        ("declare x, 3y real\nx", "'3y' is not a name", "letter"),
    ],
)
def test_declarations_that_say_nothing(text: str, reason: str, hint: str) -> None:
    with pytest.raises(SymgradError) as caught:
        parse(text)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert caught.value.column == 9


def test_declare_is_an_ordinary_word_elsewhere() -> None:
    assert parse("declare + 1").rows() == (add(name("declare"), ONE),)


@pytest.mark.parametrize(
    "spelling", ["x", "w_1", "α", "\\alpha", "lambda", "w_ij^(1)", "z^[2]", "w^*", "m_t-1", "y_hat"]
)
def test_names_that_may_be_declared(spelling: str) -> None:
    assert parse("1", symbols=[spelling]).inputs == ()


@pytest.mark.parametrize(
    "spelling", ["", " ", "1x", "x y", "x=1", "a.b", "x\x1b[31m", "x\u202e", "open('f')", "x" * 101]
)
def test_names_that_are_none(spelling: str) -> None:
    with pytest.raises(SymgradError, match="is not a name") as caught:
        parse("1", symbols=[spelling])
    assert caught.value.reason.isprintable()


@pytest.mark.parametrize("shape", [(-1, 2), (0,), (2, 2, 2), "3x3", (1.5,), ("a b",), (None,)])
def test_shapes_that_are_none(shape) -> None:
    with pytest.raises(SymgradError, match="size") as caught:
        parse("A", shapes={"A": shape})
    assert "shapes=" in caught.value.hint


@pytest.mark.parametrize("spelling", ["\x1b]0;owned\x07", "\x1b]52;c;Y3VybA==\x07", "\x1b[8m", "\x9b31m", "x\u202e"])
def test_escape_sequences_are_refused_wherever_a_name_may_stand(spelling: str) -> None:
    """No error repeats them as they are."""
    for options in (
        {"symbols": [spelling]},
        {"functions": [spelling]},
        {"output": spelling},
        {"domain": {spelling: 1}},
    ):
        with pytest.raises(SymgradError) as caught:
            parse("x", **options)
        assert (caught.value.reason + caught.value.hint).isprintable()
    with pytest.raises(ParseError, match=r"character U\+") as placed:
        parse(spelling)
    assert (placed.value.reason + placed.value.hint).isprintable()


#: what is limited, the limit, an input of size n
LIMITS = [
    ("length", MAX_LENGTH, lambda n: "x+" * ((n - 1) // 2) + "x" + " " * ((n - 1) % 2)),
    ("depth", MAX_DEPTH, lambda n: "(" * n + "x" + ")" * n),
    ("digits", MAX_DIGITS, lambda n: "1" * n),
    ("exponent", MAX_EXPONENT, lambda n: f"1e{n}"),
    ("name", MAX_NAME, lambda n: "y" * n),
    ("names", MAX_NAMES, lambda n: "+".join(f"x_{i}" for i in range(n))),
    ("side", MAX_SIDE, lambda n: f"declare A {n}x2\nA"),
    ("order", MAX_ORDER, lambda n: f"Derivative(x, (x, {n}))"),
]


@pytest.mark.parametrize(("limit", "text"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_limits(limit: int, text) -> None:
    for size in (limit - 1, limit):
        parse(text(size), "text")
    with pytest.raises(LimitError) as caught:
        parse(text(limit + 1), "text")
    assert caught.value.column is not None
