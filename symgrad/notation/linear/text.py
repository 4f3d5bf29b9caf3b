"""Terms as one line of text that the text reader reads back: `x^2*y + sin(x*y)`, `d/dx[x^2]`, `∂/∂x[...]`."""

from collections.abc import Callable

from symgrad.notation.binding import Binding
from symgrad.notation.linear.common import WRITERS, operands, rows_of
from symgrad.notation.linear.dialect import Dialect, Piece, Writer, bound, held, listed
from symgrad.notation.plainness import is_plain_after_nabla
from symgrad.notation.printing import write
from symgrad.notation.runs import leibniz_order
from symgrad.terms.heads import Head
from symgrad.terms.names import GREEK, Name
from symgrad.terms.node import Term


def text_name(name: Name) -> str:
    """The name as typed; an index with signs in it, as in m_{t-1}, stands in braces."""
    if not name.sub or name.sub.replace("_", "").isalnum():
        return name.plain
    return name._replace(sub=f"{{{name.sub}}}", typed="").plain


_DIALECT = Dialect(
    name=text_name,
    function=lambda identity: identity,
    constants={"e": "e", "pi": "pi", "I": "ⅈ", "oo": "oo"},  # a plain I is a name in text
    truths=("False", "True"),
    relations={},
    power="^",
    times="*",
    hadamard=" ⊙ ",
)


def text(term: Term) -> str:
    """The term on one line. It reads back as the same term by the project's reading rules, its names declared.

    Raises LimitError for a term too large to print.
    """
    return write(term, _TABLE).text


def _is_letter(name: Name) -> bool:
    return len(name.plain) == 1 or name.plain in GREEK


def _derivative(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    sign = "∂" if node.data == "partial" else "d"
    body = node.args[0]
    top = sign + _exponent(len(parts) - 1)
    between = "" if node.data == "partial" else " "  # dydx would be one word
    bottom = between.join(
        f"{sign}{name}{_exponent(times)}" for name, times in leibniz_order(tuple(part.text for part in parts[1:]))
    )
    plain = body.head is Head.NAME and (node.data == "partial" or _is_letter(body.data))
    if plain and all(name.head is Head.NAME and _is_letter(name.data) for name in node.args[1:]):
        return Piece(f"{top}{parts[0].text}/{bottom}", Binding.FRACTION)
    return Piece(f"{top}/{bottom}[{parts[0].text}]", Binding.FRACTION)


def _exponent(order: int) -> str:
    return f"^{order}" if order > 1 else ""


def _apply(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    called, orders = text_name(node.data.name), node.data.orders
    if node.data.differentiated and len(parts) == 1:
        called += "'" * orders[0]
    slots = "".join(f"∂_{slot}{_exponent(order)} " for slot, order in enumerate(orders, start=1) if order)
    applied = f"{called}({listed(parts)})"
    return Piece(slots + applied, Binding.FRACTION) if slots and len(parts) > 1 else Piece(applied, Binding.CALL)


def _gradient(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    names = _index(tuple(part.text for part in parts[1:]))
    nabla = f"∇_{names} " if names else "∇"
    if is_plain_after_nabla(node.args[0]):
        return Piece(f"{nabla}{parts[0].text}", Binding.PREFIX)
    return Piece(f"{nabla}[{parts[0].text}]", Binding.FRACTION)


def _index(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{{{','.join(names)}}}" if names else ""


def _indexed(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """Index terms stand in braces: without them `w_i` would be one name."""
    return Piece(f"{parts[0].text}_{{{','.join(part.text for part in parts[1:])}}}")


def _differential(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """d[U]; of a number d[(2)], for d[2] looks like an index."""
    is_number = node.args[0].head in (Head.INTEGER, Head.DECIMAL)
    return Piece(f"d[({parts[0].text})]" if is_number else f"d[{parts[0].text}]", Binding.CALL)


def _evaluated(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    where = ", ".join(f"{name.text} = {value.text}" for name, value in zip(parts[1::2], parts[2::2], strict=True))
    return Piece(f"({parts[0].text})|_{{{where}}}", Binding.FRACTION)


def _big(sign: str) -> Callable[[Term, tuple[Piece, ...], Dialect], Piece]:
    def writer(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
        body, (_, index, lower, upper) = operands(node, parts)[0], parts
        return Piece(f"{sign}_({index.text}={lower.text})^{held(upper, Binding.ATOM)} {body}", Binding.PREFIX)

    return writer


def _limit(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(f"Limit({listed(parts)}{node.data})", Binding.CALL)


def _integral(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    bounds = f"_({parts[2].text})^({parts[3].text})" if len(parts) == 4 else ""
    return Piece(f"∫{bounds} {operands(node, parts)[0]} d{parts[1].text}", Binding.PREFIX)


def _matrix(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """Nested lists; one column is a plain list."""
    return Piece(rows_of(node, parts) if node.data[1] > 1 else f"[{listed(parts)}]")


def _indicator(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(f"[{parts[0].text}]")


#: heads that text writes in a way of its own
OWN: dict[Head, Writer] = {
    Head.DERIVATIVE: _derivative,
    Head.INDEXED: _indexed,
    Head.APPLY: _apply,
    Head.GRADIENT: _gradient,
    Head.DIFFERENTIAL: _differential,
    Head.EVALUATED: _evaluated,
    Head.BIGSUM: _big("∑"),
    Head.BIGPROD: _big("∏"),
    Head.LIMIT: _limit,
    Head.INTEGRAL: _integral,
    Head.MATRIX: _matrix,
    Head.INDICATOR: _indicator,
}


_TABLE = bound({**WRITERS, **OWN}, _DIALECT)
