"""Known functions: powers written on them, inverses, logarithms with a base, root signs."""

from symgrad.parsing import forms
from symgrad.parsing.arguments import checked_call, function_arguments
from symgrad.parsing.arrays import array_call
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POWER
from symgrad.parsing.naming import base_name
from symgrad.parsing.primes import of_function
from symgrad.parsing.scripts import exponent_argument, primes, tex_argument
from symgrad.parsing.spellings import ARRAY_NAMES, FORM_NAMES
from symgrad.parsing.tokens import Token
from symgrad.settings import current
from symgrad.terms.build import ONE, TWO, integer, neg, power, root
from symgrad.terms.functions import Function, spelled
from symgrad.terms.functions import function as known
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: functions whose superscript -1 means the inverse function
_INVERSES = {
    name: f"a{name}" for name in "sin cos tan sec csc cot sinh cosh tanh sech csch coth".split()
}  # fmt: skip


def function(r: Cursor, token: Token) -> Term:
    """A known function: its power, index and argument."""
    r.advance()
    word = token.value
    if word in ARRAY_NAMES:
        return array_call(r, token)
    if word in FORM_NAMES or word in forms.FORMS:
        return forms.form(r, token, word)
    record = spelled(word)
    if record is None:
        raise r.unsupported(f"{word} is not read yet", token)
    if record.id == "log":
        return logarithm(r, token)
    return raised_call(r, token, record)


def raised_call(r: Cursor, token: Token, record: Function) -> Term:
    """f(u), f^2 u as (f(u))^2, and f^{-1} u as the inverse function."""
    order = primes(r) if record.arity[0] == 1 and not r.python else 0
    if order:
        (argument,) = function_arguments(r, token, record)
        return of_function(record.id, argument, order)
    exponent = function_exponent(r)
    if exponent is not None and _is_minus_one(exponent):
        inverse = spelled(_INVERSES.get(record.id, ""))
        if inverse is None:
            raise r.error(f"{r.shown(token)}^-1 can mean the inverse or 1/{r.shown(token)}", token, "write out which")
        r.note(
            token,
            f"{r.shown(token)}^-1 is read as {inverse.id}, the inverse function; write which is meant",
            f"1/{record.id}",
        )
        return checked_call(r, token, inverse, function_arguments(r, token, inverse))
    term = checked_call(r, token, record, function_arguments(r, token, record))
    return term if exponent is None else power(term, exponent)


def function_exponent(r: Cursor) -> Term | None:
    """The exponent between a function and its argument."""
    if not r.at("op", "^"):
        return None
    r.advance()
    if r.latex or r.at("open", "{"):
        return exponent_argument(r)
    minus = r.accept("op", "-")
    token = r.peek
    if token.kind not in ("number", "name") and not token.same("open", "("):
        raise r.unexpected("an exponent")
    term = r.expr(POWER) if token.kind != "name" else r.name_term(token, base_name(r))
    return neg(term) if minus else term


def _is_minus_one(term: Term) -> bool:
    return term.head is Head.NEGATION and term.args[0] is ONE


def logarithm(r: Cursor, token: Token) -> Term:
    """Logarithms: natural unless a base stands below, beside or in the name."""
    base = _log_base(r)
    exponent = function_exponent(r)
    base = base or _log_base(r)
    if exponent is not None and _is_minus_one(exponent):
        raise r.error("log^-1 can mean the exponential or 1/log", token, "write out which")
    args = function_arguments(r, token, known("log"))
    if base is not None and len(args) == 1:
        args.append(base)
    elif len(args) == 1 and token.value == "log" and not (r.python or token.style == "module"):  # np.log is natural
        args.extend(_usual_base(r, token))
    term = checked_call(r, token, known("log"), args)
    return term if exponent is None else power(term, exponent)


def _usual_base(r: Cursor, token: Token) -> tuple[Term, ...]:
    """The base that the settings give a plain log: none for the natural one."""
    base = current().log_base
    says = "the natural logarithm" if base == "e" else f"the logarithm to base {base}"
    r.note(
        token, f"log is read as {says}; for another base write ln, log_2, log10 or lg", "the logarithm to another base"
    )
    return () if base == "e" else (integer(int(base)),)


def _log_base(r: Cursor) -> Term | None:
    if not r.accept("op", "_"):
        return None
    if r.at("open", "{") or r.latex:
        return tex_argument(r, whole_number=True)
    token = r.peek
    if token.kind == "number":
        return r.expr(POWER)
    return r.name_term(token, base_name(r))


def root_sign(r: Cursor, token: Token, degree: int) -> Term:
    """√x and ∛x: the root of the next factor."""
    r.advance()
    if not r.starts_factor():
        raise r.error("the root of what?", token, "write √(x)")
    term = root(r.expr(POWER), integer(degree) if degree != 2 else TWO)
    if r.at("op", "^"):
        shown = r.typed(token)
        r.note(
            token, f"{shown} ends before the power; put brackets around all that is under the root", "the longer root"
        )
    return term
