"""Derivatives in Leibniz's notation: the names below the bar, in the order in which they are written."""

from itertools import groupby


def leibniz_order(names: tuple[str, ...]) -> list[tuple[str, int]]:
    """Names of a derivative, innermost first, as written below the bar: last to first, equal neighbours counted.

    Differentiating in x, x, then y is written with y before x squared: [("y", 1), ("x", 2)].
    """
    return [(name, len(list(group))) for name, group in groupby(reversed(names))]
