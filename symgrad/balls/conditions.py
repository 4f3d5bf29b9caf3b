"""Conditions on values, with the outcomes True, False, None (undecided at this precision) and UNDEFINED."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from symgrad.balls.values import UNDEFINED, UNKNOWN, Value, missing, sign, subtract

Truth = Any
"""True, False, None or UNDEFINED."""

#: relation -> whether it holds for the sign of left - right
RELATIONS: Mapping[str, Callable[[int], bool]] = {
    "<": lambda side: side < 0,
    "<=": lambda side: side <= 0,
    ">": lambda side: side > 0,
    ">=": lambda side: side >= 0,
    "=": lambda side: side == 0,
    "!=": lambda side: side != 0,
}


def compare(left: Value, relation: str, right: Value) -> Truth:
    """Whether the relation holds between two values."""
    gap = missing(left, right)
    if gap is not None:
        return UNDEFINED if gap is UNDEFINED else None
    return by_sign(relation, sign(subtract(left, right)), left, right)


def by_sign(relation: str, side: int | None, left: Value, right: Value) -> Truth:
    """Whether the relation holds, from the sign of the difference; <= may hold of balls that touch."""
    if side is not None:
        return RELATIONS[relation](side)
    if relation in ("<=", ">=") and (left <= right if relation == "<=" else left >= right):
        return True
    return None


def chain(relations: Sequence[str], parts: Sequence[Value]) -> Truth:
    """A chain such as a < b <= c."""
    links = [compare(a, relation, b) for a, relation, b in zip(parts, relations, parts[1:], strict=False)]
    return combine("and", links)


def combine(kind: str, parts: Sequence[Truth]) -> Truth:
    """`and`, `or`, `not` of outcomes."""
    if kind == "not":
        return parts[0] if parts[0] in (None, UNDEFINED) else not parts[0]
    decisive = kind == "or"
    if any(part is decisive for part in parts):
        return decisive
    if UNDEFINED in parts:
        return UNDEFINED
    return None if None in parts or UNKNOWN in parts else not decisive
