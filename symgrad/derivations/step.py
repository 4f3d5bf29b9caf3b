"""The finest step of a derivation: one rule applied at one place.

The lines a reader sees are groups of steps; which are grouped is the reader's profile (`lines`).
"""

from enum import IntEnum
from typing import NamedTuple

from symgrad.terms.node import Term

#: a reason is words and mathematics in turn
Reason = tuple[str | Term, ...]


class Weight(IntEnum):
    """How much a step matters to a reader who knows the basics."""

    SILENT = 0  # sums, constant multiples: done in passing
    LIGHT = 1  # numbers collected, factors ordered
    MINOR = 2  # a derivative known by heart
    MAJOR = 3  # product, quotient, chain rule: a line of its own
    HEAVY = 4  # an algebraic step worth a line


class Step(NamedTuple):
    """`before` becomes `after` by `rule`; for a rule of differentiation `target` is the inert derivative replaced."""

    rule: str
    weight: Weight
    before: Term
    after: Term
    reason: Reason
    target: Term | None = None
    result: Term | None = None
    conditions: tuple[Term, ...] = ()


class Expansion(NamedTuple):
    """What one rule makes of one inert derivative."""

    rule: str
    weight: Weight
    result: Term
    reason: Reason
    conditions: tuple[Term, ...] = ()
    letter: str = ""  # the letter that stands for what is inside, if one was taken
