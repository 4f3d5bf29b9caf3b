"""Documents: prose with inline mathematics, displayed terms, aligned rows with reasons, tables, figures, holes."""

from collections.abc import Iterable
from typing import NamedTuple

from symgrad.terms.node import Term

Prose = str | Term | tuple[str | Term, ...]
"""Words with mathematics in them: `("chain rule, ", u_equals_x_squared)`."""

Reason = Prose
"""Why a row follows from the one before."""


class Say(NamedTuple):
    """A paragraph."""

    text: Prose


class Heading(NamedTuple):
    """A heading; level 1 is a section."""

    text: Prose
    level: int = 1


class Show(NamedTuple):
    """A displayed term."""

    term: Term


class Row(NamedTuple):
    """One row of an alignment: left, sign, right, and why.

    `left` is None where the row goes on from the one above, `right` None where the reader is to fill it in.
    `marks`: "box" for a result, "highlight" for what a step changed. `conditions` are printed after the reason.
    `braces` are labels under the summands (or the factors) of the right side, in order; empty for none.
    `more` goes on behind the right side, words and terms: `, y = 2 ⇒ x = 1`; alone it is the whole row.
    """

    left: Term | None
    sign: str
    right: Term | None
    reason: Reason = ()
    marks: tuple[str, ...] = ()
    conditions: tuple[Term, ...] = ()
    braces: tuple[Prose, ...] = ()
    more: tuple[str | Term, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether the right side is left to the reader."""
        return self.right is None and not self.more


class Align(NamedTuple):
    """Rows with their signs under each other."""

    rows: tuple[Row, ...]


class Table(NamedTuple):
    """A table; the cells are prose."""

    header: tuple[Prose, ...]
    rows: tuple[tuple[Prose, ...], ...]
    caption: Prose = ()


class Tree(NamedTuple):
    """What depends on what: each path is a node, the label of an edge, a node, ..., and all begin at one root."""

    paths: tuple[tuple[Term, ...], ...]


class Figure(NamedTuple):
    """A picture: a file (PNG, PDF or SVG) or SVG source; `alt` says in words what is seen."""

    path: str = ""
    svg: str = ""
    caption: Prose = ()
    alt: str = ""


class Hint(NamedTuple):
    """Help that a reader may want to see only when asked for."""

    text: Prose


class Hole(NamedTuple):
    """A place for the reader's answer."""

    prompt: Prose = ()


Block = Say | Heading | Show | Align | Table | Tree | Figure | Hint | Hole


class Document(NamedTuple):
    """What is to be read, in order; every writer writes every block."""

    blocks: tuple[Block, ...]
    title: str = ""


def pieces(prose: Prose) -> tuple[str | Term, ...]:
    """Prose as a sequence of words and terms."""
    return prose if isinstance(prose, tuple) else (prose,)


def row_reason(row: Row) -> tuple[str | Term, ...]:
    """The reason and the conditions of a row as one prose."""
    parts = list(pieces(row.reason))
    several = any(isinstance(part, str) and ";" in part for part in parts)
    between = "; for " if several else ", "
    told = {inner for part in pieces(row.reason) if isinstance(part, Term) for inner in (part, *part.args)}
    for condition in (one for one in row.conditions if one not in told):
        parts += [between, condition] if parts else [condition]
        between = ", "
    return joined(parts)


def joined(parts: Iterable[str | Term]) -> tuple[str | Term, ...]:
    """Words and terms with neighbouring words as one."""
    out: list[str | Term] = []
    for part in parts:
        last = out[-1] if out else None
        if isinstance(part, str) and isinstance(last, str):
            out[-1] = last + part
        else:
            out.append(part)
    return tuple(out)
