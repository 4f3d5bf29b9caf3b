"""The derivative of an inverse function: as a formula where the inverse has a name, as a number at a point."""

from symgrad.derivations.inverses.rule import inverse_derivative

__all__ = ["inverse_derivative"]
