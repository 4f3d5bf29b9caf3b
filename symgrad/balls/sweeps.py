"""The values of a chain of definitions, each from those before it, in balls: one pass, however deep the chain is."""

from collections.abc import Mapping, Sequence

from flint import ctx

from symgrad.balls.evaluation import run
from symgrad.balls.precision import FIRST_BITS, Ball, Number, place
from symgrad.balls.unrolling import unrolled
from symgrad.balls.values import Missing, Value
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

#: bits of the last attempt
MOST_BITS = 2048


def swept(
    definitions: Sequence[tuple[Term, Term]], values: Mapping[Term, Number], accuracy: int = 64
) -> dict[Term, Ball | Missing]:
    """Name -> value for every (name, formula) in order, with so many correct bits where that can be reached.

    A value that is zero but not seen to be so comes back as a small ball around zero, one that is not real as Missing.
    Raises UnsupportedError where a formula has a name without a value.
    """
    bits = FIRST_BITS
    while True:
        found = _once(definitions, values, bits)
        if bits >= MOST_BITS or all(_is_known(one, accuracy) for one in found.values()):
            return found
        bits *= 4


def _once(
    definitions: Sequence[tuple[Term, Term]], values: Mapping[Term, Number], bits: int
) -> dict[Term, Ball | Missing]:
    known: dict[Term, Value] = place(values, bits)
    with ctx.workprec(bits):
        for name, term in definitions:
            here = {one: known[one] for one in free_names(term) if one in known}
            known[name] = run(unrolled(term, here), here)
    return {name: _ball(known[name]) for name, _ in definitions}


def _ball(value: Value) -> Ball | Missing:
    return value if isinstance(value, Missing) else Ball(value)


def _is_known(value: Ball | Missing, accuracy: int) -> bool:
    return isinstance(value, Missing) or value.bits >= accuracy
