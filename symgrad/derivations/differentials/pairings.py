"""The statement of a derivation by differentials: a sum of inner products <G, dU>, each G with the shape of its U."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from symgrad.rules.matrices import factors, plus, scaled
from symgrad.rules.matrices.factors import written
from symgrad.terms.build import add, inner, rational, unary, zeros
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder


class Pairing(NamedTuple):
    """<weight, change>: a differential, or what is linear in one, and what it is multiplied by; of one shape."""

    weight: Term
    change: Term

    def term(self) -> Term:
        """As written: numbers stand in front of the brackets; for numbers it is a product."""
        if not self.change.shape:
            return scaled(self.weight, self.change)
        found = factors(self.weight)
        inside = abs(found.number) if _is_settled(self.change) else Fraction(1)
        pairing = inner(written(found._replace(number=inside)), self.change)
        return scaled(rational(found.number / inside), pairing)


def _is_settled(change: Term) -> bool:
    """The differential of a name: what stands with it is read off whole."""
    return change.head is Head.DIFFERENTIAL and change.args[0].head is Head.NAME


def d(term: Term) -> Term:
    """The differential, left as it is."""
    return unary(Head.DIFFERENTIAL, term)


def statement(pairings: Sequence[Pairing]) -> Term:
    """The sum of all of them; 0 where there are none."""
    return add(*(one.term() for one in pairings)) if pairings else zeros(())


def is_open(change: Term) -> bool:
    """Whether there is a differential in the term."""
    return any(node.head is Head.DIFFERENTIAL for node in postorder(change))


def meet(pairings: Sequence[Pairing]) -> tuple[Pairing, ...]:
    """Those of one differential added up: <G, dU> + <H, dU> = <G + H, dU>."""
    together: dict[Term, Term] = {}
    for one in pairings:
        known = together.get(one.change)
        together[one.change] = one.weight if known is None else plus(known, one.weight)
    return tuple(Pairing(weight, change) for change, weight in together.items())
