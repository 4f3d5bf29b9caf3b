"""Known functions on values: flint's ball functions, exact where a fraction allows it."""

from collections.abc import Callable, Mapping
from typing import Any

from flint import acb, arb, fmpq

from symgrad.balls.values import ONE, UNDEFINED, UNKNOWN, ZERO, Value, as_ball, divide, exact, missing, sign
from symgrad.terms.functions import function


def call(function_id: str, args: tuple[Value, ...]) -> Value | None:
    """The function's value; None where flint has no such function and its definition must be used."""
    if (gap := missing(*args)) is not None:
        return gap
    own = _EXACT.get(function_id)
    if own is not None:
        return own(*args)
    ball = _BALL.get(function_id) or _method(function_id)
    if ball is None:
        return None
    known = _at_special_point(function_id, args)
    return known if known is not None else real(ball(*(as_ball(arg) for arg in args)), args)


def _method(function_id: str) -> Callable[..., Any] | None:
    record = function(function_id)
    if record.ball is None or not hasattr(arb, record.ball) or record.arity[0] != 1:
        return None
    method: Callable[..., Any] = getattr(arb, record.ball)
    return method


def real(value: Any, args: tuple[Value, ...]) -> Value:
    """A finite real ball, else UNDEFINED where the arguments were exact and UNKNOWN where they were not."""
    if isinstance(value, acb):
        if not value.imag.contains(0):
            return UNDEFINED
        value = value.real
    if value.is_finite():
        return value
    return UNDEFINED if all(isinstance(arg, fmpq) or arg.is_exact() for arg in args) else UNKNOWN


#: values at 0 and 1 that are fractions: they keep later ties exact
_SPECIAL: Mapping[tuple[str, int], Value] = {
    **{(name, 0): ZERO for name in ("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "erf", "erfi")},
    **{(name, 0): ONE for name in ("cos", "cosh", "erfc", "exp", "factorial")},
    **{(name, 1): ZERO for name in ("log", "acos", "acosh")},
}


def _at_special_point(function_id: str, args: tuple[Value, ...]) -> Value | None:
    if len(args) != 1 or not isinstance(args[0], fmpq) or args[0].q != 1 or args[0].p not in (0, 1):
        return None
    return _SPECIAL.get((function_id, int(args[0].p)))


def _sign(u: Value) -> Value:
    side = sign(u)
    return UNKNOWN if side is None else exact(side)


def _whole(u: Value, rounding: str) -> Value:
    if isinstance(u, fmpq):
        return fmpq(getattr(u, rounding)())
    whole = getattr(u, rounding)()
    return whole if whole.is_exact() else UNKNOWN


def _extreme(args: tuple[Value, ...], largest: bool) -> Value:
    best = args[0]
    for arg in args[1:]:
        if isinstance(best, fmpq) and isinstance(arg, fmpq):
            best = max(best, arg) if largest else min(best, arg)
        else:
            best = as_ball(best).max(as_ball(arg)) if largest else as_ball(best).min(as_ball(arg))
    return best


def _log(u: Value, base: Value | None = None) -> Value:
    if sign(u) in (0, -1):
        return UNDEFINED
    if base is not None:
        return divide(_log(u), _log(base))
    return ZERO if isinstance(u, fmpq) and u == 1 else real(as_ball(u).log(), (u,))


#: functions that keep fractions or take values of their own kind
_EXACT: Mapping[str, Callable[..., Value]] = {
    "abs": abs,
    "sign": _sign,
    "floor": lambda u: _whole(u, "floor"),
    "ceil": lambda u: _whole(u, "ceil"),
    "max": lambda *args: _extreme(args, True),
    "min": lambda *args: _extreme(args, False),
    "log": _log,
}


def _beta(a: Any, b: Any) -> Any:
    return a.gamma() * b.gamma() * (a + b).rgamma()


def lambert(x: Any, branch: Any = None) -> Any:
    """Lambert's W; only the branches 0 and -1 take real values."""
    which = 0 if branch is None else branch.unique_fmpz()
    return x.lambertw(int(which)) if which in (0, -1) else arb.nan()


#: functions of several arguments, or with another name or order of arguments in flint
_BALL: Mapping[str, Callable[..., Any]] = {
    "atan2": arb.atan2,
    "LambertW": lambert,
    "factorial": lambda n: n.fac(),
    "beta": _beta,
    "besselj": lambda n, x: x.bessel_j(n),
    "bessely": lambda n, x: x.bessel_y(n),
    "besseli": lambda n, x: x.bessel_i(n),
    "besselk": lambda n, x: x.bessel_k(n),
    "airyaiprime": lambda x: x.airy_ai(derivative=1),
    "airybiprime": lambda x: x.airy_bi(derivative=1),
    "polygamma": lambda n, x: acb(x).polygamma(acb(n)),
    "polylog": lambda s, x: x.polylog(s),
    "expint": lambda n, x: x.expint(n),
    "uppergamma": lambda s, x: x.gamma_upper(s),
    "lowergamma": lambda s, x: x.gamma_lower(s),
    "elliptic_k": lambda m: acb(m).elliptic_k(),
    "elliptic_e": lambda m: acb(m).elliptic_e(),
    "legendre": lambda n, x: x.legendre_p(n),
    "hermite": lambda n, x: x.hermite_h(n),
    "laguerre": lambda n, x: x.laguerre_l(n),
    "chebyshevt": lambda n, x: x.chebyshev_t(n),
    "chebyshevu": lambda n, x: x.chebyshev_u(n),
    "lerchphi": lambda z, s, a: acb(z).lerch_phi(acb(s), acb(a)),
}
