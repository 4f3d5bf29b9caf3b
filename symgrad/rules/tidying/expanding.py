"""Products of sums multiplied out: a term as a sum of monomials, and as the sum that a reader expects."""

from fractions import Fraction

from symgrad.rules.tidying.light import rewrite_open
from symgrad.rules.tidying.monomial import Monomial, as_product, monomial
from symgrad.rules.tidying.ordering import Exponent
from symgrad.terms.build import ONE, ZERO, add, mul, neg, power
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, fold

Known = dict[Term, list[Monomial] | None]
"""Terms with their monomials."""

#: an expansion stops here: more terms are never shorter
MOST_TERMS = 60
#: the highest power of a sum that is multiplied out
MOST_POWER = 6


def operations(term: Term) -> int:
    """How many operations are written: the measure of length (a root and a power count one, so does each function)."""
    return fold(term, _operations)


def _operations(node: Term, below: tuple[int, ...]) -> int:
    if node.head in (Head.SUM, Head.PRODUCT, Head.MATMUL, Head.HADAMARD):
        own = len(node.args) - 1
        if node.head is Head.SUM:  # a difference is one operation, not two, whichever part stands first
            own -= min(sum(part.head is Head.NEGATION for part in node.args), len(node.args) - 1)
        return own + sum(below)
    if node.head in (Head.TUPLE, Head.MATRIX, Head.INDEXED):
        return sum(below)
    return (1 if node.args else 0) + sum(below)


def expand(term: Term) -> Term:
    """Products of sums multiplied out and like terms collected, wherever that makes a sum shorter."""
    known: Known = {}
    return rewrite_open(term, lambda node: _expand_if_shorter(node, known))


def _expand_if_shorter(node: Term, known: Known) -> Term:
    if node.head not in (Head.SUM, Head.PRODUCT) or not node.is_scalar:
        return node
    parts = _expanded(node, known)
    if parts is None:
        return node
    new = sorted_sum(_collected(parts))
    return new if operations(new) < operations(node) else node


def expanded(term: Term) -> list[Monomial] | None:
    """The term as a sum of monomials, like terms collected; None when it would be too long."""
    parts = _expanded(term, {})
    return None if parts is None else _collected(parts)


def _expanded(term: Term, known: Known) -> list[Monomial] | None:
    """The monomials before they are collected; what was found of a subterm is kept for the terms it stands in."""
    if term not in known:
        known[term] = _multiplied_out(term, known)
    return known[term]


def _multiplied_out(term: Term, known: Known) -> list[Monomial] | None:
    if term.head is Head.SUM:
        return _joined([_expanded(part, known) for part in term.args])
    if term.head is Head.NEGATION:
        return _product([[Monomial(Fraction(-1), {})], _expanded(term.args[0], known)])
    if term.head is Head.PRODUCT:
        return _product([_expanded(factor, known) for factor in term.args])
    if term.head is Head.QUOTIENT:
        return _product([_expanded(term.args[0], known), [_inverse(term.args[1])]])
    if term.head is Head.POWER and term.args[0].head is Head.SUM:
        exponent = as_fraction(term.args[1])
        if exponent is not None and exponent.denominator == 1 and 1 < exponent <= MOST_POWER:
            return _product([_expanded(term.args[0], known)] * int(exponent))
    return [monomial(term)]


def _inverse(term: Term) -> Monomial:
    return monomial(power(term, neg(ONE)))


def _joined(lists: list[list[Monomial] | None]) -> list[Monomial] | None:
    out: list[Monomial] = []
    for parts in lists:
        if parts is None or len(out) + len(parts) > MOST_TERMS:
            return None
        out += parts
    return out


def _product(factors: list[list[Monomial] | None]) -> list[Monomial] | None:
    out = [Monomial(Fraction(1), {})]
    for parts in factors:
        if parts is None or len(out) * len(parts) > MOST_TERMS:
            return None
        out = [_times(a, b) for a in out for b in parts]
    return out


def _times(a: Monomial, b: Monomial) -> Monomial:
    left, right = _plain_powers(a), _plain_powers(b)
    if not a.powers or not b.powers:
        joined = Monomial(Fraction(1), a.powers or b.powers)
    elif left is not None and right is not None:
        joined = Monomial(Fraction(1), _powers_added(left, right))
    else:
        joined = monomial(
            mul(as_product(a._replace(coefficient=Fraction(1))), as_product(b._replace(coefficient=Fraction(1))))
        )
    return Monomial(
        a.coefficient * b.coefficient * joined.coefficient,
        joined.powers,
        a.decimal or b.decimal,
        a.below | b.below | joined.below,
        a.rooted | b.rooted | joined.rooted,
    )


def _plain_powers(m: Monomial) -> dict[Term, Fraction] | None:
    """Its powers, where they are whole positive ones of names alone: a product leaves those as they are."""
    whole = {base: e for base, e in m.powers.items() if base.head is Head.NAME and isinstance(e, Fraction)}
    good = len(whole) == len(m.powers) and all(e.denominator == 1 and e > 0 for e in whole.values())
    return whole if good else None


def _powers_added(left: dict[Term, Fraction], right: dict[Term, Fraction]) -> dict[Term, Exponent]:
    """Both with the exponents of a shared base added; bases met last stand last."""
    found: dict[Term, Exponent] = {base: e for base, e in left.items() if base not in right}
    return found | {base: left.get(base, Fraction(0)) + e for base, e in right.items()}


def _collected(parts: list[Monomial]) -> list[Monomial]:
    found: dict[frozenset[tuple[Term, Exponent]], Monomial] = {}
    for part in parts:
        before = found.get(part.key)
        found[part.key] = (
            part
            if before is None
            else part._replace(
                coefficient=part.coefficient + before.coefficient, decimal=part.decimal or before.decimal
            )
        )
    return [part for part in found.values() if part.coefficient]


def sorted_sum(parts: list[Monomial]) -> Term:
    """The monomials as a sum, highest degree in the letters first; a positive term in front where there is one."""
    if not parts:
        return ZERO
    ordered = sorted(parts, key=lambda m: -_degree(m))
    lead = next((i for i, m in enumerate(ordered) if m.coefficient > 0), 0)
    if len(ordered) > 2 and _degree(ordered[lead]) < _degree(ordered[0]):
        lead = 0
    ordered.insert(0, ordered.pop(lead))
    return add(*(as_product(m, order=True) for m in ordered))


def _degree(m: Monomial) -> Fraction:
    sizes = (e for base, e in m.powers.items() if base.head is Head.NAME and isinstance(e, Fraction))
    return sum(sizes, Fraction(0))
