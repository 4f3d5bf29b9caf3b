"""Graphs of named definitions: ordered by need, unfolded by composition, however deep."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import symgrad as sg
from symgrad.errors import ParseError, SymgradError
from symgrad.graph import Definition, Graph, fresh_name, from_term, leaves_of, order_definitions
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.traverse import depth, free_names
from tests import oracle
from tests.strategies import smooth

X, Y, Z, W = map(b.name, "xyzw")
LAYERS = 1_000


def define(name: str, term: Term) -> Definition:
    return Definition(b.name(name), term)


def layers(count: int = LAYERS) -> Graph:
    """h_k = tanh(w*h_(k-1))."""
    names = [X, *(b.name(f"h_{k}") for k in range(1, count + 1))]
    rows = [Definition(new, b.call("tanh", b.mul(W, old))) for old, new in pairwise(names)]
    return Graph(tuple(rows), (names[-1],))


@given(st.permutations(range(6)))
def test_each_name_comes_before_its_uses(order: list[int]):
    a, s, c, d, e = map(b.name, "ascde")
    rows = [define("a", b.add(X, Y)), define("s", b.call("sin", a)), define("c", b.mul(a, X)), define("d", b.add(s, c)),
            define("e", Y), define("f", b.power(d, e))]  # fmt: skip
    ordered = order_definitions([rows[i] for i in order])
    known: set[Term] = {X, Y}
    for one in ordered:
        assert set(free_names(one.term)) <= known
        known.add(one.name)
    assert set(ordered) == set(rows)


def test_the_typed_order_is_kept_where_it_is_possible():
    rows = (define("b", X), define("a", Y), define("c", b.add(b.name("a"), b.name("b"))))
    assert order_definitions(rows) == rows


def test_a_chain_typed_backwards_is_put_right_without_recursion():
    rows = layers().definitions
    assert order_definitions(rows[::-1]) == rows


@pytest.mark.parametrize(
    ("rows", "circle"),
    [
        ([define("a", b.name("a"))], "a -> a"),
        ([define("a", b.name("b")), define("b", b.name("a"))], "a -> b -> a"),
        ([define("s", X), define("p", b.name("q")), define("q", b.add(b.name("r"), X)), define("r", b.name("p"))],
         "p -> q -> r -> p"),
    ],
    ids=["itself", "two", "three"],
)  # fmt: skip
def test_a_circle_is_named(rows: list[Definition], circle: str):
    with pytest.raises(ParseError, match=circle):
        order_definitions(rows)


def test_a_name_defined_twice_is_refused():
    with pytest.raises(ParseError, match="w1 is defined twice") as caught:
        order_definitions([define("w1", X), define("w1", Y)])
    assert caught.value.hint


def test_two_ways_to_the_same_name_are_no_circle():
    a, s, c = map(b.name, "asc")
    rows = [define("d", b.add(s, c)), define("s", a), define("c", a), define("a", X)]
    assert [one.name.data.plain for one in order_definitions(rows)] == ["a", "s", "c", "d"]


@given(smooth(X), smooth(Y), smooth(Z), st.fractions(-2, 2, max_denominator=9))
def test_unfolding_is_composing(first: Term, second: Term, third: Term, at: Fraction):
    graph = Graph((Definition(Y, first), Definition(Z, second), define("out", third)), (b.name("out"),))
    unfolded = graph.unfold()
    assert set(free_names(unfolded)) <= {X}
    inner = oracle.value_or_none(first, {X: at})
    middle = None if inner is None else oracle.value_or_none(second, {Y: inner})
    expected = None if middle is None else oracle.value_or_none(third, {Z: middle})
    assume(expected is not None)
    assert oracle.close(oracle.value(unfolded, {X: at}), expected)


def test_any_definition_can_be_unfolded():
    graph = Graph((define("a", b.add(X, b.ONE)), define("L", b.power(b.name("a"), b.TWO))), (b.name("L"),))
    assert graph.unfold(b.name("a")) is b.add(X, b.ONE)
    assert graph.unfold() is b.power(b.add(X, b.ONE), b.TWO)


def test_inputs_outputs_and_names():
    graph = Graph((define("a", b.add(Y, X)), define("L", b.mul(b.name("a"), W))), (b.name("L"),))
    assert graph.inputs == (Y, X, W)
    assert leaves_of(graph.definitions) == (b.name("L"),)
    assert graph.output.name is b.name("L")
    assert graph.named("a") is b.name("a")
    assert graph.named("nothing") is None
    assert graph.definition(b.name("a")).term is b.add(Y, X)
    with pytest.raises(KeyError):
        graph.definition(X)


def test_every_spelling_of_a_name_finds_it():
    graph = from_term(b.mul(b.name("w_1"), X))
    assert graph.named("w1") is graph.named("w_1") is b.name("w_1")


def test_one_result_must_be_chosen():
    graph = Graph((define("a", X), define("c", Y)), (b.name("a"), b.name("c")))
    with pytest.raises(SymgradError, match="a, c") as caught:
        _ = graph.output
    assert "output=" in caught.value.hint
    assert graph.with_output("c").output.term is Y
    assert graph.with_output("c").chosen
    with pytest.raises(SymgradError, match="nothing named q"):
        graph.with_output("q")


def test_an_equation_defines_nothing():
    graph = from_term(b.equation(b.add(X, Y), b.ONE))
    assert graph.definitions == ()
    assert graph.equations == graph.typed == (b.equation(b.add(X, Y), b.ONE),)
    assert graph.inputs == (X, Y)
    with pytest.raises(SymgradError, match="none"):
        _ = graph.output


def test_a_bare_formula_gets_a_name_that_it_does_not_use():
    assert fresh_name(b.add(X, Y)) is b.name("f")
    assert fresh_name(b.mul(b.name("f"), b.name("g"))) is b.name("h")
    every = b.add(*(b.name(letter) for letter in "fghFGH"))
    assert fresh_name(every) is b.name("f_1")
    graph = from_term(b.call("sin", X))
    assert graph.output.anonymous
    assert graph.rows() == (b.call("sin", X),)


def test_rows_as_typed_or_as_equations():
    typed = (b.equation(Y, b.add(X, b.ONE)),)
    assert Graph((define("y", b.add(X, b.ONE)),), (Y,), typed=typed).rows() == typed
    assert Graph((define("y", b.add(X, b.ONE)),), (Y,)).rows() == typed


def test_a_thousand_layers():
    graph = layers()
    unfolded = graph.unfold()
    assert depth(unfolded) == 2 * LAYERS + 1
    assert graph.inputs == (W, X)
    assert unfolded is layers().unfold()
    assert unfolded is not layers(LAYERS - 1).unfold()
    assert graph == layers()
    assert from_json(to_json(unfolded)) is unfolded


def test_a_thousand_layers_are_printed():
    graph = layers()
    assert graph.text().count("\n") == LAYERS - 1
    assert graph.latex().count("\\tanh") == LAYERS
    assert repr(graph.unfold())


def test_a_thousand_layers_as_sympy_equations():
    rows = layers().sympy
    assert len(rows) == LAYERS
    assert str(rows[1]) == "Eq(h_2, tanh(h_1*w))"
    assert rows == layers().sympy


def test_what_was_chosen_is_unfolded_for_sympy():
    graph = Graph((define("a", b.add(X, b.ONE)), define("L", b.power(b.name("a"), b.TWO))), (b.name("L"),))
    assert str(graph.with_output("L").sympy) == "(x + 1)**2"


def test_relations_are_kept_beside_definitions():
    circle = b.equation(b.add(b.power(X, b.TWO), b.power(Y, b.TWO)), b.ONE)
    graph = Graph((define("f", b.mul(X, Y)),), (b.name("f"),), (circle,))
    assert graph.rows() == (b.equation(b.name("f"), b.mul(X, Y)), circle)
    assert circle.head is Head.RELATION


@pytest.mark.parametrize(
    ("text", "value"),
    [("pi/2", 1.0), ("-pi / 6", -0.5), ("5pi/2", 1.0), ("2*pi/3", 0.75**0.5), ("0.5", 0.479425538604203)],
)
def test_a_function_is_evaluated_at_a_multiple_of_pi_written_as_text(text, value):
    assert abs(float(sg.parse("sin(x)").evaluate(x=text)) - value) < 1e-14


def test_what_is_no_number_is_refused_by_evaluate():
    with pytest.raises(SymgradError):
        sg.parse("sin(x)").evaluate(x="pi/")
