"""Reading: LaTeX, text, Unicode and Python spelling to graphs, by one grammar."""

from symgrad.parsing.reader import parse

__all__ = ["parse"]
