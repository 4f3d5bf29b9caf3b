"""The main job from beginning to end: `python -m symgrad.cli.demo`.

A typed function is read, its gradient derived and proved, checked by finite differences, and a bowl is descended.
"""

import shutil
import sys
from pathlib import Path

from symgrad.cli.entry import guarded
from symgrad.cli.read import as_read
from symgrad.cli.screen import heading, indented, say, width

FUNCTION = r"x^2 y + \sin(xy)"
POINT = {"x": 3, "y": 1}
BOWL = "x^2 + y^2"


def main() -> int:
    """Show it all; 1 where the proof or the check fails."""
    say("symgrad: derivatives worked out line by line, each line proved", "bold")
    _reading()
    proved = _derivation()
    agrees = _check()
    _descent()
    _further()
    return 0 if proved and agrees else 1


def _reading() -> None:
    from symgrad.parsing import parse

    heading("1. What you type, and how it is read")
    say(f"  {FUNCTION}\n")
    say(as_read(parse(FUNCTION)))


def _derivation() -> bool:
    """The gradient at the point, with the proof of every line."""
    from symgrad.cli.derive import how_proved
    from symgrad.derivations import gradient
    from symgrad.notation import document_text

    heading("2. Its gradient, derived line by line, then at (3, 1)")
    derivation = gradient(FUNCTION, at=POINT)
    say(indented(document_text(derivation.document(), width() - 2).rstrip()))
    heading("3. Every line proved")
    report = derivation.prove()
    good = report.status in ("proved", "checked")
    first, *rest = how_proved(report).splitlines()
    say(f"  {first}", "bold green" if good else "bold red")
    for line in rest:
        say(line)
    return good


def _check() -> bool:
    """The same gradient against finite differences, which know nothing of the rules."""
    import symgrad
    from symgrad.cli.check import show

    heading("4. Checked by numbers, by a route of its own")
    report = symgrad.check(FUNCTION, wrt=["x", "y"], at=POINT)
    show(report, 2)
    return report.verdict == "agrees"


def _descent() -> None:
    from symgrad.cli.descend import updates
    from symgrad.descent import descend

    heading("5. Downhill along the gradient: the bowl x² + y² from (3, 1)")
    trace = descend(BOWL, POINT, learning_rate=0.1, steps=60)
    say(indented(updates(trace, 2)))
    say()
    say(indented(trace.table(8)))


def _further() -> None:
    heading("Where to go next")
    if shutil.which("symgrad") is None:
        program, here = Path(sys.executable).with_name("symgrad"), Path.cwd()
        shown = program.relative_to(here) if program.is_relative_to(here) else program
        say(f"  The command stands here: {shown}\n")
    say(
        "  symgrad                                       a session: you type functions\n"
        '  symgrad "x^2 sin(x)"                          any function of yours\n'
        '  symgrad tutor "x^2 sin(x)"                    you answer, it judges and helps\n'
        "  symgrad homework key problems.txt -o key.tex  an answer key, every line proved\n"
        "  symgrad --help                                everything else"
    )


if __name__ == "__main__":
    sys.exit(guarded(main))
