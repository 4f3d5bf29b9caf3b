"""Functions of whole arrays as they are called: NumPy's and our own spellings, with sizes, widths and axes."""

from collections.abc import Callable

from symgrad.errors import SymgradError
from symgrad.parsing.brackets import listed
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.scripts import index_list
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import unknown
from symgrad.terms.build import array, call, div, eye, integer, matmul, mul, name, ones, ones_like, transpose, zeros
from symgrad.terms.functions.arrays import ArrayFunction, array_function
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, Size, as_matrix
from symgrad.terms.sizes import size_names

Keywords = dict[str, Term]
Form = Callable[[Cursor, Token, list[Term], Keywords], Term]


def array_call(r: Cursor, token: Token) -> Term:
    """The call whose name was passed: an index with options, arguments in brackets, keywords."""
    options = _index(r) if r.accept("op", "_") else []
    record = array_function(token.value)
    if not r.at("open", "(") and not r.at("open", "{"):
        if record is not None and record.arity == (0, 0):
            return _form(token.value)(r, token, options, {})
        if r.python or not r.starts_factor():
            raise r.error(f"{r.shown(token)} needs its argument in brackets", token, f"write {token.value}(X)")
        return _form(token.value)(r, token, [r.expr(_BARE), *options], {})
    args, keywords = _arguments(r)
    return _form(token.value)(r, token, [*args, *options], keywords)


_BARE = 9  # a bare argument is one factor


def method(r: Cursor, left: Term) -> Term:
    """X.sum(axis=0): the function with what stands before the point as its first argument."""
    r.advance()
    token = r.advance()
    args, keywords = _arguments(r, least=0)
    return _form(token.value)(r, token, [left, *args], keywords)


def _index(r: Cursor) -> list[Term]:
    """The options in an index: _{2,1}, _n."""
    return index_list(r)


def _arguments(r: Cursor, least: int = 1) -> tuple[list[Term], Keywords]:
    """What stands in the bracket here: arguments, and `key=value` pairs."""
    opening = r.advance()
    if not least and r.peek.kind == "close":
        r.close(opening)
        return [], {}
    args: list[Term] = []
    keywords: Keywords = {}
    for one in listed(r, opening):
        if one.head is Head.RELATION and one.data == ("=",) and one.args[0].head is Head.NAME:
            keywords[one.args[0].data.plain] = one.args[1]
        else:
            args.append(one)
    return args, keywords


def _form(word: str) -> Form:
    return FORMS.get(word, _plain)


