"""Slopes of known functions in balls, written down here a second time and independently of the rules that are judged.

Sources: Abramowitz and Stegun, and the DLMF (chapters 4, 5, 6, 7, 8, 9, 10, 14, 18, 19, 25). A row gives the partial in
each argument from the values of the arguments; None where there is no closed form.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flint import acb, arb, fmpq

from symgrad.balls.functions import lambert

Slope = Callable[..., Any]


def _pi_root() -> Any:
    return arb.pi().sqrt()


def _bell(x: Any) -> Any:
    return 2 / _pi_root() * (-x * x).exp()


def _legendre(n: Any, x: Any) -> Any:
    return n * (x * x.legendre_p(n) - x.legendre_p(n - 1)) / (x * x - 1)


def _lerch(z: Any, s: Any, a: Any) -> Any:
    return acb(z).lerch_phi(acb(s), acb(a)).real


def _lerch_in_z(z: Any, s: Any, a: Any) -> Any:
    return (_lerch(z, s - 1, a) - a * _lerch(z, s, a)) / z


def _lambert(x: Any, branch: Any = None) -> Any:
    w = lambert(x, branch)
    return 1 / (w.exp() * (1 + w))


def _cylinder(method: str, before: int, after: int, half: int = 2) -> Slope:
    """DLMF 10.6.1 and 10.29.1: (Z_{n-1} -+ Z_{n+1})/2 with signs by kind."""
    return lambda n, x: (before * getattr(x, method)(n - 1) + after * getattr(x, method)(n + 1)) / half


def _elliptic_k(m: Any) -> Any:
    k, e = acb(m).elliptic_k().real, acb(m).elliptic_e().real
    return (e - (1 - m) * k) / (2 * m * (1 - m))


def _digamma_factor(x: Any) -> Any:
    return x.gamma() * x.digamma()


def _trigamma(x: Any) -> Any:
    return acb(x).polygamma(acb(1)).real


#: functions of one argument
UNARY: Mapping[str, Slope] = {
    "sin": lambda x: x.cos(),
    "cos": lambda x: -x.sin(),
    "tan": lambda x: x.sec() ** 2,
    "cot": lambda x: -(x.csc() ** 2),
    "sec": lambda x: x.sec() * x.tan(),
    "csc": lambda x: -x.csc() * x.cot(),
    "asin": lambda x: (1 - x * x).rsqrt(),
    "acos": lambda x: -(1 - x * x).rsqrt(),
    "atan": lambda x: 1 / (1 + x * x),
    "sinh": lambda x: x.cosh(),
    "cosh": lambda x: x.sinh(),
    "tanh": lambda x: x.sech() ** 2,
    "coth": lambda x: -(x.csch() ** 2),
    "sech": lambda x: -x.sech() * x.tanh(),
    "csch": lambda x: -x.csch() * x.coth(),
    "asinh": lambda x: (x * x + 1).rsqrt(),
    "acosh": lambda x: (x - 1).rsqrt() * (x + 1).rsqrt(),
    "atanh": lambda x: 1 / (1 - x * x),
    "exp": lambda x: x.exp(),
    "log": lambda x: 1 / x,
    "erf": _bell,
    "erfc": lambda x: -_bell(x),
    "erfi": lambda x: 2 / _pi_root() * (x * x).exp(),
    "erfinv": lambda x: _pi_root() / 2 * (x.erfinv() ** 2).exp(),
    "gamma": _digamma_factor,
    "loggamma": lambda x: x.digamma(),
    "digamma": _trigamma,
    "factorial": lambda x: _digamma_factor(x + 1),
    "airyai": lambda x: x.airy_ai(derivative=1),
    "airybi": lambda x: x.airy_bi(derivative=1),
    "airyaiprime": lambda x: x * x.airy_ai(),
    "airybiprime": lambda x: x * x.airy_bi(),
    "LambertW": _lambert,
    "Si": lambda x: x.sinc(),
    "Ci": lambda x: x.cos() / x,
    "Shi": lambda x: x.sinh() / x,
    "Chi": lambda x: x.cosh() / x,
    "Ei": lambda x: x.exp() / x,
    "li": lambda x: 1 / x.log(),
    "fresnels": lambda x: (x * x / 2).sin_pi(),
    "fresnelc": lambda x: (x * x / 2).cos_pi(),
    "elliptic_k": _elliptic_k,
    "elliptic_e": lambda m: (acb(m).elliptic_e().real - acb(m).elliptic_k().real) / (2 * m),
}

#: functions of several arguments: one slope an argument
SEVERAL: Mapping[str, tuple[Slope | None, ...]] = {
    "LambertW": (_lambert, None),
    "atan2": (lambda y, x: x / (x * x + y * y), lambda y, x: -y / (x * x + y * y)),
    "besselj": (None, _cylinder("bessel_j", 1, -1)),
    "bessely": (None, _cylinder("bessel_y", 1, -1)),
    "besseli": (None, _cylinder("bessel_i", 1, 1)),
    "besselk": (None, _cylinder("bessel_k", -1, -1)),
    "polygamma": (None, lambda n, x: acb(x).polygamma(acb(n + 1)).real),
    "polylog": (None, lambda s, x: x.polylog(s - 1) / x),
    "expint": (None, lambda n, x: -x.expint(n - 1)),
    "uppergamma": (None, lambda s, x: -(x ** (s - 1)) * (-x).exp()),
    "lowergamma": (None, lambda s, x: x ** (s - 1) * (-x).exp()),
    "legendre": (None, _legendre),
    "zeta": (None, lambda s, a: -s * acb(s + 1).zeta(acb(a)).real),
    "lerchphi": (_lerch_in_z, None, lambda z, s, a: -s * _lerch(z, s + 1, a)),
    "hermite": (None, lambda n, x: 2 * n * x.hermite_h(n - 1)),
    "laguerre": (None, lambda n, x: n * (x.laguerre_l(n) - x.laguerre_l(n - 1)) / x),
    "chebyshevt": (None, lambda n, x: n * x.chebyshev_u(n - 1)),
    "chebyshevu": (None, lambda n, x: ((n + 1) * x.chebyshev_t(n + 1) - x * x.chebyshev_u(n)) / (x * x - 1)),
    "beta": (
        lambda a, b: a.gamma() * b.gamma() * (a + b).rgamma() * (a.digamma() - (a + b).digamma()),
        lambda a, b: a.gamma() * b.gamma() * (a + b).rgamma() * (b.digamma() - (a + b).digamma()),
    ),
}


def slope(function_id: str, argument: int, args: tuple[Any, ...]) -> Any | None:
    """The partial in one argument as a ball (not finite where the function has none); None where it is not known."""
    balls = tuple(arb(arg) if isinstance(arg, fmpq) else arg for arg in args)
    if len(balls) == 1 and function_id in UNARY:
        return UNARY[function_id](*balls)
    row = SEVERAL.get(function_id)
    law = None if row is None else row[argument]
    return None if law is None else law(*balls)
