"""Every line is true in numbers: dU measured along a direction, the line computed with arrays."""

import numpy as np
import pytest

import symgrad as sg
from symgrad.graph import from_term
from symgrad.terms import Term
from symgrad.terms.traverse import free_names
from tests.derivations.differentials.arrays import line_value, random_values, slope
from tests.derivations.differentials.expressions import expression

FEW, MANY = range(60), range(2000)


def _agrees(f: Term, seed: int) -> None:
    """All lines of the gradient in every name have the value of df; the result is the gradient."""
    names = free_names(f)
    derived = sg.gradient(from_term(f), [one.data.plain for one in names])
    values = random_values(names, seed)
    direction = random_values(names, seed + 1)
    want = slope(f, values, direction)
    scale = 1 + abs(float(want))
    for state in derived.own_states[1:]:
        if state.relation == "equal":
            assert abs(line_value(state.statement, values, direction) - want) < 1e-4 * scale, state.text
    found = derived.evaluate(**values)
    parts = found if len(names) > 1 else (found,)
    for one, part in zip(names, parts, strict=True):
        assert np.shape(part) == one.shape
    total = sum(float(np.sum(part * direction[one.data.plain])) for one, part in zip(names, parts, strict=True))
    assert abs(total - want) < 1e-4 * scale


@pytest.mark.parametrize("seed", FEW)
def test_the_lines_of_a_gradient_have_one_value(seed: int) -> None:
    _agrees(expression(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_many_gradients_agree_with_finite_differences(seed: int) -> None:
    _agrees(expression(seed), seed)


@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_the_lines_of_a_gradient_are_proved(seed: int) -> None:
    f = expression(seed)
    report = sg.gradient(from_term(f), [one.data.plain for one in free_names(f)]).prove()
    assert report.status in ("proved", "checked"), str(report)
