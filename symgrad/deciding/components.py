"""One simple point in each connected component of the set on which two terms are smooth.

Components are told apart where every term that may vanish with a break behind it (a denominator, what is under a root
or a logarithm) is linear in one name or a sum of squares and a positive number; then the components
are boxes. A kink is no break: what is continuous there keeps its value. Other terms give no answer.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, pairwise, product

from symgrad.algebra import factored
from symgrad.deciding.field import proved_equal
from symgrad.deciding.points import Point
from symgrad.graph import Constraint, Domain
from symgrad.terms.build import ONE, ZERO, add, mul, rational, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, substitute

MOST = 16
"""Components up to which each is looked at."""

#: what may be called without a break anywhere on the real line
_SMOOTH = frozenset({"sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "exp", "erf", "sigmoid", "abs", "softplus"})

_SIMPLE = tuple(Fraction(text) for text in "0 1 -1 1/2 -1/2 2 -2 3 -3".split())


def one_point_in_each(left: Term, right: Term, domain: Domain) -> tuple[Point, ...] | None:
    """A rational point of every component within the domain; None where the components are not known."""
    gaps = _breaks(left, right)
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    if gaps is None:
        return None
    cuts: dict[Term, set[Fraction]] = {name: set() for name in names}
    for gap in gaps:
        if _never_zero(gap):
            continue
        found = _cut(gap)
        if found is None:
            return None
        cuts[found[0]].add(found[1])
    values = [tuple(_between(name, sorted(cuts[name]), domain)) for name in names]
    boxes = [dict(zip(names, point, strict=True)) for point in product(*values)]
    return tuple(boxes) if 0 < len(boxes) <= MOST else None


def _breaks(left: Term, right: Term) -> tuple[Term, ...] | None:
    """The terms at whose zeros the components end; None where something has breaks that are not known here."""
    found: dict[Term, None] = {}
    for node in (node for side in (left, right) for node in postorder(side)):
        if node.head is Head.QUOTIENT:
            found[node.args[1]] = None
        elif _breaks_at_zero(node):
            found[node.args[0]] = None
        elif node.head is Head.CALL and node.data in ("asin", "acos"):
            if not _stays_within_one(node.args[0]):
                found.update(dict.fromkeys((sub(ONE, node.args[0]), add(ONE, node.args[0]))))
        elif not _is_plain(node):
            return None
    return tuple(factor for gap in found for factor in _factors(gap) if free_names(factor))


def _factors(gap: Term) -> Iterator[Term]:
    """What the term is a product of: it is 0 where one of them is."""
    if gap.head in (Head.PRODUCT, Head.NEGATION) or (gap.head is Head.CALL and gap.data == "abs"):
        for part in gap.args:
            yield from _factors(part)
    else:
        yield gap


def _stays_within_one(term: Term) -> bool:
    """Whether the term lies between -1 and 1 by its build: then an arcsine of it has no break."""
    if term.head is Head.CALL:
        return term.data in ("sin", "cos", "tanh")
    if term.head is not Head.QUOTIENT or not _never_zero(term.args[1]):
        return False
    top, bottom = term.args
    return all(_is_nonnegative(factored(side)) for side in (sub(bottom, top), add(bottom, top)))


def _is_nonnegative(term: Term | None) -> bool:
    factors = () if term is None else term.args if term.head is Head.PRODUCT else (term,)
    return bool(factors) and all(_never_zero(factor) or _is_square(factor) for factor in factors)


def _breaks_at_zero(node: Term) -> bool:
    """Whether a zero of the first child may be a break."""
    if node.head is Head.POWER:
        return not _is_natural(node.args[1])
    return node.head is Head.ROOT or (node.head is Head.CALL and node.data == "log" and len(node.args) == 1)


def _is_natural(exponent: Term) -> bool:
    value = as_fraction(exponent)
    return value is not None and value >= 0 and value.denominator == 1


def _is_plain(node: Term) -> bool:
    if node.head is Head.CALL:
        return node.data in _SMOOTH
    return node.head in (Head.INTEGER, Head.DECIMAL, Head.CONSTANT, Head.NAME, Head.SUM, Head.NEGATION, Head.PRODUCT,
                         Head.POWER)  # fmt: skip


def _never_zero(term: Term) -> bool:
    """Whether the term is positive by its build: a positive number, a power of e, squares with such a one added."""
    if term.head is Head.SUM:
        return any(map(_never_zero, term.args)) and all(_never_zero(part) or _is_square(part) for part in term.args)
    value = as_fraction(term)
    return (value is not None and value > 0) or (
        term.head is Head.POWER and term.args[0].head is Head.CONSTANT and term.args[0].data == "e"
    )


def _is_square(term: Term) -> bool:
    exponent = as_fraction(term.args[1]) if term.head is Head.POWER else None
    return exponent is not None and exponent > 0 and exponent.denominator == 1 and exponent.numerator % 2 == 0


def _cut(gap: Term) -> tuple[Term, Fraction] | None:
    """The name and its value where a term is 0 that is a natural power of a linear one in that name alone."""
    inner = gap.args[0] if gap.head is Head.POWER and _is_natural(gap.args[1]) else gap
    names = free_names(inner)
    if len(names) != 1:
        return None
    start, raised = (_number(substitute(inner, {names[0]: value})) for value in (ZERO, ONE))
    if start is None or raised is None or start == raised:
        return None
    line = add(rational(start), mul(rational(raised - start), names[0]))
    return (names[0], start / (start - raised)) if proved_equal(inner, line) else None


def _number(term: Term) -> Fraction | None:
    """The value of a rational constant that is written with the four operations and whole powers."""
    if term.head is Head.SUM:
        parts = [_number(part) for part in term.args]
        return None if None in parts else sum((part for part in parts if part is not None), Fraction(0))
    if term.head is Head.NEGATION:
        inner = _number(term.args[0])
        return None if inner is None else -inner
    if term.head is Head.PRODUCT:
        found = Fraction(1)
        for part in map(_number, term.args):
            if part is None:
                return None
            found *= part
        return found
    if term.head is Head.QUOTIENT:
        top, bottom = map(_number, term.args)
        return top / bottom if top is not None and bottom else None
    return as_fraction(term)


def _between(name: Term, cuts: list[Fraction], domain: Domain) -> Iterator[Fraction]:
    """A simple value in each interval between the cuts that the domain meets, or a little more than the domain."""
    least, most = _bounds(domain.of(name))
    for low, high in pairwise([None, *cuts, None]):
        lower = max((end for end in (low, least) if end is not None), default=None)
        upper = min((end for end in (high, most) if end is not None), default=None)
        values = (*_SIMPLE, *_inside(lower, upper))
        yield from islice((value for value in values if _is_between(lower, value, upper)), 1)


def _bounds(constraint: Constraint) -> tuple[Fraction | None, Fraction | None]:
    """Rational ends of the declared values, where they are known."""
    least = None if constraint.lower is None else as_fraction(constraint.lower)
    most = None if constraint.upper is None else as_fraction(constraint.upper)
    if {"positive", "nonnegative"} & set(constraint.words):
        least = max(least or Fraction(0), Fraction(0))
    if {"negative", "nonpositive"} & set(constraint.words):
        most = min(most or Fraction(0), Fraction(0))
    return least, most


def _is_between(low: Fraction | None, value: Fraction, high: Fraction | None) -> bool:
    return (low is None or low < value) and (high is None or value < high)


def _inside(low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
    if low is not None and high is not None:
        yield from (low + (high - low) * Fraction(k, 8) for k in (4, 2, 6, 1, 7))
    elif low is not None:
        yield low + 1
    elif high is not None:
        yield high - 1
