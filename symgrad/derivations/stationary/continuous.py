"""Whether a function is continuous on a region, and has a derivative inside it: what it divides by and takes roots of.

In one variable all real roots of a denominator, a radicand or the argument of a logarithm are found and compared with
the ends; in several variables it must be plain to see that it is never 0.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from symgrad.derivations.conditions import positive
from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.equations import as_line
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.pieces import kinks_of
from symgrad.derivations.stationary.region import Side, holds
from symgrad.derivations.stationary.roots import real_roots
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules.tidying import tidy
from symgrad.terms.build import TWO, E, add, div, neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, substitute

#: functions that are continuous wherever they have a value, which they have at all real numbers
_WITHOUT_GAPS = frozenset({"sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "sigmoid", "softplus"})

#: the same, with a kink where their argument is 0 or both of them are equal
_WITH_KINKS = frozenset({"abs", "relu", "max", "min"})


class Demand(NamedTuple):
    """What may not be 0 inside the region; nor at its ends, unless `at_ends`; and is to be positive if `signed`."""

    term: Term
    at_ends: bool = False
    signed: bool = False


def require_continuous(body: Term, sides: Sequence[Side], names: Sequence[Term]) -> None:
    """Raise UnsupportedError for a function that may have a gap or a pole in the region, in several variables a kink.

    In one variable kinks are looked at one by one, and so are places such as 0 of x^(2/3), where there is no slope.
    """
    if len(names) > 1 and kinks_of((body,)):
        raise UnsupportedError("in several variables a function with kinks is not examined on a region",
                               hint="take the pieces one by one")  # fmt: skip
    for node in postorder(body):
        for demand in _demands(node):
            if len(names) > 1 or not _has_all_values(node):
                _require(demand, sides, names)


def _has_all_values(node: Term) -> bool:
    """Whether it is a root of odd order, which every number has: only its slope is missing at 0."""
    exponent = as_fraction(node.args[1]) if node.head in (Head.POWER, Head.ROOT) else None
    if exponent is None or exponent < 0:
        return False
    return exponent % 2 == 1 if node.head is Head.ROOT else exponent.denominator % 2 == 1


def _demands(node: Term) -> Iterator[Demand]:
    if not free_names(node) or (node.head is Head.CALL and node.data in _WITH_KINKS):
        return
    if node.head is Head.QUOTIENT and free_names(node.args[1]):
        yield Demand(node.args[1])
    elif node.head in (Head.POWER, Head.ROOT):
        yield from _of_power(node)
    elif node.head is Head.CALL and node.data == "log" and len(node.args) == 1:
        yield Demand(node.args[0], signed=True)
    elif node.head is Head.CALL and node.data not in _WITHOUT_GAPS:
        raise UnsupportedError("whether the function is continuous on the whole region is not decided")


def _of_power(node: Term) -> Iterator[Demand]:
    """x^-2 needs x != 0; sqrt(x) needs x > 0 inside, where it is to have a slope."""
    base, exponent = node.args[0], as_fraction(node.args[1])
    if base is E:
        return
    if exponent is None:
        yield Demand(base, signed=True)
    elif node.head is Head.ROOT:
        yield Demand(base, at_ends=True, signed=exponent % 2 == 0)
    elif exponent < 0 or exponent.denominator > 1:
        yield Demand(base, at_ends=exponent > 0, signed=exponent.denominator % 2 == 0)


def _require(demand: Demand, sides: Sequence[Side], names: Sequence[Term]) -> None:
    term = demand.term
    if positive(term) or (not demand.signed and positive(tidy(neg(term)))):
        return
    roots = real_roots(term, names[0]) if len(names) == 1 and free_names(term) == tuple(names) else None
    if roots is None or not all(root.exact for root in roots.found) or (roots.period and roots.found):
        raise UnsupportedError(f"whether {text(term)} is 0 somewhere in the region is not decided")
    for root in roots.found:
        place = {names[0]: root.value}
        if holds(sides, place) and not (demand.at_ends and _is_end(sides, place)):
            where = f"{names[0].data.plain} = {text(root.value)}"
            raise UnsupportedError(f"{text(term)} is 0 at {where}, in the region", hint="choose a region without it")
    if demand.signed and sign_of(substitute(term, {names[0]: _middle(sides, names[0])})) != 1:
        raise UnsupportedError(f"{text(term)} is negative in the region", hint="the function is not defined there")


def _is_end(sides: Sequence[Side], place: dict[Term, Term]) -> bool:
    return any(sign_of(substitute(side.inside, place)) == 0 for side in sides)


def _middle(sides: Sequence[Side], name: Term) -> Term:
    """The middle of the interval that inequalities in one variable leave."""
    ends = []
    for side in sides:
        line = as_line(side.edge.zero, name)
        if line is None:
            raise UnsupportedError("the ends of the region are not known")
        end = worked_out(div(neg(line.offset), line.slope))
        ends += [end] if holds(sides, {name: end}) else []
    return worked_out(div(add(ends[0], ends[-1]), TWO))
