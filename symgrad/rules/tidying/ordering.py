"""Where a factor stands in a product: numbers, letters, powers of letters, brackets, functions, exponentials."""

from fractions import Fraction

from symgrad.terms.build import E
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

Exponent = Fraction | Term

#: functions that stand before brackets, since y(1 - y) is how their slope is written
_ACTIVATIONS = {"sigmoid", "softplus", "silu", "gelu", "relu", "elu"}

#: what stands after brackets and before logarithms
_TRIGONOMETRIC = {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"}

#: heads that are neither names nor functions; what is not listed counts as a bracket
_RANK_OF_HEAD = {Head.SUM: 5, Head.APPLY: 6, Head.PIECEWISE: 9, Head.DERIVATIVE: 10, Head.BIGSUM: 9, Head.INDICATOR: 9}


def rank(factor: tuple[Term, Exponent]) -> tuple[int, str]:
    """Its kind, then the alphabet for letters."""
    kind, base = _kind(factor), factor[0]
    letter = base.args[0] if base.head is Head.INDEXED else base
    return kind, letter.data.key if kind == 1 and letter.head is Head.NAME else ""


def _kind(factor: tuple[Term, Exponent]) -> int:
    base, exponent = factor
    if base.head is Head.CONSTANT and base is not E:
        return 0
    if as_fraction(base) is not None and isinstance(exponent, Fraction):
        return 0
    if base.head in (Head.NAME, Head.INDEXED) and isinstance(exponent, Fraction):
        return 1 if exponent.denominator == 1 else 2
    if base is E:
        return 1 if exponent == 1 else 8
    if isinstance(exponent, Term):
        return 4
    if isinstance(exponent, Fraction) and exponent.denominator != 1:
        return 3
    if base.head is Head.CALL:
        return 6 if base.data in _TRIGONOMETRIC else 4 if base.data in _ACTIVATIONS else 7
    return _RANK_OF_HEAD.get(base.head, 5)
