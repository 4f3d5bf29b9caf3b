"""Calculus spelled in text: the word `dy` of dy/dx is d and y, `int_0^1` is a big sign, d[U] a differential."""

import re
from collections.abc import Callable

from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POWER
from symgrad.parsing.tokens import Token
from symgrad.parsing.trouble import Source
from symgrad.terms.build import unary
from symgrad.terms.heads import Head
from symgrad.terms.names import GREEK
from symgrad.terms.node import Term

_BIG = re.compile(r"(sum|prod|int|lim)(?:_(\d+|[a-z]))?")


def split_differential(tokens: list[Token], i: int, source: Source) -> list[str] | None:
    """The pieces of a word of d's in a quotient of differentials, such as d, y; None for any other word."""
    word = tokens[i].value
    if word[0] != "d" or not _in_quotient(tokens, i):
        return None
    if word[1].isdigit():
        raise source.error(f"{word} is not a differential", tokens[i].start, f"write d^{word[1]}{word[2:]}")
    several = re.findall(r"(d)([A-Za-z](?:_?\d+)?)", word)
    if len(several) > 1 and "".join(map("".join, several)) == word:
        return [piece for pair in several for piece in pair]
    return ["d", word[1:]]


def _in_quotient(tokens: list[Token], i: int) -> bool:
    """Whether the word stands above or below another one: d/dx, dy/dx, d^2y/dx^2."""
    if i + 2 < len(tokens) and tokens[i + 1].same("op", "/") and _is_differential(tokens[i + 2]):
        return True
    slash = i - 1
    while slash > 0 and _is_below(tokens[slash]):
        slash -= 1
    above = tokens[max(0, slash - 4) : max(0, slash)]
    if not tokens[slash].same("op", "/"):
        return False
    return _is_bracket_of_d(tokens, slash - 1) or any(t.kind == "word" and t.value[0] == "d" for t in above)


def _is_bracket_of_d(tokens: list[Token], at: int) -> bool:
    """Whether a round bracket that closes here follows a d, as in d(x^2)/dx and d^2(x^3)/dx^2."""
    depth = 0
    for i in range(at, 0, -1):
        depth += (tokens[i].kind == "close") - (tokens[i].kind == "open")
        if depth <= 0:
            before = [t for t in tokens[max(0, i - 3) : i] if not t.same("op", "^") and t.kind != "number"]
            return tokens[i].same("open", "(") and bool(before) and before[-1].same("word", "d")
    return False


def _is_differential(token: Token) -> bool:
    return token.kind == "word" and token.value[0] == "d" and len(token.value) > 1


def _is_below(token: Token) -> bool:
    """Whether the token may stand between the slash and a later differential, as in dx^2 dy."""
    return _is_differential(token) or token.kind == "number" or token.same("op", "^") or token.value in ("{", "}")


def integrates(tokens: list[Token], i: int) -> bool:
    """Whether an integral sign, or the word int, stands here or before, and a differential here or behind."""
    signs = any(t.same("command", "int") or (t.kind == "word" and t.value[:3] == "int") for t in tokens[: i + 1])
    return signs and any(_is_differential(t) and (len(t.value) == 2 or t.value[1:] in GREEK) for t in tokens[i:])


def integrates_over(tokens: list[Token], i: int, known: Callable[[str], bool]) -> bool:
    """Whether the word is the d of an integral and the name of a Greek or declared variable: the dtheta of int ...."""
    word = tokens[i].value
    if word[0] != "d" or not (word[1:] in GREEK or known(word[1:])):
        return False
    return any(t.same("command", "int") or (t.kind == "word" and t.value[:3] == "int") for t in tokens[:i])


def split_big_sign(tokens: list[Token], i: int) -> tuple[Token, ...] | None:
    """The big sign that a word such as int_0 or sum spells, with its lower limit; None for any other word."""
    token = tokens[i]
    if token.value == "lim" and tokens[i + 1].kind == "word" and tokens[min(i + 2, len(tokens) - 1)].same("op", "->"):
        return (token._replace(kind="command"),)
    found = _BIG.fullmatch(token.value)
    if not found or not (found[2] or tokens[i + 1].same("op", "_") or (found[1] == "int" and integrates(tokens, i))):
        return None
    at = token.start + len(found[1])
    sign = token._replace(kind="command", value=found[1], end=at)
    if not found[2]:
        return (sign,)
    kind = "number" if found[2].isdigit() else "name"
    return (sign, Token("op", "_", at, at + 1), Token(kind, found[2], at + 1, token.end))


def is_differential(r: Cursor, token: Token) -> bool:
    """Whether d[U] of text stands here; an index such as d[0], or a d that is a name, is none."""
    opening, is_index = r.ahead(), r.ahead(2).kind == "number" and r.ahead(3).same("close", "]")
    of_text = not r.latex and not r.python and token.value == "d" and not token.accents and not r.known.has("d")
    return of_text and opening.same("open", "[") and not opening.spaced and not is_index


def differential(r: Cursor) -> Term:
    """d[U]"""
    r.advance()
    r.operand = r.peek.start
    return unary(Head.DIFFERENTIAL, r.expr(POWER))
