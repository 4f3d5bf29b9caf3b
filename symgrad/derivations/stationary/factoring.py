"""What can make a term 0: its factors, without those that never are."""

from collections.abc import Sequence
from typing import NamedTuple

from symgrad.algebra.solving import factors
from symgrad.derivations.conditions import positive
from symgrad.derivations.stationary.fractional import in_root, written_back
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.roots import count_of_roots
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, integer, mul, neg, power
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder


class Split(NamedTuple):
    """term = number * product / bottom; `factors` are those of the product that can be 0, `never` those that cannot."""

    product: Term
    factors: tuple[Term, ...]
    never: tuple[Term, ...] = ()
    bottom: Term = ONE
    impossible: bool = False


#: functions that are nowhere 0
_NEVER = frozenset({"sec", "csc", "sech", "csch", "cosh", "sigmoid"})


def split(term: Term, nonzero: tuple[Term, ...] = ()) -> Split:
    """The factors of a term that may be 0. `impossible`: it never is; no factors and not impossible: it always is."""
    if not free_names(term):
        return Split(term, (), impossible=sign_of(term) != 0)
    if term.head is Head.NEGATION and _divides_by_root(term.args[0]):
        opposite = split(term.args[0], nonzero)
        return opposite._replace(product=neg(opposite.product))
    if _divides_by_root(term):
        above = split(term.args[0], nonzero)
        return above._replace(bottom=term.args[1] if above.bottom is ONE else mul(above.bottom, term.args[1]))
    if (parts := _in_roots(term, nonzero)) is not None:
        return parts
    found = factors(term)
    if found is None:
        may = tuple(one for one in _parts(term) if not never_zero(one, nonzero))
        return Split(term, may, tuple(one for one in _parts(term) if one not in may), impossible=not may)
    if not found.top:
        bottom = _written(ONE, [(tidy(one), power_) for one, power_ in found.bottom])
        return Split(found.number, (), (), bottom, sign_of(found.number) != 0)
    signed = [(part, power_) for one, power_ in found.top for part in _parts(tidy(one))]
    may = tuple(one for one, _ in signed if not never_zero(one, nonzero))
    never = tuple(one for one, _ in signed if one not in may)
    return Split(_written(found.number, signed), may, never, _written(ONE, found.bottom), not may)


def _in_roots(term: Term, nonzero: tuple[Term, ...]) -> Split | None:
    """A sum with roots of one unknown, such as 1 - x^(-2/3): split as a polynomial in the root."""
    names = free_names(term)
    made = in_root(term, names[0]) if len(names) == 1 and term.head is Head.SUM else None
    if made is None:
        return None
    inner = split(made.top)
    back = [written_back(one, names[0], made.order) for one in inner.factors]
    may = tuple(one for one in back if not never_zero(one, nonzero))
    product = written_back(inner.product, names[0], made.order)
    bottom = written_back(made.bottom, names[0], made.order)
    return Split(product, may, tuple(one for one in back if one not in may), bottom, not may)


def _divides_by_root(term: Term) -> bool:
    """A fraction over roots: SymPy writes 1/x^(1/3), real for x < 0 too, as |x|^(2/3)/x, which is 0 nowhere either."""
    if term.head is not Head.QUOTIENT:
        return False
    return any(node.head is Head.ROOT or (as_fraction(node.args[1]) or 0).denominator > 1
               for node in postorder(term.args[1]) if node.head in (Head.ROOT, Head.POWER))  # fmt: skip


def _parts(factor: Term) -> tuple[Term, ...]:
    """x^x (log x + 1), which is no polynomial, comes as one factor."""
    return factor.args if factor.head is Head.PRODUCT else (factor,)


def _written(number: Term, listed: Sequence[tuple[Term, int]]) -> Term:
    """number * factor^power * ..., in the order given."""
    parts = [one if count == 1 else power(one, integer(count)) for one, count in listed]
    sign, size = (True, number.args[0]) if number.head is Head.NEGATION else (False, number)
    whole = mul(*([] if size is ONE else [size]), *parts)
    return neg(whole) if sign else whole


def never_zero(term: Term, nonzero: tuple[Term, ...] = ()) -> bool:
    """Whether a term is shown to be different from 0 everywhere: known, positive to see, without real roots."""
    if (
        term in nonzero
        or (term.head is Head.CALL and term.data in _NEVER)
        or positive(term)
        or positive(tidy(neg(term)))
    ):
        return True
    if term.head is Head.QUOTIENT:
        return never_zero(term.args[0], nonzero)
    if term.head is Head.POWER and free_names(term.args[1]):
        return True  # a power with a variable exponent has a positive base
    names = free_names(term)
    if not names:
        return sign_of(term) in (1, -1)
    return len(names) == 1 and count_of_roots(term, names[0]) == 0
