"""What the worker answers about systems of equations: factors, roots in closed form, one unknown eliminated.

Nothing here is believed without proof: who asks puts the answers back into the equations.
"""

from typing import Any

import sympy as sp

from symgrad.algebra.authority import real_words
from symgrad.algebra.forms import bounded
from symgrad.algebra.jobs import real_roots
from symgrad.algebra.reading import from_sympy
from symgrad.algebra.writing import to_sympy
from symgrad.errors import SymgradError
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names
from symgrad.workers import job

LARGEST_DEGREE = 12
"""Polynomials of a higher degree are not searched for closed forms."""


@job
def factors(payload: Any) -> Any:
    """{"term", "seconds"} -> {"number", "top": [[factor, power]...], "bottom": [...]} with term = number top / bottom.

    `number` is a factor without names. None for each where SymPy finds no factors in time.
    """
    term, expr = _read(payload["term"])
    found = bounded(_split, expr, payload["seconds"])
    if found is None:
        return None
    (number, top), (under, bottom) = found
    names = free_names(term)
    return {
        "number": to_json(from_sympy(number / under, names)),
        "top": [[to_json(from_sympy(one, names)), int(power)] for one, power in top],
        "bottom": [[to_json(from_sympy(one, names)), int(power)] for one, power in bottom],
    }


def _split(expr: Any) -> Any:
    top, bottom = sp.fraction(sp.together(sp.powsimp(expr)), exact=True)
    return _listed(sp.expand_trig(top) if top.has(sp.sin, sp.cos) else top), _listed(bottom)


def _listed(expr: Any) -> Any:
    """A number and factors with whole positive powers; what has no unknown joins the number."""
    number, found = _factor_list(expr) if expr.free_symbols else (expr, [])
    whole = [(one, power) if int(power) == power else (one**power, 1) for one, power in found]
    kept = [(one, power) for one, power in whole if one.free_symbols]
    constants = [one**power for one, power in whole if not one.free_symbols]
    return sp.Mul(number, *constants), kept


def _factor_list(expr: Any) -> Any:
    """The factors as SymPy lists them; where exponents are negative, those of the product it makes."""
    try:
        return sp.factor_list(expr)
    except sp.PolynomialError:
        parts = [part.as_base_exp() for part in sp.Mul.make_args(sp.factor(expr))]
        whole = [(base, power) if power.is_Integer and power > 0 else (base**power, 1) for base, power in parts]
        return sp.S.One, whole


@job
def closed_roots(payload: Any) -> Any:
    """{"term", "name", "seconds"} -> {"roots": real roots of the term in closed form, as far as SymPy finds them}."""
    term, expr = _read(payload["term"])
    (symbol,) = expr.free_symbols or {sp.Symbol(payload["name"], real=True)}
    found = bounded(lambda e: _closed(e, symbol), expr, payload["seconds"]) or []
    return {"roots": [data for one in found if (data := _as_json(one, term)) is not None]}


def _closed(expr: Any, symbol: Any) -> list[Any]:
    if expr.is_polynomial(symbol):
        poly = sp.Poly(expr, symbol)
        found = list(sp.roots(poly, filter="R")) if poly.degree() <= LARGEST_DEGREE else []
    else:
        found = _of_functions(expr, symbol)
    return [one for one in found if not one.has(sp.CRootOf, sp.I) and one.is_real is not False]


def _of_functions(expr: Any, symbol: Any) -> list[Any]:
    try:
        found = sp.solve(expr, symbol)
    except NotImplementedError:
        return []
    return [sp.simplify(one) for one in found if not isinstance(one, dict) and not one.free_symbols]


@job
def eliminated(payload: Any) -> Any:
    """{"left", "right", "name", "seconds"} -> {"first", "second", "rest"} with first*left + second*right = rest.

    The three are polynomials, and the rest does not hold the name. None where the two have a factor in common.
    """
    left, one = _read(payload["left"])
    right, other = _read(payload["right"])
    names = tuple(dict.fromkeys((*free_names(left), *free_names(right))))
    symbol = next(s for s in one.free_symbols | other.free_symbols if s.name == payload["name"])
    found = bounded(lambda pair: _combined(pair[0], pair[1], symbol), (one, other), payload["seconds"])
    if found is None:
        return None
    return dict(zip(("first", "second", "rest"), (to_json(from_sympy(part, names)) for part in found), strict=True))


def _combined(one: Any, other: Any, symbol: Any) -> Any:
    first, second, common = sp.gcdex(one, other, symbol)
    if common.has(symbol):
        return None
    bottom = sp.lcm(sp.fraction(sp.together(first))[1], sp.fraction(sp.together(second))[1])
    parts = (sp.factor(first * bottom), sp.factor(second * bottom), sp.expand(sp.cancel(common * bottom)))
    return parts if all(part.is_polynomial() for part in parts) else None


def _read(data: Any) -> tuple[Term, Any]:
    term = from_json(data)
    real = real_roots(term)
    return term, to_sympy(real, real_words(real, {}))


def _as_json(expr: Any, source: Term) -> Any:
    try:
        return to_json(from_sympy(expr, free_names(source)))
    except SymgradError:
        return None
