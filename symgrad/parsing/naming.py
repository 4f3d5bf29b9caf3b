"""Names as they are written: letters and words with accents, fonts, indices and superscripts of their own."""

from symgrad.parsing.commands import ACCENT_COMMANDS, FONTS
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.entries import square_index
from symgrad.parsing.tokens import Token
from symgrad.terms.build import integer
from symgrad.terms.names import GREEK, Name, simple_name
from symgrad.terms.node import Term

_INDEX_KINDS = frozenset(["name", "number", "constant", "styled", "word", "function"])
_INDEX_SIGNS = frozenset(["+", "-", "*", "cdot", "'"])


def base_name(r: Cursor) -> Name:
    """The letter or word with its accents and font, without indices."""
    token = r.advance()
    if token.kind == "command" and token.value in ACCENT_COMMANDS:
        inner = _argument_name(r, token)
        if token.value == "overline":
            r.note(token, f"the bar over {inner.plain} is read as part of its name, as for a mean; not as a conjugate")
        return inner._replace(accents=(*inner.accents, ACCENT_COMMANDS[token.value]))
    if token.kind == "font":
        inner = _argument_name(r, token)
        return inner._replace(style=FONTS[token.value])
    if token.kind == "styled":
        return styled_name(r, token)
    if token.kind not in ("name", "constant"):
        raise r.error("a name should stand here", token)
    data = simple_name(token.value) if not r.latex and len(token.value) > 1 else Name(token.value)
    return data._replace(accents=(*data.accents, *token.accents)) if token.accents else data


def styled_name(r: Cursor, token: Token) -> Name:
    """\\text{loss}, \\mathbf{w}: one letter or one word."""
    word = token.value.strip()
    if not word.replace("_", "").isalnum():
        raise r.error(f"'{word}' is not one name", token)
    style = FONTS[token.style] if len(word) == 1 else ""
    data = Name(word, style=style) if len(word) == 1 or "_" not in word else simple_name(word)
    return data if data.rebuilt == word else Name(word)


def _argument_name(r: Cursor, command: Token) -> Name:
    braced = r.peek
    if not r.accept("open", "{"):
        if r.peek.kind not in ("name", "constant", "command", "font", "styled"):
            raise r.error(f"\\{command.value} needs a name", command)
        return base_name(r)
    r.enter(braced)
    inner, _ = full_name(r)
    r.leave()
    r.close(braced)
    return inner


def full_name(r: Cursor) -> tuple[Name, tuple[Term, ...]]:
    """A name with its indices, and index terms where a bound index occurs in them."""
    token = r.peek
    data = base_name(r)
    terms: tuple[Term, ...] = ()
    if r.latex and token.kind == "name" and _touches_digits(r):
        data = _with_digits(r, token, data)
    if r.python and r.at("open", "[") and not r.peek.spaced and not data.sub:
        data, terms = square_index(r, token, data)
    elif r.bound and data.sub and not r.latex and not r.python:
        data, terms = _bound_index(r, token, data)
    while r.peek.kind == "op":
        if r.peek.value == "_" and not (data.sub or terms):
            data, terms = _with_index(r, data)
        elif r.peek.value == "^" and not data.sup and (sup := _name_sup(r, data)):
            data = data._replace(sup=sup)
        elif r.peek.value == "^" and r.latex and not data.sub and (at := _late_index(r)) is not None:
            data, terms = _index_behind(r, data, at)
        elif r.peek.value[0] == "'" and not (data.sub or terms) and r.ahead().same("op", "_"):
            data, terms = _index_behind(r, data, r.i + 1)
        else:
            break
    return data, terms


def _touches_digits(r: Cursor) -> bool:
    """Whether a whole number follows without a space."""
    return r.peek.kind == "number" and not r.peek.spaced and r.peek.value.isdigit()


def _with_digits(r: Cursor, letter: Token, data: Name) -> Name:
    """w1 is the name w_1 in LaTeX too."""
    digits = r.advance().value
    plain = f"{data.base}{digits}"
    r.note(letter, f"{plain} is read as the name {data.base}_{digits}; for a product put a space between", "a product")
    return data._replace(sub=digits, typed="" if data.accents else plain)


def _with_index(r: Cursor, data: Name) -> tuple[Name, tuple[Term, ...]]:
    sign = r.advance()
    start = r.i
    text = index_text(r, sign)
    if r.bound and any(t.kind == "name" and t.value in r.bound for t in r.tokens[start : r.i]):
        return data, _index_terms(r, start)
    if text.strip("'") == "":
        raise r.error("an index is missing", sign)
    return data._replace(sub=text, typed=""), ()


def _bound_index(r: Cursor, token: Token, data: Name) -> tuple[Name, tuple[Term, ...]]:
    """x_i and w_ij, typed as one word, where i is bound by a sum around."""
    pieces = data.sub.split(",") if "," in data.sub else list(data.sub)
    if not set(pieces) & set(r.bound):
        return data, ()
    terms = tuple(integer(int(one)) if one.isdigit() else r.name_term(token, Name(one)) for one in pieces)
    return data._replace(sub="", typed=""), terms


def _late_index(r: Cursor) -> int | None:
    """Where the index of x^2_1 stands: behind the exponent. None if there is none."""
    i = r.i + 1
    if r.tokens[i].same("open", "{"):
        depth = 0
        while r.tokens[i].kind != "end":
            depth += (r.tokens[i].value == "{") - (r.tokens[i].value == "}")
            i += 1
            if depth == 0:
                break
    else:
        i += 1
    return i if i < len(r.tokens) and r.tokens[i].same("op", "_") else None


