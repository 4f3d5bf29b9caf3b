"""Forward differentiation in balls, along one direction from a point, to the right of it.

Each node carries its value, its slope as the step goes to 0 from above, and whether it moves at all. The slope to the
left is the negative of that along the opposite direction, so that kinks show as two different slopes. Nothing here
comes from the rules of differentiation that it judges.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from itertools import pairwise
from typing import Any

from flint import arb, ctx, fmpq

from symgrad.balls import values as v
from symgrad.balls.conditions import RELATIONS, combine
from symgrad.balls.dual_numbers import Dual, Test, over, times
from symgrad.balls.evaluation import SLOTS, called, leaf
from symgrad.balls.functions import real
from symgrad.balls.slopes import slope
from symgrad.balls.stand_ins import value_of_unknown
from symgrad.balls.values import ONE, UNDEFINED, UNKNOWN, ZERO, Missing, Value
from symgrad.errors import UnsupportedError
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

Parts = tuple[Any, ...]


@lru_cache(maxsize=256)
def _order(term: Term) -> tuple[Term, ...]:
    """Every node once, children first; remembered, since one term is met at many points."""
    return tuple(postorder(term))


class Walk:
    """One pass over a term. `tied` says afterwards whether a kink or jump was met, `assumed` whether a ball too small
    to tell from zero was taken for zero (only where `assume` allows it)."""

    def __init__(self, assume: bool = False) -> None:
        self.tied = False
        self.assumed = False
        self._assume = assume

    def run(self, term: Term, place: Mapping[Term, Dual]) -> Any:
        """The dual of the term (a Test for a condition) from the duals of its names."""
        done: dict[Term, Any] = dict(place)
        for node in _order(term):
            if node not in done:
                done[node] = self._node(node, tuple([done[child] for child in node.args]))
        return done[term]

    def _node(self, node: Term, parts: Parts) -> Any:
        if not node.args:
            value = leaf(node)
            return Test(value, value) if node.head is Head.TRUTH else Dual(value, ZERO, False)
        row = _HEADS.get(node.head)
        if row is None:
            raise UnsupportedError(f"{node.head.value} is not differentiated in balls")
        return row(self, node, parts)

    def side(self, value: Value) -> int | None:
        """The sign of a value; of one too small to tell, 0 where that may be assumed."""
        if isinstance(value, Missing):
            return None
        side = v.sign(value)
        if side is None and self._assume and abs(value).upper() < arb(2) ** (-ctx.prec // 2):
            self.assumed = True
            return 0
        return side


def _sum(_: Walk, __: Term, parts: Parts) -> Dual:
    return Dual(
        reduce(v.add, (part.value for part in parts)),
        reduce(v.add, (part.slope for part in parts)),
        any(part.moves for part in parts),
    )


def _power(walk: Walk, node: Term, parts: Parts) -> Dual:
    base, exponent = parts
    if node.args[0].head is Head.CONSTANT and node.args[0].data == "e":
        value = v.exponential(exponent.value)
        return Dual(value, v.multiply(value, exponent.slope), exponent.moves)
    if exponent.moves:
        return _general_power(base, exponent)
    return _fixed_power(walk, base, exponent.value, v.power(base.value, exponent.value))


def _fixed_power(walk: Walk, base: Dual, exponent: Value, value: Value) -> Dual:
    """u^c: c u^(c-1) u'."""
    if not base.moves:
        return Dual(value, ZERO, False)
    if walk.side(base.value) == 0:
        walk.tied = True  # a root may leave the domain, or stand upright
    outer = v.multiply(exponent, v.power(base.value, v.subtract(exponent, ONE)))
    if outer is UNDEFINED and walk.side(base.value) == 0 and walk.side(base.slope) == 0:
        outer = UNKNOWN  # such as the root of x^4 at 0: slopes alone do not tell
    return Dual(value, v.multiply(outer, base.slope), True)


