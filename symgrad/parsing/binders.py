"""Sums, products, limits and integrals: what binds a variable."""

from itertools import pairwise

from symgrad.parsing import leibniz, scripts
from symgrad.parsing.brackets import listed
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POSTFIX, SUM
from symgrad.parsing.naming import full_name
from symgrad.parsing.tokens import Token
from symgrad.terms.build import ONE, bigprod, bigsum, integral, limit, neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_SIDES = (["^", "{", "+", "}"], ["^", "{", "-", "}"], ["^", "+"], ["^", "-"], ["+"], ["-"])
_BUILDERS = {"sum": bigsum, "Sum": bigsum, "prod": bigprod, "Product": bigprod}


def big(r: Cursor, token: Token) -> Term:
    """\\sum_{i=1}^{n} and \\prod: the body is the product behind it."""
    index = lower = upper = None
    while r.peek.kind == "op" and r.peek.value in ("_", "^"):
        if r.advance().value == "_":
            index, lower = _index(r, token)
        else:
            upper = _bound(r)
    if index is None or lower is None or upper is None:
        raise r.unsupported(f"{r.shown(token)} needs both limits", token, "write \\sum_{i=1}^{n}")
    if not r.starts_factor() and not r.at("op", "-"):
        raise r.error(f"{r.shown(token)} of what?", token)
    r.bound.append(index.data.base)
    body = r.expr(SUM)
    r.bound.pop()
    return r.make(token, _BUILDERS[token.value], body, index, lower, upper)


def _bound(r: Cursor) -> Term:
    if r.latex or r.at("open", "{"):
        return scripts.exponent_argument(r)
    return r.expr(40)


def _index(r: Cursor, token: Token) -> tuple[Term, Term]:
    """i=1"""
    opening = r.peek
    if opening.kind != "open":
        index = r.shown(opening) if opening.kind == "name" else "i"
        hint = f"write \\sum_{{{index}=1}}^{{n}}" if r.latex else f"write sum_({index}=1)^n"
        raise r.unsupported("a sum is written with its index and limits", token, hint)
    r.advance()
    r.enter(opening)
    start = r.expr()
    r.leave()
    r.close(opening)
    if start.head is not Head.RELATION or start.data != ("=",) or start.args[0].head is not Head.NAME:
        sign, index = r.shown(token), start.data.plain if start.head is Head.NAME else "i"
        hint = f"write {sign}_{{{index}=1}}^{{n}}" if r.latex else f"write {sign}_({index}=1)^n"
        raise r.unsupported(f"the index is written {index}=1", opening, hint)
    return start.args[0], start.args[1]


def integral_sign(r: Cursor, token: Token) -> Term:
    """\\int_a^b f dx"""
    lower = upper = None
    while r.peek.kind == "op" and r.peek.value in ("_", "^"):
        if r.advance().value == "_":
            lower = _bound(r)
        else:
            upper = _bound(r)
    if (lower is None) != (upper is None):
        raise r.error("an integral has both limits or none", token)
    _take_differential_out(r)
    differential = _find_differential(r, token)
    r.tokens = [*r.tokens[:differential], r.tokens[differential]._replace(kind="stop"), *r.tokens[differential + 1 :]]
    r.seek(r.i)
    body = ONE if r.peek.kind == "stop" else r.expr()
    if r.peek.kind != "stop":
        r.finish()
        raise r.unexpected("the differential dx")
    r.advance()
    variable = r.peek
    data, _ = full_name(r)
    return r.make(token, integral, body, r.name_term(variable, data), lower, upper)


def _take_differential_out(r: Cursor) -> None:
    """\\int \\frac{3 dx}{x} is \\int \\frac{3}{x} dx: move the d of a fraction that ends its numerator behind it."""
    if not (r.peek.kind == "command" and r.peek.value.endswith("frac") and r.ahead().same("open", "{")):
        return
    above = _group_end(r, r.i + 1)
    end = _group_end(r, above + 1) if r.tokens[above + 1].same("open", "{") else 0
    d = above - 2
    if not end or d <= r.i + 1 or leibniz.sign_of(r, r.tokens[d]) != "d" or not leibniz.begins_name(r.tokens[d + 1]):
        return
    if leibniz.sign_of(r, r.tokens[above + 2]) == "d":
        return  # \\frac{dy}{dx} is a derivative
    left = r.tokens[r.i + 2 : d]
    if left and left[-1].kind == "op":  # 3 \\cdot dx
        left = left[:-1]
    one = Token("number", "1", r.tokens[d].start, r.tokens[d].start)
    begin, rest = r.tokens[: r.i + 2], r.tokens[above : end + 1]
    r.tokens = [*begin, *(left or [one]), *rest, *r.tokens[d:above], *r.tokens[end + 1 :]]
    r.seek(r.i)


def _group_end(r: Cursor, i: int) -> int:
    """Where the bracket that opens at this place closes, the last token if nowhere."""
    depth = 0
    while i < len(r.tokens) - 1:
        depth += (r.tokens[i].kind == "open") - (r.tokens[i].kind == "close")
        if depth == 0:
            return i
        i += 1
    return i - 1