def _index_behind(r: Cursor, data: Name, at: int) -> tuple[Name, tuple[Term, ...]]:
    """x^2_1 is x_1^2: read the index, then take it out of the tokens."""
    here = r.i
    r.seek(at)
    data, terms = _with_index(r, data)
    r.tokens = [*r.tokens[:at], *r.tokens[r.i :]]
    r.seek(here)
    return data, terms


def index_text(r: Cursor, sign: Token) -> str:
    """An index as plain text, such as `ij`, `1,2`, `t-1`, `in`."""
    token = r.peek
    if not r.accept("open", "{"):
        return _bare_index(r, sign)
    pieces: list[str] = []
    while not r.at("close", "}"):
        pieces.append(_index_piece(r, token))
    r.advance()
    return "".join(pieces)


def _bare_index(r: Cursor, sign: Token) -> str:
    token = r.advance()
    if token.kind not in _INDEX_KINDS:
        raise r.error("an index should follow '_'", sign, "write x_1 or x_{12}")
    if r.latex and token.kind == "number" and len(token.value) > 1:
        r.note(
            token,
            f"_{token.value} is read as _{{{token.value}}}; TeX sets only the first digit low",
            f"_{token.value[0]} times {token.value[1:]}",
        )
    return token.value.strip()


def _index_piece(r: Cursor, brace: Token) -> str:
    token = r.advance()
    if token.kind == "end":
        raise r.error("'{' is never closed", brace, "add }")
    if token.kind in _INDEX_KINDS:
        greek = token.value in GREEK and r.latex
        following_letter = r.peek.kind in ("name", "constant") and greek
        return token.value.strip() + (" " if following_letter else "")
    if token.kind == "comma":
        return ","
    if token.kind == "op" and token.value in _INDEX_SIGNS:
        return {"cdot": "*"}.get(token.value, token.value)
    if token.value in ("(", ")", "[", "]"):
        return token.value
    raise r.error(f"'{r.shown(token)}' cannot stand in an index", token)


def _index_terms(r: Cursor, start: int) -> tuple[Term, ...]:
    """The index again, as terms: ij is two, i+1 one, i,j two."""
    r.seek(start)
    if not r.at("open", "{"):
        return (_index_name(r),)
    opening = r.advance()
    found: list[Term] = []
    r.enter(opening)
    while not r.at("close", "}"):
        if r.ahead().kind in ("name", "number") or r.ahead().same("close", "}") or r.ahead().kind == "comma":
            found.append(_index_name(r))
        else:
            found.append(r.expr())
        if r.peek.kind == "comma":
            r.advance()
    r.leave()
    r.close(opening)
    return tuple(found)


def _index_name(r: Cursor) -> Term:
    token = r.advance()
    if token.kind == "number":
        if r.peek.kind == "name" and r.peek.value in r.bound:
            both = f"{token.value}{r.peek.value}"
            text = f"the index {both} is read as the indices {token.value} and {r.peek.value}"
            advice = f"for the product write {token.value}\\cdot {r.peek.value}"
            r.note(token, f"{text}; {advice}", f"the product {both}")
        return integer(int(token.value))
    return r.name_term(token, Name(token.value))


def _name_sup(r: Cursor, data: Name) -> str:
    """A superscript that belongs to the name: ^*, ^{(1)}, ^{[2]}; passes it. Empty if it is a power."""
    if not r.latex:
        return _declared_sup(r, data)
    after = r.ahead()
    if after.kind == "op" and after.value == "*":
        r.advance()
        r.advance()
        return "*"
    if not after.same("open", "{"):
        return ""
    first = r.ahead(2)
    if first.kind == "op" and first.value == "*" and r.ahead(3).same("close", "}"):
        r.seek(r.i + 4)
        return "*"
    return _bracketed_sup(r, first)


def _bracketed_sup(r: Cursor, opening: Token) -> str:
    if opening.kind != "open" or opening.value not in ("(", "["):
        return ""
    sup, i = _short_bracket(r, r.i + 2)
    if not sup or not r.tokens[i].same("close", "}"):
        return ""
    if "+" in sup or "-" in sup:
        r.note(
            opening, f"^{{{sup}}} is read as part of the name; for a power leave out the brackets", f"the power {sup}"
        )
    r.seek(i + 1)
    return sup


def _declared_sup(r: Cursor, data: Name) -> str:
    """In text z^[2] and w^* are names, but w^(1) is a power unless that very name was declared."""
    opening = r.ahead()
    if r.python:
        return ""
    if opening.kind == "op" and opening.value == "*":
        if r.shown(r.peek) != "^":
            return ""
        r.seek(r.i + 2)
        return "*"
    if opening.kind != "open" or opening.value not in ("(", "["):
        return ""
    sup, i = _short_bracket(r, r.i + 1)
    if sup and (opening.value == "[" or f"{data.key}^{sup}" in r.known.declared | r.known.defined):
        r.seek(i)
        return sup
    return ""


def _short_bracket(r: Cursor, i: int) -> tuple[str, int]:
    """A bracket with one to three letters, digits and signs in it, and where it ends; an empty text for others."""
    opening, inside = r.tokens[i], []
    i += 1
    while r.tokens[i].kind in ("name", "number") or (r.tokens[i].kind == "op" and r.tokens[i].value in "+-"):
        inside.append(r.tokens[i].value)
        i += 1
    closing = {"(": ")", "[": "]"}[opening.value]
    if not 1 <= len(inside) <= 3 or not r.tokens[i].same("close", closing):
        return "", i
    return opening.value + "".join(inside) + closing, i + 1
