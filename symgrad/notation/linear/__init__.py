"""One-line notations: text, and the Python spelling."""

from symgrad.notation.linear.text import text

__all__ = ["text"]
