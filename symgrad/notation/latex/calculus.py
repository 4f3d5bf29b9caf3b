"""LaTeX of inert derivatives, gradients, differentials, limits, integrals, and sums and products over an index."""

from symgrad.notation.binding import Binding
from symgrad.notation.edges import Edge
from symgrad.notation.latex.arithmetic import operands
from symgrad.notation.latex.piece import Piece, delimited, in_brackets
from symgrad.notation.plainness import is_plain, is_plain_after_nabla
from symgrad.notation.runs import leibniz_order
from symgrad.notation.style import Style
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

_SIGNS = {"d": "d", "partial": "\\partial"}


def _beside(sign: str, name: str) -> str:
    """A sign and a name side by side; a command needs a space before a letter."""
    return f"{sign} {name}" if sign.startswith("\\") and name[:1].isalpha() else sign + name


def _exponent(order: int) -> str:
    return f"^{{{order}}}" if order > 1 else ""


def _derivative(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    writer = _DERIVATIVES[style.derivative]
    return writer(node, parts, style)


def _leibniz(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    """The name that was differentiated in first stands last, next to the body."""
    sign = _SIGNS[node.data]
    body = node.args[0]
    top = sign + _exponent(len(parts) - 1)
    bottom = "\\,".join(
        _beside(sign, name) + _exponent(times) for name, times in leibniz_order(tuple(part.text for part in parts[1:]))
    )
    if is_plain(body):
        return Piece(
            f"\\frac{{{_beside(top, parts[0].text)}}}{{{bottom}}}", Binding.FRACTION, Edge.FRACTION, Edge.FRACTION
        )
    return _operator(f"\\frac{{{top}}}{{{bottom}}}", parts[0], style)


def _operator(operator: str, body: Piece, style: Style) -> Piece:
    text = operator + delimited("[", body.text, "]", style)
    return Piece(text, Binding.FRACTION, Edge.OPERATOR, Edge.OPERATOR)


def _prime(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    """y' for one variable; partial derivatives have no primes and stay in Leibniz's notation."""
    order = len(parts) - 1
    if node.data == "partial" or len(set(node.args[1:])) > 1:
        return _leibniz(node, parts, style)
    marks = "'" * order if order <= 3 else f"^{{({order})}}"
    if node.args[0].head is Head.NAME and parts[0].binding is Binding.ATOM:
        return Piece(parts[0].text + marks, Binding.POWER)
    return Piece(delimited("[", parts[0].text, "]", style) + marks, Binding.POWER, Edge.BRACKET)


def _subscript(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    """f_{xy}: differentiated in x first."""
    names = "".join(f"{part.text} " if part.text.startswith("\\") else part.text for part in parts[1:]).strip()
    if node.args[0].head is Head.NAME and not node.args[0].data.sub:
        return Piece(f"{parts[0].text}_{{{names}}}", Binding.POWER)
    return Piece(f"{delimited('[', parts[0].text, ']', style)}_{{{names}}}", Binding.POWER, Edge.BRACKET)


def _operators(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    """D_x[...], and \\partial_x[...] for partial derivatives."""
    sign = "\\partial" if node.data == "partial" else "D"
    operator = "".join(
        f"{sign}_{{{name}}}{_exponent(times)}" for name, times in leibniz_order(tuple(part.text for part in parts[1:]))
    )
    return _operator(operator, parts[0], style)


_DERIVATIVES = {"leibniz": _leibniz, "prime": _prime, "subscript": _subscript, "operator": _operators}


def _gradient(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    names = ",".join(part.text for part in parts[1:])
    nabla = f"\\nabla_{{{names}}}" if names else "\\nabla"
    if is_plain_after_nabla(node.args[0]):
        return Piece(f"{nabla} {parts[0].text}", Binding.PREFIX)
    return Piece(nabla + delimited("[", parts[0].text, "]", style), Binding.FRACTION, Edge.PLAIN, Edge.OPERATOR)


def _differential(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    plain = node.args[0].head in (Head.NAME, Head.INDEXED)
    body = parts[0].text if plain else in_brackets(parts[0].text, style)
    return Piece("\\mathrm{d}" + body, Binding.CALL)


def _evaluated(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    where = ",\\, ".join(f"{name.text}={value.text}" for name, value in zip(parts[1::2], parts[2::2], strict=True))
    return Piece(f"\\left. {parts[0].text} \\right|_{{{where}}}", Binding.FRACTION)


def _big(sign: str, node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    body, index, lower, upper = operands(node, parts, style)[0], *parts[1:]
    text = f"{sign}_{{{index.text}={lower.text}}}^{{{upper.text}}} {body.text}"
    return Piece(text, Binding.PREFIX, ends=body.ends)


def _bigsum(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return _big("\\sum", node, parts, style)


def _bigprod(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return _big("\\prod", node, parts, style)


def _limit(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    side = f"^{{{node.data}}}" if node.data else ""
    body = operands(node, parts, style)[0]
    below = f"{parts[1].text} \\to {_sided(parts[2], side, style)}"
    return Piece(f"\\lim_{{{below}}} {body.text}", Binding.PREFIX, ends=body.ends)


def _sided(point: Piece, side: str, style: Style) -> str:
    if side and point.binding < Binding.ATOM:
        return in_brackets(point.text, style) + side
    return point.text + side


def _integral(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    bounds = f"_{{{parts[2].text}}}^{{{parts[3].text}}}" if len(parts) == 4 else ""
    inside = operands(node, parts, style)[0].text
    body = in_brackets(inside, style) if has_head(node.args[0], Head.DIFFERENTIAL) else inside  # its d would end it
    return Piece(f"\\int{bounds} {body} \\, d{parts[1].text}", Binding.PREFIX)


WRITERS = {
    Head.DERIVATIVE: _derivative,
    Head.GRADIENT: _gradient,
    Head.DIFFERENTIAL: _differential,
    Head.EVALUATED: _evaluated,
    Head.BIGSUM: _bigsum,
    Head.BIGPROD: _bigprod,
    Head.LIMIT: _limit,
    Head.INTEGRAL: _integral,
}
