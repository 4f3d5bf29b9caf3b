"""Equal is never said of different expressions, different never of equal ones; a difference can be checked again."""

from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symgrad as sg
from symgrad.algebra import to_sympy
from symgrad.deciding import equal, equal_terms
from symgrad.graph import Domain
from symgrad.terms import build as b

POSITIVE = {"x": "positive", "y": "positive"}
EQUAL = [
    ("(x+1)**2", "x**2+2*x+1", None),
    ("2*sin(x)*cos(x)", "sin(2*x)", None),
    ("1-tanh(x)**2", "1/cosh(x)**2", None),
    ("exp(-x)/(1+exp(-x))**2", "(1/(1+exp(-x)))*(1-1/(1+exp(-x)))", None),
    ("log(8)", "3*log(2)", None),
    ("cos(x+pi/2)", "-sin(x)", None),
    ("sqrt(x**2)", "Abs(x)", None),
    ("Max(x,y)", "(x+y+Abs(x-y))/2", None),
    ("sqrt(12)", "2*sqrt(3)", None),
    ("2**(x+1)", "2*2**x", None),
    ("sigmoid(x)*(1-sigmoid(x))", "sigmoid(x)*sigmoid(-x)", None),
    ("x**(1/3)*x**(1/3)*x**(1/3)", "x", None),
    ("relu(x)-relu(-x)", "x", None),
    ("log(x/y)", "log(x)-log(y)", POSITIVE),
    ("sqrt(x)*sqrt(y)", "sqrt(x*y)", POSITIVE),
    ("x**y*x", "x**(y+1)", POSITIVE),
    ("x**y", "exp(y*log(x))", POSITIVE),
    ("asin(x)+acos(x)", "pi/2", {"x": [-1, 1]}),
    ("asinh(x)", "log(x+sqrt(x**2+1))", None),
    ("sin(x)/cos(x)", "tan(x)", None),
    ("Piecewise((x**2,x>0),(0,True))", "x*Max(0,x)", None),
    ("sqrt(2)/2", "1/sqrt(2)", None),
    ("atan(x)", "-atan(-x)", None),
    ("gelu(x)", "x/2*(1+erf(x/sqrt(2)))", None),
    ("(x**2-1)/(x-1)", "x+1", None),
    ("cosh(x)**2-sinh(x)**2", "1", None),
]
DIFFERENT = [
    ("x**2", "x**2+1/10**20", None),
    ("sqrt(x**2)", "x", None),
    ("log(x**2)", "2*log(x)", None),
    ("x/x", "x", None),
    ("sin(x)", "sin(x+2*pi+1/10**9)", None),
    ("Abs(x)", "x", None),
    ("1/(1+exp(-x))", "tanh(x)", None),
    ("x**2", "x**3", None),
    ("Max(0,x)", "Max(0,x)+Max(0,x-1000)", None),
    ("Heaviside(x-1/3)", "Heaviside(x-1/3-1/10**7)", {"x": [0, 1]}),
    ("Piecewise((1,x>=2),(0,True))", "Piecewise((1,x>2),(0,True))", None),
    ("(x+y)**2", "x**2+y**2", None),
    ("x**y", "y**x", POSITIVE),
    ("log(x+y)", "log(x)+log(y)", POSITIVE),
    ("0.333333", "1/3", None),
    ("asin(sin(x))", "x", None),
    ("cbrt3*x", "x", None),
    ("exp(x)", "1+x+x**2/2+x**3/6", {"x": [-0.01, 0.01]}),
]


@pytest.mark.parametrize(("left", "right", "domain"), EQUAL)
def test_equal(left, right, domain):
    verdict = equal(left, right, syntax="python", domain=domain)
    assert verdict.verdict == "equal", str(verdict)
    assert verdict.proof


@pytest.mark.parametrize(("left", "right", "domain"), DIFFERENT)
def test_different(left, right, domain):
    verdict = equal(left, right, syntax="python", domain=domain)
    assert verdict.verdict == "different"
    assert verdict.counterexample


def test_a_counterexample_can_be_checked_again():
    found = equal("(x+y)**2", "x**2+y**2", syntax="python").counterexample
    x, y = found.point["x"], found.point["y"]
    assert (x + y) ** 2 == Fraction(found.left) and x**2 + y**2 == Fraction(found.right)


def test_isolated_holes_are_told_and_do_not_count():
    verdict = equal("(x**2-1)/(x-1)", "x+1", syntax="python")
    assert verdict.verdict == "equal" and "isolated" in verdict.notes[0]


def test_where_they_are_defined_counts():
    verdict = equal("log(x**2)", "2*log(x)", syntax="python")
    assert "not defined" in (verdict.counterexample.left, verdict.counterexample.right)


