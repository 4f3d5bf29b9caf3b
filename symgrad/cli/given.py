"""What the words of the command line stand for: the text, the graph, the variables, the point, numbers."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from symgrad.cli.wording import for_shell
from symgrad.errors import SymgradError
from symgrad.parsing.fields import fields

if TYPE_CHECKING:
    from symgrad.graph import Graph

#: what a text on standard input may be, in characters: far more than any problem, far less than a memory
LONGEST = 1_000_000


def text_of(word: str) -> str:
    """The text that a positional argument stands for: itself, or standard input for `-`. Raises SymgradError."""
    if word != "-":
        return word.strip()
    if sys.stdin.isatty():
        print("Type the expression, then Ctrl-D (Windows: Ctrl-Z and Enter):", file=sys.stderr)
    try:
        text = sys.stdin.read(LONGEST + 1).strip()
    except UnicodeDecodeError as error:
        raise SymgradError("standard input is not UTF-8 text") from error
    if not text:
        raise SymgradError("there is nothing on standard input")
    if len(text) > LONGEST:
        raise SymgradError(f"standard input is longer than {LONGEST:,} characters")
    return text


def graph_of(options: argparse.Namespace, word: str) -> "Graph":
    """The graph of a positional argument, read as the options say. Raises SymgradError."""
    from symgrad.parsing import parse

    graph = parse(
        text_of(word),
        syntax=options.syntax,
        output=options.result,
        functions=names_of(options.functions),
        symbols=names_of(options.symbols),
        domain=domain_of(options.domain),
        shapes=shapes_of(options.shapes),
        strict=options.strict,
    )
    return replace(graph, notes=tuple(map(for_shell, graph.notes)))


def names_of(word: str | None) -> list[str] | None:
    """`x,y` as a list of names; None where nothing was given. Raises SymgradError for an empty name."""
    if word is None:
        return None
    found = fields(word, ",;")
    for one in found:
        if not one.text:
            raise SymgradError("a name is missing here", column=one.column, text=word, hint="for example x,y")
    return [one.text for one in found]


def point_of(word: str | None) -> dict[str, str] | list[str] | None:
    """`x=3,y=1` as a mapping, `3,1` as a list in the order of the variables. Raises SymgradError."""
    if word is None:
        return None
    found = fields(word, ",;")
    pairs = [_pair(one.text, one.column, word) for one in found]
    named = [name for name, _ in pairs if name]
    if named and len(named) != len(pairs):
        raise SymgradError("some values of the point have a name and some do not", text=word, hint="x=3,y=1")
    twice = [name for name in named if named.count(name) > 1]
    if twice:
        raise SymgradError(f"{twice[0]} has two values", text=word)
    return dict(pairs) if named else [value for _, value in pairs]


def mapping_of(word: str, option: str) -> dict[str, str]:
    """`x=3,y=1` where every value must be named. Raises SymgradError."""
    point = point_of(word)
    if not isinstance(point, dict):
        raise SymgradError(f"{option} needs the name of each variable", hint=f"{option} x=3,y=1", text=word)
    return point


def point_in(graph: "Graph", word: str, option: str) -> dict[str, str]:
    """A value for each variable of the graph; `3,1` takes them in their order. Raises SymgradError."""
    point, names = point_of(word) or {}, [one.data.plain for one in graph.inputs]
    if not isinstance(point, dict):
        point = dict(zip(names, point, strict=False)) if len(point) == len(names) else {}
    values = {one.data.plain: value for key, value in point.items() if (one := graph.named(key)) is not None}
    if len(values) < len(point) or set(values) != set(names):
        hint = f"{option} " + ",".join(f"{name}=1" for name in names)
        raise SymgradError(f"{option} needs one value for each variable: {', '.join(names) or 'none'}", hint=hint)
    return values


def _pair(text: str, column: int, word: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        name, value = "", text
    if not value.strip() or (equals and not name.strip()):
        raise SymgradError("this is not a value", column=column, text=word, hint="for example x=3,y=1 or x=pi/4")
    return name.strip(), value.strip()


def domain_of(word: str | None) -> Mapping[str, str] | None:
    """`x=positive` as the declaration that `parse` takes. Raises SymgradError."""
    return None if word is None else mapping_of(word, "--domain")


_SHAPES = "for example A=(m,n),x=(n),c=()"


def shapes_of(word: str | None) -> dict[str, tuple[int | str, ...]] | None:
    """`A=(m,n), x=3` as the shapes that `parse` takes: sizes are numbers or names. Raises SymgradError."""
    if word is None:
        return None
    pairs = [_pair(one.text, one.column, word) for one in fields(word, ",;")]
    if not all(name for name, _ in pairs):
        raise SymgradError("--shapes needs a name for each shape", hint=_SHAPES, text=word)
    return {name: _shape(value, word) for name, value in pairs}


def _shape(value: str, word: str) -> tuple[int | str, ...]:
    inside = value[1:-1] if value.startswith("(") and value.endswith(")") else value
    sizes = [size.strip() for size in inside.split(",") if size.strip()]
    for size in sizes:
        if not (size.isdigit() or size.isidentifier()):
            raise SymgradError(f"{size!r} is not a size", text=word, hint=_SHAPES)
    return tuple(int(size) if size.isdigit() else size for size in sizes)


def whole(word: str, option: str, least: int = 1) -> int:
    """A whole number. Raises SymgradError for anything else, or below the least."""
    try:
        value = int(word)
    except ValueError:
        value = least - 1
    if value < least:
        raise SymgradError(f"{option} needs a whole number from {least} on, not {word.strip()!r}")
    return value


def number(word: str, option: str) -> float:
    """A decimal number. Raises SymgradError for anything else."""
    from math import isfinite

    try:
        value = float(word)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise SymgradError(f"{option} needs a number, not {word.strip()!r}", hint=f"for example {option} 0.1")
    return value


def one_input_only() -> SymgradError:
    """Standard input can be read once."""
    return SymgradError("only one of the arguments can be - (standard input)")
