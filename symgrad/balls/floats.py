"""mpmath's functions on real numbers, for generated code: where neither `math` nor NumPy has the function, and where
more digits are wanted than a float holds.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import mpmath as mp

from symgrad.errors import SymgradError, UnsupportedError
from symgrad.terms.functions import function

Real = Callable[..., Any]

_NAMED = re.compile(r"mp\.(\w+)\(")

#: where mpmath takes other arguments than the record's order, or another name
_OTHERWISE: dict[str, Real] = {
    "airyaiprime": lambda x: mp.airyai(x, derivative=1),
    "airybiprime": lambda x: mp.airybi(x, derivative=1),
    "chebyshevt": mp.chebyt,
    "chebyshevu": mp.chebyu,
    "laguerre": lambda n, x: mp.laguerre(n, 0, x),
    "lowergamma": lambda s, x: mp.gammainc(s, 0, x),
}


@cache
def real_function(name: str) -> Real:
    """The known function with this id on mpmath's numbers, at mpmath's working precision.

    It raises ValueError where the function has no real value. Raises UnsupportedError where mpmath lacks the function.
    """
    spelled = _NAMED.match(function(name).mpmath or "")
    exact = _OTHERWISE.get(name) or (getattr(mp, spelled[1], None) if spelled else None)
    if exact is None:
        raise UnsupportedError(f"{name} cannot be computed with numbers")
    return _real(exact)


@cache
def float_function(name: str) -> Callable[..., float]:
    """The same on floats, correct to about 15 digits."""
    exact = real_function(name)
    return lambda *arguments: float(exact(*map(_order_or_number, arguments)))


def _real(exact: Real) -> Real:
    def on_reals(*arguments: Any) -> Any:
        value = exact(*arguments)
        if isinstance(value, mp.mpc):
            if value.imag:
                raise ValueError("there is no real value here")
            return value.real
        return value

    return on_reals


def _order_or_number(value: float) -> Any:
    """Orders and indices must be integers for mpmath's polynomials and polygamma."""
    return int(value) if float(value).is_integer() else mp.mpf(float(value))


class RealMpmath:
    """mpmath as generated code sees it: its constants, and its functions with real values only."""

    def __getattr__(self, name: str) -> Any:
        known = getattr(mp, name)
        found = known if isinstance(known, mp.mpf) or name in ("e", "pi") else _real(known)
        setattr(self, name, found)
        return found


class RealSpecial:
    """Functions by their id."""

    def __getattr__(self, name: str) -> Real:
        return real_function(name)


def odd_root(x: Any, degree: int) -> Any:
    """The real root of odd degree; negative for a negative number."""
    return mp.sign(x) * mp.root(abs(x), degree)


def exact_numbers(values: Sequence[Any]) -> list[Any]:
    """Numbers as mpmath's: integers, fractions and decimal text lose nothing. Raises SymgradError for anything else."""
    return [_exact_number(value) for value in values]


def _exact_number(value: Any) -> Any:
    if isinstance(value, Fraction):
        return mp.mpf(value.numerator) / value.denominator
    try:
        return mp.mpf(value if isinstance(value, (int, float, str, mp.mpf)) else str(value))
    except (TypeError, ValueError) as error:
        raise SymgradError(f"{value!r} is not a number") from error
