"""Functions of whole arrays as SymPy's matrix expressions have the same entries as ours."""

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symgrad as sg
from symgrad.errors import UnsupportedError
from tests.arrays import CASES, SIZES, Case, arrays

#: what SymPy has no form for
_WITHOUT = ("softmax", "logsumexp", "vec", "conv", "rot180", "pad", "dilate", "im2col", "col2im", "pool", "stack",
            "rows", "max(", "min(", ">", "norm(x, 1)")  # fmt: skip


def value(expression: Any, given: dict[str, Any]) -> Any:
    """The matrix expression at these arrays."""
    sizes = {sp.Symbol(name): size for name, size in SIZES.items()}
    expression = expression.subs(sizes)
    values = {
        one: sp.ImmutableMatrix(np.reshape(given[one.name], one.shape)) for one in expression.atoms(sp.MatrixSymbol)
    }
    numbers = {one: given[one.name] for one in expression.atoms(sp.Symbol) if one.name in given}
    found = expression.subs(numbers).xreplace(values).doit()
    found = found.replace(sp.Trace, lambda matrix: sp.trace(matrix.as_explicit()))
    return np.array(getattr(found, "as_explicit", lambda: found)().tolist() if found.is_Matrix else found, dtype=float)


@pytest.mark.parametrize(
    "case", [c for c in CASES if not any(word in c.text for word in _WITHOUT)][:24], ids=lambda case: case.text
)
def test_entries_are_the_same(case: Case) -> None:
    given = arrays(case.names)
    expression = sg.parse(case.text, "python", shapes=case.shapes).sympy
    wanted = np.asarray(case.value(**given))
    assert np.allclose(np.ravel(value(expression, given)), np.ravel(wanted))


@pytest.mark.parametrize("typed", ["softmax(x)", "x > 0", "(x > 0)*x", "2**x"])
def test_what_sympy_lacks_is_refused(typed: str) -> None:
    with pytest.raises(UnsupportedError):
        _ = sg.parse(typed, "python", shapes={"x": ("n",)}).sympy
