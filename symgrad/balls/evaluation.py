"""Evaluating a term in balls at one precision: one row of a table per head.

Unknown functions stand for one fixed smooth function each (`stand_ins`), so that what is true of every function is true
here, and what fails here is false.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

from flint import arb, ctx, fmpq

from symgrad.balls import values as v
from symgrad.balls.conditions import Truth, chain, combine
from symgrad.balls.functions import call
from symgrad.balls.stand_ins import slope_stand_in, value_of_unknown
from symgrad.balls.unrolling import unrolled
from symgrad.balls.values import UNDEFINED, UNKNOWN, Value
from symgrad.errors import UnsupportedError
from symgrad.terms.build import name
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

Parts = tuple[Any, ...]
Point = Mapping[Term, Value]
Compute = Callable[[Term, Parts], Any]

SLOTS = tuple(name(f"slot{i}") for i in range(100))
"""Names that stand for the arguments of a function in its definition."""


def evaluate_at(term: Term, point: Point, bits: int) -> Value:
    """The value of a scalar term at the point, computed with so many bits.

    Raises UnsupportedError for heads that have no number (matrices, limits, integrals) and for a name without a value.
    """
    with ctx.workprec(bits):
        return run(unrolled(term, point), point)


def truth_at(condition: Term, point: Point, bits: int) -> Truth:
    """Whether the condition holds at the point: True, False, None where undecided, or UNDEFINED."""
    with ctx.workprec(bits):
        return run(unrolled(condition, point), point)


def run(term: Term, point: Point) -> Any:
    """The value at the precision that is set."""
    done: dict[Term, Any] = dict(point)
    for node, compute in _plan(term):
        if node not in done:
            done[node] = compute(node, tuple([done[child] for child in node.args]))
    return done[term]


@lru_cache(maxsize=256)
def _plan(term: Term) -> tuple[tuple[Term, Compute], ...]:
    """Every node once, children first, with how it is computed; remembered, since one term is met at many points."""
    return tuple((node, _HEADS.get(node.head, _without_number)) for node in postorder(term))


def leaf(node: Term) -> Any:
    """The value of a node without children: a number, a constant, a truth."""
    return _HEADS.get(node.head, _without_number)(node, ())


def _without_number(node: Term, _: Parts) -> Value:
    raise UnsupportedError(f"{node.head.value} has no number by itself")


def _without_value(node: Term, _: Parts) -> Value:
    raise UnsupportedError(f"no value for {node.data.plain}")


def _constant(node: Term, _: Parts) -> Value:
    if node.data == "e":
        return arb.const_e()
    return arb.pi() if node.data == "pi" else UNDEFINED


def _power(node: Term, parts: Parts) -> Value:
    base = node.args[0]
    if base.head is Head.CONSTANT and base.data == "e":
        return v.exponential(parts[1])
    return v.power(*parts)


def called(function_id: str, parts: Parts) -> Value:
    """A known function of values, by flint or by its definition; UNDEFINED where what it needs fails."""
    value = call(function_id, parts)
    record = function(function_id)
    if value is None and record.definition is not None:
        slots = SLOTS[: len(parts)]
        return run(record.definition(*slots), dict(zip(slots, parts, strict=True)))
    if value is None:
        raise UnsupportedError(f"{record.says} cannot be computed in balls")
    return UNDEFINED if value is UNKNOWN and _refused(function_id, parts) else value


def _refused(function_id: str, parts: Parts) -> bool:
    """Whether a condition of the function certainly fails."""
    slots = SLOTS[: len(parts)]
    point = dict(zip(slots, parts, strict=True))
    needs = function(function_id).needs(*slots)
    return not v.missing(*parts) and any(run(need, point) in (False, UNDEFINED) for need in needs)


def _piecewise(_: Term, parts: Parts) -> Value:
    for value, condition in zip(parts[0::2], parts[1::2], strict=True):
        if condition is True:
            return value
        if condition is not False:
            return UNDEFINED if condition is UNDEFINED else UNKNOWN
    return UNDEFINED


def _indicator(_: Term, parts: Parts) -> Value:
    if parts[0] in (True, False):
        return v.ONE if parts[0] else v.ZERO
    return UNDEFINED if parts[0] is UNDEFINED else UNKNOWN


_HEADS: Mapping[Head, Compute] = {
    Head.INTEGER: lambda node, _: fmpq(node.data),
    Head.DECIMAL: lambda node, _: v.exact(Fraction(node.data)),
    Head.CONSTANT: _constant,
    Head.NAME: _without_value,
    Head.SUM: lambda _, parts: reduce(v.add, parts),
    Head.NEGATION: lambda _, parts: v.negate(parts[0]),
    Head.PRODUCT: lambda _, parts: reduce(v.multiply, parts),
    Head.QUOTIENT: lambda _, parts: v.divide(*parts),
    Head.POWER: _power,
    Head.ROOT: lambda _, parts: v.root(*parts),
    Head.CALL: lambda node, parts: called(node.data, parts),
    Head.APPLY: lambda node, parts: value_of_unknown(node.data, parts),
    Head.DERIVATIVE: lambda node, _: slope_stand_in(node),
    Head.PIECEWISE: _piecewise,
    Head.INDICATOR: _indicator,
    Head.RELATION: lambda node, parts: chain(node.data, parts),
    Head.LOGIC: lambda node, parts: combine(node.data, parts),
    Head.TRUTH: lambda node, _: node.data,
    Head.TUPLE: lambda _, parts: parts,
    Head.HADAMARD: lambda _, parts: reduce(v.multiply, parts),
    Head.MATMUL: lambda _, parts: reduce(v.multiply, parts),
    Head.INNER: lambda _, parts: v.multiply(*parts),
    Head.TRANSPOSE: lambda _, parts: parts[0],
}
