"""Products and quotients from left to right, written with a sign or side by side, of numbers and of matrices."""

from symgrad.errors import ShapeError, SymgradError
from symgrad.notation import text
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.entrywise import between, divided, fitted, mask, sign_between
from symgrad.parsing.known import FUNCTION_LETTERS
from symgrad.parsing.levels import PRODUCT
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import chained, is_open
from symgrad.terms.build import ONE, hadamard, inner, matmul, mul, transpose
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import as_matrix, shape_text

_SIGNS = frozenset(["*", "cdot", "/", "@"])
_CROSSES = frozenset(["\\times", "×"])
_SIMPLE = frozenset(["name", "constant", "number"])
_NOT_NUMBERS = frozenset([Head.RELATION, Head.LOGIC, Head.TRUTH, Head.TUPLE])


def product(r: Cursor, left: Term) -> Term:
    """Everything from here that is multiplied or divided; ⊙, ⊗ and ⋆ are weaker than products without them."""
    term = _run(r, left)
    while (sign := sign_between(r)) is not None:
        _refuse_composition(r, sign.token, term)
        right = _run(r, r.expr(PRODUCT))
        term = between(r, sign, term, right)
    return term


def _run(r: Cursor, left: Term) -> Term:
    """Factors and divisors up to the next weaker sign."""
    first = r.peek
    parts = [_factor(r, left, first)]
    slash: Token | None = None
    while True:
        token = r.peek
        signed = token.kind == "op" and token.value in _SIGNS and not (token.value == "*" and r.ahead().same("op", "_"))
        if not signed and not r.starts_factor():
            return _flush(r, parts, first)
        if signed:
            r.advance()
        else:
            check_beside(r, slash)
            slash = None  # one note for each fraction
        right = _factor(r, r.expr(PRODUCT), token)
        if token.value == "/" and signed:
            _note_first_power(r, token, parts[-1])
            parts = [divided(r, token, _flush(r, parts, first), right)]
            slash = token
        else:
            sign = token.value if signed else ""
            _append(r, parts, right, sign, token)
            slash = None if signed else slash


def _refuse_composition(r: Cursor, sign: Token, left: Term) -> None:
    """Raise UnsupportedError for f ∘ g of two functions: the circle is an entrywise product of arrays only."""
    right = r.peek
    is_circle = r.shown(sign) in ("∘", "\\circ")
    if is_circle and left.head is Head.NAME and not left.shape and right.kind == "name":
        names = (left.data.base, right.value)
        if all(one in FUNCTION_LETTERS or r.known.is_function(one) for one in names):
            reason = "the composition of two functions is not read"
            raise r.unsupported(reason, sign, f"write {names[0]}({names[1]}(x))")


def _note_first_power(r: Cursor, slash: Token, before: Term) -> None:
    """x^1/2 is (x^1)/2, but nobody writes a first power."""
    typed = r.source.text[slash.start - 2 : slash.start]
    if before.head is Head.POWER and before.args[1] is ONE and typed == "^1":
        shown = f"{text(before.args[0])}^1"
        r.note(slash, f"{shown}/... is read as ({shown})/...; put the exponent in brackets", "the power 1/...")


def _factor(r: Cursor, term: Term, token: Token) -> Term:
    term = mask(r, term)
    if term.head in _NOT_NUMBERS:
        raise r.error("a condition or a list is not a number to calculate with", token)
    return term


def _flush(r: Cursor, parts: list[Term], token: Token) -> Term:
    return parts[0] if len(parts) == 1 else r.make(token, mul, *parts)


def _append(r: Cursor, parts: list[Term], right: Term, sign: str, token: Token) -> None:
    if not right.shape or all(part.is_scalar for part in parts):
        if sign == "@":
            raise r.unsupported(
                "'@' multiplies matrices, and this is a number", token, "write * for numbers, or declare shapes="
            )
        if r.shown(token) in _CROSSES and is_arrowed(right) and is_arrowed(parts[-1]):
            raise _crossed(r, token)
        parts.append(right)
        return
    left = next(i for i in reversed(range(len(parts))) if parts[i].shape)
    if r.shown(token) in _CROSSES and len(right.shape) == 1 and len(parts[left].shape) == 1:
        raise _crossed(r, token)
    parts[left] = times(r, token, parts[left], right, sign)


def is_arrowed(term: Term) -> bool:
    """Whether the term is a name with an arrow over it: a vector on paper."""
    return term.head is Head.NAME and "vec" in term.data.accents


