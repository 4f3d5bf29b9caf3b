"""Several inputs in one line: cut at the commas outside brackets, and errors put back in their place in the line."""

from typing import NamedTuple

from symgrad.errors import ParseError, SymgradError

_CLOSES = {")": "(", "]": "[", "}": "{"}


class Field(NamedTuple):
    """A field without the spaces around it, and the column (from 1) at which it begins."""

    text: str
    column: int


def fields(line: str, separators: str = ",") -> tuple[Field, ...]:
    """The fields of a line. Raises ParseError, with the column, for a bracket that is not closed.

    LaTeX's spaces `\\,` and `\\;` do not separate, and brackets escaped as `\\{` are brackets all the same.
    """
    open_at: list[int] = []
    cuts = [-1]
    for place, character in enumerate(line):
        if character in "([{":
            open_at.append(place)
        elif character in _CLOSES:
            _close(line, place, open_at)
        elif character in separators and not open_at and line[place - 1 : place] != "\\":
            cuts.append(place)
    if open_at:
        raise _unclosed(line, open_at[-1])
    ends = [*cuts[1:], len(line)]
    return tuple(_trimmed(line, cut + 1, end) for cut, end in zip(cuts, ends, strict=True))


def _close(line: str, place: int, open_at: list[int]) -> None:
    if not open_at:
        raise ParseError(f"this {line[place]} closes nothing", column=place + 1, text=line)
    # half-open intervals such as [0, 1) close a bracket of another kind: only the nesting counts
    open_at.pop()


def _unclosed(line: str, place: int) -> ParseError:
    return ParseError(f"this {line[place]} is never closed", column=place + 1, text=line)


def _trimmed(line: str, start: int, end: int) -> Field:
    inside = line[start:end]
    lead = len(inside) - len(inside.lstrip())
    return Field(inside.strip(), start + lead + 1)


def moved(error: SymgradError, text: str, line: int, column: int) -> SymgradError:
    """The same error of a part of the text, with its place in the whole."""
    return type(error)(error.reason, hint=error.hint, column=column, line=line, text=text)
