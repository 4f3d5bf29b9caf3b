"""Declarations typed before the formula: `declare x, y real positive; A 3x3; f function; t in [0, 1]`."""

import re
from typing import NamedTuple

from symgrad.errors import LimitError, ParseError, SymgradError
from symgrad.graph import Constraint, make_domain
from symgrad.graph.domain import WORDS
from symgrad.parsing.known import Known
from symgrad.parsing.trouble import Source, closest
from symgrad.terms.shapes import Shape, Size

_LINE = re.compile(r"\s*declare[ \t]+(?=[^\W\d_]|\\)([^\n]*)(?:\n|$)")
_SIZES = re.compile(r"(\d+|[a-z])x(\d+|[a-z])")
_INTERVAL = re.compile(r"\bin\s*\[([^,\]]*),([^,\]]*)\]")
_KINDS = frozenset(["function", "functions", "vector", "matrix", "scalar", "symbol"])


class Declared(NamedTuple):
    """Where the formula begins behind the declarations, and what they say of domains."""

    start: int
    domains: tuple[tuple[str, Constraint], ...]


def read_declarations(source: Source, start: int, known: Known) -> Declared:
    """Read the lines that begin with `declare` and tell `known`. Raises ParseError."""
    domains: list[tuple[str, Constraint]] = []
    while (found := _LINE.match(source.text, start)) is not None:
        at = found.start(1)
        for item in found[1].split(";"):
            if item.strip():
                domains.extend(_item(source, item, at + len(item) - len(item.lstrip()), known))
            at += len(item) + 1
        start = found.end()
    return Declared(start, tuple(domains))


def _item(source: Source, item: str, at: int, known: Known) -> list[tuple[str, Constraint]]:
    """One declaration: names, then what they are."""
    interval = _INTERVAL.search(item)
    words = _INTERVAL.sub(" ", item).replace(",", " ").split()
    count = next((i for i, word in enumerate(words) if i and _says(word)), len(words))
    names, said = words[:count], words[count:]
    unknown = [word for word in said if not _says(word) and not ("vector" in said and len(word) == 1)]
    unknown += [name for name in names if len(name) > 3 and closest(name, (*WORDS, *_KINDS))]
    if unknown:
        meant = closest(unknown[0], (*WORDS, *_KINDS))
        hint = f"did you mean {meant}?" if meant else "write declare x positive; A 3x3; f function; t in [0, 1]"
        raise source.error(f"'{unknown[0]}' says nothing about a name", at, hint)
    try:
        return _declared(names, said, interval, known)
    except SymgradError as error:
        kind = LimitError if isinstance(error, LimitError) else ParseError
        raise source.error(error.reason, at, error.hint, kind) from None


def _says(word: str) -> bool:
    return word in WORDS or word in _KINDS or _SIZES.fullmatch(word) is not None or word.isdigit()


def _declared(
    names: list[str], said: list[str], interval: re.Match[str] | None, known: Known
) -> list[tuple[str, Constraint]]:
    shape = _shape(said)
    is_function = any(word in ("function", "functions") for word in said)
    constraints = [word for word in said if word in WORDS]
    found: list[tuple[str, Constraint]] = []
    for name in names:
        key = known.declare(name, shape, function=is_function)
        if constraints or interval:
            bounds = (interval[1].strip(), interval[2].strip()) if interval else None
            (entry,) = make_domain({name: bounds or " ".join(constraints)}).entries
            found.append((key, entry[1]._replace(words=tuple(constraints))))
    return found


def _shape(said: list[str]) -> Shape:
    """The shape that `3x3`, `vector 4` or `vector` says; a scalar if nothing is said."""
    for word in said:
        sizes = _SIZES.fullmatch(word)
        if sizes:
            return (_size(sizes[1]), _size(sizes[2]))
    if "vector" in said:
        sizes_given = [word for word in said if word.isdigit() or len(word) == 1]
        return (_size(sizes_given[0]) if sizes_given else "n",)
    return ()


def _size(text: str) -> Size:
    return int(text) if text.isdigit() else text
