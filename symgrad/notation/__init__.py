"""Terms and documents as LaTeX, text, Python, Markdown, HTML with MathML, and JSON."""

from symgrad.notation.latex import latex
from symgrad.notation.linear import text
from symgrad.notation.style import Style

__all__ = ["Style", "latex", "text"]