def _plain(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """A function of the table: arrays first, then its options."""
    record = array_function(token.value)
    assert record is not None
    fewest, most = record.arity
    arrays, given = args[:most], args[most:] if most < _MANY else []
    if len(arrays) < fewest:
        raise r.error(f"{r.shown(token)} takes {fewest} arguments, not {len(arrays)}", token)
    options = _options(r, token, record, given, keywords)
    if record.id == "pad" and len(options) == 1:
        options *= 2 * max(1, len(arrays[0].shape))
    return r.make(token, lambda: array(record.id, *arrays, options=options))


_MANY = 99


def _options(r: Cursor, token: Token, record: ArrayFunction, given: list[Term], keywords: Keywords) -> tuple[Size, ...]:
    values: list[Size] = [_size(r, token, one) for one in given]
    names = record.options
    values += record.defaults[len(values) - len(names) :] if record.defaults and len(values) < len(names) else ()
    for key, value in keywords.items():
        if key not in names:
            raise r.error(f"{r.shown(token)} has no option {key}", token, _says_options(record))
        values[names.index(key)] = _size(r, token, value)
    if len(values) < len(names) or (len(values) > len(names) and record.id not in _OPEN):
        raise r.error(f"{r.shown(token)} takes {len(names)} numbers behind the arrays", token, _says_options(record))
    return tuple(values)


#: functions with any number of options
_OPEN = frozenset(["pad", "col2im"])


def _says_options(record: ArrayFunction) -> str:
    return f"its options: {', '.join(record.options)}" if record.options else "it takes arrays only"


def _size(r: Cursor, token: Token, term: Term) -> Size:
    """A size: a whole number or a name."""
    if term.head is Head.NEGATION and term.args[0].head is Head.INTEGER:
        return -int(term.args[0].data)
    if term.head is Head.INTEGER:
        return int(term.data)
    if term.head is Head.NAME and not term.shape:
        return str(term.data.plain)
    raise r.error(f"{r.shown(token)} needs a whole number or the name of a size", token)


def _sizes(r: Cursor, token: Token, args: list[Term]) -> tuple[Size, ...]:
    given = args[0].args if len(args) == 1 and args[0].head is Head.TUPLE else tuple(args)
    return tuple(_size(r, token, one) for one in given)


def _ones(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    """ones(n), ones((m, n)), ones(m, n); without a size one that fits."""
    if not args:
        return open_array(r, "ones")
    return ones_like(_checked_shape(_sizes(r, token, args)))


def _checked_shape(sizes: tuple[Size, ...]) -> Shape:
    return sizes[:1] if len(sizes) == 2 and sizes[1] == 1 else sizes


def open_array(r: Cursor, kind: str) -> Term:
    """Ones or an identity matrix of a size that its neighbours give."""
    r.unknown_sizes += 1
    return unknown(kind, r.unknown_sizes)


def array_constant(r: Cursor, token: Token) -> Term:
    """\\mathbf{1} and \\mathbf{0}, whose length is an index or follows from the neighbours; the token was passed."""
    sizes = _sizes(r, token, _index(r)) if r.accept("op", "_") else ()
    if not sizes:
        return open_array(r, "ones" if token.value.strip() == "1" else "zeros")
    return (ones_like if token.value.strip() == "1" else zeros)(_checked_shape(sizes))


def identity(r: Cursor, token: Token, data: Name) -> Term | None:
    """The identity matrix for an I that nobody declared, beside matrices; None where it is a name."""
    if r.python or data.accents or data.sup or r.known.has(data.plain) or not r.known.has_arrays:
        return None
    r.note(token, "I is the identity matrix", "a name I")
    if not data.sub:
        return open_array(r, "eye")
    return eye(int(data.sub) if data.sub.isdigit() else data.sub)


def _square_of_ones(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    (side,) = _sizes(r, token, args[:1])
    return ones_like((side, side))


def _zeros(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    return zeros(_checked_shape(_sizes(r, token, args)))


def _eye(r: Cursor, token: Token, args: list[Term], _: Keywords) -> Term:
    return eye(_sizes(r, token, args[:1])[0]) if args else open_array(r, "eye")


def _like(build: Callable[[Shape], Term]) -> Form:
    return lambda r, token, args, _: build(args[0].shape)


def _axis(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> int | None:
    given = args[1] if len(args) > 1 else keywords.get("axis")
    if given is None:
        return None
    axis = _size(r, token, given)
    sides = len(args[0].shape)
    if not isinstance(axis, int) or not -sides <= axis < sides:
        raise r.error(f"there is no axis {axis} here", token, "axis 0 adds up columns, axis 1 rows")
    return axis % sides if sides == 2 else None


def _along(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """Sums of columns (axis 0) or rows (axis 1) are products with a vector of ones; no axis: the sum of all entries."""
    _known_keywords(r, token, keywords, ("axis", "keepdims"))
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


def _known_keywords(r: Cursor, token: Token, keywords: Keywords, known: tuple[str, ...]) -> None:
    for key in keywords:
        if key not in known:
            raise r.error(f"{r.shown(token)} has no option {key}", token, f"its options: {', '.join(known)}")


def _mean(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """The sum over the number of entries that are added."""
    total, axis = _along(r, token, args, keywords), _axis(r, token, args, keywords)
    shape = args[0].shape
    counted = shape if axis is None else (shape[axis],)
    found = div(total, mul(*(size_term(size) for size in counted))) if counted else total
    if total in r.columns:
        r.columns.add(found)
    return found


def size_term(size: Size) -> Term:
    """A size as a number to calculate with."""
    if isinstance(size, int):
        return integer(size)
    if size_names(size) != (size,):
        raise SymgradError(f"the size {size} has no name", hint="declare the shapes in numbers")
    return name(size)


def _extreme(kind: str, entrywise: str) -> Form:
    """max(X) of one array is its largest entry; of several arguments it goes entry by entry."""

    def read(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
        one_array = len(args) == 1 and args[0].shape
        return r.make(token, array, kind, args[0]) if one_array else r.make(token, call, entrywise, *args)

    return read


def _softmax(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
    """Of each row; with axis=0 of each column."""
    _known_keywords(r, token, keywords, ("axis",))
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
    "vector": _ones,
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
    **dict.fromkeys(("diag", "diagonal", "Diag"), _diagonal_or_matrix),
}
