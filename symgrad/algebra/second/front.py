"""The way in: an input to rows of terms, by latex2sympy2 in the worker process. SymPy is not loaded here."""

import re
from functools import cache
from typing import NamedTuple

from symgrad.algebra.second.rows import Side, Written, split_rows
from symgrad.errors import LimitError, ParseError, SymgradError, UnsupportedError
from symgrad.settings import current
from symgrad.terms.build import relation
from symgrad.terms.codec import from_json
from symgrad.terms.functions import spellings
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder
from symgrad.workers import JSON, run

SECONDS = 6.0
"""Time for one formula; the library takes 20 ms for a usual one, a second for its first, minutes for nested ones."""

LONGEST = 4_000
"""Characters of an input."""


class SecondRow(NamedTuple):
    """One row that was read, and where it begins in the input, from 0."""

    term: Term
    start: int


class SecondReading(NamedTuple):
    """What latex2sympy2 reads, and what has to be said of it."""

    rows: tuple[SecondRow, ...]
    notes: tuple[str, ...]


def second_reading(text: str) -> SecondReading:
    """The rows that latex2sympy2 reads in a LaTeX input, each side of a relation by itself.

    Raises ParseError or UnsupportedError where it cannot read the input or is known to misread it, and LimitError where
    it takes too long; with the column in the text.
    """
    if len(text) > LONGEST:
        raise LimitError(f"latex2sympy2 is not given an input longer than {LONGEST} characters")
    plain_log = False
    rows: list[SecondRow] = []
    for row in split_rows(text):
        sides = [_read(side, text) for side in row.sides]
        plain_log = plain_log or any(side.plain_log for side in sides)
        rows.append(SecondRow(_joined(row, [side.term for side in sides]), row.sides[0].start))
    if not rows:
        raise ParseError("there is no formula", column=1, line=1, text=text)
    return SecondReading(tuple(rows), _notes(rows, plain_log))


class _Formula(NamedTuple):
    term: Term
    plain_log: bool


def _read(side: Side, text: str) -> _Formula:
    _refuse_misread(side, text)
    payload: JSON = {"text": side.text, "log_base": current().log_base}
    what = "reading by latex2sympy2"
    try:
        answer = run("symgrad.algebra.second.job:read_formula", payload, soft=SECONDS, hard=SECONDS + 2, what=what)
    except (ParseError, UnsupportedError) as error:
        raise _placed(error, side.start + (error.column or 1) - 1, text) from None
    return _Formula(from_json(answer["term"]), answer["plain_log"])


def _joined(row: Written, terms: list[Term]) -> Term:
    first, *others = terms
    chain = [part for pair in zip(row.signs, others, strict=True) for part in pair]
    return relation(first, *chain) if chain else first


_WORDS = re.compile(r"\\(?:text|mathrm|textit|mathit|mathbf|mbox)\s*\{[^{}]*\s[^{}]*\}")

_MISREAD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"'|\^\s*(?:T|\{\s*(?:T|\\top)\s*\})"), "latex2sympy2 drops primes and transposes"),
    (re.compile(r"\\in(?![A-Za-z])"), "latex2sympy2 takes \\in for the declaration of a matrix"),
    (re.compile(r"\\lim(?![A-Za-z])"), "latex2sympy2 takes every limit for one from the right"),
    (re.compile(r"\\variable(?![A-Za-z])"), "\\variable is a command of latex2sympy2's own"),
    (_WORDS, "latex2sympy2 takes words in a formula for one name"),
)
"""What the library reads without a complaint and not as it is meant."""


def _refuse_misread(side: Side, text: str) -> None:
    for pattern, reason in _MISREAD:
        found = pattern.search(side.text)
        if found:
            raise _placed(UnsupportedError(reason), side.start + found.start(), text)
    bare = _bare_functions().search(side.text)
    if bare:
        error = ParseError(f"without its backslash {bare[0]} is a product of letters", hint=f"write \\{bare[0]}")
        raise _placed(error, side.start + bare.start(), text)


@cache
def _bare_functions() -> re.Pattern[str]:
    """A name of a function without a backslash, unless it stands alone in braces, as in \\operatorname{...}."""
    names = sorted((name for name in spellings() if name.isalpha() and len(name) > 1), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z\\])(?<!\\operatorname\{{)(?:{'|'.join(names)})(?![A-Za-z]|\s*\}})")


def _placed(error: SymgradError, offset: int, text: str) -> SymgradError:
    before = text[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n")
    return type(error)(error.reason, hint=error.hint, column=column, line=line, text=text)


def _notes(rows: list[SecondRow], plain_log: bool) -> tuple[str, ...]:
    notes = ["this is the reading of latex2sympy2, the second reader"]
    if plain_log:
        notes.append(f"a log without a base has the base {current().log_base} here; to latex2sympy2 it has base 10")
    if any(node.data == "sigmoid" for row in rows for node in postorder(row.term)):
        notes.append("sigma of a bracket is the sigmoid here; to latex2sympy2 it is an unknown function")
    return tuple(notes)
