"""Special functions on floats, from mpmath: for generated code, where neither `math` nor NumPy has the function."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath as mp

from symgrad.errors import UnsupportedError
from symgrad.terms.functions import function

_NAMED = re.compile(r"mp\.(\w+)\(")

#: where mpmath takes other arguments than the record's order, or another name
_OTHERWISE: dict[str, Callable[..., Any]] = {
    "airyaiprime": lambda x: mp.airyai(x, derivative=1),
    "airybiprime": lambda x: mp.airybi(x, derivative=1),
    "chebyshevt": mp.chebyt,
    "chebyshevu": mp.chebyu,
    "laguerre": lambda n, x: mp.laguerre(n, 0, x),
    "lowergamma": lambda s, x: mp.gammainc(s, 0, x),
    "sinc": mp.sinc,
}


@cache
def float_function(name: str) -> Callable[..., float]:
    """The known function with this id on floats, correct to about 15 digits.

    What is returned raises ValueError where the function has no real value. Raises UnsupportedError where mpmath does
    not have the function.
    """
    template = function(name).mpmath or ""
    spelled = _NAMED.match(template)
    exact = _OTHERWISE.get(name) or (getattr(mp, spelled[1], None) if spelled else None)
    if exact is None:
        raise UnsupportedError(f"{name} cannot be computed with floats")

    def on_floats(*arguments: float) -> float:
        value = exact(*map(_exact, arguments))
        if isinstance(value, mp.mpc) and value.imag:
            raise ValueError(f"{name} has no real value here")
        return float(value.real)

    return on_floats


def _exact(value: float) -> Any:
    """Orders and indices must be integers for mpmath's polynomials and polygamma."""
    return int(value) if float(value).is_integer() else mp.mpf(float(value))
