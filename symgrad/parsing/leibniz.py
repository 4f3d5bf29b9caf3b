"""Inert derivatives in Leibniz's notation: d/dx, dy/dx and partial signs; the gradient sign; differentials."""

from typing import NamedTuple

from symgrad.parsing.commands import ACCENT_COMMANDS
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POWER, SUM
from symgrad.parsing.limits import MAX_ORDER
from symgrad.parsing.naming import full_name
from symgrad.parsing.operators import try_operator
from symgrad.parsing.scripts import tex_argument
from symgrad.parsing.tokens import Token
from symgrad.terms.build import apply, derivative, gradient, indexed, unary
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term

_NAME_KINDS = frozenset(["name", "constant", "font"])


class Quotient(NamedTuple):
    """A quotient of differentials that was read: its sign, the names below, and where the body stands above."""

    partial: bool
    order: int
    names: tuple[Term, ...]
    body: Term | None


def sign_of(r: Cursor, token: Token) -> str:
    """`d` or `∂` if the token is such a sign. Also a declared d: above and below a bar it would cancel."""
    if token.kind == "op" and token.value == "∂":
        return "∂"
    if token.kind == "styled" and token.value == "d" and token.style != "text":
        return "d"
    is_d = token.kind == "name" and token.value == "d" and not token.accents and not r.python
    return "d" if is_d else ""


def begins_name(token: Token) -> bool:
    """Whether a name may begin here."""
    return (
        token.kind in _NAME_KINDS
        or (token.kind == "command" and token.value in ACCENT_COMMANDS)
        or (token.kind == "styled" and token.value != "d")
    )


def try_leibniz(r: Cursor, token: Token) -> Term | None:
    """d/dx[...] or dy/dx written on the line; None (and nothing passed) if it is none."""
    if token.value != "d" or sign_of(r, token) != "d":
        return None
    return _inline(r, token)


def leibniz(r: Cursor, token: Token) -> Term:
    """What begins with a partial sign."""
    if r.ahead().same("op", "_"):
        return try_operator(r, token) or _slots(r, token)
    term = _inline(r, token)
    if term is None:
        raise r.error("a partial sign stands in a quotient such as ∂L/∂w", token)
    return term


def _inline(r: Cursor, token: Token) -> Term | None:
    here, tokens = r.i, r.tokens
    sign = sign_of(r, token)
    r.advance()
    order = _order(r) if _has_order(r) else 0
    body = _above(r, sign) if order else None
    if order and r.at("op", "/") and sign_of(r, r.ahead()) == sign and begins_name(r.ahead(2)):
        r.advance()
        names = _below(r, sign)
        if names is not None:
            return _finished(r, token, Quotient(sign == "∂", order, names, body))
    r.tokens = tokens
    r.seek(here)
    return None


def _above(r: Cursor, sign: str) -> Term | None:
    """What stands behind the sign above the bar: a name, or a bracket as in d(x^2)/dx; None for neither."""
    if begins_name(r.peek):
        return _plain_body(r)
    slash = _closing(r, r.i) + 1
    following = (*r.tokens, r.tokens[-1], r.tokens[-1])[slash : slash + 3]
    if not r.at("open", "(") or len(following) < 3 or not following[0].same("op", "/"):
        return None
    if sign_of(r, following[1]) != sign or not begins_name(following[2]):
        return None
    return r.expr(POWER)


def _plain_body(r: Cursor) -> Term:
    return _name_or_entry(r)


def _name_or_entry(r: Cursor) -> Term:
    """A name; with an index that a sum around binds, an entry."""
    token = r.peek
    data, indices = full_name(r)
    base = r.name_term(token, data)
    return indexed(base, *indices) if indices else base


def _has_order(r: Cursor) -> bool:
    """Whether a whole number or nothing at all stands as an exponent here."""
    braced = r.ahead().same("open", "{")
    number = r.ahead(2) if braced else r.ahead()
    is_whole = number.kind == "number" and number.value.isdigit() and (not braced or r.ahead(3).same("close", "}"))
    return is_whole or not r.at("op", "^")


def _order(r: Cursor) -> int:
    """The exponent of a sign or of a name below it; 1 if there is none."""
    if not r.at("op", "^"):
        return 1
    braced = r.ahead().same("open", "{")
    number = r.ahead(2) if braced else r.ahead()
    if not _has_order(r):
        hint = "write an upper index in brackets: w^{(l)}"
        raise r.unsupported("the order of a derivative is a whole number", number, hint)
    r.seek(r.i + (4 if braced else 2))
    if int(number.value) > MAX_ORDER:
        raise r.source.limit(f"a derivative of an order beyond {MAX_ORDER}", number.start)
    return int(number.value)


def _below(r: Cursor, sign: str, most: int = MAX_ORDER) -> tuple[Term, ...] | None:
    """The names under the bar, each as often as its exponent says."""
    names: list[Term] = []
    while len(names) < most and sign_of(r, r.peek) == sign and begins_name(r.ahead()):
        r.advance()
        names.extend([_name_or_entry(r)] * _order(r))
    return tuple(names) or None


def quotient_end(r: Cursor, i: int) -> int:
    """Where the quotient dy/dx on the line ends whose upper d stands at this place; 0 if none stands there."""
    here, tokens = r.i, r.tokens
    r.seek(i + 1)
    order = _order(r) if _has_order(r) else 0
    if begins_name(r.peek):
        full_name(r)
    end = 0
    if order and r.at("op", "/") and sign_of(r, r.ahead()) == "d":
        r.advance()
        count = len(_below(r, "d", order) or ())
        end = r.i if count == order else 0
    r.tokens = tokens
    r.seek(here)
    return end


