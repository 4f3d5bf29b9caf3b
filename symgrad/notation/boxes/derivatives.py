"""Two-dimensional text of inert derivatives in the notation of the settings: Leibniz, prime, subscript, operator."""

from collections.abc import Callable

from symgrad.notation.binding import Binding
from symgrad.notation.boxes.box import Box, beside, fenced, fraction, line, lowered, raised
from symgrad.notation.boxes.names import subscript, superscript
from symgrad.notation.plainness import is_plain
from symgrad.notation.runs import leibniz_order
from symgrad.settings import current
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

MOST_PRIMES = 3
"""Orders up to which a derivative is written with so many primes."""


def derivative(node: Term, parts: tuple[Box, ...]) -> Box:
    """The derivative as the settings say."""
    return _WRITERS[current().notation](node, parts)


def flat(box: Box) -> str:
    """What stands on the base line of a box."""
    return box.lines[box.base].strip()


def times(order: int) -> str:
    """An order as a small raised number; nothing for 1."""
    return superscript(str(order)) or "" if order > 1 else ""


def _leibniz(node: Term, parts: tuple[Box, ...]) -> Box:
    sign = "∂" if node.data == "partial" else "d"
    names = leibniz_order(tuple(flat(part) for part in parts[1:]))
    top = line(sign + times(len(parts) - 1))
    bottom = line(" ".join(f"{sign}{name}{times(order)}" for name, order in names))
    if is_plain(node.args[0]):
        return fraction(beside(top, parts[0]), bottom)
    return beside(fraction(top, bottom), fenced(parts[0], "[", "]")).bound(Binding.FRACTION)


def _prime(node: Term, parts: tuple[Box, ...]) -> Box:
    """y′ for one variable; partial derivatives have no primes."""
    order = len(parts) - 1
    if node.data == "partial" or len(set(node.args[1:])) > 1:
        return _leibniz(node, parts)
    marks = "′" * order if order <= MOST_PRIMES else superscript(f"({order})") or ""
    if node.args[0].head is Head.NAME:
        return beside(parts[0], line(marks)).bound(Binding.POWER)
    body = fenced(parts[0], "[", "]")
    return (beside(body, line(marks)) if body.height == 1 else raised(body, line(marks))).bound(Binding.POWER)


def _subscript(node: Term, parts: tuple[Box, ...]) -> Box:
    """f_xy: differentiated in x first."""
    names = "".join(flat(part) for part in parts[1:])
    body = parts[0] if node.args[0].head is Head.NAME and not node.args[0].data.sub else fenced(parts[0], "[", "]")
    index = line(names) if body.height > 1 else line(subscript(names) or f"_{names}")
    return (lowered(body, index) if body.height > 1 else beside(body, index)).bound(Binding.POWER)


def _operator(node: Term, parts: tuple[Box, ...]) -> Box:
    """D_x[...], and ∂_x[...] for partial derivatives."""
    sign = "∂" if node.data == "partial" else "D"
    names = leibniz_order(tuple(flat(part) for part in parts[1:]))
    signs = "".join(f"{sign}{subscript(name) or f'_{name}'}{times(order)}" for name, order in names)
    return beside(line(signs), fenced(parts[0], "[", "]")).bound(Binding.FRACTION)


_WRITERS: dict[str, Callable[[Term, tuple[Box, ...]], Box]] = {
    "leibniz": _leibniz,
    "prime": _prime,
    "subscript": _subscript,
    "operator": _operator,
}
