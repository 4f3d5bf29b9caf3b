"""Methods by name: one row each."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from symgrad.descent import optim, search
from symgrad.descent.optim import Transform
from symgrad.errors import SymgradError


class Options(NamedTuple):
    """What a named method may be told. No learning rate: the method's own."""

    learning_rate: float | None = None
    momentum: float = 0.9


class Method(NamedTuple):
    """One way to descend: from learning rate and momentum to an optimiser. `to_root`: it seeks f = 0, not a minimum."""

    make: Callable[[float, float], Transform]
    learning_rate: float = 0.1
    to_root: bool = False


METHODS: dict[str, Method] = {
    "gradient_descent": Method(lambda rate, _: optim.sgd(rate)),
    "sgd": Method(lambda rate, _: optim.sgd(rate)),
    "momentum": Method(optim.momentum),
    "nesterov": Method(optim.nesterov),
    "adagrad": Method(lambda rate, _: optim.adagrad(rate)),
    "rmsprop": Method(lambda rate, _: optim.rmsprop(rate)),
    "adam": Method(lambda rate, _: optim.adam(rate)),
    "adamw": Method(lambda rate, _: optim.adamw(rate)),
    "backtracking": Method(lambda rate, _: search.backtracking(rate), 1.0),
    "exact_line_search": Method(lambda _, __: search.exact_line_search(), 1.0),
    "newton_root": Method(lambda _, __: search.newton_root(), 1.0, to_root=True),
    "bfgs": Method(lambda _, __: search.bfgs(), 1.0),
}


def rate_of(method: str | Transform, options: Options) -> float:
    """The learning rate that is used; 1 where a chain has its own."""
    if options.learning_rate is not None:
        return options.learning_rate
    return METHODS[method].learning_rate if isinstance(method, str) else 1.0


def optimiser(method: str | Transform, options: Options) -> Transform:
    """The optimiser with this name; a chain is itself. Raises SymgradError for an unknown name."""
    if isinstance(method, Transform):
        return method
    if method not in METHODS:
        close = get_close_matches(str(method), METHODS, 1, 0.5)
        hint = f"did you mean {close[0]}?" if close else "methods are: " + ", ".join(METHODS)
        raise SymgradError(f"there is no method {method!r}", hint=hint)
    return METHODS[method].make(rate_of(method, options), options.momentum)
