"""Superscripts and TeX's arguments: exponents, transposes, inverses, primes."""

from symgrad.notation import text
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POWER
from symgrad.parsing.naming import base_name
from symgrad.parsing.numbers import CONSTANTS, number_term
from symgrad.parsing.tokens import LATEX, Token
from symgrad.terms.build import PI, call, div, entrywise_power, exp, integer, mul, neg, power, transpose, unary
from symgrad.terms.build import E as EULER
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def primes(r: Cursor) -> int:
    """How many primes stand here; passes them."""
    count = 0
    while True:
        if r.peek.kind == "op" and r.peek.value[:1] == "'":
            count += len(r.advance().value)
        elif r.at("op", "^") and r.ahead().same("open", "{") and r.ahead(2).value[:1] == "'":
            r.seek(r.i + 2)
            count += primes(r)
            r.close(Token("open", "{", r.peek.start, r.peek.start))
        elif r.at("op", "^") and r.ahead().kind == "op" and r.ahead().value[:1] == "'":
            r.advance()
        else:
            return count


def exponent_argument(r: Cursor) -> Term:
    """What stands behind ^ in LaTeX: braces, or one token; a sign before it is read too."""
    token = r.peek
    if token.same("open", "{"):
        r.advance()
        r.enter(token)
        term = r.expr()
        r.leave()
        r.close(token)
        return term
    if token.kind == "op" and token.value in "+-":
        r.advance()
        inner = exponent_argument(r)
        return neg(inner) if token.value == "-" else inner
    return tex_argument(r, whole_number=True)


def tex_argument(r: Cursor, *, whole_number: bool = False) -> Term:
    """TeX's argument: braces or one token (one digit, unless `whole_number`, which is noted)."""
    token = r.peek
    if token.same("open", "{"):
        r.advance()
        r.enter(token)
        term = r.expr()
        r.leave()
        r.close(token)
        return term
    if token.kind == "number":
        return _digits(r, token, whole_number)
    if token.kind in ("name", "constant", "styled", "font"):
        return _single(r, token)
    if token.kind in ("command", "function"):
        return r.expr(POWER)
    raise r.unexpected("an argument in braces")


def _digits(r: Cursor, token: Token, whole: bool) -> Term:
    if len(token.value) == 1 or not token.value.isdigit() or whole:
        r.advance()
        if whole and len(token.value) > 1:
            sign, digits = r.shown(r.tokens[r.i - 2]), token.value
            text = f"{sign}{digits} is read as {sign}{{{digits}}}; TeX takes only the first digit"
            r.note(token, text, f"{sign}{digits[0]} times {digits[1:]}")
        return number_term(r, token, token.value)
    rest = token._replace(value=token.value[1:], start=token.start + 1, spaced=False)
    r.tokens = [*r.tokens[: r.i], token._replace(value=token.value[0], end=token.start + 1), rest, *r.tokens[r.i + 1 :]]
    r.advance()
    r.peek = r.tokens[r.i]
    return integer(int(token.value[0]))


def _single(r: Cursor, token: Token) -> Term:
    if token.kind == "constant":
        r.advance()
        return CONSTANTS[token.value]
    return r.name_term(token, base_name(r))


def index_list(r: Cursor) -> list[Term]:
    """What stands in an index: one token, or several expressions in braces with commas between them."""
    opening = r.peek
    if not opening.same("open", "{"):
        return [tex_argument(r)]
    r.advance()
    r.enter(opening)
    parts = [r.expr()]
    while r.peek.kind == "comma":
        r.advance()
        parts.append(r.expr())
    r.leave()
    r.close(opening)
    return parts


def skip_argument(r: Cursor) -> None:
    """Pass one braced argument without reading it."""
    opening = r.peek
    if not r.accept("open", "{"):
        raise r.unexpected("'{'")
    depth = 1
    while depth:
        token = r.advance()
        if token.kind == "end":
            raise r.error("'{' is never closed", opening, "add }")
        depth += (token.value == "{") - (token.value == "}")


def latex_power(r: Cursor, left: Term) -> Term:
    """One superscript in LaTeX: a power, a transpose, an inverse, a prime."""
    sign = r.advance()
    if _passes_transpose(r, left):
        term = unary(Head.TRANSPOSE, left)
    elif _passes_circle(r):
        term = in_degrees(r, left, sign)
    elif _passes(r, "-", "⊤"):
        term = r.make(sign, lambda: transpose(unary(Head.INVERSE, left)))
    elif r.at("open", "{") and r.ahead().same("op", "⊙"):
        term = r.make(sign, raised_entries, left, _entrywise_exponent(r))
    else:
        exponent = exponent_argument(r)
        if exponent.head in (Head.RELATION, Head.LOGIC, Head.TUPLE):
            raise r.error("an exponent is a number", sign)
        term = r.make(sign, raised, left, exponent)
    if r.at("op", "^"):
        raise r.error("a double superscript", r.peek, "write {a^b}^c or a^{b^c}")
    return term


