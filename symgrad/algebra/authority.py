"""SymPy's derivatives: what a rule's local derivative is compared with, and the law of functions without one.

Symbols are real here, so that |x|, sign and max differentiate as on the real line.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import sympy as sp

from symgrad.algebra.reading import from_sympy
from symgrad.algebra.words import Words
from symgrad.algebra.writing import to_sympy
from symgrad.errors import SymgradError
from symgrad.terms.build import name
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute


def real_words(term: Term, words: Words | None = None) -> dict[str, tuple[str, ...]]:
    """Every scalar name of the term as real, with what else is declared of it."""
    given = words or {}
    return {own.data.key: ("real", *given.get(own.data.key, ())) for own in free_names(term) if own.is_scalar}


def sympy_derivative(term: Term, variable: Term, words: Words | None = None) -> Any:
    """SymPy's derivative of the term in the variable, over the reals. Raises what `to_sympy` raises."""
    declared = real_words(term, words)
    declared.setdefault(variable.data.key, ("real",))
    return sp.diff(to_sympy(term, declared), to_sympy(variable, declared))


def same_derivative(
    term: Term,
    variable: Term,
    claim: Term,
    words: Words | None = None,
    standing_for: Mapping[Term, Term] = MappingProxyType({}),
) -> bool:
    """Whether the claim is, to SymPy and without a search for identities, the derivative of the term.

    `standing_for` says what letters stand for; it is put in after differentiating, before comparing. False too where
    SymPy fails at either: what it cannot do, it does not confirm.
    """
    try:
        return _same_derivative(term, variable, claim, words, standing_for)
    except (ValueError, TypeError, AttributeError, NotImplementedError):  # SymPy's own
        return False


def _same_derivative(
    term: Term, variable: Term, claim: Term, words: Words | None, standing_for: Mapping[Term, Term]
) -> bool:
    declared = real_words(term, words)
    declared.setdefault(variable.data.key, ("real",))
    for letter, meaning in standing_for.items():
        declared |= {letter.data.key: ("real",), **real_words(meaning, words)}
    difference = sp.diff(to_sympy(term, declared), to_sympy(variable, declared)) - to_sympy(claim, declared)
    if standing_for:
        difference = difference.xreplace(
            {to_sympy(letter, declared): to_sympy(meaning, declared) for letter, meaning in standing_for.items()}
        )
    return bool(difference == 0 or sp.expand(difference) == 0 or sp.together(difference) == 0)


def fdiff(function_id: str, argindex: int, args: tuple[Term, ...]) -> Term | None:
    """The partial of a known function in its argument number `argindex` (from 1), by SymPy; None where it has none."""
    law = _law(function_id, argindex, len(args))
    if law is None:
        return None
    return substitute(law, {name(f"slot{i}"): arg for i, arg in enumerate(args)})


@lru_cache(maxsize=512)
def _law(function_id: str, argindex: int, count: int) -> Term | None:
    record = function(function_id)
    slots = sp.symbols(f"slot0:{count}", real=True)
    if not record.sympy or count < argindex:
        return None
    try:
        law = from_sympy(sp.diff(getattr(sp, record.sympy)(*slots), slots[argindex - 1]))
    except SymgradError:  # SymPy's answer is a function that symgrad does not have
        return None
    inert = any(node.head in (Head.DERIVATIVE, Head.EVALUATED) for node in postorder(law))
    return None if inert else law
