"""Functions of whole arrays that NumPy spells in a way of its own: sums along axes, ones, softmax, max."""

from collections.abc import Callable

from symgrad.errors import SymgradError
from symgrad.parsing.array_options import Form, Keywords, known_keywords, open_array, shape_of, size_of, sizes_of
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.tokens import Token
from symgrad.terms.build import (
    ONE,
    array,
    call,
    div,
    eye,
    inner,
    integer,
    matmul,
    mul,
    ones,
    ones_like,
    size_term,
    transpose,
    unary,
    zeros,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, Size, as_matrix
from symgrad.terms.sizes import size_names


def _ones(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    """ones(n), ones((m, n)), ones(m, n); without a size one that fits."""
    if not args:
        return open_array(r, "ones")
    return ones_like(shape_of(sizes_of(r, token, args)))


def _square_of_ones(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    (side,) = sizes_of(r, token, args[:1])
    return ones_like((side, side))


def _zeros(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    return zeros(shape_of(sizes_of(r, token, args)))


def _eye(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    return eye(sizes_of(r, token, args[:1])[0]) if args else open_array(r, "eye")


def _like(build: Callable[[Shape], Term]) -> Form:
    return lambda r, token, args, _: build(args[0].shape)


def _axis(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> int | None:
    given = args[1] if len(args) > 1 else keywords.get("axis")
    if given is None:
        return None
    axis = size_of(r, token, given)
    sides = len(args[0].shape)
    if not isinstance(axis, int) or not -sides <= axis < sides:
        raise r.error(f"there is no axis {axis} here", token, "axis 0 adds up columns, axis 1 rows")
    return axis % sides if sides == 2 else None


def _along(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """Sums of columns (axis 0) or rows (axis 1) are products with a vector of ones; no axis: the sum of all entries."""
    known_keywords(r, token, keywords, ("axis", "keepdims"))
    term, axis = args[0], _axis(r, token, args, keywords)
    if not term.shape:
        raise r.error("the sum of a number", token, "declare shapes=, or write sum_(i=1)^n")
    if axis is None:
        return array("sum", term)
    rows, columns = as_matrix(term.shape)
    kept = "keepdims" in keywords
    if axis == 1:
        found = matmul(term, ones(columns))
        if kept:
            r.columns.add(found)
        return found
    return matmul(transpose(ones(rows)), term) if kept else matmul(transpose(term), ones(rows))


def _mean(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """The sum over the number of entries that are added."""
    total, axis = _along(r, token, args, keywords), _axis(r, token, args, keywords)
    shape = args[0].shape
    counted = shape if axis is None else (shape[axis],)
    found = div(total, mul(*(_counted(size) for size in counted))) if counted else total
    if total in r.columns:
        r.columns.add(found)
    return found


def _counted(size: Size) -> Term:
    """A size as a number to calculate with. Raises SymgradError for one that is worked out, such as m*n."""
    if isinstance(size, str) and size_names(size) != (size,):
        raise SymgradError(f"the size {size} has no name", hint="declare the shapes in numbers")
    return size_term(size)


def _extreme(kind: str, entrywise: str) -> Form:
    """max(X) of one array is its largest entry; of several arguments it goes entry by entry."""

    def read(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
        one_array = len(args) == 1 and args[0].shape
        return r.make(token, array, kind, args[0]) if one_array else r.make(token, call, entrywise, *args)

    return read


def _softmax(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """Of each row; with axis=0 of each column."""
    known_keywords(r, token, keywords, ("axis",))
    if _axis(r, token, args, keywords) == 0:
        return transpose(r.make(token, array, "softmax", transpose(args[0])))
    return r.make(token, array, "softmax", args[0])


def _log_softmax(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    return call("log", _softmax(r, token, args, keywords))


def _logsumexp(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """Of all entries; along an axis, log of the sums of exp."""
    if _axis(r, token, args, keywords) is None:
        return r.make(token, array, "logsumexp", args[0])
    total = _along(r, token, [call("exp", args[0]), *args[1:]], keywords)
    found = call("log", total)
    if total in r.columns:
        r.columns.add(found)
    return found


def dot(left: Term, right: Term) -> Term:
    """NumPy's dot: of two vectors a number, else a product of matrices."""
    return inner(left, right) if len(left.shape) == len(right.shape) == 1 else matmul(left, right)


def _constant_array(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    """vector(1) and matrix(1): the number in every place, of the size that fits."""
    columns = (transpose(open_array(r, "ones")),) if token.value == "matrix" else ()
    found = matmul(open_array(r, "ones"), *columns)
    return found if args[0] is ONE else mul(args[0], found)


def _norm(kinds: tuple[str, str]) -> Form:
    """The norm of a vector, of a matrix."""
    return lambda r, token, args, _: unary(Head.NORM, args[0], kinds[len(args[0].shape) == 2])


def _outer(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    left, right = args
    return r.make(token, matmul, left, transpose(right))


def _diagonal_or_matrix(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    """NumPy's diag: of a vector the matrix with it on the diagonal, of a matrix its diagonal."""
    kind = "diagonal" if len(args[0].shape) == 2 and token.value != "Diag" else "diag"
    return r.make(token, array, kind, args[0])


#: spelling -> what reads the arguments, where that is more than arrays and numbers
FORMS: dict[str, Form] = {
    "ones": _ones,
    **dict.fromkeys(("vector", "matrix"), _constant_array),
    "norm1": _norm(("1", "1")),
    "norm2": _norm(("2", "F")),
    "ones2": _square_of_ones,
    "zeros": _zeros,
    **dict.fromkeys(("eye", "identity", "Identity"), _eye),
    "ones_like": _like(ones_like),
    "zeros_like": _like(zeros),
    "sum": _along,
    **dict.fromkeys(("mean", "average"), _mean),
    **dict.fromkeys(("max", "amax"), _extreme("largest", "max")),
    **dict.fromkeys(("min", "amin"), _extreme("smallest", "min")),
    "softmax": _softmax,
    **dict.fromkeys(("log_softmax", "logsoftmax"), _log_softmax),
    **dict.fromkeys(("logsumexp", "lse"), _logsumexp),
    "outer": _outer,
    "dot": lambda r, token, args, _: r.make(token, dot, *args),
    "len": lambda r, token, args, _: _counted(args[0].shape[0]) if args[0].shape else integer(1),
    **dict.fromkeys(("diag", "diagonal", "Diag"), _diagonal_or_matrix),
}
