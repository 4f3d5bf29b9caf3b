"""What runs in the worker process: searching for shorter forms, and exact proofs that a difference is zero.

Payloads and values are JSON; terms travel as tables (`terms.codec`).
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp

from symgrad.algebra.authority import real_words
from symgrad.algebra.forms import Found, bounded, forms, ops
from symgrad.algebra.reading import from_sympy
from symgrad.algebra.writing import to_sympy
from symgrad.errors import SymgradError
from symgrad.terms import build
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, rewrite
from symgrad.workers import job


@job
def propose(payload: Any) -> Any:
    """{"term", "words", "seconds"} -> {"ops": of the input, "forms": [{"how", "term", "ops"}...], shortest first}.

    The last of the forms is what SymPy makes of the term by itself, such as sqrt(2)/2 of sin(pi/4).
    """
    term = from_json(payload["term"])
    expr = to_sympy(term, real_words(term, payload["words"]))
    names = free_names(term)
    rows = []
    for found in [*forms(expr, payload["seconds"]), Found("evaluate", expr, ops(expr))]:
        try:
            rows.append({"how": found.how, "term": to_json(from_sympy(found.form, names)), "ops": found.ops})
        except SymgradError:
            continue  # a form with a function that symgrad does not have
    return {"ops": ops(expr), "forms": rows}


@job
def equal_zero(payload: Any) -> Any:
    """{"left", "right", "words"} -> {"how": what showed that the difference is 0, or "" where nothing did}."""
    return {"how": _shown_zero(_difference(payload), payload["seconds"])}


@job
def locally_constant(payload: Any) -> Any:
    """The same payload -> {"how": what showed that every derivative of the difference is 0, or ""}."""
    difference = _difference(payload)
    symbols = sorted(difference.free_symbols, key=str)
    found = [_shown_zero(sp.diff(difference, symbol), payload["seconds"]) for symbol in symbols]
    return {"how": found[0] if found and all(found) else ""}


def _difference(payload: Any) -> Any:
    left, right = (real_roots(from_json(payload[side])) for side in ("left", "right"))
    words = {**real_words(left, payload["words"]), **real_words(right, payload["words"])}
    return to_sympy(left, words) - to_sympy(right, words)


def _shown_zero(difference: Any, seconds: float) -> str:
    return next((how for how, way in _PROOFS if bounded(way, difference, seconds) == 0), "")


_PROOFS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("identical", lambda d: d),
    ("expand", sp.expand),
    ("cancel", lambda d: sp.cancel(sp.together(d))),
    ("radsimp", lambda d: sp.radsimp(d)),
    ("trigsimp", sp.trigsimp),
    ("exponentials", lambda d: sp.simplify(sp.expand(d.rewrite(sp.exp)))),
    ("logarithms", lambda d: sp.simplify(sp.expand_log(sp.logcombine(d)))),
    ("simplify", sp.simplify),
    ("minimal polynomial", lambda d: d if d.free_symbols or d.is_algebraic is not True else _minimal(d)),
)


def _minimal(number: Any) -> Any:
    unknown = sp.Dummy()
    return sp.S.Zero if sp.minimal_polynomial(number, unknown) == unknown else number


def real_roots(term: Term) -> Term:
    """Odd roots and powers with odd denominators as the real ones, u |u|^(p/q - 1): so symgrad reads them."""
    return rewrite(term, _real_root)


def _real_root(node: Term) -> Term:
    if node.head is Head.ROOT:
        degree = as_fraction(node.args[1])
        exponent = 1 / degree if degree else None
    elif node.head is Head.POWER:
        exponent = as_fraction(node.args[1])
    else:
        return node
    if exponent is None or exponent.denominator == 1 or exponent.denominator % 2 == 0:
        return node
    return _signed_power(node.args[0], exponent)


def _signed_power(base: Term, exponent: Fraction) -> Term:
    size = build.call("abs", base)
    if exponent.numerator % 2 == 0:
        return build.power(size, build.rational(exponent))
    return build.mul(base, build.power(size, build.rational(exponent - 1)))
