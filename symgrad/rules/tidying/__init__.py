"""Tidying up, as named steps: the light ones a reader does in passing, the heavy ones worth a line."""

from symgrad.rules.tidying.expanding import expand, operations
from symgrad.rules.tidying.heavy import ALGEBRA, factored, together
from symgrad.rules.tidying.light import IN_ORDER, LIGHT, Tidying, tidy
from symgrad.rules.tidying.ratios import RATIOS
from symgrad.rules.tidying.sums import SUMS

__all__ = [
    "HEAVY",
    "IN_ORDER",
    "LIGHT",
    "SUMS",
    "TIDYINGS",
    "Tidying",
    "expand",
    "factored",
    "operations",
    "tidy",
    "together",
]

#: the ways that are worth a line of their own
HEAVY = (*ALGEBRA, *RATIOS)

#: every way to tidy up, by its id
TIDYINGS: dict[str, Tidying] = {step.id: step for step in (*LIGHT, *HEAVY, *SUMS)}
