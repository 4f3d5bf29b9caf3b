"""MathML of inert derivatives, gradients, limits, integrals, and sums and products over an index."""

from collections.abc import Callable

from symgrad.notation.binding import Binding
from symgrad.notation.edges import Edge
from symgrad.notation.mathml.arithmetic import listed, operands
from symgrad.notation.mathml.derivatives import derivative
from symgrad.notation.mathml.markup import Markup, fenced, letter, row, separated, sign, tag
from symgrad.notation.plainness import is_plain_after_nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def _gradient(node: Term, parts: tuple[Markup, ...]) -> Markup:
    nabla = tag("msub", sign("∇"), listed(parts[1:])) if len(parts) > 1 else sign("∇")
    if is_plain_after_nabla(node.args[0]):
        return Markup(row(nabla, parts[0].text), Binding.PREFIX)
    return Markup(row(nabla, fenced("[", parts[0].text, "]")), Binding.FRACTION, Edge.PLAIN, Edge.OPERATOR)


def _differential(node: Term, parts: tuple[Markup, ...]) -> Markup:
    plain = node.args[0].head in (Head.NAME, Head.INDEXED)
    body = parts[0].text if plain else fenced("(", parts[0].text, ")")
    return Markup(row('<mi mathvariant="normal">d</mi>', body), Binding.CALL)


def _evaluated(node: Term, parts: tuple[Markup, ...]) -> Markup:
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    where = separated(tuple(row(name.text, sign("="), value.text) for name, value in pairs), ",")
    return Markup(row(parts[0].text, tag("msub", sign("|"), where)), Binding.FRACTION)


def _big(mark: str) -> Callable[[Term, tuple[Markup, ...]], Markup]:
    def writer(node: Term, parts: tuple[Markup, ...]) -> Markup:
        body = operands(node, parts)[0]
        below = row(parts[1].text, sign("="), parts[2].text)
        return Markup(
            row(tag("munderover", sign(mark), below, parts[3].text), body.text), Binding.PREFIX, ends=body.ends
        )

    return writer


def _limit(node: Term, parts: tuple[Markup, ...]) -> Markup:
    body = operands(node, parts)[0]
    point = tag("msup", row(parts[2].text), sign(node.data)) if node.data else parts[2].text
    below = row(parts[1].text, sign("→"), point)
    return Markup(row(tag("munder", sign("lim"), below), body.text), Binding.PREFIX, ends=body.ends)


def _integral(node: Term, parts: tuple[Markup, ...]) -> Markup:
    mark = tag("msubsup", sign("∫"), parts[2].text, parts[3].text) if len(parts) == 4 else sign("∫")
    body = operands(node, parts)[0].text
    return Markup(row(mark, body, '<mspace width="0.17em"/>', letter("d"), parts[1].text), Binding.PREFIX)


WRITERS = {
    Head.DERIVATIVE: derivative,
    Head.GRADIENT: _gradient,
    Head.DIFFERENTIAL: _differential,
    Head.EVALUATED: _evaluated,
    Head.BIGSUM: _big("∑"),
    Head.BIGPROD: _big("∏"),
    Head.LIMIT: _limit,
    Head.INTEGRAL: _integral,
}
