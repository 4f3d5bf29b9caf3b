"""What `lambdify` and `value_and_grad` return: a callable that runs scalars through `math` and arrays through NumPy."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import isfinite, isnan
from typing import Any
from warnings import warn

from symgrad.errors import AccuracyWarning, DomainError, ShapeError, SymgradError
from symgrad.numeric.compiling import compile_source

Writer = Callable[[str], str]

_FLOATS = frozenset({float})
_REASONS: dict[type[Exception], str] = {
    ZeroDivisionError: "division by zero",
    OverflowError: "a number grows too large for a float",
    Exception: "there is no real value",
}
_NUMBERS = (int, float, Fraction, Decimal)


class Compiled:
    """A compiled function of floats or arrays (or of mpmath's numbers), arguments in the order of `args` or by name.

    `source` is the Python it runs (for scalars, with `backend="auto"`), `notes` the forms that are computed in another
    way because they lose digits in floats as written. What is too large for a float is infinite, and a warning says so
    unless `warns` is False. A call raises DomainError where the function
    has no value, ShapeError where arrays do not broadcast, SymgradError for a wrong number of arguments.
    """

    def __init__(self, args: Sequence[str], write: Writer, backend: str, notes: Sequence[str] = ()) -> None:
        self.args = tuple(args)
        self.backend = backend
        self.notes = tuple(notes)
        self.warns = True
        self._write = write

    def __repr__(self) -> str:
        return f"<compiled function of {', '.join(self.args) or 'nothing'} ({self.backend})>"

    @cached_property
    def source(self) -> str:
        """The generated Python function."""
        return self._write("python" if self.backend == "auto" else self.backend)

    @cached_property
    def _on_floats(self) -> Callable[..., Any]:
        if self.backend == "mpmath":
            from symgrad.numeric.digits import on_exact_numbers

            return on_exact_numbers(self.source)
        from symgrad.numeric.scalars import scalar_names

        return compile_source(self._write("python"), scalar_names())

    @cached_property
    def _on_arrays(self) -> Callable[..., Any]:
        from symgrad.numeric.array_support import array_names

        return compile_source(self._write("numpy"), array_names())

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The value at these arguments."""
        if named or len(values) != len(self.args):
            values = self.ordered(values, named)
        if (not _FLOATS.issuperset(map(type, values)) and self.backend != "mpmath") or self.backend == "numpy":
            return self._convert(values)
        try:
            found = self._on_floats(*values)
        except (ArithmeticError, ValueError) as error:
            found = self._failed(error, values)
        first = found[0] if found.__class__ is tuple else found
        if first.__class__ is float and not isfinite(first) and self.warns:
            self._tell(first, values)
        return found

    def _tell(self, first: float, values: Sequence[float]) -> None:
        lack = "is not a number" if isnan(first) else "is too large for a float"
        warn(f"the value at {self._point(values)} {lack}", AccuracyWarning, stacklevel=3)

    def _failed(self, error: Exception, values: Sequence[float]) -> Any:
        """What to do where a float operation gave up. Raises DomainError, or goes on where too large means infinite."""
        if isinstance(error, OverflowError) and self.backend == "auto":
            return self._past_overflow(values)
        reason = next(text for kind, text in _REASONS.items() if isinstance(error, kind))
        raise DomainError(f"{reason} at {self._point(values)}") from error

    def _convert(self, values: Sequence[Any]) -> Any:
        """Arguments that are not all floats: other numbers become floats, lists and arrays go through NumPy."""
        scalar = all(isinstance(value, _NUMBERS) or not _is_array(value) for value in values)
        if scalar and self.backend != "numpy":
            return self(*map(_as_float, values))
        if self.backend == "python":
            raise ShapeError("the python back end takes numbers, not arrays", hint='use backend="auto" or "numpy"')
        from symgrad.numeric.array_support import as_floats

        try:
            return self._on_arrays(*as_floats(values))
        except ValueError as error:
            raise ShapeError(f"these arrays do not fit together: {error}") from error

    def _past_overflow(self, values: Sequence[float]) -> Any:
        """IEEE arithmetic instead of an error: 1/(1 + exp(1000)) is 0, and what is really too large is infinite.

        Raises DomainError where that gives no number, such as oo/oo.
        """
        from symgrad.numeric.array_support import lacks_a_number, quietly

        found = quietly(self._on_arrays, values)
        if lacks_a_number(found):
            raise DomainError(f"{_REASONS[OverflowError]} at {self._point(values)}", hint='try backend="mpmath"')
        return found

    def ordered(self, values: Sequence[Any], named: dict[str, Any]) -> tuple[Any, ...]:
        """Positional and named arguments in the order of `args`. Raises SymgradError where they do not match."""
        given = dict(zip(self.args, values, strict=False)) | named
        wrong = [name for name in given if name not in self.args]
        missing = [name for name in self.args if name not in given]
        expected = f"the arguments are {', '.join(self.args) or 'none'}"
        if wrong or len(values) > len(self.args):
            reason = f"{wrong[0]} is not an argument" if wrong else f"{len(values)} values are too many"
            raise SymgradError(reason, hint=expected)
        if missing:
            raise SymgradError(f"no value for {missing[0]}", hint=expected)
        return tuple(given[name] for name in self.args)

    def _point(self, values: Sequence[float]) -> str:
        return (
            ", ".join(f"{name} = {float(value):.6g}" for name, value in zip(self.args, values, strict=True)) or "once"
        )


def _is_array(value: Any) -> bool:
    return isinstance(value, (list, tuple, complex)) or bool(getattr(value, "shape", ()))


def _as_float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise SymgradError(f"{value!r} is not a number") from error
