"""The record of a known function: how it is read and printed, where it is real, where it has kinks, how it is computed.

Rules of differentiation are not here (room `rules`); everything else that any room must know about a function is.
A new function is one row in a table of this folder.
"""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.terms.node import Term

Conditions = Callable[..., tuple[Term, ...]]


def _none(*_: Term) -> tuple[Term, ...]:
    return ()


class Function(NamedTuple):
    """One known function of real arguments.

    `needs` gives the conditions under which the value is real, `kinks` the terms whose zeros are points where the
    function is defined but has no derivative, `jumps` those where it is not continuous or not defined by a value.
    `definition` writes the function by others where that is how it is evaluated (secant as 1/cos).
    Code templates take the arguments as {0}, {1}...; None: the back end falls back on the definition or on mpmath.
    """

    id: str  # frozen; also the spelling in plain text
    latex: str  # command or operator name, such as "\\sin" or "\\operatorname{erf}"
    sympy: str  # name of the SymPy function; "" where only the definition exists there
    says: str  # in words, with a verb: "sine"
    arity: tuple[int, int] = (1, 1)
    spellings: tuple[str, ...] = ()  # further spellings read in text, Python and LaTeX (without backslash)
    needs: Conditions = _none
    kinks: Conditions = _none
    jumps: Conditions = _none
    definition: Callable[..., Term] | None = None
    python: str | None = None
    numpy: str | None = None
    mpmath: str | None = None
    ball: str | None = None  # method of python-flint's arb; None: the definition
    bare: bool = True  # whether LaTeX writes it before a bare argument: \sin x


_KNOWN: dict[str, Function] = {}
_SPELLED: dict[str, str] = {}


def register(*functions: Function) -> None:
    """Add records; a spelling may belong to one function only."""
    for function in functions:
        _KNOWN[function.id] = function
        for spelling in (function.id, *function.spellings):
            if _SPELLED.setdefault(spelling, function.id) != function.id:
                raise ValueError(f"{spelling} is a spelling of {_SPELLED[spelling]} already")


def function(name: str) -> Function:
    """The record with this id. Raises KeyError."""
    return _KNOWN[name]


def spelled(spelling: str) -> Function | None:
    """The function that this spelling names, if any."""
    known = _SPELLED.get(spelling)
    return None if known is None else _KNOWN[known]


def functions() -> tuple[Function, ...]:
    """All records, in the order of the tables."""
    return tuple(_KNOWN.values())


def spellings() -> tuple[str, ...]:
    """All spellings, for "did you mean"."""
    return tuple(_SPELLED)
