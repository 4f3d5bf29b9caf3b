"""`symgrad homework key`: a list of problems becomes a LaTeX answer key, or the line that stops it is named."""

import argparse

from symgrad.cli import given
from symgrad.cli.files import check_writable, read, write
from symgrad.cli.screen import aside, say
from symgrad.settings import settings


def run(options: argparse.Namespace) -> int:
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
