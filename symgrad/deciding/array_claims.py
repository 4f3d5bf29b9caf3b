"""Somebody's gradient in vectors and matrices: the arrays it is asked at, and what it returns, entry by entry.

Arrays are nested lists here, and NumPy's own where the caller's program has loaded NumPy. Entries go row by row.
"""

import inspect
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from symgrad.deciding.claims import FLOAT_TOLERANCE
from symgrad.errors import DataError, SymgradError

Shape = tuple[int, ...]
Numbers = Sequence[Fraction]


class Claimed(NamedTuple):
    """What is claimed for one variable: its entries (None: no value), or the shape that does not fit."""

    entries: tuple[float | None, ...]
    wrong_shape: Shape | None = None


def count(shape: Shape) -> int:
    """How many entries an array of this shape has."""
    return shape[0] * count(shape[1:]) if shape else 1


def random_numbers(generator: random.Random, shape: Shape) -> list[Fraction]:
    """Different numbers between 1/5 and 6/5; a denominator of 64 where they are few."""
    wanted = count(shape)
    parts = max(64, 2 * wanted)
    return [Fraction(one, parts) for one in generator.sample(range(parts // 5, parts * 6 // 5), wanted)]


def random_direction(generator: random.Random, shape: Shape) -> list[Fraction]:
    """Weights of both signs, none of them 0; 1 for a single number."""
    if not shape:
        return [Fraction(1)]
    return [Fraction(generator.choice((-1, 1)) * generator.randint(2, 9), 4) for _ in range(count(shape))]


def nested(values: Sequence[Any], shape: Shape) -> Any:
    """The entries as nested lists of this shape."""
    if not shape:
        return values[0]
    step = count(shape[1:])
    return [nested(values[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def as_array(values: Sequence[float], shape: Shape) -> Any:
    """The entries as NumPy's array where NumPy is loaded, else as nested lists; a number as a float."""
    listed = nested([float(one) for one in values], shape)
    numpy = sys.modules.get("numpy")
    return listed if numpy is None or not shape else numpy.array(listed)


def shape_of(value: Any) -> Shape:
    """The shape of an array, of nested lists or of a number."""
    if hasattr(value, "shape"):
        return tuple(int(side) for side in value.shape)
    return (len(value), *shape_of(value[0])) if isinstance(value, list | tuple) and value else ()


def flat(value: Any) -> Iterator[Any]:
    """The entries row by row."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, list | tuple):
        for one in value:
            yield from flat(one)
    else:
        yield value


def along(way: Numbers, given: Claimed) -> tuple[float | None, float]:
    """The slope along a direction that the entries claim, and how far off floats may be: it grows with their sizes."""
    parts = [None if one is None else float(weight) * one for weight, one in zip(way, given.entries, strict=True)]
    known = [one for one in parts if one is not None]
    allowed = FLOAT_TOLERANCE * max(sum(map(abs, known)), FLOAT_TOLERANCE)
    return (sum(known) if len(known) == len(parts) else None), allowed


def called(code: Callable[..., Any], arrays: Mapping[str, Any], wanted: Sequence[str]) -> Any:
    """What the code returns, called by the names of its arguments if they are those of the variables, else in order.

    Code that takes only as many arguments as there are slopes gets those variables. Raises DataError where it fails.
    """
    try:
        return _called(code, arrays, wanted)
    except SymgradError:
        raise
    except Exception as error:
        shapes = ", ".join(f"{name} {shape_of(value)}" for name, value in arrays.items())
        hint = "do the shapes fit? a transpose may be missing" if isinstance(error, ValueError) else ""
        raise DataError(f"the code fails for {shapes}: {type(error).__name__}: {error}", hint=hint) from error


def _called(code: Callable[..., Any], arrays: Mapping[str, Any], wanted: Sequence[str]) -> Any:
    try:
        parameters = [one for one in inspect.signature(code).parameters.values() if one.default is one.empty]
    except ValueError:  # built-in functions may have no signature
        return code(*arrays.values())
    names = [one.name for one in parameters if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    if names and all(name in arrays for name in names):
        return code(**{name: arrays[name] for name in names})
    if len(parameters) == len(wanted) < len(arrays):
        return code(*(arrays[name] for name in wanted))
    return code(*arrays.values())


def claimed(result: Any, shapes: Mapping[str, Shape]) -> dict[str, Claimed]:
    """What is claimed for each variable. Raises DataError where the number of arrays does not fit."""
    if result is None:
        raise DataError("the code returns nothing", hint="return an array for each variable")
    if isinstance(result, Mapping):
        missing = [name for name in shapes if name not in result]
        if missing:
            raise DataError(f"nothing is claimed for {missing[0]}")
        return {name: _entries(result[name], shape) for name, shape in shapes.items()}
    parts = [result] if len(shapes) == 1 and not _is_one_tuple(result) else list(result)
    if len(parts) != len(shapes):
        raise DataError(f"{len(parts)} slopes are claimed for {len(shapes)} variables")
    return {name: _entries(part, shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}


def _is_one_tuple(result: Any) -> bool:
    return isinstance(result, tuple) and len(result) == 1


def _entries(value: Any, shape: Shape) -> Claimed:
    """The entries, where the shape is right; a vector may come as a column or a row."""
    found = shape_of(value)
    without_ones = tuple(side for side in found if side != 1)
    if found != shape and not (len(shape) < 2 and without_ones == tuple(side for side in shape if side != 1)):
        return Claimed((), found)
    return Claimed(tuple(None if one is None else float(one) for one in flat(value)))
