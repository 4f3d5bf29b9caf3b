"""Two-dimensional text of numbers, names, sums, products, fractions, powers and roots."""

from symgrad.notation.binding import OPERANDS_TWO_DIMENSIONAL, Binding, infix_operand, needed, of_product
from symgrad.notation.boxes.box import Box, beside, fenced, fraction, line, raised
from symgrad.notation.boxes.names import subscript, superscript, unicode_name
from symgrad.notation.signs import CONSTANTS, SUPERSCRIPTED
from symgrad.terms.build import is_entrywise_quotient
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def held(box: Box, needs: Binding) -> Box:
    """The box, in brackets if it does not hold together as strongly as the place needs."""
    return box if box.binding >= needs else fenced(box, "(", ")")


def operands(node: Term, parts: tuple[Box, ...]) -> list[Box]:
    """The children's boxes, each in brackets where the head needs them."""
    return [held(part, needed(OPERANDS_TWO_DIMENSIONAL, node.head, i)) for i, part in enumerate(parts)]


def listed(parts: tuple[Box, ...]) -> Box:
    """The boxes separated by commas."""
    return separated(list(parts), ", ")


def separated(boxes: list[Box], sign: str) -> Box:
    """The boxes with a sign between neighbours."""
    row = [boxes[0]] if boxes else [line("")]
    for box in boxes[1:]:
        row += [line(sign), box]
    return beside(*row)


def _number(node: Term, parts: tuple[Box, ...]) -> Box:
    return line(str(node.data))


def _constant(node: Term, parts: tuple[Box, ...]) -> Box:
    return line(CONSTANTS[node.data])


def _truth(node: Term, parts: tuple[Box, ...]) -> Box:
    return line("true" if node.data else "false")


def _name(node: Term, parts: tuple[Box, ...]) -> Box:
    return line(unicode_name(node.data), Binding.POWER if node.data.sup else Binding.ATOM)


def _indexed(node: Term, parts: tuple[Box, ...]) -> Box:
    base = node.args[0].data
    texts = [part.lines[part.base].strip() for part in parts[1:]]
    indices = ("" if all(len(text) == 1 for text in texts) else ",").join(texts)
    small = subscript(indices.replace(" ", "")) if not base.sub else None
    if small is None and any(not part.isalnum() for part in indices):
        indices = f"{{{indices}}}"
    text = unicode_name(base._replace(sup="")) + small if small else unicode_name(base._replace(sup=""), indices)
    return line(text + (unicode_name(base)[len(unicode_name(base._replace(sup=""))) :]), Binding.ATOM)


def _sum(node: Term, parts: tuple[Box, ...]) -> Box:
    first, *rest = operands(node, parts)
    row = [first]
    for part in rest:
        minus = part.lines[part.base].startswith("-")
        row += [line(" - ") if minus else line(" + "), _without_sign(part) if minus else part]
    return beside(*row).bound(Binding.SUM)


def _without_sign(box: Box) -> Box:
    """A box without the minus sign in front, which takes the first cell of every line."""
    return Box(tuple(row[1:] for row in box.lines), box.base, box.binding)


def _negation(node: Term, parts: tuple[Box, ...]) -> Box:
    return beside(line("-"), operands(node, parts)[0]).bound(Binding.NEGATION)


def factors(parts: tuple[Box, ...]) -> list[Box]:
    """Factors in brackets where needed; what reaches over its right neighbours stands bare only at the end."""
    last = len(parts) - 1
    rows = []
    for i, part in enumerate(parts):
        needs = needed(OPERANDS_TWO_DIMENSIONAL, Head.PRODUCT, 1 if i == last and i else 0)
        rows.append(held(part, Binding.ATOM if part.binding is Binding.PREFIX and i < last else needs))
    return rows


def is_operator(term: Term) -> bool:
    """Whether a name is written right before what it acts on: the change Δf, the slope D_u f in a direction."""
    return term.head is Head.NAME and (term.data.base == "Delta" or (term.data.base == "D" and bool(term.data.sub)))


def _product(node: Term, parts: tuple[Box, ...]) -> Box:
    drawn = factors(parts)
    if is_operator(node.args[0]) and len(drawn) == 2:
        return beside(*drawn).bound(of_product(parts[-1].binding))
    return separated(drawn, "⋅").bound(of_product(parts[-1].binding))


def _quotient(node: Term, parts: tuple[Box, ...]) -> Box:
    if is_entrywise_quotient(node):
        return separated([held(part, infix_operand(part)) for part in parts], " ⊘ ").bound(Binding.HADAMARD)
    return fraction(*parts)


def power(node: Term, parts: tuple[Box, ...]) -> Box:
    """The base with its exponent in small characters, or raised where one of them does not exist."""
    base, exponent = held(parts[0], Binding.ATOM), parts[1]
    small = superscript(exponent.lines[0]) if exponent.height == 1 else None
    if small is None:
        return raised(base, exponent).bound(Binding.POWER)
    if node.args[0].head is Head.CALL and node.args[0].data in SUPERSCRIPTED and not small.startswith("⁻"):
        function = node.args[0].data
        return _marked(parts[0], len(function), small).bound(Binding.CALL)
    if base.height == 1:
        return line(base.lines[0] + small, Binding.POWER)
    return raised(base, exponent).bound(Binding.POWER)


def _marked(call: Box, length: int, small: str) -> Box:
    """The call with small characters put behind the function's name."""
    rows = []
    for i, row in enumerate(call.lines):
        rows.append(row[:length] + (small if i == call.base else " " * len(small)) + row[length:])
    return Box(tuple(rows), call.base)


def _root(node: Term, parts: tuple[Box, ...]) -> Box:
    """The root sign before the radicand, which is bracketed unless it is one name or number."""
    degree = node.args[1]
    if degree.head is not Head.INTEGER:
        return beside(line("root"), fenced(listed(parts), "(", ")")).bound(Binding.CALL)
    small = "" if degree.data == 2 else superscript(str(degree.data)) or ""
    return beside(line(f"{small}√"), held(parts[0], Binding.ATOM)).bound(Binding.CALL)


def _tuple(node: Term, parts: tuple[Box, ...]) -> Box:
    return fenced(listed(parts), "(", ")")


WRITERS = {
    Head.INTEGER: _number,
    Head.DECIMAL: _number,
    Head.CONSTANT: _constant,
    Head.TRUTH: _truth,
    Head.NAME: _name,
    Head.INDEXED: _indexed,
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: power,
    Head.ROOT: _root,
    Head.TUPLE: _tuple,
}
