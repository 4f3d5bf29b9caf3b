"""`sympy.lambdify` itself, as the reference that symgrad's own compiled code is compared with."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp

from symgrad.algebra.writing import to_sympy
from symgrad.errors import UnsupportedError
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head


def sympy_lambdify(args: Sequence[Term], term: Term, module: str = "numpy") -> Callable[..., Any]:
    """SymPy's callable for the term, arguments in this order; `module` as SymPy's `modules`.

    The symbols are SymPy's dummies, so no spelling of a user's reaches the generated text.
    Raises UnsupportedError for unknown functions.
    """
    symbols, expression = _prepared(args, term)
    return _lambdified(symbols, expression, module)


def sympy_gradient_lambdify(
    args: Sequence[Term], wrt: Sequence[Term], term: Term, module: str = "numpy"
) -> Callable[..., Any]:
    """SymPy's callable for (value, slopes), the slopes by `sympy.diff`. Raises UnsupportedError as above."""
    symbols, expression = _prepared(args, term)
    slopes = [sp.diff(expression, symbols[args.index(name)]) for name in wrt]
    return _lambdified(symbols, (expression, tuple(slopes)), module)


def source_of(function: Callable[..., Any]) -> str:
    """The Python that SymPy generated."""
    return inspect.getsource(function)


def _prepared(args: Sequence[Term], term: Term) -> tuple[list[Any], Any]:
    if has_head(term, Head.APPLY):
        raise UnsupportedError("an unknown function has no value", hint="give it a formula")
    dummies = [sp.Dummy(f"x{i}") for i in range(len(args))]
    replaced = {to_sympy(name): dummy for name, dummy in zip(args, dummies, strict=True)}
    return dummies, to_sympy(term).xreplace(replaced)


def _lambdified(symbols: Sequence[Any], expression: Any, module: str) -> Callable[..., Any]:
    function: Callable[..., Any] = sp.lambdify(symbols, expression, modules=module)
    return function
