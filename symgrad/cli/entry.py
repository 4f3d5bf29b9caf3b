"""`main`: run one command, and turn whatever goes wrong into a message and an exit status."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from symgrad.cli.parser import overview, parse, version
from symgrad.cli.wording import for_shell
from symgrad.errors import SymgradError

DONE, WRONG, NOT_UNDERSTOOD, BROKEN, STOPPED = 0, 1, 2, 3, 130
"""Exit statuses: done; the check failed or the answer is wrong; not understood; our mistake; stopped by Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    return guarded(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def guarded(job: Callable[[], int]) -> int:
    """The exit status of a job; what goes wrong in it becomes a message and a status of its own."""
    _speak_utf8()
    try:
        status = job()
        sys.stdout.flush()
        return status
    except SystemExit as stop:  # argparse has printed the help
        return int(stop.code or 0)
    except SymgradError as error:
        print(explained(error), file=sys.stderr)
        return NOT_UNDERSTOOD
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except Exception as error:
        return _our_mistake(error)


def _run(arguments: list[str]) -> int:
    if not arguments:
        from symgrad.cli.tutor import session

        return session()
    if arguments[0] in ("-h", "--help", "help"):
        print(overview(), end="")
        return DONE
    if arguments[0] in ("-V", "--version"):
        print(version())
        return DONE
    command, options = parse(arguments)
    status: int = import_module(f"symgrad.cli.{command.module}").run(options)
    return status


def explained(error: SymgradError) -> str:
    """The error for a terminal: what is wrong, where in the typed text, what to try."""
    where = f"line {error.line}, " if error.line == 1 and error.text is not None and "\n" in error.text else ""
    lines = [f"symgrad: {where}{error}"]
    lines += [f"    {line}" for line in error.caret().splitlines()]
    if error.hint:
        lines.append(f"  hint: {for_shell(error.hint)}")
    return "\n".join(lines)


def _our_mistake(error: Exception) -> int:
    """One line for the user; the traceback only for whoever asks for it."""
    if os.environ.get("SYMGRAD_DEBUG"):
        import traceback

        traceback.print_exc()
    words = " ".join(str(error).split())
    print(f"symgrad: this is a mistake in symgrad: {type(error).__name__}: {words}", file=sys.stderr)
    print("  SYMGRAD_DEBUG=1 shows where; please report it with the input.", file=sys.stderr)
    return BROKEN


def _speak_utf8() -> None:
    """Mathematical signs are printed even where the system's encoding lacks them (Windows pipes, a C locale)."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "")
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and encoding != "utf8":
            reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
