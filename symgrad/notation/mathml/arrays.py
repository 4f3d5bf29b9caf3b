"""MathML of functions of whole arrays and of entrywise powers."""

from symgrad.notation.binding import Binding, infix_operand
from symgrad.notation.edges import Edge
from symgrad.notation.mathml.functions import called
from symgrad.notation.mathml.markup import Markup, held, letter, number, row, separated, sign, tag, words
from symgrad.terms.functions.arrays import shown_options
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_SIGNS = {"kron": sign("⊗"), "conv": sign("⋆"), "full_conv": tag("msub", sign("*"), words("full"))}
_CONSTANTS = {"ones": "1", "eye": "I", "zeros": "0"}
_LABELS = {"diag": "Diag", "diagonal": "diag", "largest": "max", "smallest": "min"}


def _array(node: Term, parts: tuple[Markup, ...]) -> Markup:
    kind = node.data[0]
    if kind in _CONSTANTS:
        shown = _CONSTANTS[kind]
        text = letter(shown) if kind == "eye" else f'<mn style="font-weight: bold">{shown}</mn>'
        return Markup(text, ends=Edge.CALLABLE)
    if kind in _SIGNS:
        left, right = (held(part, infix_operand(part)).text for part in parts)
        return Markup(row(left, _indexed(node, _SIGNS[kind]), right), Binding.HADAMARD)
    return called(_indexed(node, letter(_LABELS.get(kind, kind))), parts)


def _indexed(node: Term, mark: str) -> str:
    options = tuple(number(str(option)) for option in shown_options(node.data))
    return tag("msub", mark, separated(options, ",")) if options else mark


def _entrywise_power(node: Term, parts: tuple[Markup, ...]) -> Markup:
    base = held(parts[0], Binding.ATOM)
    return Markup(tag("msup", base.text, row(sign("⊙"), parts[1].text)), Binding.POWER, base.starts)


WRITERS = {Head.ARRAY: _array, Head.ENTRYWISE_POWER: _entrywise_power}
