"""The difference quotient of a function, and the forms it is brought to."""

from typing import NamedTuple

from symgrad.derivations.step import Reason
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.terms.build import add, div, sub
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute

#: what can be worked out, for a refusal
COVERED = "it is for polynomials, fractions of them, roots, sin, cos, tan, exp and log of a x + b, sums and products"


class Line(NamedTuple):
    """One form of the quotient and what was done to reach it."""

    body: Term
    reason: Reason


class Quotient(NamedTuple):
    """The difference quotient of f at x with the increment h."""

    f: Term
    x: Term
    h: Term

    def moved(self, term: Term) -> Term:
        """The term at x + h."""
        return substitute(term, {self.x: add(self.x, self.h)})

    def of(self, f: Term) -> "Quotient":
        """The quotient of another function."""
        return self._replace(f=f)

    @property
    def body(self) -> Term:
        """(f(x + h) - f(x))/h."""
        return div(sub(self.moved(self.f), self.f), self.h)


def refusal(f: Term) -> UnsupportedError:
    """What is said of a function that is not covered."""
    return UnsupportedError(f"the difference quotient of {text(f)} is not worked out here", hint=COVERED)
