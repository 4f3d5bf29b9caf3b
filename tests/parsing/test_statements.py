"""Rows to graphs: definitions in any order, systems, functions, equations, updates, conditions, outputs."""

import pytest

from symgrad.errors import ParseError, SymgradError
from symgrad.parsing import parse
from symgrad.terms.build import ONE, TWO, ZERO, E, add, call, div, integer, mul, name, neg, power, relation, sub
from symgrad.terms.names import Name

W, X, Y, Z, A, B, L, T = (name(letter) for letter in "wxyzabLt")

NEURON = sub(call("sigmoid", add(mul(W, X), B)), Y)


def test_a_system_in_any_order_and_any_spelling() -> None:
    spellings = [
        "z = w*x+b; a = sigmoid(z); L = (a-y)^2",
        "L = (a-y)^2\na = sigmoid(z)\nz = w*x+b",
        "z = wx + b \\\\ a = \\sigma(z) \\\\ L = (a-y)^2",
        "\\begin{align}\n z &= wx+b \\\\\n a &= \\sigma(z) \\\\\n L &= (a-y)^2 \n\\end{align}",
        "z=wx+b,\\qquad a=\\sigma(z),\\qquad L=(a-y)^2",
    ]
    for text in spellings:
        graph = parse(text)
        assert [one.name for one in graph.definitions] == [Z, A, L]
        assert graph.outputs == (L,)
        assert graph.unfold() is power(NEURON, TWO)


def test_a_definition_may_be_named_like_anything_that_is_no_elementary_function() -> None:
    graph = parse("dot = w0*x0 + w2; f = 1/(1+exp(-dot))", "python")
    assert graph.output.name is name("f")
    assert parse("e = y - t; L = e^2").unfold() is power(sub(Y, T), TWO)
    assert parse("loss = (y - y_hat)^2").outputs == (name("loss"),)


def test_names_keep_their_indices() -> None:
    graph = parse("\\hat{y}_i = w_{ij}^{(1)} x_j; L = (y_i - \\hat y_i)^2")
    assert [one.name for one in graph.definitions] == [name(Name("y", ("hat",), "i")), L]


def test_a_function_definition() -> None:
    graph = parse("f(x, y) = x^2 + y")
    (one,) = graph.definitions
    assert one.name is name("f")
    assert one.parameters == (X, Y)
    assert one.term is add(power(X, TWO), Y)
    assert graph.inputs == (X, Y)


def test_uses_of_a_defined_function_are_put_in() -> None:
    graph = parse("g(x) = x^2; y = g(3t) + g(x)", "text")
    assert graph.outputs == (Y,)
    assert graph.unfold() is add(power(mul(integer(3), T), TWO), power(X, TWO))


def test_functions_of_functions() -> None:
    assert parse("h(x) = g(x) + 1; g(x) = 2x; y = h(t)", "text").unfold() is add(mul(TWO, T), ONE)
    with pytest.raises(ParseError, match="arguments"):
        parse("g(x) = x^2; y = g(1, 2)", "text")
    with pytest.raises(ParseError):
        parse("g(x) = h(x); h(x) = g(x)", "text")


def test_equations() -> None:
    graph = parse("x^2 + y^2 = 1")
    assert graph.equations == (relation(add(power(X, TWO), power(Y, TWO)), "=", ONE),)
    assert graph.definitions == ()
    assert graph.outputs == ()
    implicit = parse("y = x*y + 1")
    assert implicit.definitions == ()
    assert "equation" in implicit.notes[0]


def test_updates() -> None:
    graph = parse("w \\leftarrow w - \\eta g")
    assert graph.equations[0].data == ("<-",)
    assert parse("w <- w - 0.1*g", "text").equations[0].data == ("<-",)
    assert parse("w_{t+1} = w_t - \\eta g").definitions == ()
    assert parse("x<-1", "text").equations[0] is relation(X, "<", neg(ONE))


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("a = b\nb = a", "a -> b -> a", (1, 1)),
        ("x = 1\na = a + 1", "a -> a", (2, 1)),
        ("a = 1\na = 2", "a is defined twice", (2, 1)),
    ],
)
def test_circles_and_doubles_are_named(text: str, reason: str, place: tuple[int, int]) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text, "text")
    assert reason in caught.value.reason
    assert (caught.value.line, caught.value.column) == place


def test_conditions_go_to_the_domain() -> None:
    graph = parse("f(x) = x^2 \\text{ for } x > 0")
    assert graph.domain.relations((X,)) == (relation(X, ">", ZERO),)
    assert parse("sqrt(x) for x >= 0", "text").domain.of(X).words == ("nonnegative",)
    assert parse("x^2", domain={"x": [0, 1]}).domain.of(X).lower is ZERO


def test_output_picks_the_result() -> None:
    graph = parse("z = 2x; y = 3x", "text", output="y")
    assert graph.output.name is Y
    assert graph.chosen
    with pytest.raises(SymgradError, match="nothing named q"):
        parse("z = 2x", output="q")


def test_a_bare_formula_has_an_invented_name() -> None:
    graph = parse("f(x) + g")
    assert graph.output.anonymous
    assert graph.output.name.data.plain not in ("f", "g", "x")
    assert parse("x; y", "text").outputs[0] is not parse("x; y", "text").outputs[1]


def test_terms_graphs_and_sympy_objects_are_taken_too() -> None:
    import sympy as sp

    x = sp.Symbol("x")
    assert parse(parse("x^2")).rows() == (power(X, TWO),)
    assert parse(power(X, TWO)).rows() == (power(X, TWO),)
    assert parse(sp.exp(-x)).rows() == (power(E, neg(X)),)
    assert parse(sp.Eq(x, 1)).equations == (relation(X, "=", ONE),)
    assert parse(div(X, Y), domain={"y": "nonzero"}).domain.of(Y).words == ("nonzero",)


def test_a_thousand_rows() -> None:
    rows = ["a_0 = x"] + [f"a_{i} = tanh(a_{i - 1})" for i in range(1, 1000)]
    graph = parse("\n".join(reversed(rows)), "text")
    assert len(graph.definitions) == 1000
    assert graph.output.name is name("a_999")
