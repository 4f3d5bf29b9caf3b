"""What goes entry by entry: sums, products and quotients of arrays of one shape, and NumPy's broadcasting.

A row or column that NumPy repeats is written with a vector of ones, so that every shape on the page fits.
"""

from collections.abc import Sequence
from typing import NamedTuple

from symgrad.errors import ShapeError
from symgrad.parsing import scripts
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import alike
from symgrad.terms.build import array, div, hadamard, has_powers, matmul, mul, neg, ones, transpose, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, as_matrix, shape_text

#: sign between whole arrays -> id of the function; they bind less than products of matrices
BETWEEN = {"⊙": "", "⊘": "", "⊗": "kron", "⋆": "conv"}


def fitted(r: Cursor, token: Token, parts: Sequence[Term]) -> tuple[Term, ...]:
    """Terms that are added or multiplied entry by entry, in one shape. Raises ShapeError where they have none."""
    parts = alike(parts)
    shapes = tuple(dict.fromkeys(part.shape for part in parts if part.shape))
    if len(shapes) < 2:
        return tuple(parts)
    matrix = max(shapes, key=lambda shape: (len(shape), shape[0] != 1))
    return tuple(_repeated(r, token, part, matrix) if part.shape else part for part in parts)


def _repeated(r: Cursor, token: Token, part: Term, shape: Shape) -> Term:
    """The part in this shape: a row or a column repeated, as NumPy does it."""
    if part.shape == shape:
        return part
    if part.head is Head.NEGATION:
        return neg(_repeated(r, token, part.args[0], shape))
    rows, columns = as_matrix(part.shape)
    if r.python and len(shape) == 2 and shape[0] != 1:
        if part in r.columns and rows == shape[0]:
            return matmul(part, transpose(ones(shape[1])))
        if len(part.shape) == 1 and rows == shape[1]:
            _note(r, token, part, "row")
            return matmul(ones(shape[0]), transpose(part))
        if rows == 1 and columns == shape[1]:
            return matmul(ones(shape[0]), part)
        if len(part.shape) == 1 and rows == shape[0]:
            _note(r, token, part, "column")
            return matmul(part, transpose(ones(shape[1])))
    raise _misfit(r, token, part, shape)


def _note(r: Cursor, token: Token, part: Term, side: str) -> None:
    shown = part.data.plain if part.head is Head.NAME else "the vector"
    r.note(token, f"{shown} goes with every {side} of the matrix")


def _misfit(r: Cursor, token: Token, part: Term, shape: Shape) -> ShapeError:
    line, column = r.source.place(token.start)
    what = {"+": "a sum", "-": "a difference"}.get(token.value, f"'{r.shown(token)}'")
    reason = f"{what} of a {shape_text(shape)} and a {shape_text(part.shape)}"
    return ShapeError(reason, hint=_fix(part, shape), column=column, line=line, text=r.source.text)


def _fix(part: Term, shape: Shape) -> str:
    rows, columns = as_matrix(part.shape)
    if len(shape) == 2 and shape[0] != 1 and columns == 1 and rows == shape[1]:
        return f"to add it to every row write ones({shape[0]}) @ b.T, in LaTeX \\mathbf{{1}} b^\\top"
    if (columns, rows) == as_matrix(shape):
        return "transpose one of them"
    return "check shapes="


class Sign(NamedTuple):
    """A sign between whole arrays: the function it stands for, and its options."""

    token: Token
    function: str
    options: tuple[int, ...]


def sign_between(r: Cursor) -> Sign | None:
    """Pass ⊙, ⊗, ⋆ or *_{full} if it stands here; not in Python, where * and @ are signs of one strength."""
    token = r.peek
    if r.python or token.kind != "op":
        return None
    if token.value == "*" and r.ahead().same("op", "_"):
        r.seek(r.i + 2)
        scripts.skip_argument(r)
        return Sign(token, "full_conv", ())
    if token.value not in BETWEEN:
        return None
    r.advance()
    function = BETWEEN[token.value]
    return Sign(token, function, _options(r) if function == "conv" else ())


def _options(r: Cursor) -> tuple[int, ...]:
    """Stride and padding in the index of a star."""
    given: tuple[int, ...] = ()
    if r.accept("op", "_"):
        parts = scripts.index_list(r)
        if any(part.head is not Head.INTEGER for part in parts) or len(parts) > 2:
            raise r.error("the index of a convolution is its stride and padding", hint="write \\star_{2,1}")
        given = tuple(part.data for part in parts)
    return (*given, *(1, 0)[len(given) :])


def between(r: Cursor, sign: Sign, left: Term, right: Term) -> Term:
    """What ⊙, ⊗ or ⋆ makes of two terms."""
    token = sign.token
    if sign.function:
        return r.make(token, lambda: array(sign.function, left, right, options=sign.options))
    if token.value in ("⊘", "./"):
        return r.make(token, div, *fitted(r, token, (left, right)))
    if not (left.shape and right.shape):
        return r.make(token, mul, left, right)
    return r.make(token, hadamard, *fitted(r, token, (left, right)))


def mask(r: Cursor, term: Term) -> Term:
    """NumPy calculates with a condition on arrays: 1 where it holds, else 0."""
    is_mask = r.python and term.head is Head.RELATION and any(side.shape for side in term.args)
    return unary(Head.INDICATOR, term) if is_mask else term


def divided(r: Cursor, token: Token, top: Term, bottom: Term) -> Term:
    """A quotient; where the denominator has entries, entry by entry.

    Outside Python a square matrix below is refused: that could be meant as its inverse.
    """
    if len(bottom.shape) == 2 and has_powers(bottom) and not r.python:
        hint = "divide by a number, or multiply by the inverse; entry by entry write ./ or \\oslash"
        raise r.error(f"division by a {shape_text(bottom.shape)}", token, hint)
    return r.make(token, div, *fitted(r, token, (top, bottom)))
