"""What judges say: the outcome, and the evidence for it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from symgrad.terms.node import Term


class Evidence(NamedTuple):
    """How a statement `before = after` was settled.

    `status` is `proved` (an exact route), `checked` (ball arithmetic at `points` points of the domain), `failed` (a
    point where they certainly differ) or `undecided`.
    """

    status: str
    route: str
    points: int = 0
    seconds: float = 0.0
    counterexample: Mapping[Term, Fraction] | None = None


class Counterexample(NamedTuple):
    """A point, by the names as typed, with both values (or "not defined") in text."""

    point: Mapping[str, Fraction]
    left: str
    right: str

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.point.items())
        return f"at {where}: {self.left} and {self.right}" if where else f"{self.left} and {self.right}"


class Verdict(NamedTuple):
    """Whether two expressions are `equal`, `different` or `undecided` on the declared domain.

    `proof` says how equality was shown; `counterexample` is a point of difference that can be checked again; `notes`
    tell of isolated points where only one side is defined; `points` counts the points at which both were compared.
    `digits` says that the values at the counterexample differ by at most 10^-digits of their size: a key for rounded
    answers goes by it.
    """

    verdict: str
    proof: str = ""
    counterexample: Counterexample | None = None
    notes: tuple[str, ...] = ()
    points: int = 0
    digits: int = 0

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        if self.verdict == "equal":
            return f"Equal: {self.proof}."
        if self.verdict == "different":
            return f"Different: {self.counterexample}." if self.counterexample else "Different."
        return f"Undecided: no difference at {self.points} points, and no proof."

    def __str__(self) -> str:
        return "\n".join([self.sentence, *self.notes])
