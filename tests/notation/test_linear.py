"""One-line notations: the value of what is printed is the value of the term."""

import ast
import math
import operator

import pytest
from hypothesis import assume, given

from symgrad.notation import python, text
from symgrad.terms.build import (
    ONE,
    TWO,
    add,
    apply,
    bigsum,
    call,
    derivative,
    div,
    evaluated,
    gradient,
    indexed,
    integer,
    limit,
    matmul,
    mul,
    name,
    neg,
    power,
    relation,
    sub,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name, simple_name
from symgrad.terms.node import Term
from symgrad.terms.traverse import fold
from tests.notation.samples import EVERY_HEAD, W1, A, U, X, Y, expressions

VALUES = {"x": 0.7, "y": -1.3, "w1": 2.1, "alpha": 0.4}

FUNCTIONS = {
    "sin": math.sin, "cos": math.cos, "exp": lambda u: math.e**u, "atan": math.atan, "sinh": math.sinh, "abs": abs,
    "erf": math.erf, "log": math.log, "max": max,
}  # fmt: skip

SPELLED = {**FUNCTIONS, "sqrt": lambda u: u**0.5, "root": lambda u, n: u ** (1 / n), "Abs": abs, "Max": max}
NAMED = {**VALUES, "pi": math.pi, "e": math.e, "E": math.e}

SIGNS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: pow,
}  # fmt: skip


def python_value(node: ast.expr) -> complex:
    """The value of an expression as Python's own grammar reads it."""
    match node:
        case ast.Constant(number):
            return float(number)
        case ast.Name(spelling):
            return NAMED[spelling]
        case ast.UnaryOp(ast.USub(), operand):
            return -python_value(operand)
        case ast.BinOp(left, sign, right):
            return SIGNS[type(sign)](python_value(left), python_value(right))
        case ast.Call(ast.Name(function), args):
            return SPELLED[function](*map(python_value, args))
    raise AssertionError(ast.dump(node))


def value(term: Term) -> complex:
    """The value by the structure of the term, without any printing."""
    return fold(term, _value)


def _value(node: Term, parts: tuple[complex, ...]) -> complex:
    if node.head in (Head.INTEGER, Head.DECIMAL):
        return float(node.data)
    if node.head is Head.CONSTANT:
        return math.pi if node.data == "pi" else math.e
    if node.head is Head.NAME:
        return VALUES[node.data.plain]
    if node.head is Head.CALL:
        return FUNCTIONS[node.data](*parts)
    return _OPERATIONS[node.head](parts)


_OPERATIONS = {
    Head.SUM: sum,
    Head.PRODUCT: math.prod,
    Head.NEGATION: lambda parts: -parts[0],
    Head.QUOTIENT: lambda parts: parts[0] / parts[1],
    Head.POWER: lambda parts: parts[0] ** parts[1],
    Head.ROOT: lambda parts: parts[0] ** (1 / parts[1]),
}


def _agree(term: Term, spelling: str) -> None:
    try:
        expected = value(term)
    except (ArithmeticError, TypeError, ValueError):
        assume(False)
    got = python_value(ast.parse(spelling, mode="eval").body)
    assert got == expected or abs(got - expected) <= 1e-9 * abs(expected) or got != got


@given(expressions)
def test_python_spelling_has_the_value_of_the_term(term: Term) -> None:
    _agree(term, python(term))


@given(expressions)
def test_text_has_the_value_of_the_term(term: Term) -> None:
    _agree(term, text(term).replace("^", "**"))


@pytest.mark.parametrize("term", EVERY_HEAD)
def test_every_head_has_a_writer(term: Term) -> None:
    for spelling in (text(term), python(term)):
        assert spelling and "\n" not in spelling
        assert spelling.count("(") == spelling.count(")")


TEXT = [
    (name(Name("m", sub="t-1")), "m_{t-1}"),
    (bigsum(indexed(X, W1), W1, ONE, Y), "∑_(w1=1)^y x_{w1}"),
    (add(mul(power(X, TWO), Y), call("sin", mul(X, Y))), "x^2*y + sin(x*y)"),
    (neg(add(power(X, TWO), ONE)), "-(x^2 + 1)"),
    (sub(X, sub(Y, W1)), "x - (y - w1)"),
    (div(X, mul(Y, W1)), "x/(y*w1)"),
    (div(mul(X, Y), W1), "x*y/w1"),
    (mul(X, div(Y, W1)), "x*(y/w1)"),
    (div(neg(X), Y), "(-x)/y"),
    (power(power(X, TWO), TWO), "(x^2)^2"),
    (power(X, integer(-1)), "x^(-1)"),
    (derivative(power(X, TWO), X), "d/dx[x^2]"),
    (derivative(power(X, TWO), X, X, partial=True), "∂^2/∂x^2[x^2]"),
    (derivative(Y, X), "dy/dx"),
    (derivative(name("loss"), X), "d/dx[loss]"),
    (apply(Applied(simple_name("f"), (2,)), X), "f''(x)"),
    (derivative(X, Y, W1), "d^2/dw1 dy[x]"),
    (unary(Head.DIFFERENTIAL, X), "d[x]"),
    (unary(Head.TRANSPOSE, matmul(A, A)), "(A @ A).T"),
    (mul(TWO, matmul(A, U)), "2*(A @ u)"),
]

PYTHON = [
    (power(X, TWO), "x**2"),
    (call("abs", X), "Abs(x)"),
    (call("asin", X), "asin(x)"),
    (call("relu", X), "relu(x)"),
    (call("log", X, TWO), "log(x, 2)"),
    (derivative(power(X, TWO), X, X), "Derivative(x**2, x, x)"),
    (name("lambda"), "lambda_"),
    (name("w_ij^(1)"), "w_ij__1"),
    (name(Name("w", sup="*")), "w_star"),
    (name(Name("m", sub="t-1")), "m_t_minus_1"),
    (name(Name("2x")), "_2x"),
    (gradient(X, Y), "Gradient(x, y)"),
    (apply(Applied(simple_name("f"), (1,)), power(X, TWO)), "Prime(f(x**2))"),
    (apply(Applied(simple_name("f"), (1, 1)), X, Y), "Prime(f(x, y), 1, 1)"),
    (derivative(power(X, TWO), X, partial=True), "Partial(x**2, x)"),
    (evaluated(power(X, TWO), X, integer(3)), "Evaluated(x**2, x, 3)"),
    (limit(X, X, Y, "+"), 'Limit(x, x, y, "+")'),
    (unary(Head.INDICATOR, relation(X, ">", Y)), "Indicator(x > y)"),
    (unary(Head.DIFFERENTIAL, X), "Differential(x)"),
]


@pytest.mark.parametrize(("term", "expected"), TEXT)
def test_text_spelling(term: Term, expected: str) -> None:
    assert text(term) == expected


@pytest.mark.parametrize(("term", "expected"), PYTHON)
def test_python_spelling(term: Term, expected: str) -> None:
    assert python(term) == expected


def test_a_thousand_nested_calls_print() -> None:
    term = X
    for _ in range(1000):
        term = call("sin", term)
    assert text(term) == python(term) == "sin(" * 1000 + "x" + ")" * 1000
