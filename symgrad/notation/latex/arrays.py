"""LaTeX of functions of whole arrays and of entrywise powers.

Vectors of ones and identity matrices are printed without their size, which follows from their neighbours.
"""

from collections.abc import Callable

from symgrad.notation.binding import Binding, infix_operand
from symgrad.notation.edges import Edge
from symgrad.notation.latex.piece import Piece, held, in_brackets
from symgrad.notation.style import Style
from symgrad.terms.functions.arrays import ARRAY_FUNCTIONS, shown_options
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def _array(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return _SPECIAL.get(node.data[0], _called)(node, parts, style)


def _index(node: Term) -> str:
    options = shown_options(node.data)
    return f"_{{{','.join(map(str, options))}}}" if options else ""


def _called(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    command = ARRAY_FUNCTIONS[node.data[0]].latex + _index(node)
    return Piece(command + in_brackets(", ".join(part.text for part in parts), style), Binding.CALL, Edge.FUNCTION)


def _bare(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(ARRAY_FUNCTIONS[node.data[0]].latex, ends=Edge.CALLABLE)


def _sized(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(ARRAY_FUNCTIONS[node.data[0]].latex + _index(node))


def _infix(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    sign = ARRAY_FUNCTIONS[node.data[0]].latex + _index(node)
    return Piece(f" {sign} ".join(held(part, infix_operand(part), style).text for part in parts), Binding.HADAMARD)


_SPECIAL: dict[str, Callable[[Term, tuple[Piece, ...], Style], Piece]] = {
    "ones": _bare,
    "eye": _bare,
    "zeros": _sized,
    "kron": _infix,
    "conv": _infix,
    "full_conv": _infix,
}


def _entrywise_power(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    base = held(parts[0], Binding.ATOM, style)
    return Piece(f"{base.text}^{{\\odot {parts[1].text}}}", Binding.POWER, base.starts)


WRITERS = {Head.ARRAY: _array, Head.ENTRYWISE_POWER: _entrywise_power}
