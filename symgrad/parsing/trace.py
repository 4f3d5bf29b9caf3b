"""Python functions, read by calling them once with symbols in place of numbers; their source is never looked at."""

import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from symgrad.errors import ParseError, SymgradError, UnsupportedError
from symgrad.graph import Definition, Graph, fresh_name
from symgrad.terms.build import (
    ONE,
    PI,
    TRUE,
    TWO,
    E,
    add,
    call,
    decimal,
    div,
    integer,
    matrix,
    mul,
    name,
    neg,
    piecewise,
    power,
    rational,
    relation,
    root,
    sub,
)
from symgrad.terms.functions import spelled
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_BRANCH_HINT = "write both cases with numpy.where(condition, a, b), numpy.maximum or abs"


class Traced:
    """A term that stands for a number while a Python function runs; arithmetic on it builds the formula."""

    __slots__ = ("term",)

    def __init__(self, term: Term) -> None:
        self.term = term

    def __add__(self, other: Any) -> "Traced":
        return Traced(add(self.term, as_term(other)))

    def __radd__(self, other: Any) -> "Traced":
        return Traced(add(as_term(other), self.term))

    def __sub__(self, other: Any) -> "Traced":
        return Traced(sub(self.term, as_term(other)))

    def __rsub__(self, other: Any) -> "Traced":
        return Traced(sub(as_term(other), self.term))

    def __mul__(self, other: Any) -> "Traced":
        return Traced(mul(self.term, as_term(other)))

    def __rmul__(self, other: Any) -> "Traced":
        return Traced(mul(as_term(other), self.term))

    def __truediv__(self, other: Any) -> "Traced":
        return Traced(div(self.term, as_term(other)))

    def __rtruediv__(self, other: Any) -> "Traced":
        return Traced(div(as_term(other), self.term))

    def __pow__(self, other: Any) -> "Traced":
        return Traced(power(self.term, as_term(other)))

    def __rpow__(self, other: Any) -> "Traced":
        return Traced(power(as_term(other), self.term))

    def __neg__(self) -> "Traced":
        return Traced(neg(self.term))

    def __pos__(self) -> "Traced":
        return self

    def __abs__(self) -> "Traced":
        return Traced(call("abs", self.term))

    def __lt__(self, other: Any) -> "Traced":
        return Traced(relation(self.term, "<", as_term(other)))

    def __le__(self, other: Any) -> "Traced":
        return Traced(relation(self.term, "<=", as_term(other)))

    def __gt__(self, other: Any) -> "Traced":
        return Traced(relation(self.term, ">", as_term(other)))

    def __ge__(self, other: Any) -> "Traced":
        return Traced(relation(self.term, ">=", as_term(other)))

    def __eq__(self, other: object) -> Any:
        return Traced(relation(self.term, "=", as_term(other)))

    def __bool__(self) -> bool:
        raise UnsupportedError(
            "this function decides by a comparison, so one run does not show it whole", hint=_BRANCH_HINT
        )

    def __float__(self) -> float:
        raise UnsupportedError(
            "a function of the module math takes numbers, not symbols", hint="use the same function of numpy"
        )

    def __getattr__(self, method: str) -> Callable[..., "Traced"]:
        """`.tanh()` and the like, which NumPy calls on the entries of an array of objects."""
        if method.startswith("_") or (method not in _UFUNCS and spelled(method) is None):
            raise AttributeError(method)
        return lambda *others: applied(method, (self, *others))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> "Traced":
        """A NumPy function of it, known by its name."""
        if method != "__call__" or options:
            raise UnsupportedError(f"numpy.{ufunc.__name__}.{method} is not read")
        return applied(ufunc.__name__, inputs)

    def __array_function__(
        self, function: Any, types: Any, args: Sequence[Any], options: Mapping[str, Any]
    ) -> "Traced":
        """numpy.where, the one function of NumPy read that is no ufunc."""
        if function.__name__ == "where" and len(args) == 3 and not options:
            return applied("where", args)
        raise UnsupportedError(f"numpy.{function.__name__} is not read")


def applied(function: str, inputs: Sequence[Any]) -> Traced:
    """A function of these values. Raises UnsupportedError for one that is not known."""
    args = [as_term(value) for value in inputs]
    build = _UFUNCS.get(function)
    if build is not None:
        return Traced(build(*args))
    record = spelled(function)
    if record is None:
        raise UnsupportedError(f"{function} is not a function that is read")
    return Traced(call(record.id, *args))


