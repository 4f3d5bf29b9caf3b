"""`symgrad derive`: a derivative or a gradient, on the screen or in a file."""

import argparse
import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.files import check_writable, write
from symgrad.cli.screen import say, width
from symgrad.errors import SymgradError
from symgrad.settings import settings

if TYPE_CHECKING:
    from symgrad.derivations import Derivation
    from symgrad.derivations.proving.proof import Report

_LAW = re.compile(r"(?:, )?instance of a law \(([^)]*)\)")
_ENDINGS = {".tex": "latex", ".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text",
            ".py": "numpy"}  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Derive, print or write; 1 where `--prove` finds a line that does not hold."""
    if options.output:
        check_writable(options.output)
    with settings(detail=options.detail, notation=options.notation):
        derivation = _folded(_derived(options), options)
        report = derivation.prove() if options.prove else None
        written = written_as(derivation, format_of(options), standalone=bool(options.output))
    return deliver(written, report, options)


def deliver(written: str, report: "Report | None", options: argparse.Namespace) -> int:
    """Print or write what was derived, and how it was proved if that was asked for; the exit status."""
    if options.output:
        write(options.output, written)
        say(f"Written: {options.output}")
    else:
        say(written.rstrip("\n"))
    if report is None:
        return 0
    say(("" if options.output else "\n") + how_proved(report))
    return 0 if report.status in ("proved", "checked") else 1


def how_proved(report: "Report") -> str:
    """The proof in a few lines: the laws that were applied again, the other routes, each line that was not proved."""
    laws = dict.fromkeys(law for row in report.rows for law in _LAW.findall(row.route))
    others = dict.fromkeys(route for row in report.rows if (route := _LAW.sub("", row.route).strip(", ")))
    told = [f"laws applied again: {', '.join(laws)}"] if laws else []
    told += [f"other routes: {'; '.join(others)}"] if others else []
    told += [f"{row.status}: {row.state.text} ({row.route})" for row in report.rows if row.status != "proved"]
    wrapped = (textwrap.wrap(one, width(), initial_indent="  ", subsequent_indent="    ") for one in told)
    return "\n".join([f"Proof: {report.sentence}", *(line for lines in wrapped for line in lines)])


def _derived(options: argparse.Namespace) -> "Derivation":
    from symgrad.derivations import derivative, gradient
    from symgrad.derivations.asking import all_inputs
    from symgrad.derivations.posed import asks_derivative, posed

    typed = given.graph_of(options, options.expr)
    graph, wrt = posed(typed, given.names_of(options.wrt))
    names = None if wrt is None else list(wrt)
    point = given.point_of(options.at)
    order = 1 if options.order is None else given.whole(options.order, "--order")
    asked = {"at": point, "form": options.form}
    if order > 1 or options.mixed:
        only = all_inputs(graph) if names is None and graph.definitions else ()
        names = [only[0].data.plain] if len(only) == 1 else names
        return derivative(graph, _repeated(names, order, options.mixed), method=options.method, **asked)
    several = len(all_inputs(graph) if names is None and graph.definitions else names or ()) > 1
    several = several and not asks_derivative(typed)
    if several and options.method:
        raise SymgradError("--method is for one variable", hint="name it, for example --wrt x")
    return gradient(graph, names, **asked) if several else derivative(graph, names, method=options.method, **asked)


def _folded(derivation: "Derivation", options: argparse.Namespace) -> "Derivation":
    """Without the lines that the reader knows."""
    known = given.names_of(options.known)
    return derivation if known is None else derivation.fold(known)


def _repeated(names: list[str] | None, order: int, mixed: bool) -> list[str]:
    """The variables in the order they are differentiated by."""
    if names is None:
        raise SymgradError("say by which variable", hint="for example --wrt x --order 2, or --wrt x,y --mixed")
    if len(names) > 1 and not mixed:
        raise SymgradError("--order is for one variable", hint="--wrt x --order 2, or --wrt x,x,y --mixed")
    return names * order


def format_of(options: argparse.Namespace) -> str:
    """The format asked for, or told by the ending of the file. Raises SymgradError for an ending not known."""
    if options.format or not options.output:
        return str(options.format or "text")
    ending = Path(options.output).suffix.lower()
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise SymgradError(f"the ending of {options.output} is not known", hint=f"use --format, or one of {known}")
    return _ENDINGS[ending]


def written_as(derivation: "Derivation", form: str, standalone: bool) -> str:
    """The derivation in one of the formats; LaTeX as a document of its own or as a fragment."""
    from symgrad.notation import document_text

    writers: dict[str, Callable[[], str]] = {
        "text": lambda: document_text(derivation.document(), width()),
        "latex": lambda: derivation.latex(document=standalone),
        "markdown": derivation.markdown,
        "html": derivation.html,
        "json": lambda: json.dumps(derivation.json(), ensure_ascii=False, indent=1),
        "numpy": derivation.code,
        "torch": lambda: derivation.code("torch"),
    }
    return writers[form]().rstrip("\n") + "\n"
