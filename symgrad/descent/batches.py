"""Which rows of the data each step looks at."""

from collections.abc import Iterator

import numpy as np

from symgrad.errors import SymgradError

Rows = np.ndarray


def batches(rows: int | None, batch_size: int | None, seed: int) -> Iterator[Rows | None]:
    """Row numbers for one step after the other, without end: shuffled anew in each epoch; None for all rows.

    The same seed gives the same batches. Raises SymgradError where there are no rows to choose from.
    """
    if batch_size is None:
        return iter(lambda: None, 0)
    if rows is None:
        raise SymgradError("batch_size needs columns of data", hint="pass data={'x': [...], 'y': [...]}")
    if batch_size < 1:
        raise SymgradError(f"batch_size must be at least 1, not {batch_size}")
    return _shuffled(rows, batch_size, np.random.default_rng(seed))


def steps_of(epochs: int, rows: int | None, batch_size: int | None) -> int:
    """How many steps that many passes through the data are."""
    return epochs * (1 if rows is None or batch_size is None else -(-rows // batch_size))


def _shuffled(rows: int, batch_size: int, random: np.random.Generator) -> Iterator[Rows]:
    while True:
        order = random.permutation(rows)
        for first in range(0, rows, batch_size):
            yield order[first : first + batch_size]
