"""Domains: what is declared of each variable, as words (`positive`) or as a closed interval."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from symgrad.errors import DomainError
from symgrad.terms.build import PI, ZERO, E, decimal, div, integer, mul, neg, relation, root
from symgrad.terms.names import simple_name
from symgrad.terms.node import Term

#: word -> relation to zero that it stands for
WORDS: dict[str, str | None] = {
    "real": None,
    "integer": None,
    "positive": ">",
    "negative": "<",
    "nonnegative": ">=",
    "nonpositive": "<=",
    "nonzero": "!=",
    "symmetric": None,  # a matrix that is its own transpose
    "distribution": None,  # a vector whose entries sum to 1, a matrix whose rows do
    "signs": None,  # every entry is +1 or -1
}

Bound = int | float | str | Fraction | Term


class Constraint(NamedTuple):
    """What is declared of one variable. No word and no bound: real."""

    words: tuple[str, ...] = ()
    lower: Term | None = None
    upper: Term | None = None

    def relations(self, variable: Term) -> tuple[Term, ...]:
        """The constraint as relations that hold for the variable."""
        signs = [sign for word in self.words if (sign := WORDS[word])]
        found = [relation(variable, sign, ZERO) for sign in signs]
        if self.lower is not None:
            found.append(relation(variable, ">=", self.lower))
        if self.upper is not None:
            found.append(relation(variable, "<=", self.upper))
        return tuple(found)


def number_term(value: Bound) -> Term:
    """A bound as a term: exact for integers and fractions, decimals as typed, pi and oo by name not accepted here."""
    if isinstance(value, Term):
        return value
    if isinstance(value, Fraction):
        return div(number_term(value.numerator), integer(value.denominator))
    if isinstance(value, int):
        return integer(value)
    text = _without_exponent(str(value).strip())
    digits = text.removeprefix("-")
    if not digits.replace(".", "", 1).isdigit():
        raise DomainError(f"{text!r} is not a number that a domain can use", hint="write an interval such as [0, 1]")
    term = integer(int(digits)) if digits.isdigit() else decimal(digits)
    return neg(term) if text.startswith("-") else term


_NAMED = re.compile(r"(-?)\s*(\d+)?\s*\*?\s*(pi|π|e|sqrt\(\d+\))\s*(?:/\s*(\d+))?")


def named_number(value: Any) -> Any:
    """A text such as "pi/2", "-2pi/3" or "sqrt(2)" as a term; anything else as it is."""
    found = _NAMED.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return value
    sign, factor, called, divisor = found.groups()
    number = {"pi": PI, "π": PI, "e": E}.get(called) or root(integer(int(called[5:-1])))
    whole = mul(integer(int(factor)), number) if factor else number
    part = div(whole, integer(int(divisor))) if divisor else whole
    return neg(part) if sign else part


_LARGEST_EXPONENT = 400
"""Floats are written out in digits, however small they are."""


def _without_exponent(text: str) -> str:
    """1e-08 as 0.00000001; anything else as it is."""
    if not re.fullmatch(r"-?\d+(\.\d*)?[eE][+-]?\d{1,4}", text):
        return text
    number = Decimal(text)
    return f"{number:f}" if abs(number.adjusted()) <= _LARGEST_EXPONENT else text


def constraint(declared: str | Sequence[Bound] | Constraint) -> Constraint:
    """The constraint that a word, several words, or a pair of bounds declares. Raises DomainError."""
    if isinstance(declared, Constraint):
        return declared
    if isinstance(declared, str):
        words = tuple(declared.replace(",", " ").split())
        unknown = [word for word in words if word not in WORDS]
        if unknown:
            raise DomainError(f"unknown domain {unknown[0]!r}", hint="known words: " + ", ".join(WORDS))
        return Constraint(words)
    if len(declared) != 2:
        raise DomainError(f"an interval has two ends, not {len(declared)}", hint="write [0, 1]")
    return Constraint((), number_term(declared[0]), number_term(declared[1]))


class Domain(NamedTuple):
    """Constraints by the key of the variable's name; a variable that is not listed is real."""

    entries: tuple[tuple[str, Constraint], ...] = ()

    def of(self, variable: Term) -> Constraint:
        """What is declared of this variable."""
        return dict(self.entries).get(variable.data.key, Constraint())

    def relations(self, variables: Iterable[Term]) -> tuple[Term, ...]:
        """All relations that hold for these variables."""
        return tuple(r for variable in variables for r in self.of(variable).relations(variable))


def make_domain(declared: "Mapping[str, str | Sequence[Bound] | Constraint] | Domain | None") -> Domain:
    """A Domain from {"x": "positive", "t": [0, 1]}. Raises DomainError."""
    if declared is None:
        return Domain()
    if isinstance(declared, Domain):
        return declared
    return Domain(tuple((simple_name(key).key, constraint(value)) for key, value in declared.items()))