def in_degrees(r: Cursor, left: Term, sign: Token) -> Term:
    """An angle in degrees; angles without a sign are in radians."""
    if left.head not in (Head.INTEGER, Head.DECIMAL, Head.NAME, Head.SUM, Head.NEGATION):
        raise r.error("degrees stand behind a number or a name", sign, "write 30°")
    shown = f"({text(left)})" if left.head is Head.SUM else text(left)
    r.note(sign, f"{shown}° is read as {shown}*pi/180; angles without a sign are in radians")
    return r.make(sign, div, mul(left, PI), integer(180))


def _passes_circle(r: Cursor) -> bool:
    """Whether the superscript is the circle of degrees, as in 30^\\circ; passes it."""
    if r.at("op", "⊙") and r.shown(r.peek) == "\\circ":
        r.advance()
        return True
    return r.at("open", "{") and r.shown(r.ahead()) == "\\circ" and _passes(r, "⊙")


def _passes_transpose(r: Cursor, left: Term) -> bool:
    """Whether the superscript is a transpose; passes it. A letter T is one behind bold names and known matrices."""
    braced = r.at("open", "{")
    token = r.ahead() if braced else r.peek
    if braced and not r.ahead(2).same("close", "}"):
        return False
    is_sign = (token.kind == "op" and token.value in ("⊤", "ᵀ")) or (token.kind == "styled" and token.value == "T")
    is_letter = token.kind == "name" and token.value == "T" and not r.known.has("T")
    is_bold = left.head is Head.NAME and left.data.style == "bf"
    if is_letter and not left.shape and left.head is Head.NAME:
        _note_letter(r, left, token, is_bold)
    if not is_sign and not (is_letter and (left.shape or is_bold)):
        return False
    r.seek(r.i + (3 if braced else 1))
    return True


def _passes(r: Cursor, *signs: str) -> bool:
    """Whether these signs stand here in braces; passes them."""
    inside = all(r.ahead(i).same("op", sign) for i, sign in enumerate(signs, start=1))
    if not (r.at("open", "{") and inside and r.ahead(len(signs) + 1).same("close", "}")):
        return False
    r.seek(r.i + len(signs) + 2)
    return True


def _entrywise_exponent(r: Cursor) -> Term:
    """The exponent in X^{\\odot 2}."""
    opening = r.advance()
    r.advance()
    r.enter(opening)
    term = r.expr()
    r.leave()
    r.close(opening)
    return term


def _note_letter(r: Cursor, left: Term, token: Token, is_bold: bool) -> None:
    """x^T of a name whose shape is not known."""
    plain = left.data.plain
    reading, other = ("transpose", "a power") if is_bold else ("power", "the transpose")
    r.note(token, f'{plain}^T is read as a {reading}; for a vector declare shapes={{"{plain}": ("n",)}}', other)


def raised(base: Term, exponent: Term) -> Term:
    """base^exponent; e^u is the exponential, a matrix to the -1 its inverse."""
    if base is EULER:
        return exp(exponent) if exponent.is_scalar else call("exp", exponent)
    if len(base.shape) == 2 and exponent.head is Head.NEGATION and exponent.args[0] is integer(1):
        return unary(Head.INVERSE, base)
    return power(base, exponent)


def raised_entries(base: Term, exponent: Term) -> Term:
    """The same where a power goes entry by entry, as in NumPy."""
    return raised(base, exponent) if base is EULER else entrywise_power(base, exponent)


def note_unbracketed(r: Cursor, base: Term, minus: int, first: Token) -> None:
    """e^2x and x^-2y are read as (e^2)x."""
    touching = r.peek.kind in ("name", "constant") and not r.peek.spaced
    if touching and first.kind == "number" and (base is EULER or minus) and r.syntax != LATEX:
        exponent, following = f"{'-' if minus else ''}{first.value}", r.shown(r.peek)
        shown = text(base) if base.head in (Head.NAME, Head.CONSTANT, Head.INTEGER) else "(...)"
        said = f"{shown}^{exponent}{following} is read as {shown}^({exponent})*{following}"
        r.note(first, f"{said}; put a longer exponent in brackets", "the longer exponent")