def _choice(condition: Term, value: Term, other: Term) -> Term:
    return piecewise((value, condition), (other, TRUE))


def _related(sign: str) -> Callable[[Term, Term], Term]:
    return lambda left, right: relation(left, sign, right)


#: NumPy's name -> term; functions that the records know by the same spelling are not listed
_UFUNCS: dict[str, Callable[..., Term]] = {
    "add": add, "subtract": sub, "multiply": mul, "divide": div, "true_divide": div, "power": power,
    "float_power": power, "negative": neg, "positive": lambda u: u, "square": lambda u: power(u, TWO), "sqrt": root,
    "cbrt": lambda u: root(u, integer(3)), "reciprocal": lambda u: div(ONE, u), "where": _choice,
    "log2": lambda u: call("log", u, TWO), "log10": lambda u: call("log", u, integer(10)),
    "log1p": lambda u: call("log", add(ONE, u)), "expm1": lambda u: sub(call("exp", u), ONE),
    "exp2": lambda u: power(TWO, u), "less": _related("<"), "less_equal": _related("<="), "greater": _related(">"),
    "greater_equal": _related(">="), "equal": _related("="), "not_equal": _related("!="),
}  # fmt: skip


def as_term(value: Any) -> Term:
    """The term of a traced value or of a number; a float is the decimal it prints as. Raises ParseError."""
    if isinstance(value, Traced):
        return value.term
    if isinstance(value, Term):
        return value
    if isinstance(value, Fraction | int):
        return rational(Fraction(value))
    if isinstance(value, float):
        return _of_float(value)
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        return as_term(value.item())
    raise ParseError(
        f"a value of type {type(value).__name__} is not read in a function", hint="use numbers and NumPy's functions"
    )


#: floats that stand for a constant: numpy.pi and math.e are floats too
_CONSTANTS = {math.pi: PI, math.e: E}


def _of_float(value: float) -> Term:
    if not math.isfinite(value):
        raise ParseError(f"{value} is not a number to calculate with")
    if abs(value) in _CONSTANTS:
        return _CONSTANTS[value] if value > 0 else neg(_CONSTANTS[-value])
    digits = format(Decimal(repr(abs(float(value)))), "f")
    whole = digits.removesuffix(".0")
    term = integer(int(whole)) if whole.isdigit() else decimal(digits)
    return neg(term) if value < 0 else term


def trace(function: Callable[..., Any]) -> Graph:
    """The graph of a Python function of numbers.

    It is called once, with a symbol for every parameter that has no default. Raises UnsupportedError where one run does
    not show the whole function (an `if` on a value), SymgradError where the call fails.
    """
    parameters = _parameters(function)
    try:
        result = function(*(Traced(one) for one in parameters))
    except SymgradError:
        raise
    except Exception as error:
        reason = f"the function cannot be run with symbols in place of numbers ({type(error).__name__}: {error})"
        raise UnsupportedError(
            reason, hint="use arithmetic and NumPy's functions, or give the formula as text"
        ) from error
    term = _result(result)
    return _graph(term, parameters)


def _graph(term: Term, parameters: tuple[Term, ...]) -> Graph:
    if term.head is Head.RELATION:
        return Graph((), (), (term,), typed=(term,))
    one = Definition(fresh_name(add(term, *parameters) if term.is_scalar else term), term, parameters, anonymous=True)
    return Graph((one,), (one.name,), typed=(term,))


def _parameters(function: Callable[..., Any]) -> tuple[Term, ...]:
    try:
        listed = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        raise UnsupportedError(
            "this callable does not say which parameters it has", hint="wrap it in a lambda"
        ) from None
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    needed = [one for one in listed if one.default is inspect.Parameter.empty]
    if any(one.kind not in positional for one in needed):
        raise UnsupportedError("only functions with a fixed number of parameters are read")
    return tuple(name(one.name) for one in needed)


def _result(result: Any) -> Term:
    if isinstance(result, list | tuple) or getattr(result, "ndim", 0) == 1:
        return matrix([[as_term(entry)] for entry in result])
    return as_term(result)
