"""Templates filled in: brackets where an operand needs them, options of functions of whole arrays by letter."""

import re
from collections.abc import Sequence

from symgrad.numeric.spelling import ANY, ATOM, Text

_SLOT = re.compile(r"(, |.?)\{(\d)\}(.?)")
_OPENING, _CLOSING = ("(", ", ", "["), (")", ",", "]")


def filled(template: str, parts: Sequence[Text], options: Sequence[str] = (), like: str = "") -> Text:
    """The operation on these operands."""
    levels = {int(slot): _level(before, after) for before, slot, after in _SLOT.findall(template)}
    texts = [part.at(levels.get(i, ANY)) for i, part in enumerate(parts)]
    letters = dict(zip("abcdefgh", options, strict=False))
    everything = ", ".join(part.text for part in parts)
    sides = f"({', '.join(options[2:])})" if len(options) > 3 else "".join(options[2:])
    inside = _is_bracketed(template)
    made = template.format(*texts, **letters, all=everything, sides=sides, like=like)
    return Text(made[1:-1], ANY) if inside else Text(made, _outer(template))


def _level(before: str, after: str) -> int:
    """How tightly an operand binds that stands between these characters."""
    return ANY if before in _OPENING and after in _CLOSING else ATOM


def _is_bracketed(template: str) -> bool:
    """Whether one pair of brackets holds all of it, which stands by itself without."""
    depth = 0
    for place, character in enumerate(template):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return character == ")" and place == len(template) - 1
    return False


def _outer(template: str) -> int:
    return ANY if template.startswith(("(", "~")) and not template.endswith("dtype)") else ATOM
