"""The value of a term by mpmath, written apart from the package so that it can judge it.

Everything is real: a value that is not real is `UNDEFINED`, and so is whatever rests on it. An odd root of a negative
number is the real one. With `complex_step=True` values may be complex, for derivatives by a complex step.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp, mpf

from symgrad.terms import Head, Term
from symgrad.terms.functions import function
from symgrad.terms.traverse import as_fraction

DIGITS = 50


class Undefined(ArithmeticError):
    """No real value here."""


def _log(u: Any, base: Any = None) -> Any:
    return mp.log(u) if base is None else mp.log(u) / mp.log(base)


def _lerchphi(z: Any, s: Any, a: Any) -> Any:
    terms = int(mp.dps / -mp.log10(abs(z))) + 5  # its series, for |z| < 1
    return mp.fsum(z**k / (k + a) ** s for k in range(terms))


def _sign(u: Any) -> Any:
    return mpf((u > 0) - (u < 0))


def _ratio(top: Callable[..., Any], bottom: Callable[..., Any]) -> Callable[..., Any]:
    return lambda u: top(u) / bottom(u)


#: id of a function -> its value; what is missing is written out by its record's definition
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(mp, name) for name in (
        "exp sin cos tan sec csc cot asin acos atan asec acsc acot sinh cosh tanh sech csch coth asinh acosh atanh "
        "asech acsch acoth erf erfc erfi erfinv gamma loggamma digamma factorial beta zeta besselj bessely "
        "besseli besselk airyai airybi expint li fresnels fresnelc polylog legendre hermite "
        "atan2 floor ceil"
    ).split()},
    "hypot": lambda x, y: mp.sqrt(x**2 + y**2),
    "lerchphi": _lerchphi,
    "log": _log,
    "abs": abs,
    "sign": _sign,
    "max": lambda *args: max(args),
    "min": lambda *args: min(args),
    "polygamma": lambda n, u: mp.polygamma(int(n), u),
    "airyaiprime": lambda u: mp.airyai(u, derivative=1),
    "airybiprime": lambda u: mp.airybi(u, derivative=1),
    "LambertW": mp.lambertw,
    "Si": mp.si,
    "Ci": mp.ci,
    "Shi": mp.shi,
    "Chi": mp.chi,
    "Ei": mp.ei,
    "laguerre": lambda n, u: mp.laguerre(n, 0, u),
    "chebyshevt": mp.chebyt,
    "chebyshevu": mp.chebyu,
    "elliptic_k": mp.ellipk,
    "elliptic_e": mp.ellipe,
    "uppergamma": lambda s, u: mp.gammainc(s, u),
    "lowergamma": lambda s, u: mp.gammainc(s, 0, u),
    "sinc": _ratio(mp.sin, lambda u: u),
    "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
    "softplus": lambda u: mp.log1p(mp.exp(u)),
    "gelu": lambda u: u * (1 + mp.erf(u / mp.sqrt(2))) / 2,
    "silu": lambda u: u / (1 + mp.exp(-u)),
    "relu": lambda u: max(mpf(0), u),
    "leaky_relu": lambda u, slope=None: u if u > 0 else u / 100 if slope is None else slope * u,
    "elu": lambda u, alpha=1: u if u > 0 else alpha * mp.expm1(u),
    "softsign": lambda u: u / (1 + abs(u)),
    "step": lambda u: (_sign(u) + 1) / 2,
}  # fmt: skip

Point = Mapping[Any, Any]


def value(term: Term, point: Point, *, digits: int = DIGITS, complex_step: bool = False) -> Any:
    """The value where the names have these values; unknown functions are given by their name as Python functions.

    Raises Undefined where it is not real (or, by a complex step, not finite).
    """
    with mp.workdps(digits):
        found = _Evaluation(point, complex_step).of(term)
        if not mp.isfinite(found):
            raise Undefined(str(term))
        return found


def value_or_none(term: Term, point: Point, *, digits: int = DIGITS) -> Any:
    """The value, or None where there is none."""
    try:
        return value(term, point, digits=digits)
    except (Undefined, ZeroDivisionError, ValueError, OverflowError):
        return None


def holds(condition: Term, point: Point) -> bool:
    """Whether a condition holds at the point. Raises Undefined where a side has no value."""
    with mp.workdps(DIGITS):
        return _Evaluation(point, False).condition(condition)


def slope(term: Term, variable: Term, point: Point, *, digits: int = DIGITS) -> Any:
    """The derivative by differences in high precision. Raises Undefined where a sampled value is not real."""
    with mp.workdps(3 * digits):
        there = {**point, variable: mpmath.mpmathify(point[variable])}
        h = mpf(10) ** (-digits)
        values = [value(term, {**there, variable: there[variable] + k * h}, digits=3 * digits) for k in (-2, -1, 1, 2)]
        return (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h)


def complex_slope(term: Term, variable: Term, point: Point, *, digits: int = DIGITS) -> Any:
    """The derivative by a complex step, Im f(x + ih)/h: for analytic functions only."""
    with mp.workdps(digits):
        h = mpf(10) ** (-2 * digits // 3)
        here = {**point, variable: mp.mpc(mpmath.mpmathify(point[variable]), h)}
        return mp.im(value(term, here, digits=3 * digits, complex_step=True)) / h


def close(a: Any, b: Any, digits: int = 30) -> bool:
    """Whether two values agree to so many digits."""
    return bool(abs(a - b) <= mpf(10) ** -digits * max(1, abs(a), abs(b)))


class _Evaluation:
    """One evaluation: the point and whether values may be complex."""

    def __init__(self, point: Point, complex_step: bool) -> None:
        self.point = point
        self.complex_step = complex_step

    def of(self, term: Term) -> Any:
        if term in self.point:
            return mpmath.mpmathify(self.point[term]) if not callable(self.point[term]) else self.point[term]
        if term.head is Head.NAME:
            raise Undefined(f"{term} has no value")
        special = _SPECIAL.get(term.head)
        if special is not None:
            return self.real(special(self, term))
        return self.real(_PLAIN[term.head](term, *map(self.of, term.args)))

    def real(self, found: Any) -> Any:
        """The value, or Undefined where it left the real line."""
        if self.complex_step:
            return found
        if isinstance(found, mpmath.mpc):
            if found.imag != 0:
                raise Undefined("not real")
            found = found.real
        if mp.isnan(found) or mp.isinf(found):
            raise Undefined("not finite")
        return found

    def bound(self, name: Term, here: Any) -> "_Evaluation":
        return _Evaluation({**self.point, name: here}, self.complex_step)

    def condition(self, term: Term) -> bool:
        if term.head is Head.TRUTH:
            return bool(term.data)
        if term.head is Head.LOGIC:
            parts = map(self.condition, term.args)
            return {"and": all, "or": any, "not": lambda found: not all(found)}[term.data](parts)
        sides = [mp.re(self.of(arg)) for arg in term.args]
        return all(_COMPARE[sign](a, b) for a, sign, b in zip(sides, term.data, sides[1:], strict=False))


def _nearly(a: Any, b: Any) -> bool:
    """Whether two sides are the same number but for rounding: sin(pi*3) is 0."""
    return bool(abs(a - b) <= mpf(10) ** (10 - mp.dps) * max(1, abs(a), abs(b)))


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b and not _nearly(a, b),
    ">": lambda a, b: a > b and not _nearly(a, b),
    "<=": lambda a, b: a < b or _nearly(a, b),
    ">=": lambda a, b: a > b or _nearly(a, b),
    "=": _nearly,
    "!=": lambda a, b: not _nearly(a, b),
}


LARGE = 10**6
"""An argument of a function or the logarithm of a power is followed only up to here."""


def _small(*values: Any) -> None:
    if any(abs(value) > LARGE for value in values):
        raise Undefined("too large to compare")


def _power(term: Term, base: Any, exponent: Any) -> Any:
    _small(exponent, exponent * mp.log(abs(base)) if base != 0 else 0)
    fraction = as_fraction(term.args[1])
    if mp.im(base) == 0 and mp.re(base) < 0 and fraction is not None and fraction.denominator % 2:
        return _real_power(base, fraction)
    if base == 0 and mp.re(exponent) == 0 and fraction is None:
        raise Undefined("0^0")  # but a power with the exponent 0 is the polynomial 1
    return mp.power(base, exponent)


def _real_power(base: Any, fraction: Fraction) -> Any:
    return mp.power(-base, mpf(fraction.numerator) / fraction.denominator) * (-1) ** (fraction.numerator % 2)


def _root(term: Term, radicand: Any, degree: Any) -> Any:
    fraction = as_fraction(term.args[1])
    if fraction is not None and fraction.numerator % 2 and fraction.denominator == 1 and mp.re(radicand) < 0:
        return -mp.power(-radicand, 1 / degree)
    return mp.power(radicand, 1 / degree)


def _constant(term: Term) -> Any:
    return {"e": +mp.e, "pi": +mp.pi, "I": mp.mpc(0, 1), "oo": mp.inf}[term.data]


def _call(ev: _Evaluation, term: Term) -> Any:
    args = [ev.of(arg) for arg in term.args]
    known = FUNCTIONS.get(term.data)
    if known is not None:
        _small(*args)
        return known(*args)
    definition = function(term.data).definition
    assert definition is not None, term.data
    return ev.of(definition(*term.args))


def _apply(ev: _Evaluation, term: Term) -> Any:
    known = ev.point[term.data.name.plain]
    args = tuple(ev.of(arg) for arg in term.args)
    if not term.data.differentiated:
        return known(*args)
    orders = term.data.orders
    return mp.diff(known, args if len(args) > 1 else args[0], orders if len(args) > 1 else orders[0])


def _piecewise(ev: _Evaluation, term: Term) -> Any:
    for part, condition in zip(term.args[0::2], term.args[1::2], strict=True):
        if ev.condition(condition):
            return ev.of(part)
    raise Undefined("no case holds")


def _range(ev: _Evaluation, term: Term) -> list[Any]:
    body, index, lower, upper = term.args
    ends = [int(ev.of(end)) for end in (lower, upper)]
    return [ev.bound(index, k).of(body) for k in range(ends[0], ends[1] + 1)]


def _integral(ev: _Evaluation, term: Term) -> Any:
    body, variable, lower, upper = term.args
    return mp.quad(lambda t: ev.bound(variable, t).of(body), [ev.of(lower), ev.of(upper)])


def _derivative(ev: _Evaluation, term: Term) -> Any:
    body, *names = term.args
    innermost = body
    for one in names[:-1]:
        innermost = type(term)(Head.DERIVATIVE, (innermost, one), term.data, ())
    return mp.diff(lambda t: ev.bound(names[-1], t).of(innermost), ev.of(names[-1]))


def _evaluated(ev: _Evaluation, term: Term) -> Any:
    for name, at in zip(term.args[1::2], term.args[2::2], strict=True):
        ev = ev.bound(name, ev.of(at))
    return ev.of(term.args[0])


_SPECIAL: dict[Head, Callable[[_Evaluation, Term], Any]] = {
    Head.CALL: _call,
    Head.APPLY: _apply,
    Head.PIECEWISE: _piecewise,
    Head.INDICATOR: lambda ev, term: mpf(ev.condition(term.args[0])),
    Head.BIGSUM: lambda ev, term: mp.fsum(_range(ev, term)),
    Head.BIGPROD: lambda ev, term: mp.fprod(_range(ev, term)),
    Head.INTEGRAL: _integral,
    Head.DERIVATIVE: _derivative,
    Head.EVALUATED: _evaluated,
}

_PLAIN: dict[Head, Callable[..., Any]] = {
    Head.INTEGER: lambda term: mpf(term.data),
    Head.DECIMAL: lambda term: mpf(Fraction(term.data).numerator) / Fraction(term.data).denominator,
    Head.CONSTANT: _constant,
    Head.SUM: lambda _, *parts: sum(parts[1:], parts[0]),
    Head.NEGATION: lambda _, part: -part,
    Head.PRODUCT: lambda _, *parts: mp.fprod(parts),
    Head.QUOTIENT: lambda _, top, bottom: top / bottom,
    Head.POWER: _power,
    Head.ROOT: _root,
}
