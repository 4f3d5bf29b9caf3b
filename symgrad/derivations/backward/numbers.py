"""The numbers of a network: the value of every name and the slope of the output in it, from certain bounds."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from symgrad.balls import Ball, swept
from symgrad.derivations.systems.adjoint import adjoint_definitions, adjoint_system
from symgrad.derivations.values import signed_decimal
from symgrad.errors import DomainError, NotDifferentiableError, SymgradError
from symgrad.graph import Definition, Graph
from symgrad.rules.kinks import closed
from symgrad.settings import current
from symgrad.terms.build import decimal, name, neg, rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

#: significant digits shown, and bits that are certain
PLACES, BITS = 6, 80
#: more bits than any ball has: the number is known exactly
EXACT = 1 << 29

_VALUE = name("#value")


class Numbers:
    """The values of all names at a point, and the slopes of the output in them."""

    def __init__(self, graph: Graph, point: Mapping[Term, Term]) -> None:
        self.graph, self.point = graph, dict(point)
        _require_all(graph, self.point)

    @cached_property
    def values(self) -> dict[Term, Ball]:
        """Name -> its value, for inputs and definitions."""
        found = swept(_rows(self.graph.definitions), self.point, BITS)
        for one, value in found.items():
            if not isinstance(value, Ball):
                raise DomainError(f"{one.data.plain} has no real value at this point")
        inputs = swept(list(self.point.items()), {}, BITS)
        return {one: value for one, value in (inputs | found).items() if isinstance(value, Ball)}

    @cached_property
    def slopes(self) -> dict[Term, Ball]:
        """Name -> the slope of the output in it, at kinks by the convention in force.

        Raises NotDifferentiableError where there is none, as for a square root at 0.
        """
        adjoints = adjoint_definitions(self.graph, self.graph.inputs)
        named, definitions = adjoint_system(self.graph, adjoints)
        convention = current().kink
        rows = [(one.name, closed(one.term, convention)) for one in definitions]
        found = swept([*_rows(self.graph.definitions), *rows], self.point, BITS)
        slopes = {one: value for one, new in named.items() if isinstance(value := found[new], Ball)}
        for one in named:
            if one not in slopes:
                output = self.graph.output.name.data.plain
                raise NotDifferentiableError(f"{output} has no slope in {one.data.plain} at this point")
        return slopes

    def change(self, moved: Mapping[Term, Term]) -> Ball:
        """The value of the output with other numbers for some inputs."""
        found = swept(_rows(self.graph.definitions), self.point | dict(moved), BITS)[self.graph.output.name]
        if not isinstance(found, Ball):
            raise DomainError("the output has no real value there")
        return found


def _rows(definitions: tuple[Definition, ...]) -> list[tuple[Term, Term]]:
    return [(one.name, one.term) for one in definitions]


def _require_all(graph: Graph, point: Mapping[Term, Term]) -> None:
    missing = [one.data.plain for one in graph.inputs if one not in point]
    if missing:
        raise SymgradError(f"no value for {', '.join(missing)}", hint="give a number for every input")
    unknown = [one.term for one in graph.definitions if has_head(one.term, Head.APPLY)]
    if unknown:
        raise SymgradError(
            "an unknown function has no numbers", hint='say which it is, for example functions={"f": "sigmoid"}'
        )


def worked_out(number: Term) -> Ball:
    """The value of a number term. Raises DomainError where it has none."""
    found = swept([(_VALUE, number)], {}, BITS)[_VALUE]
    if not isinstance(found, Ball):
        raise DomainError("a number has no real value")
    return found


def as_float(value: Ball) -> float:
    """The nearest float."""
    middle = value.middle
    return float(value) if middle is None else float(middle)


def shown(value: Ball) -> tuple[Term, bool]:
    """The number as it is printed, and whether it is exact: short decimals are, others have PLACES digits."""
    exact = _short_decimal(value.middle) if value.bits > EXACT and value.middle is not None else None
    return (rounded(value), False) if exact is None else (exact, True)


def _short_decimal(number: Fraction) -> Term | None:
    """The number as a decimal of at most PLACES + 2 characters, if it is one."""
    for places in range(PLACES):
        scaled = abs(number) * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
            if len(text) > PLACES + 2:
                return None
            term = decimal(text) if places else rational(abs(number))
            return neg(term) if number < 0 else term
    return None


def rounded(value: Ball) -> Term:
    """PLACES significant digits, with their last zeros."""
    fixed = f"{float(value):#.{PLACES}g}"
    return signed_decimal(value.digits(PLACES) if "e" in fixed or fixed.endswith(".") else fixed)
