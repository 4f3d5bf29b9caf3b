"""What somebody claims the slopes are: formulas, numbers, or code to be called."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from symgrad.balls import Ball, Missing, Number, evaluate, known_ball, known_balls
from symgrad.deciding.inputs import Given, as_term
from symgrad.errors import DataError, SymgradError
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

FLOAT_TOLERANCE = 1e-6
"""Relative error allowed to floats that somebody's code returns."""
NUMBER_TOLERANCE = 1e-9
"""Relative error allowed to a number that was written down with all its digits."""

Values = Mapping[Term, Number]


def values_of(claims: Sequence["Claim"], values: Values) -> list[float | None]:
    """What is claimed at the point, as floats; None for no value."""
    formulas = [claim.formula for claim in claims if claim.formula is not None]
    if len(formulas) == len(claims):
        return [float(one) if isinstance(one, Ball) else None for one in known_balls(formulas, values)]
    return [as_float(claim.value_at(values)) for claim in claims]


def as_float(claimed: Ball | Missing | float | None) -> float | None:
    """A claimed value as a float; None for no value."""
    if isinstance(claimed, Ball):
        return float(claimed)
    return None if isinstance(claimed, Missing) else claimed


class Claim(NamedTuple):
    """One claimed slope: a formula in the inputs, or a function of the point; and how exactly it is to be taken."""

    formula: Term | None
    value_at: Callable[[Values], Ball | Missing | float | None]
    tolerance: Callable[[float], float]
    everywhere: bool  # whether it is claimed at every point, not only at the given one


def read_claims(claim: Given, names: Sequence[Term], syntax: str, domain: Any) -> tuple[Claim, ...]:
    """One claim for each name, from formulas, numbers or code. Raises DataError where their number does not fit."""
    if callable(claim) and not hasattr(claim, "free_symbols"):
        return _from_code(claim, names)
    parts = list(_parts(claim, names, syntax, domain))
    if len(parts) != len(names):
        raise DataError(f"{len(parts)} slopes are claimed for {len(names)} variables")
    return tuple(_from_formula(part) for part in parts)


def _parts(claim: Given, names: Sequence[Term], syntax: str, domain: Any) -> Iterator[Term]:
    if isinstance(claim, Mapping):
        by_name = {str(key): value for key, value in claim.items()}
        missing = [name.data.plain for name in names if name.data.plain not in by_name]
        if missing:
            raise DataError(f"nothing is claimed for {missing[0]}")
        claim = [by_name[name.data.plain] for name in names]
    if hasattr(claim, "tolist"):
        claim = _flat(claim.tolist())
    if isinstance(claim, Sequence) and not isinstance(claim, str):
        yield from (as_term(_scalar(part), syntax, domain) for part in claim)
        return
    term = as_term(claim, syntax, domain)
    yield from term.args if term.head in (Head.TUPLE, Head.MATRIX) else (term,)


def _flat(values: Any) -> list[Any]:
    return [one for value in values for one in _flat(value)] if isinstance(values, list) else [values]


def _scalar(part: Any) -> Any:
    """NumPy's numbers as Python's."""
    return part.item() if hasattr(part, "item") and not hasattr(part, "free_symbols") else part


def _from_formula(term: Term) -> Claim:
    named = has_head(term, Head.NAME)
    rounded = not named and has_head(term, Head.DECIMAL)
    return Claim(term, lambda values: known_ball(term, values), _rounding(term) if rounded else _exact, named)


def _exact(_: float) -> float:
    return 0.0


def _rounding(term: Term) -> Callable[[float], float]:
    """A number written with d decimals stands for what rounds to it."""
    inner = term.args[0] if term.head is Head.NEGATION else term
    decimals = inner.data.partition(".")[2] if inner.head is Head.DECIMAL else ""
    half = float(Fraction(51, 100 * 10 ** len(decimals))) if decimals.isdigit() else 0.0
    return lambda slope: max(half, NUMBER_TOLERANCE * abs(slope))


def _from_code(code: Callable[..., Any], names: Sequence[Term]) -> tuple[Claim, ...]:
    last: list[tuple[Values, list[float]]] = []

    def slopes(values: Values) -> list[float]:
        if not last or last[0][0] is not values:  # called once a point, however many slopes are asked for
            numbers = [float(evaluate(name, {name: values[name]})) for name in names]
            last[:] = [(values, _called(code, numbers))]
        return last[0][1]

    def part(i: int) -> Claim:
        return Claim(None, lambda values: slopes(values)[i], _float_rounding, True)

    return tuple(part(i) for i in range(len(names)))


def _float_rounding(slope: float) -> float:
    return FLOAT_TOLERANCE * max(abs(slope), FLOAT_TOLERANCE)


def _called(code: Callable[..., Any], numbers: Sequence[float]) -> list[float]:
    """What the code returns at the point: called with one number each, or with all of them as one array."""
    result = call_with(code, numbers)
    found = [float(one) for one in _flat(result.tolist() if hasattr(result, "tolist") else _listed(result))]
    if len(found) != len(numbers):
        raise DataError(f"the code returns {len(found)} slopes for {len(numbers)} variables")
    return found


def _listed(result: Any) -> Any:
    if isinstance(result, Mapping):
        return list(result.values())
    return [_listed(one) for one in result] if isinstance(result, tuple | list) else result


def call_with(code: Callable[..., Any], numbers: Sequence[float]) -> Any:
    """Call somebody's code with one argument each, or with one array where it takes one argument for several numbers.

    Raises SymgradError where the code fails.
    """
    try:
        return code(*numbers) if len(numbers) == 1 or _takes(code, len(numbers)) else code(_array(numbers))
    except SymgradError:
        raise
    except Exception as error:
        raise DataError(f"the code fails at {list(numbers)}: {type(error).__name__}: {error}") from error


def _takes(code: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(code).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # built-in functions may have no signature
        return True
    return True


def _array(numbers: Sequence[float]) -> Any:
    """A NumPy array where the caller's program has loaded NumPy, else a list."""
    numpy = sys.modules.get("numpy")
    return list(numbers) if numpy is None else numpy.array(numbers, dtype=float)
