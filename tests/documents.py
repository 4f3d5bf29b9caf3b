"""Pages that are run: the code in Markdown is executed and what it prints is compared with the page.

    python -m tests.documents PAGE...            show where the pages and the code differ
    python -m tests.documents --update PAGE...   write what is printed now into the pages

What a page may hold:

- ```` ```python ```` runs; all such blocks of a page share one namespace. `python static` is shown only, never run.
- ```` ```text ```` or ```` ```output ````, when it is the next block after a run one, is what that printed.
- ```` ```console ```` whose first line begins with `$ symgrad` holds commands, each followed by what a terminal shows.
- Every other block is left alone.

A page runs in a copy of its folder's other files, so it may read data beside it and write pictures; with `--update` it
runs in the folder itself, and the pictures are kept. Blanks at the ends of lines are not compared.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
PROMPT = "$ symgrad"
OUTPUT = ("text", "output")
FENCE = re.compile(r"(`{3,})\s*(.*?)\s*$")

TERMINAL = {"COLUMNS": "100", "LINES": "40", "NO_COLOR": "1", "TERM": "dumb", "MPLBACKEND": "Agg"}


class Block(NamedTuple):
    """A fenced block: its info string, and its lines as a range of indices into the page without the fences."""

    info: str
    first: int
    last: int


def pages() -> list[Path]:
    """Every page that must agree with the code."""
    folders = [ROOT / "worked_examples", ROOT / "docs"]
    return [ROOT / "README.md", *sorted(page for folder in folders for page in folder.rglob("*.md"))]


def blocks(lines: list[str]) -> Iterator[Block]:
    """The fenced blocks of a page in order; a block ends at a fence at least as long as the one that opened it."""
    opened: tuple[str, str, int] | None = None
    for index, line in enumerate(lines):
        fence = FENCE.match(line)
        if fence and opened is None:
            opened = fence[1], fence[2], index + 1
        elif fence and opened is not None and not fence[2] and len(fence[1]) >= len(opened[0]):
            yield Block(opened[1], opened[2], index)
            opened = None
    if opened is not None:
        raise ValueError(f"line {opened[2]}: the block that begins here has no end")


def renewed(text: str, name: str) -> str:
    """The page with what its code prints now in place of what it shows; `name` appears in tracebacks."""
    lines = text.splitlines()
    for first, last, content in reversed(list(replacements(lines, name))):
        lines[first:last] = content
    return "\n".join(lines) + "\n"


def replacements(lines: list[str], name: str) -> Iterator[tuple[int, int, list[str]]]:
    """Run the page, and say which lines (from, up to) should be which, in order."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    found = list(blocks(lines))
    for block, following in zip(found, [*found, None][1:], strict=True):
        if block.info == "python":
            printed = run_python(lines, block, namespace, name)
            if following is not None and following.info in OUTPUT:
                yield following.first - 1, following.last + 1, fenced(following.info, printed)
            elif printed:
                yield block.last + 1, block.last + 1, ["", *fenced("text", printed)]
        elif block.info == "console" and lines[block.first].startswith(PROMPT):
            yield block.first, block.last, run_console(lines[block.first : block.last], name)


def fenced(info: str, content: list[str]) -> list[str]:
    """The lines of a block, with a fence longer than any inside it."""
    inside = [len(match[1]) for line in content if (match := FENCE.match(line))]
    fence = "`" * max([3, *(length + 1 for length in inside)])
    return [fence + info, *content, fence]


def run_python(lines: list[str], block: Block, namespace: dict[str, Any], name: str) -> list[str]:
    """What a block of Python prints. Its line numbers are the page's, so a traceback points into the page."""
    source = "\n" * block.first + "\n".join(lines[block.first : block.last])
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(source, name, "exec"), namespace)
    return trimmed(printed.getvalue())


def run_console(lines: list[str], name: str) -> list[str]:
    """The commands of a console block, each with what it shows."""
    shown: list[str] = []
    for line in lines:
        if line.startswith("$ "):
            if not line.startswith(PROMPT):
                raise ValueError(f"{name}: only symgrad can be run in this block, not: {line}")
            shown += [line, *run_command(shlex.split(line[2:])[1:])]
    return shown


def run_command(arguments: list[str]) -> list[str]:
    """What `symgrad ARGUMENTS` shows in a terminal, errors included, with nothing on its standard input."""
    from symgrad.cli import main

    screen = io.StringIO()
    with (
        contextlib.redirect_stdout(screen),
        contextlib.redirect_stderr(screen),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.suppress(SystemExit),
    ):
        main(arguments)
    return trimmed(screen.getvalue())


def trimmed(printed: str) -> list[str]:
    """The lines without the blanks at their ends and without empty lines at the very end."""
    lines = [line.rstrip() for line in printed.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines


@contextlib.contextmanager
def workplace(page: Path, *, keep: bool) -> Iterator[None]:
    """Run a page in its folder (`keep`), or in a copy of the files beside it."""
    with tempfile.TemporaryDirectory() as temporary, mock.patch.dict(os.environ, TERMINAL):
        place = page.parent if keep else Path(temporary) / "page"
        if not keep:
            _copy_beside(page, place)
        with contextlib.chdir(place):
            yield


def _copy_beside(page: Path, place: Path) -> None:
    if page.parent == ROOT:
        place.mkdir()
    else:
        shutil.copytree(page.parent, place, ignore=shutil.ignore_patterns("*.md", "__pycache__"))


def drift(page: Path) -> str:
    """How a page differs from what its code prints now, as a diff; empty where it agrees."""
    text = page.read_text(encoding="utf-8")
    with workplace(page, keep=False):
        now = renewed(text, str(page))
    name = page.relative_to(ROOT).as_posix()
    old = [line.rstrip() for line in text.splitlines()]
    new = [line.rstrip() for line in now.splitlines()]
    return "\n".join(difflib.unified_diff(old, new, f"{name} (the page)", f"{name} (printed now)", lineterm=""))


def update(page: Path) -> None:
    """Write what the code prints now into the page, and keep the files it makes."""
    text = page.read_text(encoding="utf-8")
    with workplace(page, keep=True):
        page.write_text(renewed(text, str(page)), encoding="utf-8")


def main() -> int:
    """Compare or update the pages named on the command line; 1 where one has drifted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write what is printed now into the pages")
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    options = parser.parse_args()
    named = [page.resolve() for page in options.pages]
    if options.update:
        for page in named:
            update(page)
        return 0
    differences = [difference for page in named if (difference := drift(page))]
    print("\n\n".join(differences) or "Every page agrees with its code.")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
