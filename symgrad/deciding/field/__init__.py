"""Proof that two terms are one element of a field of functions, by evaluation at random points modulo large primes."""

from symgrad.deciding.field.proof import proved_equal

__all__ = ["proved_equal"]