def _crossed(r: Cursor, token: Token) -> SymgradError:
    return r.unsupported("the cross product of two vectors is not read", token, "write its three entries")


def times(r: Cursor, token: Token, left: Term, right: Term, sign: str) -> Term:
    """The product of two terms that are not scalars, by the sign between them."""
    if sign == "*" and r.python:
        return r.make(token, hadamard, *fitted(r, token, (left, right)))
    if sign in ("cdot", "*") and len(left.shape) == 1 and left.shape == right.shape:
        return inner(left, right)
    if r.python and len(left.shape) == 1 and as_matrix(right.shape)[0] == left.shape[0]:
        return _before(r, token, left, right)
    factors = chained((*(left.args if left.head is Head.MATMUL else (left,)), right))
    _check_chain(r, token, left, right)
    return r.make(token, matmul, *factors)


def _before(r: Cursor, token: Token, left: Term, right: Term) -> Term:
    """NumPy's v @ X of a vector (n,): v^T X, as a vector again."""
    r.note(token, "a vector before @ is a row: v @ X is v^T X")
    return matmul(transpose(left), right) if len(right.shape) == 1 else matmul(transpose(right), left)


def _check_chain(r: Cursor, token: Token, left: Term, right: Term) -> None:
    """Raise ShapeError where the sides that meet differ, with what would fit."""
    (rows, inner_left), (inner_right, columns) = as_matrix(left.shape), as_matrix(right.shape)
    if inner_left == inner_right or is_open(left) or is_open(right):
        return
    fixes = [side for side, fits in (("left", rows == inner_right), ("right", inner_left == columns)) if fits]
    hint = f"transpose the {fixes[0]} factor" if fixes else "check shapes="
    sign = f"'{r.shown(token)}'" if token.value in _SIGNS else "a product"
    reason = f"{sign} of a {shape_text(left.shape)} and a {shape_text(right.shape)}: {inner_left} is not {inner_right}"
    line, column = r.source.place(token.start)
    raise ShapeError(reason, hint=hint, column=column, line=line, text=r.source.text)


def check_beside(r: Cursor, divided: Token | None) -> None:
    """Refuse or note what is doubtful in two factors side by side."""
    left, right = r.tokens[r.i - 1], r.peek
    _refuse_beside(r, left, right)
    if divided is not None:
        said = f"a/bc is read as (a/b)c: '{_around(r, divided)}'; write brackets to divide by more"
        r.note(divided, said, "a/(bc)")
    is_fraction = right.kind == "command" and right.value.endswith("frac")
    if left.kind == "number" and is_fraction and r.ahead().kind in ("open", "number"):
        _note_mixed(r, left, right)


def _refuse_beside(r: Cursor, left: Token, right: Token) -> None:
    """Raise ParseError for neighbours that are no product."""
    pair = f"{r.shown(left)}*{r.shown(right)}"
    if r.python:
        hint = f"write {pair}" if left.kind in _SIMPLE and right.kind in _SIMPLE else "write * for a product"
        raise r.error("two values side by side", right, hint)
    if right.kind == "number" and left.kind == "number":
        is_grouped = len(right.value) == 3 and right.value.isdigit() and len(left.value) <= 3 and left.value.isdigit()
        raise r.error("two numbers side by side", right, f"write {left.value + right.value if is_grouped else pair}")
    if right.kind == "number" and not r.latex and left.kind in _SIMPLE and right.spaced:
        hint = f"write {pair} or {r.shown(left)}^{right.value}"
        raise r.error(f"the number {right.value} behind a name", right, hint)
    if "long" in (left.style, right.style) and {left.kind, right.kind} <= {"name", "constant"}:
        raise r.error("these words are no names of the formula", right, f"for a product write {pair}")


def _note_mixed(r: Cursor, left: Token, right: Token) -> None:
    """2\\frac12 is a product here."""
    digits = [t for t in r.tokens[r.i + 1 : r.i + 7] if t.kind != "open" and t.kind != "close"][:2]
    if digits and all(t.kind == "number" for t in digits[: 1 if len(digits[0].value) > 1 else 2]):
        shown = left.value
        said = f"{shown}\\frac is read as a product; write {shown}\\cdot or {shown}+ before the fraction"
        r.note(left, said, "a mixed number")


def _around(r: Cursor, sign: Token) -> str:
    text = r.source.text
    return " ".join(text[max(0, sign.start - 8) : r.peek.end].split())
