"""`symgrad homework key`: a list of problems becomes a LaTeX answer key, or the line that stops it is named."""

import argparse

from symgrad.cli import given
from symgrad.cli.files import check_writable, read, write
from symgrad.cli.screen import say
from symgrad.settings import settings


def run(options: argparse.Namespace) -> int:
    """Write the key. Nothing is written unless every line of it is proved or checked."""
    from symgrad.homework import key
    from symgrad.notation import document_latex

    if options.output:
        check_writable(options.output)
    questions = given.text_of("-") if options.file == "-" else read(options.file)
    with settings(detail=options.detail):
        document = key(
            questions,
            title=options.title,
            functions=given.names_of(options.functions) or (),
            symbols=given.names_of(options.symbols) or (),
        )
    page = document_latex(document)
    if not options.output:
        say(page.rstrip("\n"))
        return 0
    write(options.output, page)
    say(f"Written: {options.output}")
    return 0
