"""Random matrix formulas: interpreter, compiled source and entries agree; slopes agree with differences."""

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symgrad.errors import SymgradError
from symgrad.graph import from_term
from symgrad.numeric.api import lambdify, value_and_grad
from symgrad.numeric.arrays import evaluate_arrays
from symgrad.terms import Term
from symgrad.terms.build import tuple_of
from symgrad.terms.entries import entries
from symgrad.terms.shapes import Shape
from tests.matrix_terms import NAMES, SCALAR, SIZES, terms, values
from tests.strategies import fewer


def _entry_values(given_arrays: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in given_arrays.items():
        for place in np.ndindex(np.shape(value)):
            found[f"{name}_[{','.join(str(i + 1) for i in place)}]" if place else name] = np.asarray(value)[place]
    return found


@pytest.mark.parametrize("shape", NAMES, ids=str)
@fewer(3)
@given(data=st.data(), seed=st.integers(0, 99))
def test_three_ways_to_a_value(shape: Shape, data: st.DataObject, seed: int) -> None:
    term = data.draw(terms(shape))
    arrays = values(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        interpreted = np.asarray(evaluate_arrays(term, arrays | SIZES))
        assume(np.isfinite(interpreted).all() and np.abs(interpreted).max() < 1e9)
        compiled = lambdify(term)
        run = compiled(**{name: arrays[name] for name in getattr(compiled, "args", ()) if name in arrays})
        by_entry = evaluate_arrays(tuple_of(*entries(term, SIZES)), _entry_values(arrays))
    assert np.allclose(run, interpreted, rtol=1e-9)
    assert np.allclose(by_entry, interpreted.ravel(), rtol=1e-7)


@fewer(2)
@given(term=terms(SCALAR), seed=st.integers(0, 99), direction=st.integers(0, 99))
def test_slopes_along_a_direction(term: Term, seed: int, direction: int) -> None:
    """<gradient, d> is the slope along d, by differences in high enough precision."""
    graph = from_term(term)
    assume(any(one.shape for one in graph.inputs))
    both, arrays = value_and_grad(graph), values(seed)
    here = {name: arrays[name] for name in both.args}
    rng = np.random.default_rng(direction)
    steps = {name: rng.normal(size=np.shape(value)) for name, value in here.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value, slopes = both(**here)
        except SymgradError:  # the slope of a determinant is written with the inverse
            assume(False)
            raise
        h = 1e-5
        ahead, behind = (both(**{n: here[n] + sign * h * steps[n] for n in here})[0] for sign in (1, -1))
    assume(np.isfinite(ahead - behind) and abs(value) < 1e4)
    along = sum(np.sum(slope * steps[name]) for name, slope in zip(both.args, slopes, strict=True))
    assume(abs(along) < 1e4)
    assert along == pytest.approx((ahead - behind) / (2 * h), rel=1e-3, abs=1e-4 * max(1, abs(value)))
