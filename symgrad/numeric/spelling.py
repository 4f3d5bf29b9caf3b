"""One operation as a Python expression: the text and how tightly it binds."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from symgrad.errors import UnsupportedError
from symgrad.numeric.backends import Backend
from symgrad.numeric.operands import literal
from symgrad.terms import Head, Term
from symgrad.terms.build import E
from symgrad.terms.functions import function
from symgrad.terms.traverse import as_fraction

#: how tightly the operators of Python bind
ANY, SUM, PRODUCT, SIGN, POWER, ATOM = range(6)

_PLAIN_CALL = re.compile(r"[\w.]+\((\{0\}(, \{\d\})*|\{args\})\)")
_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_EXACT = 2**53
"""Integers below this are floats without rounding."""


class Text(NamedTuple):
    """A Python expression and how tightly its outermost operator binds."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """The text, in brackets where it binds less tightly than the place asks for."""
        return self.text if self.level >= level else f"({self.text})"


def spell_number(term: Term, backend: Backend) -> Text:
    """A literal number; what a user typed is written anew, never copied."""
    if term.head is Head.DECIMAL and backend.whole == "{0}":
        return Text(repr(float(term.data)))
    value = Fraction(term.data) if term.head in (Head.INTEGER, Head.DECIMAL) else as_fraction(term) or Fraction(0)
    if value.denominator == 1:
        return Text(_whole(value.numerator))
    return Text(f"{backend.whole.format(_whole(value.numerator))} / {_whole(value.denominator)}", PRODUCT)


def _whole(value: int) -> str:
    return str(value) if value <= _EXACT else hex(value)


def spell_constant(term: Term, backend: Backend) -> Text:
    """e, pi, infinity, or the value of no piece. Raises UnsupportedError for the imaginary unit."""
    known = {"e": "e", "pi": "pi", "oo": "inf", "nan": "nan"}.get(term.data)
    if known is None:
        raise UnsupportedError("the imaginary unit has no real value", hint="only real functions are computed")
    return Text(f"{backend.module}.{known}")


def needs_names(term: Term, backend: Backend) -> bool:
    """Whether the operands must be plain names, because the spelling repeats them or puts operators around them."""
    if term.head is Head.CALL:
        return _PLAIN_CALL.fullmatch(_template(term.data, len(term.args), backend)) is None
    return term.head is Head.POWER and literal(term.args[1]) in (2, 3)


def spell(term: Term, parts: Sequence[Text], backend: Backend) -> Text:
    """One step, from the spelled operands."""
    return _SPELLINGS[term.head](term, parts, backend)


def _sum(term: Term, parts: Sequence[Text], _: Backend) -> Text:
    text = parts[0].at(SUM)
    for child, part in zip(term.args[1:], parts[1:], strict=True):
        minus = child.head is Head.NEGATION
        text += f" - {part.text[1:]}" if minus else f" + {part.at(PRODUCT)}"
    return Text(text, SUM)


def _product(_: Term, parts: Sequence[Text], __: Backend) -> Text:
    return Text(f"{parts[0].at(PRODUCT)} * {parts[1].at(SIGN)}", PRODUCT)


def _quotient(_: Term, parts: Sequence[Text], __: Backend) -> Text:
    return Text(f"{parts[0].at(PRODUCT)} / {parts[1].at(SIGN)}", PRODUCT)


def _power(term: Term, parts: Sequence[Text], backend: Backend) -> Text:
    base, exponent = parts
    if term.args[0] is E:
        return _spell_call("exp", [exponent], backend)
    value = literal(term.args[1])
    if value is None:
        return Text(backend.power.format(base.text, exponent.text))
    if value.denominator == 1:
        return _whole_power(base, value.numerator)
    if value.denominator % 2 == 0 and value.denominator != 2:
        return Text(backend.power.format(base.text, exponent.text))
    return _whole_power(_spell_root(base, value.denominator, backend), value.numerator)


def _whole_power(base: Text, exponent: int) -> Text:
    """Multiplying is quicker than raising to the power 2 or 3."""
    if exponent == 1:
        return base
    if exponent in (2, 3) and base.text.isidentifier():
        return Text(" * ".join([base.text] * exponent), PRODUCT)
    return Text(f"{base.at(ATOM)} ** {exponent}", POWER)


def _root(term: Term, parts: Sequence[Text], backend: Backend) -> Text:
    degree = literal(term.args[1])
    if degree is None or degree.denominator != 1:
        return Text(backend.power.format(parts[0].text, f"{backend.whole.format(1)} / {parts[1].at(SIGN)}"))
    return _spell_root(parts[0], degree.numerator, backend)


def _spell_root(radicand: Text, degree: int, backend: Backend) -> Text:
    """The real root: also of negative numbers where the degree is odd."""
    if degree == 2:
        return Text(f"{backend.module}.sqrt({radicand.text})")
    if degree == 3:
        return Text(backend.cube_root.format(radicand.text))
    if degree % 2 == 0:
        return Text(backend.power.format(radicand.text, f"{backend.whole.format(1)} / {degree}"))
    return Text(f"odd_root({radicand.text}, {degree})")


def _call(term: Term, parts: Sequence[Text], backend: Backend) -> Text:
    return _spell_call(term.data, parts, backend)


def _spell_call(name: str, parts: Sequence[Text], backend: Backend) -> Text:
    template = _template(name, len(parts), backend)
    plain = _PLAIN_CALL.fullmatch(template) is not None
    texts = [part.text if plain else part.at(ATOM) for part in parts]
    return Text(template.format(*texts, args=", ".join(texts)), ATOM if plain else ANY)


def _template(name: str, arity: int, backend: Backend) -> str:
    """The spelling in the function's record; without one, the slow but general `symgrad.numeric.scalars.Special`."""
    slots = ", ".join(f"{{{i}}}" for i in range(arity))
    return backend.template(function(name)) or f"special.{name}({slots})"


def _piece(term: Term, parts: Sequence[Text], backend: Backend) -> Text:
    value, other = (_as_float(term.args[i], parts[i]) for i in (0, 2))
    return Text(backend.piece.format(value=value, condition=parts[1].text, other=other))


def _as_float(term: Term, part: Text) -> str:
    """Whole numbers as floats: an array of integers cannot be raised to a negative power."""
    return f"{part.text}.0" if part.text.removeprefix("-").isdigit() else part.text


def _relation(term: Term, parts: Sequence[Text], _: Backend) -> Text:
    return Text(f"{parts[0].at(SUM)} {_SIGNS[term.data[0]]} {parts[1].at(SUM)}", ANY)


def _logic(term: Term, parts: Sequence[Text], backend: Backend) -> Text:
    text = parts[0].text
    if term.data == "not":
        return Text(backend.logic["not"].format(text))
    for part in parts[1:]:
        text = backend.logic[term.data].format(text, part.text)
    return Text(text)


_SPELLINGS: dict[Head, Callable[[Term, Sequence[Text], Backend], Text]] = {
    Head.SUM: _sum,
    Head.PRODUCT: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.PIECEWISE: _piece,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
}
