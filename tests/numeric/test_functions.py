"""Every known function, compiled for floats and for arrays, against SymPy's value and its difference quotient."""

import warnings

import numpy as np
import pytest
import sympy as sp

from symgrad.algebra import to_sympy
from symgrad.numeric import value_and_grad
from symgrad.terms import Term
from symgrad.terms.build import call, integer, name
from symgrad.terms.functions import Function, functions

X = name("x")
PLACES = [0.3, 0.7, 1.7, 2.5, -0.4, -1.3]
PARAMETER_LAST = {"log", "leaky_relu", "elu"}
#: their derivatives are no known functions
WITHOUT_SLOPE = {"zeta", "laguerre", "lerchphi"}


def applied(record: Function) -> Term:
    """The function of x, any order or index set to 2."""
    others = [integer(2)] * (record.arity[0] - 1)
    return call(record.id, *([X, *others] if record.id in PARAMETER_LAST else [*others, X]))


def reference(term: Term, place: float) -> tuple[float, float] | None:
    """Value and slope to many digits; None where the function is not real."""
    expression, x, step = to_sympy(term), sp.Symbol("x"), sp.Rational(1, 10**9)
    middle = sp.Rational(str(place))
    try:
        value, after, before = (
            complex(expression.subs(x, p).evalf(40)) for p in (middle, middle + step, middle - step)
        )
        difference = (expression.subs(x, middle + step) - expression.subs(x, middle - step)) / (2 * step)
        slope = complex(difference.evalf(40))
    except (TypeError, ValueError):  # zoo, or a value SymPy does not find
        return None
    finite = all(abs(one.imag) < 1e-15 and abs(one) < 1e50 for one in (value, after, before))
    return (value.real, slope.real) if finite else None


@pytest.mark.parametrize("record", [one for one in functions() if one.id not in WITHOUT_SLOPE], ids=lambda one: one.id)
def test_value_and_slope(record: Function) -> None:
    compiled = value_and_grad(applied(record), "x")
    known = {place: found for place in PLACES if (found := reference(applied(record), place)) is not None}
    assert known
    for place, expected in known.items():
        assert compiled(place) == pytest.approx(expected, rel=1e-7, abs=1e-9)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value, slope = compiled(np.array(list(known)))
    np.testing.assert_allclose(value, [compiled(place)[0] for place in known], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(slope, [compiled(place)[1] for place in known], rtol=1e-10, atol=1e-14)
