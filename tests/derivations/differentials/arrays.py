"""Numbers for lines with differentials: each dU is a slope along a direction, measured by central differences."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from symgrad.numeric.arrays import evaluate_arrays
from symgrad.terms import Head, Term
from symgrad.terms.build import name
from symgrad.terms.traverse import free_names, postorder, substitute

Values = dict[str, NDArray[np.float64]]

STEP = 1e-5


def random_values(names: tuple[Term, ...], seed: int) -> Values:
    """An array of moderate numbers for each name, square ones far from singular."""
    generator = np.random.default_rng(seed)
    found = {}
    for one in names:
        value = generator.uniform(0.4, 1.6, size=tuple(map(int, one.shape)))
        if len(one.shape) == 2 and one.shape[0] == one.shape[1]:
            value = value + 3 * np.eye(int(one.shape[0]))
        found[one.data.plain] = np.asarray(value)
    return found


def slope(term: Term, values: Values, direction: Values) -> NDArray[np.float64]:
    """d/dt term(x + t v) at t = 0 by central differences."""
    ahead, behind = (
        evaluate_arrays(term, {k: v + sign * STEP * direction.get(k, 0.0) for k, v in values.items()})
        for sign in (1, -1)
    )
    return np.asarray((ahead - behind) / (2 * STEP))


def line_value(statement: Term, values: Values, direction: Values) -> NDArray[np.float64]:
    """The value of a line in which differentials stand."""
    changes = [node for node in postorder(statement) if node.head is Head.DIFFERENTIAL]
    letters = {one: name(f"change{i}", one.shape) for i, one in enumerate(changes)}
    given: Mapping[str, object] = {
        **values,
        **{letter.data.plain: slope(one.args[0], values, direction) for one, letter in letters.items()},
    }
    known = {key: value for key, value in given.items() if key in _used(substitute(statement, letters))}
    return np.asarray(evaluate_arrays(substitute(statement, letters), known))


def _used(term: Term) -> set[str]:
    return {one.data.plain for one in free_names(term)}
