"""CSV tables row by row: a row that is no CSV is kept with its reason, and the rows after it are read all the same."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from symgrad.errors import DataError, LimitError

#: more rows or characters than this are refused
MOST_ROWS, MOST_CHARACTERS = 5_000, 5_000_000

_SEPARATORS = ",;\t"
_ENDINGS = (".csv", ".tsv", ".txt")


class TableRow(NamedTuple):
    """The line at which a row begins, its cells, and why it is no CSV (empty where it is)."""

    line: int
    cells: tuple[str, ...]
    trouble: str = ""


def table(given: str | Path | Sequence[Sequence[str]]) -> tuple[TableRow, ...]:
    """The rows that are not empty, of a text, a file or a list of rows; lines that begin with # are comments.

    Raises DataError where there is none, or none that is CSV, and LimitError for a table that is too long.
    """
    if isinstance(given, str) and "\n" not in given and given.strip().lower().endswith(_ENDINGS):
        given = Path(given.strip())
    if isinstance(given, Path):
        given = _content(given)
    if isinstance(given, str):
        rows = tuple(_of_text(given))
    else:
        rows = tuple(TableRow(i, tuple(map(str, row))) for i, row in enumerate(given, 1))
    rows = tuple(row for row in rows if any(cell.strip() for cell in row.cells))
    if not rows:
        raise DataError("there is no row in the table", hint="question,variable,answer,point")
    if all(row.trouble for row in rows):
        raise DataError(f"this is no CSV table: {rows[0].trouble}", line=rows[0].line)
    return rows


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read as UTF-8 text") from error


def _of_text(text: str) -> Iterator[TableRow]:
    """The rows; after one with a quote that is not closed reading goes on at its next line."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if len(lines) > MOST_ROWS or len(text) > MOST_CHARACTERS:
        raise LimitError(f"the table has more than {MOST_ROWS} lines or {MOST_CHARACTERS} characters")
    separator = _separator(lines)
    start = 0
    while start < len(lines):
        end = len(lines)
        for row in _until_trouble(lines, start, separator):
            yield row
            end = row.line if row.trouble else end
        start = end


def _until_trouble(lines: Sequence[str], start: int, separator: str) -> Iterator[TableRow]:
    """The rows from this line on; the first that is no CSV is the last."""
    reader = csv.reader(lines[start:], delimiter=separator, skipinitialspace=True, strict=True)
    begins = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield TableRow(
                begins + 1, (lines[begins].strip(),), f"a quote in it is not closed, or follows words ({error})"
            )
            return
        if not cells or not cells[0].lstrip().startswith("#"):
            yield TableRow(begins + 1, tuple(cells))
        begins = start + reader.line_num


def _separator(lines: Sequence[str]) -> str:
    """What separates the cells of the first line that is neither empty nor a comment."""
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return max(_SEPARATORS, key=first.count)
