"""Functions of whole arrays as they are called, vectors of ones and identity matrices."""

from symgrad.parsing.array_forms import FORMS
from symgrad.parsing.array_options import Form, Keywords, open_array, plain, shape_of, sizes_of
from symgrad.parsing.brackets import listed
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.scripts import index_list
from symgrad.parsing.tokens import Token
from symgrad.terms.build import eye, ones_like, zeros
from symgrad.terms.functions.arrays import array_function
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term

_BARE = 9  # a bare argument is one factor


def array_call(r: Cursor, token: Token) -> Term:
    """The call whose name was passed: an index with options, arguments in brackets, keywords."""
    options = index_list(r) if r.accept("op", "_") else []
    record = array_function(token.value)
    if not r.at("open", "(") and not r.at("open", "{"):
        if record is not None and record.arity == (0, 0):
            return _form(token.value)(r, token, options, {})
        if r.python or not r.starts_factor():
            raise r.error(f"{r.shown(token)} needs its argument in brackets", token, f"write {token.value}(X)")
        return _form(token.value)(r, token, [r.expr(_BARE), *options], {})
    args, keywords = _arguments(r)
    return _form(token.value)(r, token, [*args, *options], keywords)


def method(r: Cursor, left: Term) -> Term:
    """X.sum(axis=0): the function with what stands before the point as its first argument."""
    r.advance()
    token = r.advance()
    args, keywords = _arguments(r, least=0)
    return _form(token.value)(r, token, [left, *args], keywords)


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
    return FORMS.get(word, plain)


def array_constant(r: Cursor, token: Token) -> Term:
    """\\mathbf{1} and \\mathbf{0}, whose length is an index or follows from the neighbours; the token was passed."""
    sizes = sizes_of(r, token, index_list(r)) if r.accept("op", "_") else ()
    if not sizes:
        return open_array(r, "ones" if token.value.strip() == "1" else "zeros")
    return (ones_like if token.value.strip() == "1" else zeros)(shape_of(sizes))


def identity(r: Cursor, token: Token, data: Name) -> Term | None:
    """The identity matrix for an I that nobody declared, beside matrices; None where it is a name."""
    if r.python or data.accents or data.sup or r.known.has(data.plain) or not r.known.has_arrays:
        return None
    r.note(token, "I is the identity matrix", "a name I")
    if not data.sub:
        return open_array(r, "eye")
    return eye(int(data.sub) if data.sub.isdigit() else data.sub)
