"""Value and gradient of a formula in ball arithmetic, rounded to floats: what floats are judged by."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from symgrad.errors import DomainError, SymgradError, UnsupportedError
from symgrad.graph import Graph
from symgrad.numeric import trust
from symgrad.terms import Term, simple_name
from symgrad.terms.traverse import free_names, postorder

Array = Any

MOST_NODES = 5_000
"""Slopes in balls take one pass for each variable: so many nodes in all passes together are worth a check."""


class Exact:
    """A formula with numbers for what stays fixed, to be evaluated exactly at points of floats."""

    def __init__(self, graph: Graph, names: Sequence[str], fixed: Mapping[str, Any]) -> None:
        self._graph = graph
        self._names = names
        self._fixed = fixed

    def both(self, point: Array) -> tuple[float, Array] | None:
        """Value and gradient, correctly rounded; None where balls do not decide them, at kinks, or for huge formulas.

        Raises DomainError where the function certainly has no value.
        """
        from symgrad.balls import UNDEFINED, Ball, ball_gradient

        try:
            term, variables, here = self._placed(point)
            slopes = ball_gradient(term, variables, here) if term is not None else ()
        except DomainError:
            raise
        except SymgradError:
            return None
        if any(slope.value is UNDEFINED for slope in slopes):
            raise DomainError("the value is not a real number here")
        found = [slope.right for slope in slopes if slope.differentiable and isinstance(slope.right, Ball)]
        if not slopes or len(found) < len(slopes) or not isinstance(slopes[0].value, Ball):
            return None
        return float(slopes[0].value), np.array([float(slope) for slope in found])

    def require_no_pole(self, point: Array) -> None:
        """Raise DomainError where a pole lies within the rounding of the point: there the slopes say nothing."""
        try:
            term, variables, here = self._placed(point)
            if term is not None:
                trust.Exact(term, tuple(variables)).require_no_pole(here)
        except UnsupportedError:
            return

    def _placed(self, point: Array) -> tuple[Term | None, list[Term], dict[Term, Fraction]]:
        """The formula, its variables and their numbers; no formula where it is too long."""
        term = self._graph.unfold()
        if len(self._names) * sum(1 for _ in postorder(term)) > MOST_NODES:
            return None, [], {}
        at = {simple_name(name).key: float(number) for name, number in zip(self._names, point, strict=True)}
        numbers = {**self._fixed, **at}
        by_key = {name.data.key: name for name in free_names(term)}
        here = {name: Fraction(numbers[key]) for key, name in by_key.items()}
        return term, [by_key[simple_name(name).key] for name in self._names if simple_name(name).key in by_key], here
