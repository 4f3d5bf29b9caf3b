"""Two-dimensional text of functions, cases, relations, vectors and matrices."""

from symgrad.notation.binding import LOGIC, OPERANDS, Binding, infix_operand, needed, of_matmul
from symgrad.notation.boxes.arithmetic import factors, held, listed, operands, separated
from symgrad.notation.boxes.box import Box, beside, cells, fenced, line, lowered, raised
from symgrad.notation.boxes.names import subscript, superscript, unicode_name
from symgrad.notation.signs import FENCES, readable, unicode_relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def called(label: str, parts: tuple[Box, ...]) -> Box:
    """A function's name and its arguments in brackets."""
    return beside(line(label), fenced(listed(parts), "(", ")")).bound(Binding.CALL)


def _call(node: Term, parts: tuple[Box, ...]) -> Box:
    if node.data in FENCES:
        return fenced(parts[0], *FENCES[node.data])
    if node.data == "factorial":
        return beside(held(parts[0], Binding.ATOM), line("!")).bound(Binding.POWER)
    if node.data == "log" and len(parts) == 2:
        index = subscript(parts[1].lines[0]) if parts[1].height == 1 else None
        return called(f"log{index}", parts[:1]) if index else called("log", parts)
    return called(readable(node.data), parts)


def _apply(node: Term, parts: tuple[Box, ...]) -> Box:
    label, orders = unicode_name(node.data.name), node.data.orders
    if node.data.differentiated and len(parts) == 1:
        marks = "′" * orders[0] if orders[0] <= 3 else superscript(f"({orders[0]})")
        return called(f"{label}{marks}", parts)
    slots = "".join(
        f"∂{subscript(str(slot))}{superscript(str(order)) if order > 1 else ''}"
        for slot, order in enumerate(orders, start=1)
        if order
    )
    box = called(f"{slots} {label}" if slots else label, parts)
    return box.bound(Binding.FRACTION) if slots else box


def _piecewise(node: Term, parts: tuple[Box, ...]) -> Box:
    """Cases under a brace: every value and condition on the base line of its row."""
    values = [_filled(value, max(v.width for v in parts[0::2])) for value in parts[0::2]]
    rows = [
        beside(value, line("  "), _when(condition, box))
        for value, condition, box in zip(values, node.args[1::2], parts[1::2], strict=True)
    ]
    width = max(row.width for row in rows)
    lines = tuple(text for row in rows for text in _filled(row, width).lines)
    height = len(lines)
    return beside(_brace(height), Box(lines, height // 2)).bound(Binding.CASES)


def _when(condition: Term, box: Box) -> Box:
    if condition.head is Head.TRUTH and condition.data:
        return line("otherwise")
    return beside(line("if "), box)


def _filled(box: Box, width: int) -> Box:
    return Box(tuple(row + " " * (width - cells(row)) for row in box.lines), box.base)


def _brace(height: int) -> Box:
    if height == 1:
        return line("{ ")
    if height == 2:
        return Box(("⎰ ", "⎱ "), 1)
    middle = height // 2
    signs = ["⎧ ", *["⎪ "] * (height - 2), "⎩ "]
    signs[middle] = "⎨ "
    return Box(tuple(signs), middle)


def _relation(node: Term, parts: tuple[Box, ...]) -> Box:
    sides = [held(part, needed(OPERANDS, Head.RELATION, i)) for i, part in enumerate(parts)]
    row = sides[:1]
    for sign, side in zip(node.data, sides[1:], strict=True):
        row += [line(f" {unicode_relation(sign)} "), side]
    return beside(*row).bound(Binding.RELATION)


def _logic(node: Term, parts: tuple[Box, ...]) -> Box:
    binding = LOGIC[node.data]
    sides = [held(part, Binding(binding + 1)) for part in parts]
    if node.data == "not":
        return beside(line("not "), sides[0]).bound(binding)
    return separated(sides, f" {node.data} ").bound(binding)


def _indicator(node: Term, parts: tuple[Box, ...]) -> Box:
    return fenced(parts[0], "[", "]")


def _matrix(node: Term, parts: tuple[Box, ...]) -> Box:
    rows, columns = node.data
    widths = [max(part.width for part in parts[column::columns]) for column in range(columns)]
    lines: list[str] = []
    for i in range(rows):
        entries = [_centred(parts[i * columns + j], widths[j]) for j in range(columns)]
        lines += separated(entries, "  ").lines
    return fenced(Box(tuple(lines), len(lines) // 2), "[", "]")


def _centred(box: Box, width: int) -> Box:
    left = (width - box.width) // 2
    return Box(tuple(" " * left + row + " " * (width - box.width - left) for row in box.lines), box.base)


def _raised(sign: str, parts: tuple[Box, ...]) -> Box:
    base = held(parts[0], Binding.ATOM)
    box = line(base.lines[0] + sign) if base.height == 1 else raised(base, line(sign))
    return box.bound(Binding.POWER)


def _transpose(node: Term, parts: tuple[Box, ...]) -> Box:
    """The transpose of an inverse has one exponent for both."""
    inside = parts[0]
    if node.args[0].head is Head.INVERSE and inside.height == 1:
        return inside._replace(lines=(inside.lines[0].removesuffix("⁻¹") + "⁻ᵀ",))
    return _raised("ᵀ", parts)


def _inverse(node: Term, parts: tuple[Box, ...]) -> Box:
    return _raised("⁻¹", parts)


def _trace(node: Term, parts: tuple[Box, ...]) -> Box:
    return called("tr", parts)


def _determinant(node: Term, parts: tuple[Box, ...]) -> Box:
    return called("det", parts)


_NORMS = {"2": "", "1": "₁", "inf": "_∞", "F": "_F"}


def _norm(node: Term, parts: tuple[Box, ...]) -> Box:
    box = fenced(parts[0], "‖", "‖")
    index = _NORMS[node.data]
    if not index:
        return box
    return beside(box, line(index)) if box.height == 1 else lowered(box, line(index.lstrip("_")))


def _matmul(node: Term, parts: tuple[Box, ...]) -> Box:
    return separated(factors(tuple(operands(node, parts))), " ").bound(of_matmul(parts[-1].binding))


def _hadamard(node: Term, parts: tuple[Box, ...]) -> Box:
    return separated([held(part, infix_operand(part)) for part in parts], " ⊙ ").bound(Binding.HADAMARD)


def _inner(node: Term, parts: tuple[Box, ...]) -> Box:
    return fenced(listed(parts), "⟨", "⟩")


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
