"""Lists of problems: one a line, `question, variable, point`, read strictly and with the place of every mistake."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from symgrad.balls import evaluate
from symgrad.derivations.asking import value_term
from symgrad.errors import DataError, SymgradError
from symgrad.graph import Graph
from symgrad.parsing import parse
from symgrad.parsing.fields import Field, fields, moved
from symgrad.terms.node import Term


class Problem(NamedTuple):
    """One question. `line` and `column` say where it stands in the list; `point` is empty where none is asked."""

    graph: Graph
    variables: tuple[Term, ...]
    point: dict[str, str]
    line: int
    column: int
    typed: str

    @property
    def is_gradient(self) -> bool:
        """Whether all partial derivatives are asked for: several different variables."""
        return len(set(self.variables)) > 1

    @property
    def is_higher(self) -> bool:
        """Whether a second or higher derivative is asked for: one variable, named so many times."""
        return len(self.variables) > 1 and not self.is_gradient


def problems(text: str, declared: Mapping[str, Any] | None = None) -> tuple[Problem, ...]:
    """The problems of a list. Raises SymgradError with the line and column of the first that cannot be read.

    Blank lines and comments (`#` at the start of a line, or after a space) are skipped. `declared` goes to `parse`:
    {"functions": ["L"]}.
    """
    found = tuple(_problem(line, number, text, declared or {}) for number, line in _lines(text))
    if not found:
        raise DataError("there is no problem in the list", hint="one a line, such as: x^2 \\sin x, x")
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        kept = "" if line.lstrip().startswith("#") else line.split(" #")[0].rstrip()
        if kept.strip():
            yield number, kept


def _problem(line: str, number: int, text: str, declared: Mapping[str, Any]) -> Problem:
    column = len(line) - len(line.lstrip()) + 1
    try:
        found = fields(line)
        if found[0].text and (len(found) < 2 or not found[1].text):
            raise _no_variable(line)
        graph = read_question(found[0], declared)
        variables = read_variables(graph, found[1])
        return Problem(graph, variables, read_point(graph, variables, found[2:]), number, column, line.strip())
    except SymgradError as error:
        raise moved(error, text, number, error.column or column) from error


def _no_variable(line: str) -> DataError:
    return DataError("the variable is missing", hint=f"{line.strip().rstrip(',')}, x", column=len(line) + 1)


def read_question(field: Field, declared: Mapping[str, Any], strict: bool = True) -> Graph:
    """The question; `strict` refuses what can be read in two ways.

    Raises SymgradError; its columns count in the line.
    """
    if not field.text:
        raise DataError("the question is missing", column=field.column, hint="x^2 \\sin x, x")
    try:
        graph = parse(field.text, strict=strict, **declared)
    except SymgradError as error:
        raise moved(error, field.text, 1, field.column + (error.column or 1) - 1) from error
    if graph.equations or not graph.outputs:
        hint = "write f(x) = ..., or the expression alone"
        raise DataError("this is an equation, not a function", column=field.column, hint=hint)
    if len(graph.outputs) > 1:
        names = " or ".join(one.data.plain for one in graph.outputs)
        raise DataError(f"it is not clear which is the result: {names}", column=field.column)
    return graph


def read_variables(graph: Graph, field: Field) -> tuple[Term, ...]:
    """The variables named, separated by spaces or semicolons. Raises DataError for one that the question lacks."""
    names = [name for one in fields(field.text, "; ") if (name := one.text)]
    found = tuple(_input(graph, name, field.column) for name in names)
    if 1 < len(set(found)) < len(found):
        hint = "x y asks for the gradient, x x for the second derivative"
        raise DataError("a variable is named twice", column=field.column, hint=hint)
    return found


def _input(graph: Graph, spelling: str, column: int) -> Term:
    """The variable of the question with this name. Raises DataError: in a key, a name that does not occur is a slip."""
    found = graph.named(spelling.strip("$ ").removeprefix("\\"))
    if found is None or found not in graph.inputs:
        known = ", ".join(one.data.plain for one in graph.inputs) or "none"
        raise DataError(f"{spelling} is not a variable of the question", column=column, hint=f"its variables: {known}")
    return found


def read_point(graph: Graph, variables: tuple[Term, ...], values: tuple[Field, ...]) -> dict[str, str]:
    """`x=3, y=1`, or bare values in the order of the variables, also as `(3, 1)`. Raises SymgradError."""
    parts = _unbracketed(values)
    point: dict[str, str] = {}
    for place, part in enumerate(parts):
        name, equals, value = part.text.rpartition("=")
        if not equals and place >= len(variables):
            raise DataError("there are more values than variables", column=part.column)
        key = _input(graph, name.strip(), part.column).data.plain if equals else variables[place].data.plain
        if not value.strip() or key in point:
            raise DataError(f"{key} needs one value", column=part.column, hint=f"{key}=3")
        point[key] = _number(value.strip(), part.column)
    missing = [one.data.plain for one in variables if point and one.data.plain not in point]
    if missing:
        raise DataError(f"the point has no value for {missing[0]}", column=parts[-1].column)
    return point


def _number(value: str, column: int) -> str:
    """The value, if it is a real number. Raises SymgradError with the column in the line."""
    try:
        evaluate(value_term(value), {})
    except SymgradError as error:
        raise moved(error, value, 1, column) from error
    return value


def _unbracketed(values: tuple[Field, ...]) -> tuple[Field, ...]:
    """One field `(3, 1)` as two; fields separated by semicolons as several."""
    if len(values) == 1 and values[0].text.startswith("(") and values[0].text.endswith(")") and "," in values[0].text:
        return _shifted(values[0].text[1:-1], values[0].column + 1, ",;")
    return tuple(part for value in values for part in _shifted(value.text, value.column, ";"))


def _shifted(text: str, column: int, separators: str) -> tuple[Field, ...]:
    return tuple(Field(one.text, one.column + column - 1) for one in fields(text, separators))