def fraction(r: Cursor, token: Token) -> Term | None:
    """\\frac{d}{dx}, \\frac{dy}{dx}; None (and nothing passed) if the fraction is an ordinary one."""
    braced = r.at("open", "{")
    first = r.ahead() if braced else r.peek
    sign = sign_of(r, first)
    if not sign or not _differential_below(r, sign):
        return None
    here, tokens = r.i, r.tokens
    r.seek(here + 1 + braced)
    order = _order(r)
    body = None
    if braced:
        _declare_called(r)
        body = None if r.at("close", "}") else r.expr(SUM)
        if not r.accept("close", "}"):
            raise r.unexpected("'}'")
    opening = r.advance()
    names = _below(r, sign)
    if names is None or not r.at("close", "}") or opening.value != "{":
        r.tokens = tokens
        r.seek(here)
        return None
    r.advance()
    return _finished(r, token, Quotient(sign == "∂", order, names, body))


def _declare_called(r: Cursor) -> None:
    """In \\frac{dy(x)}{dx} y is a function, also in the rest of the input."""
    if r.peek.kind == "name" and r.ahead().same("open", "(") and r.ahead(2).kind == "name":
        r.known.functions.add(r.peek.value)


def _differential_below(r: Cursor, sign: str) -> bool:
    """Whether the denominator begins with the sign and a name."""
    i, depth = r.i, 0
    while i < len(r.tokens) - 1:
        depth += (r.tokens[i].value == "{") - (r.tokens[i].value == "}")
        i += 1
        if depth == 0:
            break
    opening, first, name = (*r.tokens, r.tokens[-1], r.tokens[-1])[i : i + 3]
    return opening.same("open", "{") and sign_of(r, first) == sign and begins_name(name)


def _finished(r: Cursor, token: Token, read: Quotient) -> Term:
    if read.order != len(read.names):
        raise r.error(f"the orders above ({read.order}) and below ({len(read.names)}) differ", token)
    body = read.body if read.body is not None else _operand(r, token)
    return derivative(body, *reversed(read.names), partial=read.partial)


def _operand(r: Cursor, token: Token) -> Term:
    """What an operator d/dx acts on: its square bracket, or the product behind it."""
    first = r.peek
    r.operand = first.start
    if first.kind == "open" and first.value == "[":
        return r.expr(POWER)
    if not r.starts_factor():
        raise r.error("what is to be differentiated?", token, f"write {r.typed(token)}[...]")
    begin = r.i
    body = r.expr(SUM)
    if first.same("open", "(") and _closing(r, begin) < r.i - 1 and body.head is not Head.POWER:
        r.note(
            first,
            f"{r.typed(token)} is read as the derivative of the whole product; square brackets say what is meant",
            "the derivative of the bracket only",
        )
    return body


def _closing(r: Cursor, i: int) -> int:
    depth = 0
    while i < len(r.tokens):
        depth += (r.tokens[i].kind == "open") - (r.tokens[i].kind == "close")
        if depth == 0:
            break
        i += 1
    return i


def _slots(r: Cursor, token: Token) -> Term:
    """\\partial_{1}\\partial_{2}^{2} f(u, v): partials by the number of the argument."""
    orders: dict[int, int] = {}
    while r.peek.kind == "op" and r.peek.value == "∂":
        r.advance()
        if not r.accept("op", "_"):
            raise r.unexpected("the number of an argument")
        slot = tex_argument(r, whole_number=True) if r.latex or r.at("open", "{") else r.expr(POWER)
        if slot.head is Head.NAME and not orders:
            order = _order(r)
            return derivative(_operand(r, token), *[slot] * order, partial=True)  # ∂_x f
        if slot.head is not Head.INTEGER or not 1 <= slot.data <= 99:
            raise r.unsupported("∂ with an index counts arguments: ∂_1 f(u, v)", token, "write ∂f/∂x")
        orders[slot.data] = orders.get(slot.data, 0) + _order(r)
    first = r.peek
    term = r.expr(POWER)
    if term.head is not Head.APPLY or max(orders) > len(term.args):
        raise r.error("behind ∂_1 a function and its arguments should stand", first)
    counts = tuple(orders.get(i + 1, 0) for i in range(len(term.args)))
    return apply(Applied(term.data.name, counts), *term.args)


def nabla(r: Cursor, token: Token) -> Term:
    """The gradient of what follows, in the names of its index if it has one."""
    r.advance()
    names: list[Term] = []
    if r.accept("op", "_"):
        names = _nabla_names(r)
    if r.peek.kind == "op" and r.peek.value in ("^", "cdot", "*"):
        raise r.unsupported("only the gradient of a function is read with ∇", token)
    if not r.starts_factor():
        raise r.error("the gradient of what?", token, "write ∇f")
    _declare_called(r)
    r.operand = r.peek.start
    return gradient(r.expr(POWER - 1), *names)


def _nabla_names(r: Cursor) -> list[Term]:
    opening = r.peek
    if not r.accept("open", "{"):
        return [_plain_body(r)]
    names = [_plain_body(r)]
    while r.peek.kind == "comma":
        r.advance()
        names.append(_plain_body(r))
    r.close(opening)
    return names


def upright_d(r: Cursor, token: Token) -> Term:
    """\\mathrm{d}: a quotient of differentials, or one differential."""
    term = _inline(r, token)
    if term is not None:
        return term
    r.advance()
    if not r.starts_factor():
        raise r.error("a differential of what?", token)
    return unary(Head.DIFFERENTIAL, r.expr(POWER))
