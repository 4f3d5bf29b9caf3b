"""Arguments of functions of whole arrays: which are arrays, which are sizes and widths."""

from collections.abc import Callable

from symgrad.parsing.cursor import Cursor
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import unknown
from symgrad.terms.build import array
from symgrad.terms.functions.arrays import ArrayFunction, array_function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, Size

Keywords = dict[str, Term]
Form = Callable[[Cursor, Token, list[Term], Keywords], Term]

_MANY = 99


#: functions with any number of options
_OPEN = frozenset(["pad", "col2im"])


def plain(r: Cursor, token: Token, args: list[Term], keywords: Keywords) -> Term:
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


def _options(r: Cursor, token: Token, record: ArrayFunction, given: list[Term], keywords: Keywords) -> tuple[Size, ...]:
    values: list[Size] = [size_of(r, token, one) for one in given]
    names = record.options
    values += record.defaults[len(values) - len(names) :] if record.defaults and len(values) < len(names) else ()
    for key, value in keywords.items():
        if key not in names:
            raise r.error(f"{r.shown(token)} has no option {key}", token, _says_options(record))
        values[names.index(key)] = size_of(r, token, value)
    if len(values) < len(names) or (len(values) > len(names) and record.id not in _OPEN):
        raise r.error(f"{r.shown(token)} takes {len(names)} numbers behind the arrays", token, _says_options(record))
    return tuple(values)


def _says_options(record: ArrayFunction) -> str:
    return f"its options: {', '.join(record.options)}" if record.options else "it takes arrays only"


def size_of(r: Cursor, token: Token, term: Term) -> Size:
    """A size: a whole number or a name."""
    if term.head is Head.NEGATION and term.args[0].head is Head.INTEGER:
        return -int(term.args[0].data)
    if term.head is Head.INTEGER:
        return int(term.data)
    if term.head is Head.NAME and not term.shape:
        return str(term.data.plain)
    raise r.error(f"{r.shown(token)} needs a whole number or the name of a size", token)


def sizes_of(r: Cursor, token: Token, args: list[Term]) -> tuple[Size, ...]:
    """The sizes of a shape: separate arguments, or one tuple."""
    given = args[0].args if len(args) == 1 and args[0].head is Head.TUPLE else tuple(args)
    return tuple(size_of(r, token, one) for one in given)


def shape_of(sizes: tuple[Size, ...]) -> Shape:
    """The shape with these sizes; n x 1 is a vector."""
    return sizes[:1] if len(sizes) == 2 and sizes[1] == 1 else sizes


def open_array(r: Cursor, kind: str) -> Term:
    """Ones or an identity matrix of a size that its neighbours give."""
    r.unknown_sizes += 1
    return unknown(kind, r.unknown_sizes)


def known_keywords(r: Cursor, token: Token, keywords: Keywords, known: tuple[str, ...]) -> None:
    """Raise ParseError for an option that the function does not have."""
    for key in keywords:
        if key not in known:
            raise r.error(f"{r.shown(token)} has no option {key}", token, f"its options: {', '.join(known)}")
