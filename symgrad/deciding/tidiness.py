"""What is left to calculate, to collect or to cancel in a term as it is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import gcd, isqrt

from symgrad.algebra import shared_factor
from symgrad.deciding.written import Written, written
from symgrad.notation import text
from symgrad.terms.build import ONE, PI, ZERO, E, mul
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, postorder


def left_to_do(term: Term) -> Iterator[str]:
    """Each thing that the laws of arithmetic and of powers still allow, in words; none for a simplified term."""
    for node in postorder(term):
        yield from _FAULTS.get(node.head, _nothing)(node)


def sum_parts(term: Term) -> tuple[Term, ...]:
    """The terms of a sum; any other term alone."""
    return term.args if term.head is Head.SUM else (term,)


def like_terms(terms: Iterable[Term]) -> Iterator[str]:
    """Pairs of terms that differ by a number alone, in words."""
    seen: dict[Written, Term] = {}
    for term in terms:
        own = written(_split(term)[1])
        if own in seen:
            yield f"{text(seen[own])} and {text(term)} can be collected"
        seen[own] = term


def _nothing(_: Term) -> Iterator[str]:
    return iter(())


def _split(term: Term) -> tuple[Fraction, Term]:
    """The number in front of a term, and the term without it."""
    if term.head is Head.NEGATION:
        number, rest = _split(term.args[0])
        return -number, rest
    value = as_fraction(term)
    if value is not None:
        return value, ONE
    if term.head is Head.QUOTIENT:
        bottom = as_fraction(term.args[1])
        if bottom:
            number, rest = _split(term.args[0])
            return number / bottom, rest
    if term.head is Head.PRODUCT:
        halves = [_split(factor) for factor in term.args]
        number = Fraction(1)
        for one, _ in halves:
            number *= one
        return number, mul(*(rest for _, rest in halves if rest is not ONE))
    return Fraction(1), term


def _sum(node: Term) -> Iterator[str]:
    if ZERO in node.args:
        yield f"0 is added in {text(node)}"
    for part in node.args:
        if part.head is Head.NEGATION and part.args[0].head is Head.SUM:
            yield f"the bracket in {text(part)} is not resolved"
    yield from like_terms(node.args)


def _negation(node: Term) -> Iterator[str]:
    inner = node.args[0]
    signed = inner.args if inner.head in (Head.PRODUCT, Head.QUOTIENT) else (inner,)
    if inner is ZERO or any(part.head is Head.NEGATION for part in signed):
        yield f"the signs in {text(node)} can be put together"


def _product(node: Term) -> Iterator[str]:
    factors = node.args
    if any(factor in (ZERO, ONE) for factor in factors):
        yield f"a factor of {text(node)} is 0 or 1"
    if sum(as_fraction(factor) is not None for factor in factors) > 1:
        yield f"the numbers in {text(node)} can be multiplied"
    if sum(factor.head is Head.NEGATION for factor in factors) > 1:
        yield f"the signs in {text(node)} can be put together"
    yield from _repeated(node, factors)
    for factor in factors:
        if factor.head is Head.QUOTIENT and as_fraction(factor) is None:
            others = mul(*(other for other in factors if other is not factor))
            yield from _shared(others, factor.args[1])


def _repeated(node: Term, factors: Iterable[Term]) -> Iterator[str]:
    """Powers of one base that are not put together; numbers are another matter."""
    bases = [written(_base(factor)) for factor in factors if as_fraction(_base(factor)) is None]
    if len(set(bases)) < len(bases):
        yield f"powers of one base in {text(node)} can be put together"


def _base(factor: Term) -> Term:
    inner = factor.args[0] if factor.head is Head.NEGATION else factor
    return inner.args[0] if inner.head is Head.POWER else inner


def _quotient(node: Term) -> Iterator[str]:
    top, bottom = node.args
    if bottom is ONE or top is ZERO:
        yield f"{text(node)} is no fraction"
    elif top.head is Head.NEGATION and bottom.head is Head.NEGATION:
        yield f"the signs in {text(node)} can be put together"
    elif any(_has_quotient(half) for half in node.args):
        yield f"{text(node)} is a fraction in a fraction"
    elif not _are_lowest(_split(top)[0], _split(bottom)[0]):
        yield f"the numbers in {text(node)} have a common factor"
    else:
        yield from _shared(top, bottom)


def _has_quotient(half: Term) -> bool:
    """Whether one factor of it is a fraction, or one term of it is."""
    parts = [inner for part in sum_parts(half) for inner in (part.args if part.head is Head.PRODUCT else (part,))]
    return any(Head.QUOTIENT in (part.head, *(arg.head for arg in part.args if part.head is Head.NEGATION))
               for part in parts)  # fmt: skip


def _are_lowest(top: Fraction, bottom: Fraction) -> bool:
    if top.denominator != 1 or bottom.denominator != 1:
        return True  # decimals are left as they are
    return gcd(int(top), int(bottom)) == 1


def _shared(top: Term, bottom: Term) -> Iterator[str]:
    halves = (top, bottom)
    if any(as_fraction(half) is not None for half in halves) and all(half.head is not Head.SUM for half in halves):
        return  # the numbers in front were looked at
    common = shared_factor(top, bottom)
    if common is not None:
        yield f"{text(common)} can be cancelled"


def _power(node: Term) -> Iterator[str]:
    base, exponent = node.args
    value = as_fraction(exponent)
    if exponent in (ZERO, ONE) or base is ONE:
        yield f"{text(node)} is no power"
    elif base.head is Head.POWER and base.args[0] is not E and value is not None and value.denominator == 1:
        yield f"the exponents in {text(node)} can be multiplied"
    elif value is not None and value.denominator == 1 and as_fraction(base) is not None:
        yield f"{text(node)} can be calculated"
    elif base is E and exponent.head is Head.CALL and exponent.data == "log" and len(exponent.args) == 1:
        yield f"{text(node)} is {text(exponent.args[0])}"


def _root(node: Term) -> Iterator[str]:
    value, degree = as_fraction(node.args[0]), as_fraction(node.args[1])
    if value is None or degree is None or value.denominator != 1 or value < 0 or degree != 2:
        return
    square = _largest_square(int(value))
    if square > 1 or value in (0, 1):
        yield f"a square can be taken out of {text(node)}"


def _largest_square(number: int) -> int:
    """The largest d up to 1000 with d^2 dividing the number."""
    if isqrt(number) ** 2 == number:
        return isqrt(number)
    return next((d for d in range(min(isqrt(number), 1000), 1, -1) if number % (d * d) == 0), 1)


#: function -> arguments at which everybody knows the value
_KNOWN: Mapping[str, tuple[Term, ...]] = {
    "sin": (ZERO, PI), "cos": (ZERO, PI), "tan": (ZERO, PI), "log": (ONE, E), "asin": (ZERO,), "atan": (ZERO,),
    "sinh": (ZERO,), "cosh": (ZERO,), "tanh": (ZERO,),
}  # fmt: skip


def _call(node: Term) -> Iterator[str]:
    inner = node.args[0]
    if len(node.args) == 1 and inner in _KNOWN.get(node.data, ()):
        yield f"the value of {text(node)} is known"
    elif node.data == "log" and len(node.args) == 1 and inner.head is Head.POWER and inner.args[0] is E:
        yield f"{text(node)} is {text(inner.args[1])}"
    elif node.data == "abs" and as_fraction(inner) is not None:
        yield f"{text(node)} can be calculated"


_FAULTS: Mapping[Head, Callable[[Term], Iterator[str]]] = {
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
}
