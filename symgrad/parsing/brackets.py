"""What stands between brackets and bars: groups, lists, absolute values, norms, evaluation bars."""

from itertools import pairwise

from symgrad.parsing.commands import PARTNER
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POSTFIX
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import alike
from symgrad.terms.build import call, evaluated, inner, matrix, tuple_of, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_FENCES = {"⌊": "floor", "⌈": "ceil"}


def bracket(r: Cursor, token: Token) -> Term:
    """What stands between brackets of any kind."""
    if token.value == "{" and r.ahead(2).same("close", "}") and r.ahead(3).same("op", "_"):
        return _braced_name(r)
    r.advance()
    if token.value == "\\{" and r.at("command", "begin") and r.peek.style == "array":
        r.seek(r.i)
        r.tokens[r.i] = r.peek = r.peek._replace(style="array of cases")
    if token.value in _FENCES:
        return call(_FENCES[token.value], closed(r, token))
    if token.value in ("|", "‖"):
        return fenced_bars(r, token)
    if token.value == "⟨":
        return _angled(r, token)
    if token.value == ".":
        return _invisible(r, token)
    is_row = r.peek.same("open", "[") and r.operand != token.start
    parts = listed(r, token)
    if is_row and len(parts) == 1 and parts[0].head is Head.MATRIX and parts[0].data[1] == 1:
        return matrix([list(parts[0].args)])
    if token.value == "[":
        return _square(r, token, parts)
    if len(parts) == 1:
        return parts[0]
    if token.value != "(":
        raise r.error("a list stands in round or square brackets", token)
    return tuple_of(*parts)


def _braced_name(r: Cursor) -> Term:
    """{g}_{k} is g_{k}."""
    r.tokens = [*r.tokens[: r.i], r.tokens[r.i + 1], *r.tokens[r.i + 3 :]]
    r.seek(r.i)
    return r.expr(POSTFIX)


def listed(r: Cursor, token: Token) -> list[Term]:
    """Expressions between commas, up to the closing bracket."""
    r.enter(token)
    parts = [r.expr()]
    while r.peek.kind == "comma" and _is_list(r, token):
        r.advance()
        if r.python and r.peek.kind == "close":  # Python's (x,) is a list of one
            r.leave()
            r.close(token)
            return [tuple_of(*parts)]
        parts.append(r.expr())
    r.leave()
    r.close(token)
    return parts


def _is_list(r: Cursor, token: Token) -> bool:
    return token.value in ("(", "[", "\\{", "⟨")


def closed(r: Cursor, token: Token) -> Term:
    """One expression up to the closing bracket; the opening one was passed."""
    r.enter(token)
    term = r.expr()
    r.leave()
    r.close(token)
    return term


def _square(r: Cursor, token: Token, parts: list[Term]) -> Term:
    """[condition] is 1 or 0, [a, b] a vector, [[a, b], [c, d]] and [[a, b]] matrices, [a] a bracket."""
    if len(parts) == 1:
        is_condition = parts[0].head in (Head.RELATION, Head.LOGIC)
        return unary(Head.INDICATOR, parts[0]) if is_condition else parts[0]
    if all(part.head is Head.MATRIX for part in parts):
        rows = [list(part.args) for part in parts]
        if any(len(row) != len(rows[0]) for row in rows):
            raise r.error("the rows of this matrix have different lengths", token)
        return matrix(rows)
    for part in parts:
        if part.head in (Head.RELATION, Head.LOGIC, Head.TUPLE) or part.shape:
            raise r.error("the entries of a vector are numbers", token)
    return matrix([[part] for part in parts])


def _angled(r: Cursor, token: Token) -> Term:
    """<a, b>: the inner product of two vectors, or a vector of numbers."""
    parts = listed(r, token)
    if len(parts) == 2 and parts[0].shape:
        return r.make(token, inner, *alike(parts))
    if len(parts) == 2 and not parts[1].shape and {Head.NAME} == {part.head for part in parts}:
        pair = ", ".join(part.data.plain for part in parts)
        text = f"⟨{pair}⟩ is read as the vector of two numbers; for an inner product declare shapes"
        r.note(token, text, "the inner product")
    if len(parts) == 1:
        raise r.error("angle brackets hold a vector or an inner product", token)
    return _square(r, token, parts)


