"""One equation of a system: its two sides as shown, what it says to be 0, and its make-up in one unknown."""

from fractions import Fraction
from typing import NamedTuple

from symgrad.derivations.point import worked_out
from symgrad.rules.tidying import operations, tidy
from symgrad.rules.tidying.expanding import expanded, sorted_sum
from symgrad.rules.tidying.monomial import Monomial, as_product
from symgrad.terms.build import ZERO, E, equation, name, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, free_names, postorder, rewrite, substitute

SLOT = name("slot0")
"""Stands for a part of a term that is looked at as if it were an unknown."""


class Equation(NamedTuple):
    """left = right, as it stands on the page."""

    left: Term
    right: Term = ZERO

    @property
    def zero(self) -> Term:
        """What the equation says to be 0."""
        return self.left if self.right is ZERO else tidy(sub(self.left, self.right))

    @property
    def statement(self) -> Term:
        """The equation as a relation."""
        return equation(self.left, self.right)

    @property
    def bottoms(self) -> tuple[Term, ...]:
        """What the equation divides by."""
        nodes = [node for side in self for node in postorder(side)]
        quotients = [node.args[1] for node in nodes if node.head is Head.QUOTIENT]
        powers = [node.args[0] for node in nodes if node.head is Head.POWER and (as_fraction(node.args[1]) or 0) < 0]
        return tuple(dict.fromkeys(one for one in (*quotients, *powers) if free_names(one)))

    def put_in(self, values: dict[Term, Term]) -> "Equation":
        """Both sides with these values, collected."""
        return Equation(*(short(with_numbers(substitute(side, values))) for side in self))


def with_numbers(term: Term) -> Term:
    """The term with the values of functions at numbers worked out, sin(pi/2) as 1, and exponents collected."""
    return rewrite(term, _with_numbers)


def _with_numbers(node: Term) -> Term:
    if node.head is Head.CALL and not free_names(node):
        return worked_out(node)
    if node.head is Head.POWER and node.args[0] is E:
        return power(E, short(node.args[1]))
    return node


def short(term: Term) -> Term:
    """The term multiplied out and collected where that makes it shorter."""
    tidied = tidy(term)
    parts = expanded(tidied)
    plain = tidied if parts is None else tidy(sorted_sum(parts)) if parts else ZERO
    return (
        plain if len(free_names(plain)) < len(free_names(tidied)) or operations(plain) <= operations(tidied) else tidied
    )


class Line(NamedTuple):
    """slope * name + offset, where neither holds the name."""

    slope: Term
    offset: Term


def as_line(term: Term, unknown: Term) -> Line | None:
    """The term as a line in the unknown; None where it is none, or does not hold the unknown."""
    parts = expanded(term)
    if parts is None:
        return None
    slopes: list[Monomial] = []
    rest: list[Monomial] = []
    for part in parts:
        if not depends_on(as_product(part), unknown):
            rest.append(part)
            continue
        slope = part._replace(powers={base: e for base, e in part.powers.items() if base is not unknown})
        if part.powers.get(unknown) != 1 or depends_on(as_product(slope), unknown):
            return None
        slopes.append(slope)
    return Line(sorted_sum(slopes), sorted_sum(rest) if rest else ZERO) if slopes else None


def coefficients(term: Term, unknown: Term) -> list[Fraction] | None:
    """The coefficients of a polynomial with rational coefficients in the unknown, from the constant one upwards."""
    parts = expanded(term)
    if parts is None:
        return None
    found: dict[int, Fraction] = {}
    for part in parts:
        exponent = part.powers.get(unknown, Fraction(0))
        if (
            set(part.powers) - {unknown}
            or not isinstance(exponent, Fraction)
            or exponent.denominator != 1
            or exponent < 0
        ):
            return None
        found[int(exponent)] = found.get(int(exponent), Fraction(0)) + part.coefficient
    return [found.get(i, Fraction(0)) for i in range(max(found, default=0) + 1)]
