"""Terms on one line for a reader, as they stand in running text: `d/du[u²] = 2⋅u`, `e^(x⋅y)`.

The same writers as in text, with the signs, names and functions of two-dimensional text. It is not read back.
"""

from symgrad.notation.binding import Binding
from symgrad.notation.boxes.box import line
from symgrad.notation.boxes.derivatives import derivative, flat, times
from symgrad.notation.boxes.names import subscript, superscript, unicode_name
from symgrad.notation.linear.common import WRITERS as SHARED
from symgrad.notation.linear.common import operands
from symgrad.notation.linear.dialect import Dialect, Piece, Writer, bound, held
from symgrad.notation.linear.text import OWN
from symgrad.notation.printing import write
from symgrad.notation.runs import leibniz_order
from symgrad.notation.signs import CONSTANTS, FENCES, RELATIONS, readable
from symgrad.settings import current
from symgrad.terms.build import has_powers
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_DIALECT = Dialect(
    name=unicode_name,
    function=readable,
    constants=CONSTANTS,
    truths=("never", "otherwise"),
    relations=RELATIONS,
    power="^",
    times="⋅",
    hadamard=" ⊙ ",
)


def prose_line(term: Term) -> str:
    """The term on one line, in Unicode. Raises LimitError for a term too large to print."""
    return write(term, _TABLE).text


def _power(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    base, exponent = operands(node, parts)
    small = superscript(parts[1].text) if parts[1].text.isdigit() else None
    return Piece(base + small if small else f"{base}{dialect.power}{exponent}", Binding.POWER)


def _root(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    degree = "" if parts[1].text == "2" else superscript(parts[1].text)
    if degree is None:
        return SHARED[Head.ROOT](node, parts, dialect)
    return Piece(f"{degree}√{held(parts[0], Binding.ATOM)}", Binding.CALL)


def _call(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    if node.data in FENCES:
        return Piece(parts[0].text.join(FENCES[node.data]))
    base = subscript(parts[1].text) if node.data == "log" and len(parts) == 2 else None
    if base:
        return Piece(f"log{base}({parts[0].text})", Binding.CALL)
    return SHARED[Head.CALL](node, parts, dialect)


def _entrywise_power(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    if has_powers(node.args[0]) or not node.args[1].is_scalar:
        return SHARED[Head.ENTRYWISE_POWER](node, parts, dialect)
    return _power(node, parts, dialect)


def _derivative(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """∂z₁/∂w₁₂ and d²f/dx² for a name; d/du[u²] for a formula; in another notation as the settings say."""
    if current().notation != "leibniz":
        return Piece(flat(derivative(node, tuple(line(part.text) for part in parts))), Binding.FRACTION)
    sign, between = ("∂", "") if node.data == "partial" else ("d", " ")  # dydx would be one word
    names = leibniz_order(tuple(part.text for part in parts[1:]))
    top, bottom = sign + times(len(parts) - 1), between.join(f"{sign}{name}{times(order)}" for name, order in names)
    is_name = node.args[0].head is Head.NAME
    return Piece(f"{top}{parts[0].text}/{bottom}" if is_name else f"{top}/{bottom}[{parts[0].text}]", Binding.FRACTION)


_WRITERS: dict[Head, Writer] = {
    **SHARED,
    **OWN,
    Head.POWER: _power,
    Head.ENTRYWISE_POWER: _entrywise_power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.DERIVATIVE: _derivative,
}
_TABLE = bound(_WRITERS, _DIALECT)
