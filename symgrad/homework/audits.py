"""`audit`: a key that somebody wrote, row by row: right, wrong with a counterexample, undecided or unreadable.

A key is a CSV table: question, variable, answer and, where a value is asked for, a point. A bad row spoils no other.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from symgrad.derivations.claims.claimed import RIGHT, UNDECIDED, WRONG, from_claim
from symgrad.derivations.claims.readings import claim_terms
from symgrad.errors import DataError, DomainError, NotDifferentiableError, SymgradError
from symgrad.graph import Graph
from symgrad.homework.problems import read_point, read_question, read_variables
from symgrad.homework.reports import UNREADABLE, Report, Verdict
from symgrad.homework.tables import TableRow, table
from symgrad.parsing.fields import Field, fields
from symgrad.terms.node import Term

T = TypeVar("T")

COLUMNS = ("question", "variable", "answer", "point")

#: other names of a column that are understood
_ALSO = {
    "question": ("problem", "function", "f", "expression", "formula"),
    "variable": ("variables", "wrt", "var", "by"),
    "answer": ("solution", "key", "claim", "derivative", "gradient", "result"),
    "point": ("at", "where"),
}

Row = dict[str, Field]


def audit(key: str | Path | Sequence[Sequence[str]]) -> Report:
    """Check every answer of a key. `key` is the text of a CSV table, the path of one, or its rows.

    The columns are question, variable, answer and point (which may be left out), in that order or named by a header;
    they are separated by commas, semicolons or tabs, and what holds the separator itself stands in quotes. Several
    variables (`x y`) ask for the gradient, one named twice for the second derivative.
    Raises DataError where the table as a whole is not understood; a row that cannot be read becomes `unreadable`.
    """
    rows = table(key)
    columns = () if rows[0].trouble else _header(rows[0].cells)
    body = rows[1:] if columns else rows
    if not body:
        raise DataError("the key has a header and no row")
    return Report(tuple(_judged(row, columns or COLUMNS) for row in body))


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns in the order of the header, empty where the first row is none. Raises DataError for half a header."""
    known = {name: column for column in COLUMNS for name in (column, *_ALSO[column])}
    found = tuple(known.get(cell.strip().lower(), "") for cell in cells)
    if len([one for one in found if one]) < 2:
        return ()
    missing = [column for column in COLUMNS[:3] if column not in found]
    if missing or len(set(filter(None, found))) < len([one for one in found if one]):
        raise DataError(f"the header needs each column once; missing: {', '.join(missing) or 'none'}",
                        hint="question,variable,answer,point")  # fmt: skip
    return found


def _named(cells: Sequence[str], columns: Sequence[str]) -> Row:
    """The cells by column. Raises DataError where they are too many or too few."""
    kept = list(cells)
    while len(kept) > len(columns) and not kept[-1].strip():
        kept.pop()
    if len(kept) > len(columns):
        reason = f"it has {len(kept)} fields, not {len(columns)}"
        raise DataError(reason, hint='what has the separator in it needs quotes: "f(x, y) = xy"')
    row = {
        name: Field(cell.strip(), len(cell) - len(cell.lstrip()) + 1) for name, cell in zip(columns, kept, strict=False)
    }
    empty = [column for column in COLUMNS[:3] if column not in row or not row[column].text]
    if empty:
        raise DataError(f"the {empty[0]} is missing")
    return row


def _judged(row: TableRow, columns: Sequence[str]) -> Verdict:
    """One row's verdict; whatever happens in it, the others are judged."""
    line, cells, trouble = row
    if trouble:
        return Verdict(line, cells[0], "", "", UNREADABLE, reason=trouble)
    by_column = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    question, variable, answer = (by_column.get(name, "") for name in COLUMNS[:3])
    typed = Verdict(line, question, variable, answer, UNDECIDED)
    reading = _Reading()
    try:
        settled = _settled(typed, reading.problem(_named(cells, columns)))
        return settled if settled.verdict == RIGHT else _doubted(settled, reading.doubt)
    except SymgradError as error:
        told = typed._replace(reason=error.reason, hint=error.hint)
        if not reading.done:
            return told._replace(verdict=UNREADABLE, cell=reading.cell, column=error.column)
        nothing_there = isinstance(error, DomainError | NotDifferentiableError) and by_column.get("point")
        return told._replace(verdict=WRONG) if nothing_there else told
    except (ArithmeticError, RecursionError, MemoryError) as error:
        return typed._replace(reason=f"it could not be worked out ({type(error).__name__})")


def _doubted(settled: Verdict, doubt: tuple[str, SymgradError] | None) -> Verdict:
    """A row that is not right as it was read, where it could be read in another way, is not called wrong."""
    if doubt is None:
        return settled
    cell, error = doubt
    return settled._replace(verdict=UNREADABLE, claimed=None, reason=error.reason, hint=error.hint, cell=cell,
                            column=error.column)  # fmt: skip


class _Asked(NamedTuple):
    graph: Graph
    variables: tuple[Term, ...]
    claims: tuple[Term, ...]
    point: dict[str, str]


class _Reading:
    """Reads a row cell by cell; `cell` is the one being read, for the message where it cannot be.

    `doubt` is why a cell could be read in two ways, and which cell: a wrong verdict may then rest on the reading.
    """

    def __init__(self) -> None:
        self.cell = ""
        self.done = False
        self.doubt: tuple[str, SymgradError] | None = None

    def problem(self, row: Row) -> _Asked:
        """What the row asks and claims. Raises SymgradError with the column in the cell."""
        question = self._next(row, "question")
        graph = self._plainly(lambda strict: read_question(question, {}, strict))
        variables = read_variables(graph, self._next(row, "variable"))
        count = len(variables) if len(set(variables)) > 1 else 1
        answers = _answers(self._next(row, "answer").text)
        claims = self._plainly(lambda strict: claim_terms(graph, answers, count, strict=strict))
        point: dict[str, str] = {}
        if "point" in row and row["point"].text:
            point = read_point(graph, variables, fields(self._next(row, "point").text))
        self.done = True
        return _Asked(graph, variables, claims, point)

    def _plainly(self, read: Callable[[bool], T]) -> T:
        """What is read strictly; else in the usual way, with the doubt kept."""
        try:
            return read(True)
        except SymgradError as error:
            found = read(False)
            self.doubt = self.doubt or (self.cell, error)
            return found

    def _next(self, row: Row, cell: str) -> Field:
        self.cell = cell
        return row[cell]._replace(column=1)


def _answers(typed: str) -> list[str]:
    """The formulas of an answer: one, or several with semicolons between them, also in brackets."""
    whole = typed[1:-1] if typed[:1] in ("(", "[") and typed[-1:] in (")", "]") and ";" in typed else typed
    return [one.text for one in fields(whole, ";") if one.text]


def _settled(typed: Verdict, asked: _Asked) -> Verdict:
    names = [one.data.plain for one in asked.variables]
    claimed = from_claim(asked.graph, asked.claims, names, asked.point or None)
    return typed._replace(verdict=claimed.verdict, claimed=claimed)
