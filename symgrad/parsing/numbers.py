"""Numbers and truth values. Numbers are exact; nothing large is ever computed."""

from symgrad.parsing.cursor import Cursor
from symgrad.parsing.limits import MAX_EXPONENT
from symgrad.parsing.tokens import Token
from symgrad.terms.build import FALSE, IMAGINARY, INFINITY, PI, TRUE, E, decimal, integer, mul, neg, power
from symgrad.terms.node import Term

CONSTANTS = {"e": E, "pi": PI, "oo": INFINITY, "I": IMAGINARY}


def number(r: Cursor, token: Token) -> Term:
    """A number, exact: decimals as typed; a power of ten is written out."""
    r.advance()
    return number_term(r, token, token.value)


def number_term(r: Cursor, token: Token, text: str) -> Term:
    """The term of the digits of a number."""
    digits, _, exponent = text.partition("e")
    if exponent:
        return _scientific(r, token, digits, int(exponent))
    return decimal(text if text[0] != "." else "0" + text) if "." in text else integer(int(text))


def _scientific(r: Cursor, token: Token, digits: str, exponent: int) -> Term:
    if abs(exponent) > MAX_EXPONENT:
        raise r.source.limit(f"a number with an exponent beyond {MAX_EXPONENT}", token.start)
    whole, _, fraction = digits.partition(".")
    if abs(exponent) > 20:
        ten = power(integer(10), neg(integer(-exponent)) if exponent < 0 else integer(exponent))
        return ten if digits == "1" else mul(number_term(r, token, digits), ten)
    shift = exponent - len(fraction)
    figures = (whole + fraction).lstrip("0") or "0"
    if shift >= 0:
        return integer(int(figures) * 10**shift)
    figures = figures.rjust(1 - shift, "0")
    return decimal(f"{figures[:shift]}.{figures[shift:]}")


def truth(r: Cursor, token: Token) -> Term:
    """True or False, as a condition."""
    r.advance()
    return TRUE if token.value == "True" else FALSE
