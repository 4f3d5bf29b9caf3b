"""Graphs to code: values and gradients as straight-line programs, on floats and on arrays."""

from symgrad.numeric.api import lambdify, stacked, value_and_grad
from symgrad.numeric.compiled import Compiled

__all__ = ["Compiled", "lambdify", "stacked", "value_and_grad"]
