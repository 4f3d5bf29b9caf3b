"""LaTeX of vectors and matrices: literals, products, transposes, traces, norms."""

from symgrad.notation.binding import Binding, infix_operand, of_matmul
from symgrad.notation.edges import Edge
from symgrad.notation.latex.arithmetic import operands, product_of
from symgrad.notation.latex.piece import Piece, delimited, environment, held, in_brackets
from symgrad.notation.style import Style
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: which norm -> its index
_NORMS = {"2": "_{2}", "1": "_{1}", "inf": "_{\\infty}", "F": "_{F}"}


def _matrix(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    rows, columns = node.data
    lines = (" & ".join(part.text for part in parts[i * columns : (i + 1) * columns]) for i in range(rows))
    return Piece(environment("bmatrix", lines))


def _raised(node: Term, base: Piece, sign: str, style: Style) -> Piece:
    base = held(base, Binding.ATOM, style)
    return Piece(f"{base.text}^{{{sign}}}", Binding.POWER, base.starts)


def _transpose(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    """The transpose of an inverse has one exponent for both."""
    if node.args[0].head is Head.INVERSE:
        return parts[0]._replace(text=parts[0].text.removesuffix("^{-1}") + "^{-\\top}")
    return _raised(node, parts[0], "\\top", style)


def _inverse(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return _raised(node, parts[0], "-1", style)


def _trace(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece("\\operatorname{tr}" + in_brackets(parts[0].text, style), Binding.CALL, Edge.FUNCTION)


def _determinant(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece("\\det" + in_brackets(parts[0].text, style), Binding.CALL, Edge.FUNCTION)


def _norm(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    """The Euclidean norm of a vector has no index; on a matrix no index would mean Frobenius's."""
    index = "" if node.data == "2" and len(node.args[0].shape) < 2 else _NORMS[node.data]
    text = delimited("\\lVert ", parts[0].text, "\\rVert", style) + index
    return Piece(text, Binding.POWER if index else Binding.ATOM)


def _matmul(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return product_of(operands(node, parts, style), style, of_matmul(parts[-1].binding))


def _hadamard(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    texts = (held(part, infix_operand(part), style).text for part in parts)
    return Piece(" \\odot ".join(texts), Binding.HADAMARD)


def _inner(node: Term, parts: tuple[Piece, ...], style: Style) -> Piece:
    return Piece(delimited("\\langle ", f"{parts[0].text}, {parts[1].text}", "\\rangle", style))


WRITERS = {
    Head.MATRIX: _matrix,
    Head.TRANSPOSE: _transpose,
    Head.INVERSE: _inverse,
    Head.TRACE: _trace,
    Head.DETERMINANT: _determinant,
    Head.NORM: _norm,
    Head.MATMUL: _matmul,
    Head.HADAMARD: _hadamard,
    Head.INNER: _inner,
}
