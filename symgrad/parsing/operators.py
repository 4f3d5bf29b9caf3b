"""Derivatives by an operator or an index, as two notations print them: D_x[...], ∂_y∂_x[...], [...]_{xy}."""

from symgrad.parsing.cursor import Cursor
from symgrad.parsing.limits import MAX_ORDER
from symgrad.parsing.scripts import tex_argument
from symgrad.parsing.tokens import Token
from symgrad.terms.build import derivative
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


def try_operator(r: Cursor, token: Token) -> Term | None:
    """D_x[...] or ∂_x[...], the name next to the bracket first; None (and nothing passed) if it is none."""
    here, tokens, sign = r.i, r.tokens, token.value
    names: list[Term] = []
    while r.peek.value == sign and r.ahead().same("op", "_") and r.latex:
        r.advance()
        r.advance()
        index = r.peek
        if index.same("open", "{") and not r.ahead(2).same("close", "}"):
            break
        name = tex_argument(r)
        if name.head is not Head.NAME:
            break
        names += [name] * _order(r)
    if names and r.peek.same("open", "[") and len(names) <= MAX_ORDER:
        return derivative(_bracket(r), *reversed(names), partial=sign == "∂")
    r.tokens = tokens
    r.seek(here)
    return None


def _order(r: Cursor) -> int:
    """The exponent of an operator; 1 where there is none."""
    if not r.accept("op", "^"):
        return 1
    order = tex_argument(r, whole_number=True)
    return order.data if order.head is Head.INTEGER and 1 <= order.data <= MAX_ORDER else MAX_ORDER + 1


def _bracket(r: Cursor) -> Term:
    opening = r.advance()
    r.enter(opening)
    body = r.expr()
    r.leave()
    r.close(opening)
    return body


def indexed_bracket(r: Cursor, left: Term) -> Term:
    """[f]_{xy}: f differentiated in x, then in y. Raises ParseError behind anything but a square bracket."""
    token, before = r.peek, r.tokens[r.i - 1]
    if not before.same("close", "]") or not r.latex:
        raise r.error(f"'{r.shown(token)}' cannot follow here", token)
    r.advance()
    index = tex_argument(r)
    names = index.args if index.head is Head.PRODUCT else (index,)
    if any(name.head is not Head.NAME for name in names) or len(names) > MAX_ORDER:
        raise r.error("the index of a bracket names what it is differentiated by", token, "for example [x^2]_{x}")
    return derivative(left, *names, partial=len({*free_names(left), *names}) > 1)
