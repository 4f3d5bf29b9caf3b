"""`symgrad homework key`: a list of problems becomes a LaTeX answer key, or the line that stops it is named.

`symgrad homework audit`: a key that somebody wrote is checked row by row.
"""

import argparse
import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.files import check_writable, read, write
from symgrad.cli.screen import aside, say
from symgrad.settings import settings

if TYPE_CHECKING:
    from symgrad.homework.reports import Report


def run(options: argparse.Namespace) -> int:
    """Write a key, or audit one."""
    return _audit(options) if options.action == "audit" else _key(options)


def _audit(options: argparse.Namespace) -> int:
    """Print or write the report; 0 only where every answer is right."""
    from symgrad.homework import audit

    if options.output:
        check_writable(options.output)
    report = audit(given.text_of("-") if options.file == "-" else read(options.file))
    page = written(report, options.format or _BY_ENDING.get(PurePath(options.output or "").suffix, "text"))
    if options.output:
        write(options.output, page)
        say(report.sentence)
    else:
        say(page.rstrip("\n"))
    return 0 if report.all_right else 1


def written(report: "Report", form: str) -> str:
    """The report in one of the forms that `--format` names."""
    if form == "json":
        return json.dumps(report.json(), indent=2, ensure_ascii=False)
    return {"text": report.text, "markdown": report.markdown, "latex": report.latex}[form]()


_BY_ENDING = {".md": "markdown", ".tex": "latex", ".json": "json"}


def _key(options: argparse.Namespace) -> int:
    """Write the key. Nothing is written unless every line of it is proved or checked."""
    from symgrad.homework import differences, key
    from symgrad.notation import document_latex

    if options.output:
        check_writable(options.output)
    questions = given.text_of("-") if options.file == "-" else read(options.file)
    functions, symbols = given.names_of(options.functions) or (), given.names_of(options.symbols) or ()
    with settings(detail=options.detail):
        document = key(questions, title=options.title, functions=functions, symbols=symbols)
    for one in differences(questions, functions=functions, symbols=symbols):
        aside(f"note: line {one.line}: {one.words}; compare with: symgrad read --both '{one.question}'")
    page = document_latex(document)
    if not options.output:
        say(page.rstrip("\n"))
        return 0
    write(options.output, page)
    say(f"Written: {options.output}")
    return 0
