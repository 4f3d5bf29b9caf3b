"""SymPy's partial of every function agrees with a central difference in 60 digits."""

import pytest
import sympy as sp

from symgrad.algebra import fdiff, same_derivative, sympy_derivative, to_sympy
from symgrad.terms import build as b
from symgrad.terms.functions import functions

X, A = b.name("x"), b.integer(2)
FUNCTIONS = [f for f in functions() if f.sympy and fdiff(f.id, f.arity[0], (A,) * (f.arity[0] - 1) + (X,))]


@pytest.mark.parametrize("record", FUNCTIONS, ids=lambda f: f.id)
def test_law(record):
    args = (A,) * (record.arity[0] - 1) + (X,)
    law = to_sympy(fdiff(record.id, len(args), args))
    function = to_sympy(b.call(record.id, *args))
    at = sp.Rational(37, 20) if record.id in ("acosh", "asec", "acsc", "acoth") else sp.Rational(2, 5)
    x = sp.Symbol("x")
    step = sp.Rational(1, 10**15)
    slope = sp.N((function.subs(x, at + step) - function.subs(x, at - step)) / (2 * step), 30)
    assert abs(sp.N(law.subs(x, at), 30) - slope) < 1e-9 * max(1, abs(slope))


def test_there_are_many():
    assert len(FUNCTIONS) > 40


def test_no_law_where_sympy_has_none():
    assert fdiff("besselj", 1, (A, X)) is None
    assert fdiff("sigmoid", 1, (X,)) is None


def test_derivative_over_the_reals():
    assert sympy_derivative(b.call("abs", X), X) == sp.sign(sp.Symbol("x", real=True))
    assert same_derivative(b.power(X, A), X, b.mul(A, X))
    assert not same_derivative(b.power(X, A), X, X)
