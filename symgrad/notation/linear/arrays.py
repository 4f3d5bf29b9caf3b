"""One-line text of functions of whole arrays and of entrywise powers."""

from symgrad.notation.binding import Binding
from symgrad.notation.linear.dialect import Dialect, Piece, Writer, held
from symgrad.terms.build import has_powers
from symgrad.terms.functions.arrays import shown_options
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def _array(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """A call with the arguments first and then the options."""
    arguments = [*(part.text for part in parts), *map(str, shown_options(node.data))]
    return Piece(f"{node.data[0]}({', '.join(arguments)})", Binding.CALL)


def _entrywise_power(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """Where * goes entry by entry, so does a power; elsewhere a point before the sign says it of square matrices."""
    base, exponent = (held(part, Binding.CALL) for part in parts)
    plain = dialect.hadamard == dialect.times or not (has_powers(node.args[0]) and node.args[1].is_scalar)
    sign = dialect.power if plain else f".{dialect.power}"
    return Piece(f"{base}{sign}{exponent}", Binding.POWER)


WRITERS: dict[Head, Writer] = {Head.ARRAY: _array, Head.ENTRYWISE_POWER: _entrywise_power}
