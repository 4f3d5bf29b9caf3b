"""MathML of functions, cases, relations, vectors and matrices."""

from symgrad.notation.binding import LOGIC, OPERANDS, Binding, infix_operand, needed, of_matmul
from symgrad.notation.edges import Edge
from symgrad.notation.mathml.arithmetic import listed, operands, product_of
from symgrad.notation.mathml.markup import (
    APPLIED,
    Markup,
    fenced,
    held,
    letter,
    name_markup,
    number,
    row,
    separated,
    sign,
    table,
    tag,
    words,
)
from symgrad.notation.plainness import is_name_like
from symgrad.notation.signs import FENCES, readable, takes_bare, unicode_relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def called(label: str, parts: tuple[Markup, ...]) -> Markup:
    """A function's markup and its arguments in brackets."""
    return Markup(row(label, APPLIED, fenced("(", listed(parts), ")")), Binding.CALL, Edge.FUNCTION)


def _call(node: Term, parts: tuple[Markup, ...]) -> Markup:
    if node.data in FENCES:
        opening, closing = FENCES[node.data]
        return Markup(fenced(opening, parts[0].text, closing))
    if node.data == "factorial":
        operand = parts[0] if is_name_like(node.args[0]) else held(parts[0], Binding.ATOM)
        return Markup(row(operand.text, sign("!")), Binding.POWER, operand.starts)
    if node.data == "log" and len(parts) == 2:
        return called(tag("msub", letter("log"), parts[1].text), parts[:1])
    label = letter(readable(node.data))
    if takes_bare(node) and parts[0].binding is Binding.ATOM:
        return Markup(row(label, APPLIED, parts[0].text), Binding.CALL, Edge.FUNCTION, Edge.BARE)
    return called(label, parts)


def _apply(node: Term, parts: tuple[Markup, ...]) -> Markup:
    label, orders = name_markup(node.data.name), node.data.orders
    if node.data.differentiated and len(parts) == 1:
        marks = sign("′" * orders[0]) if orders[0] <= 3 else fenced("(", number(str(orders[0])), ")")
        return called(tag("msup", label, marks), parts)._replace(starts=Edge.PLAIN)
    slots = [_slot(slot, order) for slot, order in enumerate(orders, start=1) if order]
    binding = Binding.FRACTION if slots else Binding.CALL
    return Markup(row(*slots, called(label, parts).text), binding)


def _slot(slot: int, order: int) -> str:
    if order == 1:
        return tag("msub", sign("∂"), number(str(slot)))
    return tag("msubsup", sign("∂"), number(str(slot)), number(str(order)))


def _piecewise(node: Term, parts: tuple[Markup, ...]) -> Markup:
    rows = [
        [value.text, _when(condition, printed)]
        for value, condition, printed in zip(parts[0::2], node.args[1::2], parts[1::2], strict=True)
    ]
    return Markup(row(sign("{"), table(rows, ' columnalign="left"')), Binding.CASES)


def _when(condition: Term, printed: Markup) -> str:
    if condition.head is Head.TRUTH and condition.data:
        return words("otherwise")
    return row(words("if "), printed.text)


def _relation(node: Term, parts: tuple[Markup, ...]) -> Markup:
    first, *rest = (held(part, needed(OPERANDS, Head.RELATION, i)).text for i, part in enumerate(parts))
    content = [first]
    for mark, side in zip(node.data, rest, strict=True):
        content += [sign(unicode_relation(mark)), side]
    return Markup(row(*content), Binding.RELATION)


def _logic(node: Term, parts: tuple[Markup, ...]) -> Markup:
    binding = LOGIC[node.data]
    sides = [held(part, Binding(binding + 1)).text for part in parts]
    if node.data == "not":
        return Markup(row(words("not "), sides[0]), binding)
    content = [sides[0]]
    for side in sides[1:]:
        content += [words(f" {node.data} "), side]
    return Markup(row(*content), binding)


def _indicator(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(fenced("[", parts[0].text, "]"), starts=Edge.BRACKET)


def _matrix(node: Term, parts: tuple[Markup, ...]) -> Markup:
    rows, columns = node.data
    cells = [[part.text for part in parts[i * columns : (i + 1) * columns]] for i in range(rows)]
    return Markup(fenced("[", table(cells), "]"))


def _raised(piece: Markup, mark: str) -> Markup:
    base = held(piece, Binding.ATOM)
    return Markup(tag("msup", base.text, mark), Binding.POWER, base.starts)


def _transpose(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return _raised(parts[0], sign("⊤"))


def _inverse(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return _raised(parts[0], row(sign("−"), number("1")))


def _trace(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return called(letter("tr"), parts)


def _determinant(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return called(letter("det"), parts)


_NORMS = {"2": "", "1": number("1"), "inf": letter("∞"), "F": letter("F")}


def _norm(node: Term, parts: tuple[Markup, ...]) -> Markup:
    text, index = fenced("‖", parts[0].text, "‖"), _NORMS[node.data]
    return Markup(tag("msub", text, index), Binding.POWER) if index else Markup(text)


def _matmul(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return product_of(operands(node, parts), of_matmul(parts[-1].binding))


def _hadamard(node: Term, parts: tuple[Markup, ...]) -> Markup:
    sides = tuple(held(part, infix_operand(part)).text for part in parts)
    return Markup(separated(sides, "⊙"), Binding.HADAMARD)


def _inner(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(fenced("⟨", listed(parts), "⟩"))


WRITERS = {
    Head.CALL: _call,
    Head.APPLY: _apply,
    Head.PIECEWISE: _piecewise,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.INDICATOR: _indicator,
    Head.MATRIX: _matrix,
    Head.TRANSPOSE: _transpose,
    Head.INVERSE: _inverse,
    Head.TRACE: _trace,
    Head.DETERMINANT: _determinant,
    Head.NORM: _norm,
    Head.MATMUL: _matmul,
    Head.HADAMARD: _hadamard,
    Head.INNER: _inner,
}