def _find_differential(r: Cursor, token: Token) -> int:
    """Where the d of dx stands behind the integrand: the first one, or the last where d is a name too."""
    depth, behind, found = 0, 0, []
    for i in range(r.i, len(r.tokens) - 1):
        here, after = r.tokens[i], r.tokens[i + 1]
        depth += (here.kind == "open") - (here.kind == "close")
        if depth == 0 and leibniz.sign_of(r, here) == "d":
            behind = max(behind, leibniz.quotient_end(r, i))
            if i >= behind and leibniz.begins_name(after):
                found.append(i)
        if depth < 0:
            break
    if found:
        return found[-1 if r.known.has("d") else 0]
    raise r.error("the differential, such as dx, is missing", token, "write \\int x^2 \\, dx")


def limit_sign(r: Cursor, token: Token) -> Term:
    """\\lim_{x \\to 0^{+}} f"""
    if r.peek.kind == "name" and r.ahead().same("op", "->"):  # lim x->0 sin(x)/x
        variable = r.expr(POSTFIX)
        r.advance()
        minus = r.accept("op", "-")
        point = r.expr(POSTFIX)
        return limit(r.expr(SUM), variable, neg(point) if minus else point)
    if not r.accept("op", "_"):
        raise r.error("a limit needs its point", token, "write \\lim_{x \\to 0}")
    opening = r.peek
    if opening.kind != "open":
        raise r.unexpected("a bracket with the point")
    r.advance()
    side = _take_side(r)
    r.enter(opening)
    point = r.expr()
    r.leave()
    r.close(opening)
    if point.head is not Head.RELATION or point.data != ("->",) or point.args[0].head is not Head.NAME:
        raise r.error("a limit is written x \\to 0", opening)
    return limit(r.expr(SUM), point.args[0], point.args[1], side)


def _take_side(r: Cursor) -> str:
    """The sign behind the point, as in 0^{+} or 0+, taken out of the tokens."""
    depth, i = 1, r.i
    while depth and i < len(r.tokens) - 1:
        depth += (r.tokens[i].kind == "open") - (r.tokens[i].kind == "close")
        i += 1
    inside = r.tokens[: i - 1]
    for pattern in _SIDES:
        if [t.value for t in inside[-len(pattern) :]] == pattern:
            r.tokens = [*inside[: -len(pattern)], *r.tokens[i - 1 :]]
            r.seek(r.i)
            return next(sign for sign in pattern if sign in "+-")
    return ""


def _take_quoted(r: Cursor) -> str | None:
    """The side in quotes before the closing bracket, taken out of the tokens with its comma; None if there is none."""
    depth, i, comma = 1, r.i, 0
    while depth and i < len(r.tokens) - 1:
        comma = i if depth == 1 and r.tokens[i].kind == "comma" else comma
        depth += (r.tokens[i].kind == "open") - (r.tokens[i].kind == "close")
        i += 1
    side = r.tokens[i - 2]
    if side.kind != "side" or "".join(t.value for t in r.tokens[comma + 1 : i - 2]) not in ("", "dir="):
        return None
    r.tokens = [*r.tokens[:comma], *r.tokens[i - 1 :]]
    return side.value


def _call(r: Cursor, token: Token, fewest: int, most: int) -> list[Term]:
    opening = r.peek
    if not opening.same("open", "("):
        raise r.error(f"{r.shown(token)} needs its arguments in brackets", token)
    r.advance()
    if r.peek.kind in ("close", "comma"):
        raise r.error(f"an argument of {r.shown(token)} is missing", r.peek)
    args = listed(r, opening)
    if not fewest <= len(args) <= most:
        raise r.error(f"{r.shown(token)} takes {fewest} to {most} arguments, not {len(args)}", token)
    return args


def integral_call(r: Cursor, token: Token) -> Term:
    """Integral(f, x) and Integral(f, (x, a, b))."""
    body, range_ = _call(r, token, 2, 2)
    parts = range_.args if range_.head is Head.TUPLE else (range_,)
    if len(parts) not in (1, 3) or parts[0].head is not Head.NAME:
        raise r.error("an integral is taken over x or (x, a, b)", token)
    return r.make(token, integral, body, *parts)


def big_call(r: Cursor, token: Token) -> Term:
    """Sum(f, (i, 1, n)) and Product(f, (i, 1, n))."""
    bound = _range_name(r)
    r.bound.extend(bound)
    body, range_ = _call(r, token, 2, 2)
    del r.bound[len(r.bound) - len(bound) :]
    if range_.head is not Head.TUPLE or len(range_.args) != 3 or range_.args[0].head is not Head.NAME:
        raise r.error("the range is written (i, 1, n)", token)
    return r.make(token, _BUILDERS[token.value], body, *range_.args)


def _range_name(r: Cursor) -> list[str]:
    """The name that the last bracket of this call begins with: the i of Sum(f, (i, 1, n)); empty if there is none."""
    depth, found = 0, []
    for token, following in pairwise(r.tokens[r.i :]):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 2 and token.same("open", "("):
            found = [following.value] if following.kind == "name" else []
        if depth <= 0:
            break
    return found


def limit_call(r: Cursor, token: Token) -> Term:
    """Limit(f, x, 0), Limit(f, x, 0+) and SymPy's Limit(f, x, 0, "+")."""
    here = r.i
    if r.at("open", "("):
        r.advance()
    quoted = _take_quoted(r)
    side = _take_side(r) if quoted is None else quoted
    r.seek(here)
    body, variable, point = _call(r, token, 3, 3)
    if variable.head is not Head.NAME:
        raise r.error("a limit is taken in a variable", token)
    return limit(body, variable, point, side)
