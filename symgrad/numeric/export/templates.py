"""Templates filled in: brackets where an operand needs them, options of functions of whole arrays by letter."""

import ast
import re
from collections.abc import Sequence

from symgrad.numeric.spelling import ANY, ATOM, POWER, PRODUCT, SIGN, SUM, Text

_SLOT = re.compile(r"\{(\d)\}")
_OPENING, _CLOSING = ("(", ", ", "["), (")", ",", "]")

#: how tightly the operators of Python bind
_LEVELS: dict[type[ast.AST], int] = {
    ast.Add: SUM, ast.Sub: SUM, ast.Mult: PRODUCT, ast.Div: PRODUCT, ast.MatMult: PRODUCT, ast.Pow: POWER,
    ast.Call: ATOM, ast.Name: ATOM, ast.Attribute: ATOM, ast.Subscript: ATOM, ast.UnaryOp: SIGN, ast.Constant: ATOM,
}  # fmt: skip


def filled(template: str, parts: Sequence[Text], options: Sequence[str] = (), like: str = "") -> Text:
    """The operation on these operands."""
    levels = {int(slot[1]): _level(template, *slot.span()) for slot in _SLOT.finditer(template)}
    texts = [part.at(levels.get(i, ANY)) for i, part in enumerate(parts)]
    letters = dict(zip("abcdefgh", options, strict=False))
    everything = ", ".join(part.text for part in parts)
    sides = f"({', '.join(options[2:])})" if len(options) > 3 else "".join(options[2:])
    made = template.format(*texts, **letters, all=everything, sides=sides, like=like)
    made = made[1:-1] if _is_bracketed(template) else made
    return Text(made, _outer(made))


def _level(template: str, start: int, end: int) -> int:
    """How tightly an operand binds in this place: in a list of arguments anything will do."""
    return ANY if template[:start].endswith(_OPENING) and template[end:].startswith(_CLOSING) else ATOM


def _is_bracketed(template: str) -> bool:
    """Whether one pair of brackets holds all of it, which stands by itself without."""
    depth = 0
    for place, character in enumerate(template):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return character == ")" and place == len(template) - 1
    return False


def _outer(made: str) -> int:
    """How tightly the outermost operator binds."""
    node = ast.parse(made, mode="eval").body
    return _LEVELS.get(type(node.op) if isinstance(node, ast.BinOp) else type(node), ANY)
