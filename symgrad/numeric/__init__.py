"""Graphs to code: values and gradients as straight-line programs, on floats and on arrays."""

from symgrad.numeric.api import lambdify, stacked, value_and_grad
from symgrad.numeric.compiled import Compiled
from symgrad.numeric.reading import read
from symgrad.numeric.stable import stable

__all__ = ["Compiled", "lambdify", "read", "stable", "stacked", "value_and_grad"]
