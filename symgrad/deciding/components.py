"""One simple point in each connected component of the set on which two terms are smooth.

Components are told apart where every term that may vanish with a break behind it (a denominator, what is under a root
or a logarithm) is a product of linear and quadratic terms in one name, a sum of squares and a positive number, or of
one sign on the whole declared domain; then the components are boxes. A kink is no break: what is continuous there keeps
its value. Other terms give no answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product

from symgrad.algebra import factored, words_of
from symgrad.balls import Ball, ball, sign_on
from symgrad.deciding.exact_zeros import exact_zeros
from symgrad.deciding.field import proved_equal
from symgrad.deciding.points import Point, allowed, boundaries, bounded_box
from symgrad.deciding.zeros import (
    constant_value,
    factors_of,
    is_natural,
    is_positive,
    is_square,
    linear_zero,
    quadratic_zeros,
)
from symgrad.errors import SymgradError
from symgrad.graph import Constraint, Domain
from symgrad.terms.build import ONE, ZERO, add, relation, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder

MOST = 16
"""Components up to which each is looked at."""

#: what may be called without a break anywhere on the real line
_SMOOTH = frozenset({"sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "exp", "erf", "sigmoid", "abs", "softplus"})


def _at_one(u: Term) -> tuple[Term, ...]:
    return sub(ONE, u), add(ONE, u)


#: function -> the terms at whose zeros it ends or jumps
_ENDS: Mapping[str, Callable[[Term], tuple[Term, ...]]] = {
    "asin": _at_one,
    "acos": _at_one,
    "atanh": _at_one,
    "acosh": lambda u: (sub(u, ONE),),
    "acot": lambda u: (u,),
}

_SIMPLE = tuple(Fraction(text) for text in "0 1 -1 1/2 -1/2 2 -2 3 -3".split())


class Cuts:
    """Where the components end: the values of names that are met on the way, exact or to 200 bits.

    With `ties` components also end where an absolute value, a sign, a maximum or a condition turns.
    """

    def __init__(self, domain: Domain, ties: bool = False) -> None:
        self.domain = domain
        self.ties = ties
        self.values: dict[Term, set[Fraction]] = {}
        self.places: list[tuple[Term, Fraction]] = []
        """Ties that lie at a rational value of a name."""
        self.irrational: list[tuple[Term, Term, Fraction]] = []
        """Ties at other values: the name, the value as it is written, and to 200 bits."""

    def add(self, name: Term, found: Sequence[Fraction], exact: bool) -> None:
        """Take note of the zeros of a gap in this name."""
        self.values[name].update(found)
        if exact:
            self.places += [(name, value) for value in found]

    def add_numbers(self, name: Term, zeros: Sequence[Term]) -> bool:
        """Take note of zeros that are numbers written exactly; False where they or the domain are not known well."""
        constraint = self.domain.of(name)
        if any(end is not None and as_fraction(end) is None for end in (constraint.lower, constraint.upper)):
            return False
        for zero in zeros:
            value = ball(zero, {}, 256)
            if not isinstance(value, Ball) or value.middle is None:
                return False
            if not any(one is name and proved_equal(zero, known) for one, known, _ in self.irrational):
                self.irrational.append((name, zero, value.middle))
                self.values[name].add(value.middle)
        return True

    def numbers_inside(self) -> Iterator[tuple[Term, Term]]:
        """The ties at other than rational values that lie in the declared domain."""
        for name, zero, value in self.irrational:
            if allowed(self.domain.of(name), value):
                yield name, zero

    def inside(self) -> Iterator[tuple[Term, Fraction]]:
        """The exact ties that lie in the declared domain."""
        for name, value in dict.fromkeys(self.places):
            if allowed(self.domain.of(name), value):
                yield name, value

    def facts(self, point: Point) -> tuple[Term, ...]:
        """The declared relations, and the signs of the names on the component of the point."""
        signs = ((name, self._side(name, value)) for name, value in point.items())
        return (
            *self.domain.relations(tuple(point)),
            *(relation(name, ">" if side > 0 else "<", ZERO) for name, side in signs if side),
        )

    def words(self, point: Point) -> dict[str, tuple[str, ...]]:
        """The same in words."""
        found = dict(words_of(self.domain))
        for name, value in point.items():
            side = self._side(name, value)
            if side:
                found[name.data.key] = (*found.get(name.data.key, ()), "positive" if side > 0 else "negative")
        return found

    def _side(self, name: Term, value: Fraction) -> int:
        """The sign of a name on the component of a value, 0 where it has both."""
        cuts = sorted(self.values.get(name, ()))
        least, most = _bounds(self.domain.of(name))
        below = max((cut for cut in (*cuts, least) if cut is not None and cut <= value), default=None)
        above = min((cut for cut in (*cuts, most) if cut is not None and cut >= value), default=None)
        return 1 if below is not None and below >= 0 else -1 if above is not None and above <= 0 else 0


def one_point_in_each(left: Term, right: Term, cuts: Cuts, further: Sequence[Term] = ()) -> tuple[Point, ...] | None:
    """A rational point of every component within the domain; None where the components are not known.

    Components also end at the zeros of the terms that are given further.
    """
    gaps = _breaks(left, right, cuts.ties)
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    if gaps is None:
        return None
    cuts.values = {name: set() for name in names}
    if not all(_noted(part, cuts) for gap in (*gaps, *further) for part in factors_of(gap) if free_names(part)):
        return None
    values = [tuple(_between(name, sorted(cuts.values[name]), cuts.domain)) for name in names]
    boxes = [dict(zip(names, point, strict=True)) for point in product(*values)]
    return tuple(boxes) if 0 < len(boxes) <= MOST else None


def _noted(gap: Term, cuts: Cuts) -> bool:
    """Whether the zeros of a gap are known; then they are taken note of."""
    if is_positive(gap) or _never_zero_there(gap, cuts.domain) or constant_value(gap) is not None:
        return True
    found = linear_zero(gap)
    if found is not None:
        cuts.add(found[0], [found[1]], exact=True)
        return True
    parts = _proper_factors(gap)
    if parts is not None:
        return all(_noted(part, cuts) for part in parts)
    if cuts.ties and len(free_names(gap)) == 1:
        zeros = exact_zeros(gap)
        return zeros is not None and cuts.add_numbers(free_names(gap)[0], zeros)
    pair = quadratic_zeros(gap)
    if pair is not None:
        cuts.add(free_names(gap)[0], pair, exact=not pair)
    return pair is not None and not (pair and cuts.ties)


def _proper_factors(gap: Term) -> tuple[Term, ...] | None:
    """The factors of a polynomial over the rational numbers; None where it has none."""
    whole = factored(gap) if len(free_names(gap)) == 1 and gap.head is Head.SUM else None
    if whole is None or whole is gap:
        return None
    parts = tuple(part for part in factors_of(whole) if free_names(part))
    return None if parts in ((), (gap,)) or any(part.head is Head.QUOTIENT for part in parts) else parts


def _never_zero_there(gap: Term, domain: Domain) -> bool:
    """Whether the gap keeps one sign on the whole declared domain, which has to be bounded."""
    box = bounded_box(gap, domain)
    try:
        return box is not None and sign_on(gap, box) is not None
    except SymgradError:
        return False


def _breaks(left: Term, right: Term, ties: bool) -> tuple[Term, ...] | None:
    """The terms at whose zeros the components end; None where something has breaks that are not known here."""
    found: dict[Term, None] = dict.fromkeys(boundaries((left, right)) if ties else ())
    for node in (node for side in (left, right) for node in postorder(side)):
        if node.head is Head.QUOTIENT:
            found[node.args[1]] = None
        elif _breaks_at_zero(node):
            found[node.args[0]] = None
        elif node.head is Head.CALL and node.data in _ENDS:
            if not _stays_within_one(node.args[0]):
                found.update(dict.fromkeys(_ENDS[node.data](node.args[0])))
        elif not (_is_plain(node) or (ties and _is_told_apart(node))):
            return None
    return tuple(found)


def _is_told_apart(node: Term) -> bool:
    """Whether the node is another in other components, and resolved there."""
    if node.head is Head.CALL:
        return node.data in ("abs", "sign", "max", "min")
    return node.head in (Head.PIECEWISE, Head.INDICATOR, Head.RELATION, Head.LOGIC, Head.TRUTH)


def _stays_within_one(term: Term) -> bool:
    """Whether the term lies between -1 and 1 by its build: then an arcsine of it has no break."""
    if term.head is Head.CALL:
        return term.data in ("sin", "cos", "tanh")  # asin, acos and atanh go on to their ends
    if term.head is not Head.QUOTIENT or not is_positive(term.args[1]):
        return False
    top, bottom = term.args
    return all(_is_nonnegative(factored(side)) for side in (sub(bottom, top), add(bottom, top)))


def _is_nonnegative(term: Term | None) -> bool:
    factors = () if term is None else term.args if term.head is Head.PRODUCT else (term,)
    return bool(factors) and all(is_positive(factor) or is_square(factor) for factor in factors)


def _breaks_at_zero(node: Term) -> bool:
    """Whether a zero of the first child may be a break."""
    if node.head is Head.POWER:
        return not is_natural(node.args[1])
    return node.head is Head.ROOT or (node.head is Head.CALL and node.data == "log" and len(node.args) == 1)


def _is_plain(node: Term) -> bool:
    if node.head is Head.CALL:
        return node.data in _SMOOTH
    return node.head in (Head.INTEGER, Head.DECIMAL, Head.CONSTANT, Head.NAME, Head.SUM, Head.NEGATION, Head.PRODUCT,
                         Head.POWER, Head.TUPLE)  # fmt: skip


def is_defined_everywhere(term: Term) -> bool:
    """Whether the term has a value at every point, by its build."""
    return all(_is_plain(node) and (is_positive(node) or not _breaks_at_zero(node)) for node in postorder(term))


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
