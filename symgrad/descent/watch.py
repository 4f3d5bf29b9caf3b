"""Floats under watch: at the start of a descent, and on request along the way, compared with ball arithmetic."""

import math
from typing import Any

import numpy as np

from symgrad.descent.notices import Notice
from symgrad.descent.numbers import short
from symgrad.descent.objective import Objective
from symgrad.errors import SymgradError

Array = Any
Found = tuple[float, Array, Array]

ACCURACY = 1e-6
"""Share of the gradient's length by which floats may be off."""
NOTHING = 1e-12
"""Slopes this small may be off by rounding alone."""


class Watch:
    """An objective whose floats are checked. `found` are the notices so far.

    Where floats are off once, everything after is computed in balls, as far as those have values.
    """

    def __init__(self, objective: Objective, every: int) -> None:
        if every < 0:
            raise SymgradError("check_every cannot be negative", hint="check_every=10, or 0 for the start alone")
        self.names = [name.data.plain for name in objective.variables]
        self.found: list[Notice] = []
        self._objective = objective
        self._every = every
        self._exactly = False

    def both(self, point: Array, rows: Array | None) -> tuple[float, Array]:
        """Value and gradient on these rows of the data."""
        if self._exactly and self._objective.exact is not None:
            found = self._objective.exact.both(point)
            if found is not None:
                return found
        return self._objective.both(point, rows)

    def checked(self, step: int, point: Array, floats: Found) -> Found:
        """What floats gave at this step, or what is right, with a notice, where they are off.

        Raises DomainError where the start is a float next to a pole.
        """
        due = step == 0 or (self._every and step % self._every == 0)
        if not due or self._exactly or self._objective.exact is None:
            return floats
        if step == 0:
            self._objective.exact.require_no_pole(point)
        exact = self._objective.exact.both(point)
        if exact is None or not _off(floats[1], exact[1]):
            return floats
        self._exactly = bool(np.isfinite(exact[1]).all())
        self.found.append(self._notice(step, floats[1], exact[1]))
        return (*exact, exact[1]) if self._exactly else floats

    def _notice(self, step: int, floats: Array, exact: Array) -> Notice:
        with np.errstate(invalid="ignore"):  # inf - inf
            worst = int(np.argmax(np.nan_to_num(np.abs(floats - exact), nan=math.inf)))
        name, wrong, right = self.names[worst], float(floats[worst]), float(exact[worst])
        rest = "The descent goes on in ball arithmetic." if self._exactly else "It is too large for a float."
        given = f"they give {short(wrong)} for the slope in {name}, which is {short(right)}"
        return Notice(
            "floats are off",
            f"Floats are off at step {step}: {given}. {rest}",
            {"floats": wrong, "exact": right, "step": float(step)},
        )


def _off(floats: Array, exact: Array) -> bool:
    if not np.isfinite(exact).all():
        return True
    allowed = ACCURACY * math.hypot(*exact) + NOTHING
    return not bool((np.abs(floats - exact) <= allowed).all())
