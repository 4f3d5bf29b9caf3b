"""Backpropagation through named formulas: forward, backward along the paths, shared slopes, numbers."""

from symgrad.derivations.backward.procedure import backpropagate
from symgrad.derivations.backward.result import Backpropagation

__all__ = ["Backpropagation", "backpropagate"]
