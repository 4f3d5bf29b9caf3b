"""Written mathematics: terms, names, shapes, known functions; construction and traversal."""

from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name, simple_name
from symgrad.terms.node import Term, make

__all__ = ["Applied", "Head", "Name", "Term", "make", "simple_name"]
