"""Who goes through the cases of a system, as the single ways know it."""

from typing import Protocol

from symgrad.derivations.state import State
from symgrad.derivations.stationary.cases import Branch
from symgrad.derivations.stationary.equations import Equation


class Going(Protocol):
    """Who goes through the cases."""

    def say(self, *states: State) -> None:
        """Take up lines."""

    def told(self, one: Equation) -> bool:
        """Whether an equation is the line just said."""

    def case(self, branch: Branch, number: int) -> Branch:
        """The branch as a case of its own."""

    def solve(self, branch: Branch) -> None:
        """All cases of a branch."""
