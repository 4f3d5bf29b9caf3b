"""Derivatives by primes: f'(x), f^{(4)}(x), y', \\sin'(x); powers written on a function, f^2(x)."""

import re

from symgrad.graph import fresh_name
from symgrad.parsing.arguments import arguments
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.known import FUNCTION_LETTERS
from symgrad.parsing.levels import POSTFIX
from symgrad.parsing.limits import MAX_ORDER
from symgrad.parsing.scripts import exponent_argument, primes
from symgrad.parsing.tokens import Token
from symgrad.terms.build import apply, call, derivative, evaluated, power
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


def marked(r: Cursor, token: Token, data: Name) -> Term | None:
    """A name with primes, or a function with an exponent before its bracket; None if it is neither."""
    if r.peek.value == "^" and not _prime_ahead(r):
        return _function_power(r, token, data)
    count = primes(r)
    if not count:
        return None
    if count > MAX_ORDER:
        raise r.source.limit(f"more than {MAX_ORDER} primes", token.start)
    if r.at("open", "("):
        return differentiated(r, token, data, count)
    return _alone(r, token, data, count)


def _prime_ahead(r: Cursor) -> bool:
    after = r.ahead(2) if r.ahead().same("open", "{") else r.ahead()
    return after.kind == "op" and after.value[:1] == "'"


def differentiated(r: Cursor, token: Token, data: Name, order: int) -> Term:
    """f'(u)"""
    opening = r.advance()
    r.enter(opening)
    argument = r.expr()
    r.leave()
    if r.peek.kind == "comma":
        raise r.error("a prime does not say which of several arguments is meant", token, "write ∂f/∂x")
    r.close(opening)
    if data.key == "sigma" and not r.known.is_function("sigma"):
        return of_function("sigmoid", argument, order)
    known = r.name_term(token, data)
    return apply(Applied(known.data, (order,)), argument)


def of_function(function: str, argument: Term, order: int) -> Term:
    """sin'(u): the derivative of a known function in its argument, at u."""
    if argument.head is Head.NAME:
        return derivative(call(function, argument), *[argument] * order)
    letter = fresh_name(argument, ("u", "v", "t", "s"))
    return evaluated(derivative(call(function, letter), *[letter] * order), letter, argument)


def is_function_name(r: Cursor, data: Name) -> bool:
    """Whether the name was declared as a function or is one of the usual letters."""
    return r.known.is_function(data.key) or (data.base in FUNCTION_LETTERS and data.key not in r.known.declared)


def _function_power(r: Cursor, token: Token, data: Name) -> Term | None:
    """f^2(x) is (f(x))^2; f^{-1} is refused; None where no such bracket follows."""
    if not is_function_name(r, data):
        return None
    braced = r.ahead().same("open", "{")
    minus = r.ahead(1 + braced).same("op", "-")
    number = r.ahead(1 + braced + minus)
    if number.kind != "number" or not r.ahead(2 + minus + 2 * braced).same("open", "("):
        return None
    if minus:
        reason = f"the inverse function of {data.plain} is not known"
        raise r.unsupported(reason, token, f"for 1/{data.plain}(x) write it out")
    r.advance()
    exponent = exponent_argument(r) if r.latex else r.expr(POSTFIX)
    r.note(token, f"{data.plain}^{number.value}(...) is read as ({data.plain}(...))^{number.value}")
    called = apply(Applied(r.name_term(token, data).data), *arguments(r, data.plain))
    return power(called, exponent)


def _alone(r: Cursor, token: Token, data: Name, count: int) -> Term:
    """y' without a bracket: the derivative in the one other variable."""
    others = _variables(r, data)
    if "x" in others or (not others and data.base != "x"):
        variable = "x"
    elif len(others) == 1:
        variable = others[0]
    else:
        which = " or ".join(others[:3]) or "any variable"
        raise r.error(
            f"{data.plain}' could be a derivative in {which}", token, f"write d{data.plain}/d{(others or ['t'])[0]}"
        )
    body = r.name_term(token, data)
    r.note(token, f"{data.plain}{chr(39) * count} is read as the derivative of {data.plain} in {variable}")
    return derivative(body, *[r.name_term(token, Name(variable))] * count)


def _variables(r: Cursor, data: Name) -> list[str]:
    """Plain names of the row other than this one: not called, not primed, no index."""
    found: dict[str, None] = {}
    dependent = {data.base}
    for i, token in enumerate(r.tokens[:-1]):
        if token.kind != "name":
            continue
        after, before = r.tokens[i + 1], r.tokens[i - 1].value if i else ""
        if after.kind == "op" and after.value[0] == "'":
            dependent.add(token.value)
        elif not after.same("open", "(") and before not in ("_", "{"):
            found[token.value] = None
    return [one for one in found if one not in dependent]


#: letters that usually stand for functions of x
_USUAL_FUNCTIONS = frozenset(["f", "g", "h", "u", "v", "y"])


def primed(r: Cursor, left: Term) -> Term:
    """(x^2)', (fg)': the derivative of a bracket in its one variable, or in x if it holds functions of x."""
    token = r.peek
    if r.tokens[r.i - 1].kind != "close":
        raise r.error("a prime stands behind a name or a bracket", token)
    names = free_names(left)
    variable = names[0] if len(names) == 1 else None
    if names and all(one.data.key in _USUAL_FUNCTIONS for one in names):
        variable = r.name_term(token, Name("x"))
        r.note(token, "the prime is read as a derivative in x")
    if variable is None:
        raise r.error("this prime does not say in which variable", token, "write d/dx[...]")
    return derivative(left, *[variable] * primes(r))


def order_of_sup(data: Name) -> int:
    """4 for the superscript of f^{(4)}, else 0."""
    found = re.fullmatch(r"\((\d{1,2})\)", data.sup)
    return int(found[1]) if found else 0
