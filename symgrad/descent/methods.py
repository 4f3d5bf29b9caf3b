"""Methods by name: one row each."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from symgrad.descent import optim
from symgrad.descent.optim import Transform
from symgrad.errors import SymgradError


class Options(NamedTuple):
    """What a named method may be told."""

    learning_rate: float
    momentum: float


METHODS: dict[str, Callable[[Options], Transform]] = {
    "gradient_descent": lambda options: optim.sgd(options.learning_rate),
    "sgd": lambda options: optim.sgd(options.learning_rate),
    "momentum": lambda options: optim.momentum(options.learning_rate, options.momentum),
    "nesterov": lambda options: optim.nesterov(options.learning_rate, options.momentum),
    "adagrad": lambda options: optim.adagrad(options.learning_rate),
    "rmsprop": lambda options: optim.rmsprop(options.learning_rate),
    "adam": lambda options: optim.adam(options.learning_rate),
    "adamw": lambda options: optim.adamw(options.learning_rate),
}


def optimiser(method: str | Transform, options: Options) -> Transform:
    """The optimiser with this name; a chain is itself. Raises SymgradError for an unknown name."""
    if isinstance(method, Transform):
        return method
    if method not in METHODS:
        close = get_close_matches(str(method), METHODS, 1, 0.5)
        hint = f"did you mean {close[0]}?" if close else "methods are: " + ", ".join(METHODS)
        raise SymgradError(f"there is no method {method!r}", hint=hint)
    return METHODS[method](options)
