"""The second reader: latex2sympy2 behind an adapter, so that two readers that share no code can be compared.

latex2sympy2 keeps state between inputs, solves the equations it meets, drops what it does not expect at the end of an
input, and hands out logarithms that SymPy then evaluates wrongly. So each formula is split at its relations (`rows`),
read by a tamed copy of the library (`library`) in the worker process (`job`), and written as a term (`trees`); `front`
is the way in. What the library is known to drop or to mistake is refused, never handed on.
"""

from symgrad.algebra.second.front import SecondReading, SecondRow, second_reading

__all__ = ["SecondReading", "SecondRow", "second_reading"]
