"""Derivations: trees of proved lines from a question to its answer."""

from symgrad.derivations.checking import check
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import derivative
from symgrad.derivations.gradients import gradient
from symgrad.derivations.state import State

__all__ = ["Derivation", "State", "check", "derivative", "gradient"]
