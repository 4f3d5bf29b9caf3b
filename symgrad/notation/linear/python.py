"""Terms in Python's spelling, with the names that SymPy and NumPy use: `x**2*y + sin(x*y)`, `A.T @ x`.

What SymPy has no name for gets one that the reader knows: `Partial(f, x)`, `Prime(f(x**2))`, `Indicator(x > 0)`,
`Evaluated(f, x, 3)`, `Gradient(f)`, `Differential(U)`.
"""

import keyword
import re
from collections.abc import Callable

from symgrad.notation.binding import Binding
from symgrad.notation.linear.common import WRITERS, rows_of
from symgrad.notation.linear.dialect import Dialect, Piece, Writer, bound, listed
from symgrad.notation.printing import write
from symgrad.terms.functions import function, spelled
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term


def identifier(name: Name) -> str:
    """The name as a Python identifier: what cannot stand in one becomes an underscore."""
    words = name.plain.replace("-", "_minus_").replace("+", "_plus_").replace("^*", "_star")
    text = re.sub(r"\W", "_", words).rstrip("_") or "_"
    text = f"_{text}" if text[0].isdigit() else text
    return f"{text}_" if keyword.iskeyword(text) else text


def _function(identity: str) -> str:
    theirs = function(identity).sympy
    return theirs if spelled(theirs) is not None else identity


_DIALECT = Dialect(
    name=identifier,
    function=_function,
    constants={"e": "E", "pi": "pi", "I": "I", "oo": "oo"},
    truths=("False", "True"),
    relations={"=": "=="},
    power="**",
    times="*",
    hadamard="*",
)


def python(term: Term) -> str:
    """The term as one Python expression, readable by `syntax="python"`.

    Definitions and updates (`:=`, `<-`) are statements in Python and are printed with their sign.
    Raises LimitError for a term too large to print.
    """
    return write(term, _TABLE).text


def _power(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """e^u is exp(u) in Python; ** goes entry by entry there, so a product of matrices is matrix_power."""
    base = node.args[0]
    if base.shape:
        return Piece(f"matrix_power({listed(parts)})", Binding.CALL)
    if base.head is Head.CONSTANT and base.data == "e":
        return Piece(f"exp({parts[1].text})", Binding.CALL)
    return WRITERS[Head.POWER](node, parts, dialect)


def _called(label: str) -> Callable[[Term, tuple[Piece, ...], Dialect], Piece]:
    return lambda node, parts, dialect: Piece(f"{label}({listed(parts)})", Binding.CALL)


def _indexed(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(f"{parts[0].text}[{listed(parts[1:])}]", Binding.CALL)


def _apply(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    """f(x, y), and its partials by how often each argument is meant: Prime(f(x)), Prime(f(x, y), 2, 1)."""
    called, orders = f"{identifier(node.data.name)}({listed(parts)})", node.data.orders
    if not node.data.differentiated:
        return Piece(called, Binding.CALL)
    counts = "" if orders == (1,) else "".join(f", {order}" for order in orders)
    return Piece(f"Prime({called}{counts})", Binding.CALL)


def _derivative(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    label = "Partial" if node.data == "partial" else "Derivative"
    return Piece(f"{label}({listed(parts)})", Binding.CALL)


def _over(label: str) -> Callable[[Term, tuple[Piece, ...], Dialect], Piece]:
    """SymPy's Sum(body, (i, 1, n)), Product and Integral."""

    def writer(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
        bounds = f"({listed(parts[1:])})" if len(parts) > 2 else parts[1].text
        return Piece(f"{label}({parts[0].text}, {bounds})", Binding.CALL)

    return writer


def _limit(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    side = f', "{node.data}"' if node.data else ""
    return Piece(f"Limit({listed(parts)}{side})", Binding.CALL)


def _evaluated(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    names, values = parts[1::2], parts[2::2]
    if len(names) == 1:
        return Piece(f"Evaluated({listed(parts)})", Binding.CALL)
    return Piece(f"Evaluated({parts[0].text}, ({listed(names)}), ({listed(values)}))", Binding.CALL)


def _matrix(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(f"Matrix({rows_of(node, parts)})", Binding.CALL)


_OWN: dict[Head, Writer] = {
    Head.POWER: _power,
    Head.INDEXED: _indexed,
    Head.APPLY: _apply,
    Head.DERIVATIVE: _derivative,
    Head.GRADIENT: _called("Gradient"),
    Head.DIFFERENTIAL: _called("Differential"),
    Head.INDICATOR: _called("Indicator"),
    Head.BIGSUM: _over("Sum"),
    Head.BIGPROD: _over("Product"),
    Head.INTEGRAL: _over("Integral"),
    Head.LIMIT: _limit,
    Head.EVALUATED: _evaluated,
    Head.MATRIX: _matrix,
}


_TABLE = bound({**WRITERS, **_OWN}, _DIALECT)
