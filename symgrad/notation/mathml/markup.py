"""Elements of presentation MathML, and printed pieces with their strength and edges."""

from html import escape
from itertools import pairwise
from typing import NamedTuple

from symgrad.notation.binding import Binding
from symgrad.notation.edges import Edge, needs_dot
from symgrad.terms.names import ACCENTS, GREEK, Name

APPLIED = "<mo>&#x2061;</mo>"
"""The invisible sign between a function and its argument."""

TIMES = "<mo>&#x2062;</mo>"
"""The invisible multiplication sign."""

_MARKS = {"hat": "^", "bar": "¯", "tilde": "~", "dot": "˙", "ddot": "¨", "vec": "→"}
_VARIANTS = {"bf": "font-weight:bold", "cal": "font-family:cursive", "rm": "font-style:normal"}


class Markup(NamedTuple):
    """MathML of a subterm, how strongly it holds together, and its edges."""

    text: str
    binding: Binding = Binding.ATOM
    starts: Edge = Edge.PLAIN
    ends: Edge = Edge.PLAIN


def tag(element: str, *content: str) -> str:
    """An element around markup."""
    return f"<{element}>{''.join(content)}</{element}>"


def number(text: str) -> str:
    """A number."""
    return tag("mn", escape(text))


def letter(text: str) -> str:
    """A name or function name."""
    return tag("mi", escape(text))


def sign(text: str) -> str:
    """An operator, relation or delimiter."""
    return tag("mo", escape(text))


def words(text: str) -> str:
    """Words inside mathematics, with their spaces kept."""
    return tag("mtext", escape(text).replace(" ", "\u00a0"))


def row(*content: str) -> str:
    """Several elements as one."""
    return content[0] if len(content) == 1 else tag("mrow", *content)


def fenced(opening: str, content: str, closing: str) -> str:
    """Markup between delimiters that grow with it."""
    return row(sign(opening), content, sign(closing))


def separated(contents: tuple[str, ...], mark: str) -> str:
    """Elements with a sign between neighbours."""
    return row(*(part for i, text in enumerate(contents) for part in ((sign(mark), text) if i else (text,))))


def table(rows: list[list[str]], attributes: str = "") -> str:
    """An `mtable` of rows of cells."""
    lines = (tag("mtr", *(tag("mtd", cell) for cell in cells)) for cells in rows)
    return f"<mtable{attributes}>{''.join(lines)}</mtable>"


def held(piece: Markup, needs: Binding) -> Markup:
    """The piece, in brackets if it does not hold together as strongly as the place needs."""
    if piece.binding >= needs:
        return piece
    return Markup(fenced("(", piece.text, ")"), Binding.ATOM, Edge.BRACKET)


def juxtaposed(pieces: tuple[Markup, ...]) -> str:
    """The factors side by side, with a dot where they would otherwise be read as something else."""
    parts = [pieces[0].text]
    for left, right in pairwise(pieces):
        parts += [sign("⋅") if needs_dot(left.ends, right.starts) else TIMES, right.text]
    return row(*parts)


def name_markup(name: Name, indices: str = "") -> str:
    """A name with its accents and indices; `indices` is markup that follows the name's own subscript."""
    text = _base(name)
    for accent in name.accents:
        text = f'<mover accent="true">{text}<mo>{_MARKS.get(accent, ACCENTS[accent][1])}</mo></mover>'
    own = [_index(name.sub)] if name.sub else []
    below = separated((*own, *([indices] if indices else [])), ",") if own or indices else ""
    above = _index(name.sup) if name.sup else ""
    if below and above:
        return tag("msubsup", text, below, above)
    if above:
        return tag("msup", text, above)
    return tag("msub", text, below) if below else text


def _base(name: Name) -> str:
    shown = escape(GREEK.get(name.base, name.base))
    style = f' style="{_VARIANTS[name.style]}"' if name.style in _VARIANTS else ""
    return f"<mi{style}>{shown}</mi>"


def _index(text: str) -> str:
    shown = GREEK.get(text, text.replace("'", "′"))
    return number(shown) if shown.isdigit() else letter(shown)
