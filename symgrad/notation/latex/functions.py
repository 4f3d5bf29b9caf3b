"""LaTeX of known and unknown functions, cases, relations and conditions."""

from symgrad.notation.binding import LOGIC, OPERANDS, TWO_DIMENSIONAL, Binding, needed
from symgrad.notation.edges import Edge
from symgrad.notation.latex.names import latex_name
from symgrad.notation.latex.piece import Piece, delimited, environment, held, in_brackets
from symgrad.notation.plainness import is_name_like
from symgrad.notation.signs import latex_function, latex_relation, takes_bare
from symgrad.notation.style import Style
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term

#: functions written as a pair of delimiters
_FENCED = {"abs": ("|", "|"), "floor": ("\\lfloor ", "\\rfloor "), "ceil": ("\\lceil ", "\\rceil ")}

_WORDS = {"and": "\\text{ and }", "or": "\\text{ or }"}

_CALL = TWO_DIMENSIONAL[Head.CALL]


def _call(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    special = _SPECIAL.get(node.data)
    if special is not None:
        return special(node, parts, style)
    record = function(node.data)
    command = latex_function(record, style.spelled)
    if takes_bare(node) and parts[0].binding is Binding.ATOM:
        return Piece(f"{command} {parts[0].text}", _CALL, Edge.FUNCTION, Edge.BARE)
    starts = Edge.FUNCTION if record.bare else Edge.PLAIN
    return Piece(command + _arguments(parts, style), _CALL, starts)


def _arguments(parts: tuple[Piece, ...], style: Style) -> str:
    return in_brackets(", ".join(part.text for part in parts), style)


def _fenced(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    if not node.args[0].is_scalar:  # bars around a vector or matrix are its norm or determinant
        return Piece(f"\\operatorname{{{node.data}}}{_arguments(parts, style)}", _CALL)
    opening, closing = _FENCED[node.data]
    return Piece(delimited(opening, parts[0].text, closing, style))


def _log(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    if len(parts) == 2:
        text = f"\\log_{{{parts[1].text}}}{in_brackets(parts[0].text, style)}"
        return Piece(text, _CALL, Edge.FUNCTION)
    if is_name_like(node.args[0]) and parts[0].binding is Binding.ATOM:
        return Piece(f"\\ln {parts[0].text}", _CALL, Edge.FUNCTION, Edge.BARE)
    return Piece("\\ln" + in_brackets(parts[0].text, style), _CALL, Edge.FUNCTION)


def _factorial(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    operand = parts[0] if is_name_like(node.args[0]) else held(parts[0], Binding.ATOM, style)
    return Piece(operand.text + "!", Binding.POWER, operand.starts)


_SPECIAL = {"abs": _fenced, "floor": _fenced, "ceil": _fenced, "log": _log, "factorial": _factorial}


def _apply(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    applied: Applied = node.data
    called = latex_name(applied.name)
    if applied.differentiated and len(parts) == 1:
        called += _primes(applied.orders[0])
    text = called + _arguments(parts, style)
    if applied.differentiated and len(parts) > 1:
        return Piece(f"{_slots(applied.orders)} {text}", Binding.FRACTION)
    return Piece(text, _CALL)


def _primes(order: int) -> str:
    return "'" * order if order <= 3 else f"^{{({order})}}"


def _slots(orders: tuple[int, ...]) -> str:
    """Partials by the number of the argument: \\partial_{1}^{2}\\partial_{3}."""
    return "".join(
        f"\\partial_{{{slot}}}" + (f"^{{{order}}}" if order > 1 else "")
        for slot, order in enumerate(orders, start=1)
        if order
    )


def _piecewise(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    rows = [
        f"{value.text} & {_condition(condition, printed.text)}"
        for value, condition, printed in zip(parts[0::2], node.args[1::2], parts[1::2], strict=True)
    ]
    return Piece(environment("cases", rows), Binding.CASES)


def _condition(condition: Term, printed: str) -> str:
    return "\\text{otherwise}" if condition.head is Head.TRUTH and condition.data else printed


def _relation(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    sides = [held(part, needed(OPERANDS, Head.RELATION, i), style).text for i, part in enumerate(parts)]
    text = sides[0] + "".join(f" {latex_relation(s)} {side}" for s, side in zip(node.data, sides[1:], strict=True))
    return Piece(text, Binding.RELATION)


def _logic(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    binding = LOGIC[node.data]
    sides = [held(part, Binding(binding + 1), style).text for part in parts]
    text = f"\\text{{not }}{sides[0]}" if node.data == "not" else _WORDS[node.data].join(sides)
    return Piece(text, binding)


def _indicator(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(delimited("[", parts[0].text, "]", style), starts=Edge.BRACKET)


WRITERS = {
    Head.CALL: _call,
    Head.APPLY: _apply,
    Head.PIECEWISE: _piecewise,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.INDICATOR: _indicator,
}
