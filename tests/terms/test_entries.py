"""The entries of matrix formulas are those that NumPy computes, and sizes are counted as numbers are."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.errors import LimitError, ShapeError
from symgrad.numeric.arrays import evaluate_arrays
from symgrad.parsing import parse
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.array_entries import BUILD
from symgrad.terms.array_shapes import SHAPES
from symgrad.terms.entries import at_sizes, entries, grid
from symgrad.terms.grid import determinant, identity, inverse, times, turned
from symgrad.terms.shapes import as_matrix
from symgrad.terms.sizes import at_sizes as size_at
from symgrad.terms.sizes import shifted, size_names
from symgrad.terms.sizes import times as size_times
from tests.arrays import CASES, SIZES, Case, arrays

A = b.name("A", ("m", "n"))
Q = b.name("Q", (3, 3))


def term_of(case: Case) -> Term:
    """The one term of the formula."""
    return parse(case.text, syntax="python", shapes=case.shapes).output.term


def by_entry(values: dict[str, Any]) -> dict[str, float]:
    """The arrays as values of entry names."""
    found: dict[str, float] = {}
    for name, value in values.items():
        for place in np.ndindex(np.shape(value)):
            index = ",".join(str(i + 1) for i in place)
            found[f"{name}_[{index}]" if place else name] = np.asarray(value)[place]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_entries_are_those_of_numpy(case: Case) -> None:
    given_arrays = arrays(case.names)
    term, wanted = term_of(case), np.asarray(case.value(**given_arrays))
    found = grid(term, SIZES)
    values = evaluate_arrays(b.tuple_of(*found.entries), by_entry(given_arrays))
    assert np.allclose(values, wanted.ravel(), rtol=1e-12)
    assert (found.rows, found.columns) == as_matrix(wanted.shape)
    assert all(entry.is_scalar for entry in found.entries)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_the_shape_is_that_of_numpy(case: Case) -> None:
    shape = at_sizes(term_of(case), SIZES).shape
    assert shape == np.shape(case.value(**arrays(case.names)))


def test_every_function_has_its_entries() -> None:
    assert set(BUILD) == set(SHAPES)


def test_entries_have_the_indices_of_their_place() -> None:
    assert [entry.data.key for entry in entries(A, {"m": 2, "n": 2})] == ["A_[1,1]", "A_[1,2]", "A_[2,1]", "A_[2,2]"]
    assert entries(b.name("x_1", (1 + 1,)))[0].data.key == "x_1[1]"
    assert entries(b.name("s")) == (b.name("s"),)


def test_differentials_have_entries() -> None:
    first = entries(b.unary(Head.DIFFERENTIAL, Q))[0]
    assert first is b.unary(Head.DIFFERENTIAL, entries(Q)[0])


def test_sums_over_indices_of_entries_are_written_out() -> None:
    k, v = b.name("k"), b.name("v", (2,))
    total = b.bigsum(b.indexed(v, k), k, b.ONE, b.name("n"))
    assert entries(total, {"n": 2}) == (b.add(*entries(v)),)


def test_sizes_as_numbers_in_the_formula() -> None:
    mean = b.div(b.array("sum", b.name("x", ("n",))), b.name("n"))
    assert at_sizes(mean, {"n": 4}).args[1] is b.integer(4)


def test_what_has_no_entries_is_refused() -> None:
    with pytest.raises(ShapeError, match="the size m has no number"):
        entries(A, {"n": 2})
    with pytest.raises(LimitError):
        entries(A, {"m": 100, "n": 100})
    with pytest.raises(LimitError, match="5 x 5"):
        entries(b.unary(Head.DETERMINANT, b.name("M", (5, 5))))
    with pytest.raises(LimitError, match="small whole powers"):
        entries(b.power(Q, b.div(b.ONE, b.TWO)))


def numbers(size: int) -> st.SearchStrategy[Any]:
    """Square grids of small whole numbers."""
    return st.lists(st.integers(-3, 3), min_size=size * size, max_size=size * size)


def value_of(term: Term) -> float:
    """The number that a term of numbers is."""
    return float(evaluate_arrays(term, {}))


@given(st.integers(1, 3).flatmap(numbers))
def test_determinants_and_inverses(values: list[int]) -> None:
    side = round(len(values) ** 0.5)
    square = grid(b.matrix([[b.integer(v) for v in values[i * side : (i + 1) * side]] for i in range(side)]))
    array = np.reshape(values, (side, side)).astype(float)
    assert value_of(determinant(square)) == pytest.approx(np.linalg.det(array), abs=1e-9)
    assert turned(turned(square)) == square
    if abs(np.linalg.det(array)) > 0.5:
        product = times(square, inverse(square))
        assert np.allclose([value_of(e) for e in product.entries], [value_of(e) for e in identity(side).entries])


@given(st.integers(1, 9), st.integers(-3, 3), st.integers(-3, 3))
def test_named_sizes_are_counted_as_numbers_are(n: int, first: int, second: int) -> None:
    size = shifted(shifted("n", first), second)
    assert size_at(size, {"n": n}) == n + first + second
    assert shifted(size, -first - second) == "n"
    assert size_at(size_times(size, "m"), {"n": n, "m": 5}) == (n + first + second) * 5
    assert size_names(size_times("n", 3)) == ("n",)
    assert size_at(size_times(size, "m"), {"n": n}) == size_times(size, "m")
