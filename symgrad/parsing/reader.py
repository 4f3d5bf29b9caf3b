"""The front door of reading: text, SymPy objects, graphs, terms and Python functions become graphs."""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from symgrad.errors import ParseError, SymgradError
from symgrad.graph import Graph, from_term, make_domain
from symgrad.parsing.conditions import with_conditions
from symgrad.parsing.declare import read_declarations
from symgrad.parsing.known import Known, Note
from symgrad.parsing.limits import MAX_LENGTH
from symgrad.parsing.matrixcalculus import shapes_in, transposes_marked
from symgrad.parsing.rows import split_rows
from symgrad.parsing.scanner import tokenise
from symgrad.parsing.statements import Statements, build_graph
from symgrad.parsing.tokens import LATEX, PYTHON, TEXT
from symgrad.parsing.trouble import Source
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

SECOND = "latex2sympy2"
MATRIXCALCULUS = "matrixcalculus"
SYNTAXES = ("auto", LATEX, TEXT, PYTHON, MATRIXCALCULUS, SECOND)

Domains = Mapping[str, Any] | None
_DELIMITERS = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"))


def parse(
    text: Any,
    syntax: str = "auto",
    *,
    output: str | None = None,
    shapes: Mapping[str, Sequence[int | str]] | None = None,
    symbols: Iterable[str] | str | None = None,
    functions: Iterable[str] | str | None = None,
    domain: Domains = None,
    strict: bool = False,
) -> Graph:
    """The graph of what was typed: one formula, an equation, or several definitions in any order.

    `syntax` is `latex`, `text`, `python` (with NumPy's spelling of matrices), `matrixcalculus` (the input language of
    matrixcalculus.org) or `latex2sympy2` (the second reader); `auto` tells the first two apart.
    `text` may also be a SymPy expression, a Term, a Graph, or a Python function (called once with its arguments as
    terms). `output` picks the result; `symbols`, `functions` and `shapes` declare names; `domain` says where they lie;
    `strict` refuses what could also be read in another way. Raises ParseError, ShapeError, LimitError or another
    SymgradError, with the place in the text.
    """
    if not isinstance(text, str):
        graph = _from_object(text, domain)
    elif syntax == SECOND:
        graph = _read_second(text, domain, shapes)
    elif syntax == MATRIXCALCULUS:
        found, notes = shapes_in(text, {n: tuple(s) for n, s in (shapes or {}).items()})
        graph = parse(transposes_marked(text), TEXT, shapes=found, domain=domain, strict=strict)
        graph = replace(graph, notes=(*(note.text for note in notes), *graph.notes))
    else:

        def read_as(found: str) -> Graph:
            known = Known(symbols, functions, {n: tuple(s) for n, s in (shapes or {}).items()}, _names_of(domain))
            return _read(text, found, known, domain, strict)

        graph = _by_signs(text, read_as) if syntax == "auto" else read_as(_syntax(text, syntax))
    return graph if output is None else graph.with_output(_plain_spelling(graph, output))


def _by_signs(text: str, read_as: Callable[[str], Graph]) -> Graph:
    """LaTeX or text; braces alone, as in w_{i}*sin(x), are LaTeX only where all of it can be read so."""
    found = _syntax(text, "auto")
    try:
        return read_as(found)
    except ParseError as error:
        if found == TEXT or "\\" in text:
            raise
        try:
            return read_as(TEXT)
        except SymgradError:
            raise error from None


def _plain_spelling(graph: Graph, output: str) -> str:
    """The plain spelling of an output that may be given in LaTeX, such as \\hat y."""
    if graph.named(output) is None and "\\" in output:
        with contextlib.suppress(SymgradError):
            (term,) = parse(output, LATEX).rows()
            return str(term.data.key) if term.head is Head.NAME else output
    return output


def _names_of(domain: Domains) -> list[str]:
    return [str(name) for name in domain] if isinstance(domain, Mapping) else []


def _syntax(text: str, syntax: str) -> str:
    if syntax not in SYNTAXES:
        raise SymgradError(f"unknown syntax {syntax!r}", hint="known are " + ", ".join(SYNTAXES))
    if syntax != "auto":
        return syntax
    return LATEX if "\\" in text or "_{" in text or "^{" in text else TEXT


def _from_object(value: Any, domain: Domains) -> Graph:
    if isinstance(value, Graph):
        return value if domain is None else replace(value, domain=make_domain(domain))
    if isinstance(value, Term):
        return from_term(value, domain=make_domain(domain))
    if callable(value) and not hasattr(value, "free_symbols"):
        return _traced(value, domain)
    from symgrad.algebra import from_sympy

    return from_term(from_sympy(value), domain=make_domain(domain))


def _read_second(text: str, domain: Domains, shapes: object) -> Graph:
    from symgrad.parsing.second import read_second  # it starts a process, and few ask for it

    return read_second(text, domain, shapes)


def _traced(function: Callable[..., Any], domain: Domains) -> Graph:
    from symgrad.parsing.trace import trace

    return replace(trace(function), domain=make_domain(domain))


def _read(text: str, syntax: str, known: Known, domain: Domains, strict: bool) -> Graph:
    source = Source(text)
    if len(text) > MAX_LENGTH:
        raise source.limit(f"an input longer than {MAX_LENGTH} characters", MAX_LENGTH)
    if not text.strip():
        raise source.error("there is nothing to read", 0, "type a formula such as x^2*y + sin(x*y)")
    statements = Statements(source, syntax, known)
    declared = read_declarations(source, 0, known)
    try:
        rows = split_rows(tokenise(source, syntax, *_formula(source, declared.start)), source, syntax)
        if not rows:
            raise source.error("there is no formula", 0)
        read = statements.read(rows)
        given = make_domain(domain)
        where = given._replace(entries=(*given.entries, *declared.domains))
        graph = build_graph(read, statements, where, ())
    except RecursionError:
        raise source.limit("nested too deeply for the stack that is left", 0) from None
    notes = _said(statements.notes, statements.grammar.plain, source, strict)
    return with_conditions(replace(graph, notes=notes), [row.condition for row in read if row.condition is not None])


def _formula(source: Source, begin: int) -> tuple[int, int]:
    """Where the formula begins and ends between dollar signs or \\(...\\), from this place on."""
    text = source.text
    start, stop = len(text) - len(text[begin:].lstrip()), len(text.rstrip())
    for opening, closing in _DELIMITERS:
        if not text.startswith(opening, start):
            continue
        if stop - start >= len(opening) + len(closing) and text.endswith(closing, start, stop):
            return start + len(opening), stop - len(closing)
        raise source.error(f"'{opening}' is never closed", start, f"add {closing} at the end")
    return start, stop


def _said(notes: list[Note], plain: set[str], source: Source, strict: bool) -> tuple[str, ...]:
    """The notes as sentences, in the order of the text. Raises ParseError for a doubtful one if `strict`."""
    worth = [n for n in sorted(notes, key=lambda n: n.place) if not n.unless_plain or n.unless_plain not in plain]
    for note in worth:
        if strict and note.other:
            reading, _, advice = note.text.partition("; ")
            raise source.error(f"{reading}, but it could also mean {note.other}", note.place, advice)
    return tuple(dict.fromkeys(note.text for note in worth))
