"""MathML of numbers, names, sums, products, fractions, powers and roots."""

from symgrad.notation.binding import (
    OPERANDS_TWO_DIMENSIONAL,
    TWO_DIMENSIONAL,
    Binding,
    infix_operand,
    needed,
    of_product,
)
from symgrad.notation.edges import Edge, name_edge
from symgrad.notation.mathml.markup import (
    Markup,
    fenced,
    held,
    juxtaposed,
    letter,
    name_markup,
    number,
    row,
    separated,
    sign,
    tag,
    words,
)
from symgrad.notation.signs import CONSTANTS, SUPERSCRIPTED
from symgrad.terms.build import is_entrywise_quotient
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

MINUS = sign("−")


def operands(node: Term, parts: tuple[Markup, ...]) -> tuple[Markup, ...]:
    """The children's markup, each in brackets where the head needs them."""
    return tuple(held(part, needed(OPERANDS_TWO_DIMENSIONAL, node.head, i)) for i, part in enumerate(parts))


def listed(parts: tuple[Markup, ...]) -> str:
    """The pieces separated by commas."""
    return separated(tuple(part.text for part in parts), ",")


def _number(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(number(str(node.data)), starts=Edge.NUMBER, ends=Edge.NUMBER)


def _constant(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(letter(CONSTANTS[node.data]))


def _truth(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(words("true" if node.data else "false"))


def _name(node: Term, parts: tuple[Markup, ...]) -> Markup:
    binding = Binding.POWER if node.data.sup else Binding.ATOM
    return Markup(name_markup(node.data), binding, ends=name_edge(node.data))


def _indexed(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(name_markup(node.args[0].data, listed(parts[1:])), ends=name_edge(node.args[0].data))


def _sum(node: Term, parts: tuple[Markup, ...]) -> Markup:
    first, *rest = operands(node, parts)
    content = [first.text]
    for part in rest:
        negative = part.text.removeprefix("<mrow>").startswith(MINUS)
        content += [part.text] if negative else [sign("+"), part.text]
    return Markup(row(*content), Binding.SUM)


def _negation(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(row(MINUS, operands(node, parts)[0].text), Binding.NEGATION)


def product_of(parts: tuple[Markup, ...], binding: Binding) -> Markup:
    """Factors side by side; what reaches over its right neighbours stands bare only at the end."""
    last = len(parts) - 1
    factors = tuple(held(part, _factor_needs(part, i, last)) for i, part in enumerate(parts))
    return Markup(juxtaposed(factors), binding, factors[0].starts, factors[-1].ends)


def _factor_needs(part: Markup, position: int, last: int) -> Binding:
    if part.binding is Binding.PREFIX and position < last:
        return Binding.ATOM
    return needed(OPERANDS_TWO_DIMENSIONAL, Head.PRODUCT, 1 if position == last else 0)


def _product(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return product_of(parts, of_product(parts[-1].binding))


def _quotient(node: Term, parts: tuple[Markup, ...]) -> Markup:
    if is_entrywise_quotient(node):
        return Markup(separated(tuple(held(p, infix_operand(p)).text for p in parts), "⊘"), Binding.HADAMARD)
    numeric = all(arg.head is Head.INTEGER for arg in node.args)
    starts = Edge.NUMERIC_FRACTION if numeric else Edge.FRACTION
    text = tag("mfrac", row(parts[0].text), row(parts[1].text))
    return Markup(text, TWO_DIMENSIONAL[Head.QUOTIENT], starts, Edge.FRACTION)


def _power(node: Term, parts: tuple[Markup, ...]) -> Markup:
    base, exponent = node.args
    if base.head is Head.CALL and base.data in SUPERSCRIPTED and exponent.head is Head.INTEGER and exponent.data > 0:
        name = letter(base.data)
        text = parts[0].text.replace(name, tag("msup", name, parts[1].text), 1)
        return Markup(text, Binding.CALL, Edge.FUNCTION, parts[0].ends)
    bottom = held(parts[0], Binding.ATOM)
    ends = Edge.CALLABLE if bottom.ends is Edge.CALLABLE else Edge.PLAIN
    return Markup(tag("msup", bottom.text, parts[1].text), Binding.POWER, bottom.starts, ends)


def _root(node: Term, parts: tuple[Markup, ...]) -> Markup:
    is_square = node.args[1].head is Head.INTEGER and node.args[1].data == 2
    text = tag("msqrt", parts[0].text) if is_square else tag("mroot", parts[0].text, parts[1].text)
    return Markup(text, TWO_DIMENSIONAL[Head.ROOT])


def _tuple(node: Term, parts: tuple[Markup, ...]) -> Markup:
    return Markup(fenced("(", listed(parts), ")"), starts=Edge.BRACKET)


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
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.TUPLE: _tuple,
}
