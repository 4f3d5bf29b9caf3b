"""What reaches the screen: width, colour where there is a terminal, plain text everywhere else."""

import os
import shutil
import sys
from functools import cache
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, WIDEST = 40, 100


def width() -> int:
    """Columns to use: those of the terminal, between 40 and 100; 80 where nobody knows."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def is_colourful(stream: TextIO | None = None) -> bool:
    """Whether to use colour: on a terminal that has it, unless NO_COLOR says no."""
    target = stream or sys.stdout
    return target.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str = "", style: str = "") -> None:
    """Print; `style` is in rich's words (`bold cyan`) and is used where there is colour."""
    if style and is_colourful():
        from rich.text import Text

        _console().print(Text(text, style=style), soft_wrap=True)
    else:
        print(text)


def aside(text: str) -> None:
    """Print beside the result, on the error stream: what is not part of a file that the screen is sent to."""
    print(text, file=sys.stderr)


def heading(text: str) -> None:
    """A line that opens a part of the page, ruled to the width of the screen."""
    say()
    say(f"── {text} ".ljust(width(), "─"), "bold cyan")
    say()


def indented(text: str, by: int = 2) -> str:
    """Each line moved to the right; empty lines stay empty."""
    return "\n".join(" " * by + line if line.strip() else "" for line in text.splitlines())


@cache
def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False)