def bars(r: Cursor, token: Token) -> Term:
    """|x| with bars that do not say on which side they stand."""
    r.advance()
    touching = r.at("bar", token.value) and token.value == "|" and r.peek.start == token.end
    if touching and _closes_twice(r):
        return _double_bars(r, token)
    return fenced_bars(r, token)


def _closes_twice(r: Cursor) -> bool:
    """Whether the next bars of this level are two again, as in ||x||, and not one, as in ||x| - 1|."""
    depth = 0
    for token, following in pairwise(r.tokens[r.i + 1 :]):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth < 0 or (depth == 0 and token.kind == "bar"):
            return not (token.kind == "bar" and not following.same("bar", "|"))
    return True


def _double_bars(r: Cursor, token: Token) -> Term:
    r.advance()
    r.enter(token, "|")
    term = r.expr()
    r.leave()
    for _ in range(2):
        if not r.accept("bar", "|"):
            raise r.error("'||' is never closed", token, "add ||")
    return norm(r, term, token)


def fenced_bars(r: Cursor, token: Token) -> Term:
    """Absolute value, determinant, norm; the opening bar was passed."""
    r.enter(token, token.value if token.kind == "bar" else "")
    term = r.expr()
    r.leave()
    r.close(token)
    if token.value == "‖":
        return norm(r, term, token)
    if term.shape:
        square = len(term.shape) == 2
        return r.make(token, unary, Head.DETERMINANT, term) if square else norm(r, term, token)
    return call("abs", term)


def norm(r: Cursor, term: Term, token: Token) -> Term:
    """A norm with its index, the Euclidean or Frobenius one if there is none."""
    kind = "F" if len(term.shape) == 2 else "2"
    if r.accept("op", "_"):
        kind = _norm_index(r)
    return unary(Head.NORM, term, kind)


def _norm_index(r: Cursor) -> str:
    braced = r.accept("open", "{")
    token = r.advance()
    kind = {"1": "1", "2": "2", "F": "F", "oo": "inf"}.get(token.value)
    if kind is None:
        raise r.error("the index of a norm is 1, 2, F or infinity", token)
    if braced and not r.accept("close", "}"):
        raise r.unexpected("'}'")
    return kind


def _invisible(r: Cursor, token: Token) -> Term:
    """\\left. f \\right|_{x=3}: the value where x = 3."""
    r.enter(token)
    term = r.expr()
    r.leave()
    closing = r.advance()
    if closing.kind != "close":
        raise r.error("'\\left.' is never closed", token, f"add \\right{PARTNER['|']}")
    if closing.value != "|":
        return term
    return evaluated_at(r, term, closing)


def is_evaluation(r: Cursor) -> bool:
    """Whether the bar here is one of evaluation: |_{x=3}."""
    if not (r.ahead().same("op", "_") and r.ahead(2).same("open", "{")):
        return False
    i = r.i + 3
    while r.tokens[i].kind in ("name", "number", "op", "word") and not r.tokens[i].same("op", "="):
        i += 1
    return r.tokens[i].same("op", "=")


def evaluated_at(r: Cursor, body: Term, bar: Token) -> Term:
    """The index of an evaluation bar."""
    if not r.accept("op", "_"):
        raise r.error("the point should follow the bar", bar, "write _{x=3}")
    braced = r.peek
    if not r.accept("open", "{"):
        raise r.unexpected("'{'")
    r.enter(braced)
    bindings: list[Term] = []
    while True:
        one = r.expr()
        if one.head is not Head.RELATION or one.data != ("=",) or one.args[0].head is not Head.NAME:
            raise r.error("the point is written name = value", braced, "write _{x=3}")
        bindings.extend(one.args)
        if r.peek.kind != "comma":
            break
        r.advance()
    r.leave()
    r.close(braced)
    return evaluated(body, *bindings)