def _general_power(base: Dual, exponent: Dual) -> Dual:
    """u^w: u^w (w' ln u + w u'/u), for positive u."""
    value = v.power(base.value, exponent.value)
    by_exponent = v.multiply(exponent.slope, called("log", (base.value,)))
    by_base = v.divide(v.multiply(exponent.value, base.slope), base.value)
    return Dual(value, v.multiply(value, v.add(by_exponent, by_base)), True)


def _root(walk: Walk, _: Term, parts: Parts) -> Dual:
    radicand, degree = parts
    inverse = v.divide(ONE, degree.value)
    if degree.moves:
        slope = v.negate(v.multiply(v.multiply(inverse, inverse), degree.slope))
        return _general_power(radicand, Dual(inverse, slope, True))
    return _fixed_power(walk, radicand, inverse, v.root(radicand.value, degree.value))


def _call(walk: Walk, node: Term, parts: Parts) -> Dual:
    if node.data in _WITH_KINKS:
        return _WITH_KINKS[node.data](walk, parts)
    args = tuple(part.value for part in parts)
    value = called(node.data, args)
    if isinstance(value, Missing):
        return Dual(value, value, any(part.moves for part in parts))
    total = ZERO
    for i, part in enumerate(parts):
        if part.moves:
            partial = slope(node.data, i, args)
            if partial is None:
                return _by_definition(walk, node.data, parts)
            total = v.add(total, v.multiply(real(partial, args), part.slope))
    return Dual(value, total, any(part.moves for part in parts))


def _by_definition(walk: Walk, function_id: str, parts: Parts) -> Dual:
    record = function(function_id)
    if record.definition is None:
        raise UnsupportedError(f"the slope of {record.says} in this argument is not known")
    slots = SLOTS[: len(parts)]
    found: Dual = walk.run(record.definition(*slots), dict(zip(slots, parts, strict=True)))
    return found


def _abs(walk: Walk, parts: Parts) -> Dual:
    (u,) = parts
    value, side = called("abs", (u.value,)), walk.side(u.value)
    if side is None:
        return Dual(value, v.missing(u.value) or UNKNOWN, u.moves)
    if side == 0 and u.moves:
        walk.tied = True
        return Dual(ZERO, called("abs", (u.slope,)), True)
    return Dual(value, v.multiply(v.exact(side), u.slope), u.moves)


def _step(function_id: str) -> Callable[[Walk, Parts], Dual]:
    """sign, floor, ceil: flat, with jumps."""

    def flat(walk: Walk, parts: Parts) -> Dual:
        (u,) = parts
        value = called(function_id, (u.value,))
        jump = walk.side(u.value) == 0 if function_id == "sign" else isinstance(u.value, fmpq) and u.value.q == 1
        walk.tied |= u.moves and jump
        return Dual(value, UNDEFINED if u.moves and jump else v.missing(value) or ZERO, u.moves)

    return flat


def _extreme(largest: bool) -> Callable[[Walk, Parts], Dual]:
    def pick(walk: Walk, parts: Parts) -> Dual:
        best: Dual = parts[0]
        for part in parts[1:]:
            best = _larger(walk, best, part, largest)
        return best

    return pick


def _larger(walk: Walk, a: Dual, b: Dual, largest: bool) -> Dual:
    gap, moves = v.subtract(a.value, b.value), a.moves or b.moves
    side = walk.side(gap)
    extreme = "max" if largest else "min"
    if side is None:
        return Dual(called(extreme, (a.value, b.value)), v.missing(gap) or UNKNOWN, moves)
    if side == 0 and moves:
        walk.tied = True
        return Dual(a.value, called(extreme, (a.slope, b.slope)), True)
    return a if (side > 0) == largest else b


def _log(walk: Walk, parts: Parts) -> Dual:
    u = parts[0]
    natural = Dual(called("log", (u.value,)), v.divide(u.slope, u.value), u.moves)
    if isinstance(natural.value, Missing):
        natural = natural._replace(slope=natural.value)
    return natural if len(parts) == 1 else over(natural, _log(walk, parts[1:]))


