"""Safe identifiers for generated code: made of an allow-list of characters, never a word that means something."""

import builtins
import keyword
import re
from collections.abc import Iterable

from symgrad.terms import Name

_LONGEST = 40
_OUTSIDE = re.compile(r"[^A-Za-z0-9_]+")
_WORDS = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | frozenset(dir(builtins))


def identifier(name: Name) -> str:
    """An identifier that resembles the name: `w_1`, `y_hat`, `d_z`; what is no ASCII letter or digit becomes `_`.

    It may still be a Python word or taken; `Identifiers` settles that.
    """
    text = _OUTSIDE.sub("_", name.rebuilt).strip("_")[:_LONGEST] or "x"
    text = f"x_{text}" if text[0].isdigit() else text
    return f"d_{text}" if name.style == "adjoint" else text


class Identifiers:
    """Hands out identifiers, each once."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(_WORDS) | set(reserved)

    def claim(self, wanted: str) -> str:
        """This identifier, or with the first free number behind it."""
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}_{number}"
        self._taken.add(found)
        return found
