"""Descent: optimisers, the run from a start, and its record."""

from symgrad.descent import optim
from symgrad.descent.descending import descend
from symgrad.descent.methods import METHODS
from symgrad.descent.notices import Notice
from symgrad.descent.trace import Trace

__all__ = ["METHODS", "Notice", "Trace", "descend", "optim"]
