"""Known functions: one record each, in tables by family."""

from symgrad.terms.functions import activations, elementary, special, trigonometric
from symgrad.terms.functions.record import Function, function, functions, register, spelled, spellings

__all__ = ["Function", "function", "functions", "register", "spelled", "spellings"]

#: the tables, named so that a reader finds them (importing one registers its functions)
FAMILIES = (elementary, trigonometric, activations, special)
