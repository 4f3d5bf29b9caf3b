"""Tokens of the whole input to rows: what separates them, and which names their left sides define."""

from symgrad.parsing.tokens import LATEX, Token
from symgrad.parsing.trouble import Source

_CONDITION_SIGNS = frozenset(["<", "<=", ">", ">=", "!="])
_JOINING = frozenset(["+", "-", "*", "cdot", "/", "^", "=", "<", "<=", ">", ">=", "!=", ":=", "<-", "@", "⊙", "≈"])


def split_rows(tokens: list[Token], source: Source, syntax: str) -> list[list[Token]]:
    """The rows of the input, each with an `end` token; layout and alignment marks are gone. Empty rows are left out."""
    _check_layout(tokens, source)
    signed = any(t.kind == "layout" or (t.kind == "row" and t.value == "\\\\") for t in tokens) and syntax == LATEX
    rows: list[list[Token]] = [[]]
    depth = blocks = 0
    for i, token in enumerate(tokens):
        depth += (token.kind == "open") - (token.kind == "close")
        blocks += token.same("command", "begin") - (token.kind == "endblock")
        outside = depth <= 0 and blocks <= 0
        if token.kind == "layout" or (token.kind == "align" and signed and outside):
            continue
        if token.kind == "comma" and outside and _is_condition(tokens, i, rows[-1]):
            rows[-1].append(token._replace(kind="annotation"))
            continue
        if (token.kind == "row" and _is_break(tokens, i, rows[-1], outside, signed, source)) or (
            token.kind == "comma" and outside and _separates(tokens, i, rows[-1])
        ):
            rows.append([])
        elif token.kind != "row" or (token.value == "\\\\" and not outside):
            rows[-1].append(token)
    end = tokens[-1]
    filled = [_trimmed(row, syntax) for row in rows]
    return [[*row, _end(row, end)] for row in filled if row]


def _trimmed(row: list[Token], syntax: str) -> list[Token]:
    """The row without the comma that ends it on a page."""
    row = [token for token in row if token.kind != "end"]
    while len(row) > 1 and row[-1].kind == "comma" and syntax == LATEX:
        row.pop()
    return row


def _end(row: list[Token], end: Token) -> Token:
    return end._replace(start=row[-1].end, end=row[-1].end)


def _is_break(tokens: list[Token], i: int, row: list[Token], outside: bool, signed: bool, source: Source) -> bool:
    """Whether the separator here ends a row."""
    token = tokens[i]
    if not outside:
        if token.value == ";":
            raise source.error("';' separates formulas, and here a bracket is still open", token.start)
        return False
    if token.value != "\n":
        return True
    return not signed and not _joins(tokens, i, row)


def _joins(tokens: list[Token], i: int, row: list[Token]) -> bool:
    """Whether a formula goes on in the next line."""
    if row and row[-1].kind in ("op", "comma") and (row[-1].value in _JOINING or row[-1].kind == "comma"):
        return True
    following = next((t for t in tokens[i + 1 :] if t.kind != "row"), tokens[-1])
    return bool(row) and following.kind == "op" and following.value in _JOINING


def _separates(tokens: list[Token], i: int, row: list[Token]) -> bool:
    """Whether a comma stands between two equations."""
    if not any(t.same("op", "=") for t in row):
        return False
    depth = 0
    for token in tokens[i + 1 :]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.kind in ("comma", "row", "end"):
            return False
        if depth == 0 and token.same("op", "="):
            return True
    return False


def _is_condition(tokens: list[Token], i: int, row: list[Token]) -> bool:
    """Whether a comma stands between a formula and its condition: f(x) = ln x, x > 0."""
    signs, depth = set(), 0
    for token in tokens[i + 1 :]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.kind in ("comma", "row", "end", "annotation"):
            break
        if depth == 0 and token.kind == "op":
            signs.add(token.value)
    return bool(signs & _CONDITION_SIGNS) and "=" not in signs and bool(row)


def _check_layout(tokens: list[Token], source: Source) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "layout":
            continue
        if token.value == "begin":
            opened.append(token)
        elif not opened or opened[-1].style != token.style:
            raise source.error(f"\\end{{{token.style}}} without its \\begin", token.start)
        else:
            opened.pop()
    if opened:
        one = opened[-1]
        raise source.error(f"\\begin{{{one.style}}} is never ended", one.start, f"add \\end{{{one.style}}}")


def left_side(row: list[Token]) -> list[Token] | None:
    """The tokens before the first `=` or `:=` outside brackets, if there is one."""
    depth = 0
    for i, token in enumerate(row):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.kind == "op" and token.value in ("=", ":="):
            return row[:i]
        if token.kind == "op" and token.value in ("<-", "<", ">", "<=", ">=", "!=", "≈"):
            return None
    return None


def is_parameters(tokens: list[Token]) -> bool:
    """Whether the tokens are one bracket with names and commas in it."""
    inside = tokens[1:-1]
    return (
        len(tokens) >= 3
        and tokens[0].kind == "open"
        and tokens[0].value == "("
        and tokens[-1].kind == "close"
        and all(
            t.kind in ("word", "name", "comma", "number", "constant", "styled") or t.value in ("_", "{", "}")
            for t in inside
        )
        and not any(t.kind == "number" and i == 0 for i, t in enumerate(inside))
    )
