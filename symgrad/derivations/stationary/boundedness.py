"""Whether a set or a function is bounded, where that is plain: definite quadratic forms and sums of even powers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.equations import Equation, as_line
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.quadratic_forms import determinant
from symgrad.rules.tidying.expanding import expanded
from symgrad.terms.build import ZERO, rational
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

Parts = Sequence[tuple[Fraction, Mapping[Term, Fraction]]]
"""A polynomial: coefficients with the powers of the names."""


def is_bounded(rules: Sequence[Equation], names: Sequence[Term]) -> bool:
    """Whether the equations hold on a bounded set only: level sets of functions that grow in every direction, and
    names given by a polynomial in what is bounded."""
    known: set[Term] = set()
    for one in rules:
        if any(grows(one.zero, free_names(one.zero), side) for side in (1, -1)):
            known |= set(free_names(one.zero))
    for _ in rules:
        for one in rules:
            known |= {name for name in free_names(one.zero) if _given_by(one.zero, name, known)}
    return known >= set(names)


def _given_by(zero: Term, name: Term, known: set[Term]) -> bool:
    """Whether an equation gives a name as a polynomial in names that are bounded."""
    line = as_line(zero, name)
    if line is None or free_names(line.slope) or not set(free_names(line.offset)) <= known:
        return False
    return polynomial(line.offset) is not None


def polynomial(term: Term) -> Parts | None:
    """The monomials of a polynomial with rational coefficients; None for anything else."""
    found = []
    parts = expanded(term)
    for part in () if parts is None else parts:
        powers = {base: e for base, e in part.powers.items() if isinstance(e, Fraction | int)}
        plain = len(powers) == len(part.powers) and all(
            not base.args and base in free_names(term) and e > 0 and Fraction(e).denominator == 1
            for base, e in powers.items()
        )
        if not plain:
            return None
        found.append((part.coefficient, {base: Fraction(e) for base, e in powers.items()}))
    return None if parts is None else found


def grows(term: Term, names: Sequence[Term], side: int = 1) -> bool:
    """Whether a polynomial grows beyond all bounds (falls, for side -1) in every direction of these names."""
    parts = polynomial(term)
    if parts is None or not names or not set(free_names(term)) <= set(names):
        return False
    return _definite(parts, names, side) or _even(parts, names, side)


def _definite(parts: Parts, names: Sequence[Term], side: int) -> bool:
    """Degree 2 with a definite quadratic form: the leading minors of its matrix are positive."""
    if any(sum(powers.values()) > 2 for _, powers in parts):
        return False
    rows = [[_entry(parts, a, b, side) for b in names] for a in names]
    return all(sign_of(worked_out(determinant([row[:k] for row in rows[:k]]))) == 1 for k in range(1, len(rows) + 1))


def _entry(parts: Parts, a: Term, b: Term, side: int) -> Term:
    """The second derivative of the quadratic part in two names."""
    wanted = {a: Fraction(2)} if a is b else {a: Fraction(1), b: Fraction(1)}
    total = sum((c * (2 if a is b else 1) for c, powers in parts if powers == wanted), Fraction(0))
    return rational(side * total) if total else ZERO


def _even(parts: Parts, names: Sequence[Term], side: int) -> bool:
    """Even powers of single names with the sign of the side, one for every name; lower powers of single names beside
    them change nothing far out."""
    highest: dict[Term, tuple[Fraction, Fraction]] = {}
    for coefficient, powers in parts:
        if len(powers) > 1:
            return False
        for name, power in powers.items():
            highest[name] = max(highest.get(name, (Fraction(0), Fraction(0))), (power, coefficient))
    return set(highest) >= set(names) and all(e % 2 == 0 and side * c > 0 for e, c in highest.values())
