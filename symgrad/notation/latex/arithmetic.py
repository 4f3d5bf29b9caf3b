"""LaTeX of numbers, names, sums, products, quotients, powers and roots."""

from collections.abc import Callable
from functools import partial

from symgrad.notation.binding import (
    OPERANDS_TWO_DIMENSIONAL,
    TWO_DIMENSIONAL,
    Binding,
    infix_operand,
    needed,
    of_product,
)
from symgrad.notation.edges import Edge, name_edge
from symgrad.notation.latex.names import latex_name
from symgrad.notation.latex.piece import Piece, held, in_brackets, juxtaposed
from symgrad.notation.printing import write
from symgrad.notation.signs import SUPERSCRIPTED
from symgrad.notation.style import Style
from symgrad.terms.build import is_entrywise_quotient
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

_CONSTANTS = {"e": "e", "pi": "\\pi", "I": "\\mathrm{i}", "oo": "\\infty"}
_DIFFERENTIAL = "\\mathrm{d}"


def operands(node: Term, parts: tuple[Piece, ...], style: Style) -> tuple[Piece, ...]:
    """The children's pieces, each in brackets where the head needs them."""
    table = OPERANDS_TWO_DIMENSIONAL
    return tuple(held(part, needed(table, node.head, i), style) for i, part in enumerate(parts))


def _number(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(str(node.data), starts=Edge.NUMBER, ends=Edge.NUMBER)


def _constant(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(_CONSTANTS[node.data])


def _truth(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece("\\text{true}" if node.data else "\\text{false}")


def _name(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    binding = Binding.POWER if node.data.sup else Binding.ATOM
    return Piece(latex_name(node.data), binding, ends=name_edge(node.data))


def _indexed(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    base = node.args[0].data
    indices = (_index(index, part, style) for index, part in zip(node.args[1:], parts[1:], strict=True))
    text = latex_name(base, ",".join(indices))
    return Piece(text, Binding.POWER if base.sup else Binding.ATOM, ends=name_edge(base))


def _index(index: Term, part: Piece, style: Style) -> str:
    """Set tight, x_{i+k}; a product with its sign, x_{i \\cdot s+k}, since x_{is} is an entry of a matrix."""
    text = part.text
    if has_head(index, Head.PRODUCT):
        dotted = style._replace(multiplication="dot")
        text = write(index, {head: partial(_styled, writer, dotted) for head, writer in WRITERS.items()}).text
    return text.replace(" + ", "+").replace(" - ", "-")


def _styled(writer: Callable[..., Piece], style: Style, node: Term, parts: tuple[Piece, ...]) -> Piece:
    return writer(node, parts, style)


def signed_sum(texts: tuple[str, ...]) -> str:
    """The terms joined by their signs."""
    return texts[0] + "".join(f" - {text[1:]}" if text.startswith("-") else f" + {text}" for text in texts[1:])


def _sum(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    texts = tuple(part.text for part in operands(node, parts, style))
    return Piece(signed_sum(texts), Binding.SUM)


def _negation(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece("-" + operands(node, parts, style)[0].text, Binding.NEGATION)


def _product(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return product_of(parts, style, of_product(parts[-1].binding))


def product_of(parts: tuple[Piece, ...], style: Style, binding: Binding) -> Piece:
    """Factors side by side; what reaches over its right neighbours stands bare only at the end."""
    last = len(parts) - 1
    strengths = (needed(OPERANDS_TWO_DIMENSIONAL, Head.PRODUCT, 0 if i < last else 1) for i in range(last + 1))
    factors = tuple(
        held(part, Binding.ATOM, style) if part.binding is Binding.PREFIX and i < last else held(part, need, style)
        for i, (part, need) in enumerate(zip(parts, strengths, strict=True))
    )
    return Piece(juxtaposed(factors, style), binding, factors[0].starts, factors[-1].ends)


def _quotient(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    if is_entrywise_quotient(node):
        sides = (held(part, infix_operand(part), style).text for part in parts)
        return Piece(" \\oslash ".join(sides), Binding.HADAMARD)
    numeric = all(arg.head is Head.INTEGER for arg in node.args)
    starts = Edge.NUMERIC_FRACTION if numeric else Edge.FRACTION
    top, bottom = (part.text for part in parts)
    if top.startswith(_DIFFERENTIAL) and bottom.startswith(_DIFFERENTIAL):
        bottom = in_brackets(bottom, style)  # a quotient of differentials, not a derivative
    text = f"\\frac{{{top}}}{{{bottom}}}"
    return Piece(text, TWO_DIMENSIONAL[Head.QUOTIENT], starts, Edge.FRACTION)


def _power(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    base, exponent = node.args
    if base.head is Head.CALL and base.data in SUPERSCRIPTED and exponent.head is Head.INTEGER and exponent.data > 0:
        return _function_power(base, parts[0], exponent, style)
    held_base = held(parts[0], Binding.ATOM, style)
    ends = Edge.CALLABLE if held_base.ends is Edge.CALLABLE else Edge.PLAIN
    return Piece(f"{held_base.text}^{{{parts[1].text}}}", Binding.POWER, held_base.starts, ends)


def _function_power(base: Term, printed: Piece, exponent: Term, style: Style) -> Piece:
    """(sin x)^2 as \\sin^{2} x: the exponent is put behind the function's command."""
    command = function(base.data).latex
    text = f"{command}^{{{exponent.data}}}{printed.text[len(command) :]}"
    return Piece(text, Binding.CALL, Edge.FUNCTION, printed.ends)


def _root(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    is_square = node.args[1].head is Head.INTEGER and node.args[1].data == 2
    degree = "" if is_square else f"[{_guarded(parts[1].text)}]"
    return Piece(f"\\sqrt{degree}{{{parts[0].text}}}", TWO_DIMENSIONAL[Head.ROOT])


def _guarded(text: str) -> str:
    """Text of an optional argument: a square bracket in it would end the argument."""
    return f"{{{text}}}" if "]" in text else text


def _tuple(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(in_brackets(", ".join(part.text for part in parts), style), starts=Edge.BRACKET)


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
