"""Two-dimensional text of inert derivatives, gradients, limits, integrals, and sums and products over an index."""

from symgrad.notation.binding import Binding
from symgrad.notation.boxes.arithmetic import operands
from symgrad.notation.boxes.box import Box, beside, fenced, line, stacked
from symgrad.notation.boxes.derivatives import derivative, flat
from symgrad.notation.boxes.names import superscript
from symgrad.notation.plainness import is_plain_after_nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def _gradient(node: Term, parts: tuple[Box, ...]) -> Box:
    names = ",".join(flat(part) for part in parts[1:])
    nabla = line("∇" + (f"_{names} " if names else ""))
    if is_plain_after_nabla(node.args[0]):
        return beside(nabla, parts[0]).bound(Binding.PREFIX)
    return beside(nabla, fenced(parts[0], "[", "]")).bound(Binding.FRACTION)


def _differential(node: Term, parts: tuple[Box, ...]) -> Box:
    plain = node.args[0].head in (Head.NAME, Head.INDEXED)
    return beside(line("d"), parts[0] if plain else fenced(parts[0], "(", ")")).bound(Binding.CALL)


def _evaluated(node: Term, parts: tuple[Box, ...]) -> Box:
    where = ", ".join(f"{flat(name)}={flat(value)}" for name, value in zip(parts[1::2], parts[2::2], strict=True))
    body = parts[0] if parts[0].height > 1 else Box((parts[0].lines[0], " " * parts[0].width), 0)
    bar = Box(("│",) * body.height, body.base)
    box = beside(body, bar)
    return beside(box, Box((" " * len(where),) * (box.height - 1) + (where,), box.base)).bound(Binding.FRACTION)


def _big(sign: str, node: Term, parts: tuple[Box, ...]) -> Box:
    lower = beside(parts[1], line("="), parts[2])
    symbol = stacked(parts[3], line(sign), lower, base=parts[3].height)
    return beside(symbol, line(" "), operands(node, parts)[0]).bound(Binding.PREFIX)


def _bigsum(node: Term, parts: tuple[Box, ...]) -> Box:
    return _big("∑", node, parts)


def _bigprod(node: Term, parts: tuple[Box, ...]) -> Box:
    return _big("∏", node, parts)


def _limit(node: Term, parts: tuple[Box, ...]) -> Box:
    side = superscript(node.data) or ""
    below = beside(parts[1], line("→"), parts[2], line(side))
    return beside(stacked(line("lim"), below, base=0), line(" "), operands(node, parts)[0]).bound(Binding.PREFIX)


def _integral(node: Term, parts: tuple[Box, ...]) -> Box:
    body = beside(operands(node, parts)[0], line(" d"), parts[1])
    height = max(body.height, 2)
    sign = Box(("⌠", *["⎮"] * (height - 2), "⌡"), min(body.base, height - 1))
    if len(parts) == 4:
        sign = stacked(parts[3], sign, parts[2], base=parts[3].height + sign.base)
    return beside(sign, line(" "), body).bound(Binding.PREFIX)


WRITERS = {
    Head.DERIVATIVE: derivative,
    Head.GRADIENT: _gradient,
    Head.DIFFERENTIAL: _differential,
    Head.EVALUATED: _evaluated,
    Head.BIGSUM: _bigsum,
    Head.BIGPROD: _bigprod,
    Head.LIMIT: _limit,
    Head.INTEGRAL: _integral,
}
