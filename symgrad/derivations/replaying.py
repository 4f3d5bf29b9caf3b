"""Derivations that know how they were asked for, so that a proof can derive them again.

That a line is what its rule gives is proved by applying the rule again; for lines that only write down what was found
before (the function, a tangent's form, the points of a list) that means to derive the page again and compare.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import ParamSpec, TypeVar

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.settings import current, settings

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


def replayable(make: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    """The procedure, its derivations able to be derived again under the same settings."""

    @wraps(make)
    def made(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Made:
        found = make(*args, **kwargs)
        if not isinstance(found, Derivation):
            return found
        preferred = current()._asdict()

        def again() -> Derivation:
            with settings(**preferred):
                derived = make(*args, **kwargs)
            assert isinstance(derived, Derivation)
            return derived

        return replace(found, again=again)

    return made


def changed(derivation: Derivation, change: Callable[[Derivation], Derivation]) -> Derivation:
    """The derivation changed by its own methods; deriving it again changes it again."""
    found, again = change(derivation), derivation.again
    return found if again is None else replace(found, again=lambda: change(again()))


def lines_of(derivation: Derivation) -> Iterator[State]:
    """Every line of the derivation and of what it rests on, without the steps that it folds."""
    for state in derivation.own_states:
        yield bare(state)
    for child in derivation.children:
        yield from lines_of(child)


def bare(state: State) -> State:
    """What a reader sees of a line: the statement, the reason, the conditions, the marks."""
    return state._replace(steps=(), children=())
