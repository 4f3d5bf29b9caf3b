"""Indices in square brackets, as Python writes them: w[i] under a sum over i, and the name w[0] elsewhere."""

from symgrad.parsing.cursor import Cursor
from symgrad.parsing.tokens import Token
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.shapes import shape_text


def square_index(r: Cursor, letter: Token, data: Name) -> tuple[Name, tuple[Term, ...]]:
    """Python's w[i]: an entry where a sum around binds i; elsewhere the name w_i."""
    opening = r.advance()
    _refuse_python_index(r, letter, opening)
    start = r.i
    pieces: list[Token] = []
    while r.peek.kind in ("number", "name", "comma") or (pieces and r.peek.kind == "op" and r.peek.value in "+-*"):
        pieces.append(r.advance())
    if not pieces or not r.at("close", "]") or any("." in piece.value for piece in pieces):
        hint = f"write {r.shown(letter)}[0] or {r.shown(letter)}[i]"
        raise r.error("an index in square brackets is a whole number or a letter", opening, hint)
    if any(piece.value in r.bound for piece in pieces):
        r.seek(start)
        return data, _entries(r, opening)
    r.advance()
    _refuse_entry_of_array(r, letter, data, opening)
    name = data._replace(sub="".join("," if one.kind == "comma" else one.value for one in pieces), typed="")
    r.note(letter, f"{r.typed(letter)} is read as the name {name.plain}")
    return name, ()


def _refuse_entry_of_array(r: Cursor, letter: Token, data: Name, opening: Token) -> None:
    """Raise UnsupportedError for x[0] of a vector or matrix x: a name x_0 would have nothing to do with x."""
    known = r.known.names.get(data.key)
    if known is not None and known.shape:
        shown = r.shown(letter)
        reason = f"{shown} is a {shape_text(known.shape)}; single entries of it are not read"
        hint = f"leave {shown} out of shapes= and every entry is a name of its own, or write {shown} as a whole"
        raise r.unsupported(reason, opening, hint)


def _refuse_python_index(r: Cursor, letter: Token, opening: Token) -> None:
    """Raise UnsupportedError for w[-1] and for slices: how long w is, is not known."""
    shown = r.shown(letter)
    if r.at("op", "-"):
        reason = f"{shown}[-...] counts from the end, and how many entries {shown} has is not known"
        raise r.unsupported(reason, opening, f"write {shown}[n]")
    depth = 1
    for token in r.tokens[r.i :]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0:
            return
        if depth == 1 and token.same("op", ":"):
            raise r.unsupported("a slice is not read", opening, f"write the entries one by one, such as {shown}[1]")


def _entries(r: Cursor, opening: Token) -> tuple[Term, ...]:
    """The indices of an entry such as w[i, 0] and w[i + 1]."""
    r.enter(opening)
    found = [r.expr()]
    while r.peek.kind == "comma":
        r.advance()
        found.append(r.expr())
    r.leave()
    r.close(opening)
    return tuple(found)
