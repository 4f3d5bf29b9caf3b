"""One-line notations: text, and the Python spelling."""

from symgrad.notation.linear.python import identifier, python
from symgrad.notation.linear.text import text

__all__ = ["identifier", "python", "text"]
