"""Arithmetic with sizes: whole numbers are computed, names of sizes are written down, as in `n-2` or `m*n`."""

import re
from collections.abc import Mapping

from symgrad.terms.shapes import Size

_SHIFTED = re.compile(r"(.*[^+-])([+-]\d+)")


def shifted(size: Size, by: int) -> Size:
    """size + by."""
    if isinstance(size, int):
        return size + by
    found = _SHIFTED.fullmatch(size)
    stem, offset = (found[1], int(found[2]) + by) if found else (size, by)
    return f"{stem}{offset:+d}" if offset else stem


def times(left: Size, right: Size) -> Size:
    """left * right; a factor 1 is not written, and the order is that of the alphabet: n*m is m*n."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    factors = [f"({one})" if isinstance(one, str) and set("+-") & set(one) else str(one) for one in (left, right)]
    if 1 in (left, right):
        return right if left == 1 else left
    return "*".join(sorted(one for factor in factors for one in _factors(factor)))


def _factors(size: str) -> list[str]:
    """The factors of a product of sizes; one in brackets is left as it is."""
    return [size] if "(" in size else size.split("*")


def at_sizes(size: Size, sizes: Mapping[str, int]) -> Size:
    """The size with numbers put in for the names; one that has no number stays a name.

    Sums and products of names are worked out where all of them have numbers.
    """
    if isinstance(size, int) or size in sizes:
        return size if isinstance(size, int) else sizes[size]
    total = 0
    for sign, term in re.findall(r"([+-]?)((?:\([^()]*\)|[^+\-()])+)", size):
        value = 1
        for factor in re.findall(r"\([^()]*\)|[^*()]+", term):
            known = int(factor) if factor.isdigit() else _inside(factor, sizes)
            if not isinstance(known, int):
                return size
            value *= known
        total += -value if sign == "-" else value
    return total


def _inside(factor: str, sizes: Mapping[str, int]) -> Size:
    return at_sizes(factor[1:-1], sizes) if factor.startswith("(") else sizes.get(factor, factor)


def size_names(size: Size) -> tuple[str, ...]:
    """The names in a size, in order."""
    if isinstance(size, int):
        return ()
    return tuple(name for name in re.findall(r"[^*+\-()]+", size) if not name.isdigit())
