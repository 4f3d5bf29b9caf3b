"""MathML of inert derivatives in the notation of the settings: Leibniz, prime, subscript, operator."""

from collections.abc import Callable

from symgrad.notation.binding import Binding
from symgrad.notation.edges import Edge
from symgrad.notation.mathml.markup import Markup, fenced, letter, number, row, sign, tag
from symgrad.notation.plainness import is_plain
from symgrad.notation.runs import leibniz_order
from symgrad.settings import current
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def derivative(node: Term, parts: tuple[Markup, ...]) -> Markup:
    """The derivative as the settings say."""
    return _WRITERS[current().notation](node, parts)


def _raised(text: str, order: int) -> str:
    return tag("msup", text, number(str(order))) if order > 1 else text


def _mark(node: Term, plain: str) -> str:
    return sign("∂") if node.data == "partial" else letter(plain)


def _leibniz(node: Term, parts: tuple[Markup, ...]) -> Markup:
    mark = _mark(node, "d")
    names = leibniz_order(tuple(part.text for part in parts[1:]))
    top = _raised(mark, len(parts) - 1)
    bottom = row(*(text for name, order in names for text in (mark, _raised(name, order))))
    if is_plain(node.args[0]):
        return Markup(tag("mfrac", row(top, parts[0].text), bottom), Binding.FRACTION, Edge.FRACTION, Edge.FRACTION)
    text = row(tag("mfrac", top, bottom), fenced("[", parts[0].text, "]"))
    return Markup(text, Binding.FRACTION, Edge.OPERATOR, Edge.OPERATOR)


def _prime(node: Term, parts: tuple[Markup, ...]) -> Markup:
    """y′ for one variable; partial derivatives have no primes."""
    order = len(parts) - 1
    if node.data == "partial" or len(set(node.args[1:])) > 1:
        return _leibniz(node, parts)
    marks = sign("′" * order) if order < 4 else row(sign("("), number(str(order)), sign(")"))
    return Markup(tag("msup", _bracketed(node, parts), marks), Binding.POWER, Edge.BRACKET)


def _bracketed(node: Term, parts: tuple[Markup, ...]) -> str:
    plain = node.args[0].head is Head.NAME and not node.args[0].data.sub
    return parts[0].text if plain else fenced("[", parts[0].text, "]")


def _subscript(node: Term, parts: tuple[Markup, ...]) -> Markup:
    """f_xy: differentiated in x first."""
    names = row(*(part.text for part in parts[1:]))
    return Markup(tag("msub", _bracketed(node, parts), names), Binding.POWER, Edge.BRACKET)


def _operator(node: Term, parts: tuple[Markup, ...]) -> Markup:
    """D_x[...], and ∂_x[...] for partial derivatives."""
    mark = _mark(node, "D")
    names = leibniz_order(tuple(part.text for part in parts[1:]))
    signs = [_raised(tag("msub", mark, name), order) for name, order in names]
    text = row(*signs, fenced("[", parts[0].text, "]"))
    return Markup(text, Binding.FRACTION, Edge.OPERATOR, Edge.OPERATOR)


_WRITERS: dict[str, Callable[[Term, tuple[Markup, ...]], Markup]] = {
    "leibniz": _leibniz,
    "prime": _prime,
    "subscript": _subscript,
    "operator": _operator,
}
