"""Environments that are an expression: cases and matrices."""

from symgrad.parsing.commands import MATRICES
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.tokens import Token
from symgrad.terms.build import TRUE, matrix, piecewise, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_CONDITIONS = frozenset([Head.RELATION, Head.LOGIC, Head.TRUTH])


def block(r: Cursor, token: Token) -> Term:
    """The environment that begins here."""
    r.advance()
    r.enter(token)
    term = _cases(r, token) if "cases" in token.style else _matrix(r, token)
    r.leave()
    closing = r.advance()
    if closing.kind != "endblock":
        raise r.error(f"\\begin{{{token.style}}} is never ended", token, f"add \\end{{{token.style}}}")
    if closing.style != token.style.removesuffix(" of cases"):
        raise r.error(f"\\end{{{closing.style}}} does not end \\begin{{{token.style}}}", closing)
    return term


def _ends(r: Cursor) -> bool:
    return r.peek.kind in ("endblock", "end")


def _cases(r: Cursor, token: Token) -> Term:
    cases: list[tuple[Term, Term]] = []
    while not _ends(r):
        first = r.peek
        value = r.expr()
        if value.head in _CONDITIONS:
            raise r.error("a case gives a number", first)
        cases.append((value, _condition(r, token)))
        if r.peek.kind != "row":
            break
        r.advance()
    if not cases:
        raise r.error("cases without a row", token)
    return r.make(token, piecewise, *cases)


def _condition(r: Cursor, token: Token) -> Term:
    """What stands behind the value: `& x > 0`, `& \\text{if } x > 0`, `& \\text{otherwise}`."""
    while r.peek.kind in ("comma", "align"):
        r.advance()
    if r.peek.kind == "annotation":
        word = r.advance().value
        if word in ("otherwise", "else", "elsewhere"):
            _pass_end(r)
            return TRUE
    if _ends(r) or r.peek.kind == "row":
        raise r.error("this case has no condition", r.peek, "write & x > 0, or & \\text{otherwise}")
    first = r.peek
    condition = r.expr()
    if condition.head not in _CONDITIONS:
        raise r.error("a condition such as x > 0 should stand here", first)
    _pass_end(r)
    return condition


def _pass_end(r: Cursor) -> None:
    while r.peek.kind == "comma":
        r.advance()


def _matrix(r: Cursor, token: Token) -> Term:
    rows: list[list[Term]] = [[]]
    while not _ends(r):
        rows[-1].append(r.expr())
        if r.peek.kind == "align":
            r.advance()
        elif r.peek.kind == "row":
            r.advance()
            if not _ends(r):
                rows.append([])
        else:
            break
    if not rows[0]:
        raise r.error("a matrix without entries", token)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise r.error(f"row {number} of this matrix has {len(row)} entries, the first has {len(rows[0])}", token)
    term = r.make(token, matrix, rows)
    fence = MATRICES.get(token.style, "")
    if fence == "|":
        return r.make(token, unary, Head.DETERMINANT, term)
    return unary(Head.NORM, term, "F") if fence == "‖" else term