def test_a_decimal_says_to_how_many_digits_it_agrees():
    assert "6 digits" in equal("3.14159*x", "pi*x", syntax="python").notes[0]


def test_what_can_be_compared():
    x = sp.Symbol("x")
    graph = sg.parse("z = x + 1; y = z^2")
    for other in ("x^2 + 2x + 1", x**2 + 2 * x + 1, sg.parse("(1+x)^2"), b.power(b.add(b.ONE, b.name("x")), b.TWO)):
        assert equal(graph, other).verdict == "equal"
    assert equal(["2x", "1"], ["x + x", "cos(x)^2 + sin(x)^2"]).verdict == "equal"
    assert equal("y = 2x", "y = x + x").verdict == "equal"
    assert equal("f(2x)", "f(x + x)").verdict == "equal"
    assert equal("f(x)", "f(x + 1)").verdict == "different"


def test_undecided_where_there_is_neither_a_difference_nor_a_proof():
    verdict = equal(
        "besselj(1,x)*bessely(0,x)-besselj(0,x)*bessely(1,x)", "2/(pi*x)", syntax="python", domain={"x": "positive"}
    )
    assert verdict.verdict == "undecided" and "no proof" in str(verdict)


X, Y = b.name("x"), b.name("y")
TREES = st.recursive(
    st.one_of(st.sampled_from([X, Y, b.PI]), st.integers(1, 5).map(b.integer)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: b.add(*p)),
        st.tuples(inner, inner).map(lambda p: b.mul(*p)),
        st.tuples(inner, inner).map(lambda p: b.div(*p)),
        inner.map(b.neg),
        inner.map(b.root),
        inner.map(b.exp),
        st.tuples(inner, st.integers(2, 3).map(b.integer)).map(lambda p: b.power(*p)),
        st.tuples(st.sampled_from(["sin", "tanh", "abs", "log", "atan"]), inner).map(lambda p: b.call(*p)),
    ),
    max_leaves=6,
)


@given(TREES, TREES)
@settings(max_examples=60, deadline=None)
def test_equal_is_never_said_of_what_sympy_tells_apart(left, right):
    verdict = equal_terms(left, right, Domain())
    if verdict.verdict == "equal":
        at = {sp.Symbol("x"): sp.Rational(7, 5), sp.Symbol("y"): sp.Rational(11, 3)}
        values = [complex(to_sympy(term).subs(at).evalf(30)) for term in (left, right)]
        real = all(abs(value.imag) < 1e-12 and abs(value) < 1e12 for value in values)
        assert not real or abs(values[0] - values[1]) <= 1e-9 * max(1, abs(values[0]))


REWRITINGS = [
    lambda t: b.add(t, b.ZERO),
    lambda t: b.mul(b.TWO, b.div(t, b.TWO)),
    lambda t: b.neg(b.neg(t)),
    lambda t: b.sub(b.add(t, X), X),
    lambda t: b.mul(t, b.add(b.power(b.call("sin", X), b.TWO), b.power(b.call("cos", X), b.TWO))),
]


@given(TREES, st.sampled_from(REWRITINGS))
@settings(max_examples=60, deadline=None)
def test_different_is_never_said_of_a_rewriting(term, rewriting):
    assert equal_terms(term, rewriting(term), Domain()).verdict != "different"


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_a_planted_mistake_is_never_called_equal(term):
    verdict = equal_terms(term, b.add(term, b.rational(Fraction(1, 10**12))), Domain())
    assert verdict.verdict != "equal"
    if verdict.verdict == "different":
        with mpmath.workdps(60):
            gap = mpmath.mpf(verdict.counterexample.right) - mpmath.mpf(verdict.counterexample.left)
        assert gap > 0


ROUNDED = [
    ("ceil(x)", "-floor(-x)", "equal"),
    ("ceil(2x - y)", "-floor(y - 2x)", "equal"),
    ("ceil(x)", "floor(x) + 1", "different"),
    ("floor(x + 1/2)", "ceil(x - 1/2)", "different"),
]

ARCS = [
    ("asin(x/sqrt(1 + x^2))", "atan(x)", "equal"),
    ("acos(x/sqrt(1 + x^2))", "pi/2 - atan(x)", "equal"),
    ("asin(tanh(x))", "atan(sinh(x))", "equal"),
    ("asin(x/sqrt(4 + x^2))", "atan(x)", "different"),
    ("asin(max(-1, min(1, x)))", "atan(max(-1, min(1, x))/sqrt(1 - max(-1, min(1, x))^2))", "different"),
    ("asin(sign(x))", "-asin(sign(x))", "different"),
]


@pytest.mark.parametrize(("a", "b", "verdict"), [*ROUNDED, *ARCS])
def test_whole_parts_and_arcs(a, b, verdict):
    assert sg.equal(a, b).verdict == sg.equal(b, a).verdict == verdict
