"""The only door to SymPy: conversion both ways, derivatives by SymPy as the authority, bounded algebra in a worker.

SymPy takes half a second to import, so what needs it is loaded on first use; `shortest` and `proved_zero` only talk to
the worker process and never load it here.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symgrad.algebra.approaching import one_sided_limits
    from symgrad.algebra.authority import fdiff, same_derivative, sympy_derivative
    from symgrad.algebra.factors import factored, shared_factor
    from symgrad.algebra.front import Form, locally_constant, proved_zero, shortest
    from symgrad.algebra.reading import from_sympy
    from symgrad.algebra.words import words_of
    from symgrad.algebra.writing import to_sympy

_HOME = {
    "one_sided_limits": "approaching",
    "fdiff": "authority",
    "same_derivative": "authority",
    "sympy_derivative": "authority",
    "factored": "factors",
    "shared_factor": "factors",
    "Form": "front",
    "locally_constant": "front",
    "proved_zero": "front",
    "shortest": "front",
    "from_sympy": "reading",
    "words_of": "words",
    "to_sympy": "writing",
}

__all__ = [
    "Form",
    "factored",
    "fdiff",
    "from_sympy",
    "locally_constant",
    "one_sided_limits",
    "proved_zero",
    "same_derivative",
    "shared_factor",
    "shortest",
    "sympy_derivative",
    "to_sympy",
    "words_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
