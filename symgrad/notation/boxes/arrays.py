"""Two-dimensional text of functions of whole arrays and of entrywise powers."""

from symgrad.notation.binding import Binding, infix_operand
from symgrad.notation.boxes.arithmetic import held, power, separated
from symgrad.notation.boxes.box import Box, beside, line, raised
from symgrad.notation.boxes.functions import called
from symgrad.notation.boxes.names import subscript
from symgrad.terms.build import has_powers
from symgrad.terms.functions.arrays import shown_options
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_SIGNS = {"kron": "⊗", "conv": "⋆", "full_conv": "*_full"}
_CONSTANTS = {"ones": "𝟏", "eye": "I", "zeros": "𝟎"}
_LABELS = {"diag": "Diag", "diagonal": "diag", "largest": "max", "smallest": "min"}


def _array(node: Term, parts: tuple[Box, ...]) -> Box:
    kind = node.data[0]
    if kind in _CONSTANTS:
        return line(_CONSTANTS[kind])
    if kind in _SIGNS:
        sides = [held(part, infix_operand(part)) for part in parts]
        return separated(sides, f" {_SIGNS[kind]}{_index(node)} ").bound(Binding.HADAMARD)
    return called(_LABELS.get(kind, kind) + _index(node), parts)


def _index(node: Term) -> str:
    text = ",".join(map(str, shown_options(node.data)))
    return (subscript(text) or f"_{text}") if text else ""


def _entrywise_power(node: Term, parts: tuple[Box, ...]) -> Box:
    """As a power, with a sign where a power would be a matrix product."""
    if not (has_powers(node.args[0]) and node.args[1].is_scalar):
        return power(node, parts)
    return raised(held(parts[0], Binding.ATOM), beside(line("⊙"), parts[1])).bound(Binding.POWER)


WRITERS = {Head.ARRAY: _array, Head.ENTRYWISE_POWER: _entrywise_power}
