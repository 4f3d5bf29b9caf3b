"""Arguments of functions: in brackets, or bare as in \\sin 2x."""

from symgrad.parsing.brackets import listed
from symgrad.parsing.commands import ACCENT_COMMANDS, BLOCKS
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.known import FUNCTION_LETTERS
from symgrad.parsing.levels import POWER
from symgrad.parsing.tokens import Token
from symgrad.terms.build import array, call, mul
from symgrad.terms.functions import Function, spelled
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: functions of several numbers -> what they are of one array
_EXTREMES = {"max": "largest", "min": "smallest"}
_BRACKETS = frozenset(["(", "[", "{", "\\{"])


def arguments(r: Cursor, what: str) -> list[Term]:
    """The arguments in the bracket that opens here."""
    opening = r.advance()
    if r.peek.kind in ("close", "comma"):
        raise r.error(f"an argument of {what} is missing", r.peek)
    return listed(r, opening)


def counted(r: Cursor, token: Token, fewest: int, most: int | None = None) -> list[Term]:
    """The arguments in brackets of a form: `fewest`, or up to `most`."""
    opening = r.peek
    if opening.kind != "open":
        raise r.error(f"{r.shown(token)} needs its arguments in brackets", token, f"write {r.shown(token)}(...)")
    r.advance()
    if r.peek.kind in ("close", "comma"):
        raise r.error(f"an argument of {r.shown(token)} is missing", r.peek)
    args = listed(r, opening)
    if len(args) < fewest or len(args) > (most or fewest):
        wanted = str(fewest) if most in (None, fewest) else f"{fewest} to {most}"
        raise r.error(f"{r.shown(token)} takes {wanted} arguments, not {len(args)}", token)
    return args


def unwrap(r: Cursor) -> None:
    """Take away the braces around a bracket, as in f{\\left(x \\right)}: SymPy prints calls so."""
    if not (r.latex and r.at("open", "{") and r.ahead().same("open", "(")):
        return
    depth, i = 0, r.i + 1
    while i < len(r.tokens) - 1:
        depth += (r.tokens[i].kind == "open") - (r.tokens[i].kind == "close")
        i += 1
        if depth == 0:
            break
    if r.tokens[i].same("close", "}"):
        r.tokens = [*r.tokens[: r.i], *r.tokens[r.i + 1 : i], *r.tokens[i + 1 :]]
        r.seek(r.i)


def checked_call(r: Cursor, token: Token, record: Function, args: list[Term]) -> Term:
    """A known function of these arguments, if their number is right."""
    if record.id in _EXTREMES and len(args) == 1 and args[0].shape:
        return array(_EXTREMES[record.id], args[0])
    fewest, most = record.arity
    if not fewest <= len(args) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}" if most < 99 else f"at least {fewest}"
        raise r.error(f"{r.shown(token)} takes {wanted} argument{'s' * (most > 1)}, not {len(args)}", token)
    for arg in args:
        if arg.head in (Head.RELATION, Head.LOGIC, Head.TUPLE):
            raise r.error(f"a condition or a list is no argument of {r.shown(token)}", token)
    return r.make(token, call, record.id, *args)


def function_arguments(r: Cursor, token: Token, record: Function) -> list[Term]:
    """Arguments in brackets, or a bare argument where the function allows one."""
    unwrap(r)
    opening = r.peek
    if opening.kind == "open" and opening.value in _BRACKETS:
        return arguments(r, r.shown(token))
    if r.python or record.arity[0] > 1 or not (record.bare or r.latex):
        raise r.error(f"{r.shown(token)} needs its argument in brackets", token, f"write {r.shown(token)}(x)")
    return [bare_argument(r, token)]


def bare_argument(r: Cursor, token: Token) -> Term:
    """The run of names, numbers and powers up to the next function, +, -, / or dot."""
    if not r.starts_factor() and r.peek.kind != "styled":
        if r.peek.kind == "op" and r.peek.value == "-":
            raise r.error(
                f"{r.shown(token)} needs brackets around a negative argument", r.peek, f"write {r.shown(token)}(-...)"
            )
        raise r.error(f"the argument of {r.shown(token)} is missing", token)
    factors: list[Term] = []
    while True:
        first = r.peek
        r.enter(token, r.bars[-1])
        factors.append(r.expr(POWER - 1))
        r.leave()
        if not _runs_on(r, first, factors):
            break
    if r.at("op", "/"):
        r.note(
            r.peek,
            f"{r.typed(token)}/... is read as ({r.typed(token)})/...; write brackets around a longer argument",
            "the quotient as the argument",
        )
    return r.make(token, mul, *factors)


def _runs_on(r: Cursor, first: Token, factors: list[Term]) -> bool:
    """Whether the next factor still belongs to the bare argument."""
    token = r.peek
    if first.kind not in ("number", "name", "constant", "styled", "font") and not _is_plain_command(first, factors[-1]):
        return False
    if token.kind == "constant" and token.value == "e" and r.ahead().same("op", "^"):
        return False
    if token.kind in ("name", "constant", "number", "font"):
        return not (token.kind == "name" and _begins_call(r, token))
    if token.kind == "styled":
        return spelled(token.value) is None and token.style != "text"
    is_form = token.kind == "command" and token.value not in BLOCKS
    numeric = all(f.head in (Head.INTEGER, Head.DECIMAL, Head.CONSTANT) for f in factors)
    return is_form and (
        token.value in ACCENT_COMMANDS or (numeric and token.value in ("frac", "sqrt", "dfrac", "tfrac"))
    )


def _is_plain_command(first: Token, factor: Term) -> bool:
    if first.kind != "command":
        return False
    return first.value in ACCENT_COMMANDS or (
        factor.head is Head.QUOTIENT and all(a.head is Head.INTEGER for a in factor.args)
    )


def _begins_call(r: Cursor, token: Token) -> bool:
    """Whether this name is a function with its bracket, which ends a bare argument."""
    return (token.value in FUNCTION_LETTERS | {"sigma"} and r.ahead().same("open", "(")) or r.known.is_function(
        token.value
    )