_WITH_KINKS: Mapping[str, Callable[[Walk, Parts], Dual]] = {
    "abs": _abs,
    "sign": _step("sign"),
    "floor": _step("floor"),
    "ceil": _step("ceil"),
    "max": _extreme(True),
    "min": _extreme(False),
    "log": _log,
}


def _apply(_: Walk, node: Term, parts: Parts) -> Dual:
    args = tuple(part.value for part in parts)
    orders = node.data.orders or (0,) * len(parts)
    total = ZERO
    for i, part in enumerate(parts):
        further = Applied(node.data.name, tuple(order + (i == j) for j, order in enumerate(orders)))
        total = v.add(total, v.multiply(value_of_unknown(further, args), part.slope))
    return Dual(value_of_unknown(node.data, args), total, any(part.moves for part in parts))


def _relation(walk: Walk, node: Term, parts: Parts) -> Test:
    links = [_link(walk, relation, a, b) for relation, (a, b) in zip(node.data, pairwise(parts), strict=True)]
    return Test(combine("and", [link.here for link in links]), combine("and", [link.after for link in links]))


def _link(walk: Walk, relation: str, a: Dual, b: Dual) -> Test:
    """At a tie the slopes say which way it goes just after; equal slopes leave that open."""
    gap = v.subtract(a.value, b.value)
    side = walk.side(gap)
    if side is None:
        outcome = UNDEFINED if gap is UNDEFINED else None
        return Test(outcome, outcome)
    here = RELATIONS[relation](side)
    if side != 0 or not (a.moves or b.moves):
        return Test(here, here)
    walk.tied = True
    way = walk.side(v.subtract(a.slope, b.slope))
    return Test(here, RELATIONS[relation](way) if way else None)


def _logic(_: Walk, node: Term, parts: Parts) -> Test:
    return Test(combine(node.data, [part.here for part in parts]), combine(node.data, [part.after for part in parts]))


def _piecewise(walk: Walk, _: Term, parts: Parts) -> Dual:
    here = _chosen(parts, lambda test: test.here)
    after = _chosen(parts, lambda test: test.after)
    moves = any(part.moves for part in parts[0::2]) or walk.tied
    if isinstance(here, Missing) or isinstance(after, Missing):
        gap = here if isinstance(here, Missing) else after
        return Dual(gap if isinstance(here, Missing) else here.value, gap, moves)
    if here is after:
        return Dual(here.value, here.slope, moves)
    jump = walk.side(v.subtract(after.value, here.value))
    return Dual(here.value, after.slope if jump == 0 else UNKNOWN if jump is None else UNDEFINED, moves)


def _chosen(parts: Parts, outcome: Callable[[Test], Any]) -> Any:
    for value, test in zip(parts[0::2], parts[1::2], strict=True):
        if outcome(test) is True:
            return value
        if outcome(test) is not False:
            return UNDEFINED if outcome(test) is UNDEFINED else UNKNOWN
    return UNDEFINED


def _indicator(walk: Walk, node: Term, parts: Parts) -> Dual:
    one, zero = Dual(ONE, ZERO, False), Dual(ZERO, ZERO, False)
    return _piecewise(walk, node, (one, parts[0], zero, Test(True, True)))


_HEADS: Mapping[Head, Callable[[Walk, Term, Parts], Any]] = {
    Head.SUM: _sum,
    Head.NEGATION: lambda _, __, parts: Dual(v.negate(parts[0].value), v.negate(parts[0].slope), parts[0].moves),
    Head.PRODUCT: lambda _, __, parts: reduce(times, parts),
    Head.HADAMARD: lambda _, __, parts: reduce(times, parts),
    Head.QUOTIENT: lambda _, __, parts: over(*parts),
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.APPLY: _apply,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.PIECEWISE: _piecewise,
    Head.INDICATOR: _indicator,
}
