"""Polynomial questions answered in the worker: the factors of a sum, what the two halves of a fraction share.

Polynomials are over the rational numbers, in the names and in whatever functions, roots and exponentials occur.
"""

from typing import Any

import sympy as sp

from symgrad.algebra.forms import bounded
from symgrad.algebra.reading import from_sympy
from symgrad.algebra.writing import to_sympy
from symgrad.errors import SymgradError
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.traverse import free_names
from symgrad.workers import job


@job
def factored(payload: Any) -> Any:
    """{"term", "seconds"} -> {"form": the sum as a product, or None where it has no proper factor}."""
    term = from_json(payload["term"])
    expr = to_sympy(term)
    found = bounded(_factors, expr, payload["seconds"])
    return {"form": None if found is None or not _is_proper(*found) else _as_json(_product(*found), term)}


@job
def shared_factor(payload: Any) -> Any:
    """{"top", "bottom", "seconds"} -> {"form": the greatest common divisor, or None where it is a unit}."""
    top, bottom = from_json(payload["top"]), from_json(payload["bottom"])
    found = bounded(lambda pair: sp.gcd(*pair), (to_sympy(top), to_sympy(bottom)), payload["seconds"])
    return {"form": None if found is None or abs(found) == 1 else _as_json(found, top)}


def _factors(expr: Any) -> tuple[Any, list[tuple[Any, int]]]:
    number, factors = sp.factor_list(expr)
    return number, list(factors)


def _is_proper(number: Any, factors: list[tuple[Any, int]]) -> bool:
    """A minus sign in front alone is no factor."""
    return abs(number) != 1 or sum(count for _, count in factors) > 1


def _product(number: Any, factors: list[tuple[Any, int]]) -> Any:
    return sp.Mul(number, *(factor**count for factor, count in factors), evaluate=number == 1 or len(factors) > 1)


def _as_json(expr: Any, source: Any) -> Any:
    try:
        return to_json(from_sympy(expr, free_names(source)))
    except SymgradError:
        return None
